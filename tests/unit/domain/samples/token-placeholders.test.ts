import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findPlaceholders,
  type PlaceholderOwner,
  profileTokenPlaces,
} from '../../../../lib/domain/samples/token-placeholders.ts';

/** Returns the sample with ● at every place that would be filled. */
function filled(text: string): string {
  let result = text;
  for (const [start, end] of profileTokenPlaces(text).reverse())
    result = `${result.slice(0, start)}●${result.slice(end)}`;
  return result;
}
const ownersOf = (text: string): PlaceholderOwner[] => findPlaceholders(text).map(({ owner }) => owner);

describe('every placeholder of the docs site', () => {
  it.each([
    [
      'API intro, second tab',
      'curl -H "Profile-Token: <your-profile-token>" \\\n  https://api.us-e1.tago.io/status',
      'curl -H "Profile-Token: ●" \\\n  https://api.us-e1.tago.io/status',
    ],
    [
      'Python SDK',
      'from tagoio_sdk import Account\n\naccount = Account({"token": "your-token"})\nprint(account.devices.list())',
      'from tagoio_sdk import Account\n\naccount = Account({"token": "●"})\nprint(account.devices.list())',
    ],
    [
      'TagoRUN notifications',
      'const account = new Account({ token: "Your Account Token Here" });',
      'const account = new Account({ token: "●" });',
    ],
  ])('of a profile token is filled: %s', (_, text, expected) => {
    expect(filled(text)).toBe(expected);
  });

  it.each([
    [
      'API intro, first tab',
      'curl -H "Device-Token: <your-device-token>" \\\n  https://api.us-e1.tago.io/status',
      'device',
    ],
    [
      'getting started',
      'curl -X POST https://api.tago.io/data \\\n     -H "Device-Token: YOUR_DEVICE_TOKEN" \\\n     -d \'[]\'',
      'device',
    ],
    ['getting data', 'Authorization: Your-Device-Token', 'device'],
    ['deleting data', 'DELETE /data HTTP/1.1\nAuthorization: <DEVICE_TOKEN>', 'device'],
    [
      'BeagleBone',
      "MY_DEVICE_TOKEN = '### INSERT YOUR TOKEN HERE ###'\nmy_device = Tago(MY_DEVICE_TOKEN).device",
      'device',
    ],
    [
      'API intro, third tab',
      'curl -H "Token: <your-network-token>" \\\n  https://api.us-e1.tago.io/status',
      'network',
    ],
    [
      'network operations',
      "curl -L 'https://api.us-e1.tago.io/integration/network/data' \\\n-H 'Token: <Token>'",
      'unknown',
    ],
    [
      'device operations',
      "curl -L 'https://api.us-e1.tago.io/data' \\\n-H 'Device-Token: <Device-Token>' \\\n-H 'Accept: application/json'",
      'device',
    ],
    ['Deno', 'Analysis.use(myAnalysis, { token: "MY-ANALYSIS-TOKEN-HERE" });', 'analysis'],
    [
      'Node.js',
      'module.exports = new Analysis(myAnalysis, { token: "**MY-ANALYSIS-TOKEN-HERE**" });',
      'analysis',
    ],
    [
      'Deno, environment first',
      'const token = Deno.env.get("ANALYSIS_TOKEN") || "MY-ANALYSIS-TOKEN-HERE";',
      'analysis',
    ],
  ])('of another token is left: %s', (_, text, owner) => {
    expect(ownersOf(text)).toEqual([owner]);
    expect(filled(text)).toBe(text);
  });

  it.each([
    ['TagoTiP authorization', 'PUSH|ate2bd319014b24e0a8aca9f00aea4c0d0|sensor-01|[temperature:=32]'],
    [
      'TagoTiP, over HTTP',
      'curl -H "Authorization: TagoTiP 4deedd7bab8817ec" https://tip.us-e1.tago.io/v1/push',
    ],
    ['TagoTiP, in words', '`Authorization: TagoTiP <token-hash>`'],
    [
      'a created device',
      '{\n  "status": true,\n  "result": {\n    "token": "8be70d95-0dbc-4e16-89b6-b23b077d05e5"\n  }\n}',
    ],
    ['generate a token', '`https://embed.REGION.tago.io?widget=YOUR-WIDGET-ID&token=YOUR-EMBED-TOKEN`'],
    [
      'an answer with a profile token',
      '{ "token": "p-8be70d950dbc4e1689b6b23b077d05e5", "permission": "full" }',
    ],
    ['an environment variable', 'const myToken = context.environment.MY_TOKEN;'],
  ])('is not found in %s', (_, text) => {
    expect(profileTokenPlaces(text)).toEqual([]);
  });
});

describe('a placeholder of the SDKs’ references', () => {
  it.each([
    [
      'const account = new Account({ token: "YOUR-PROFILE-TOKEN" });',
      'const account = new Account({ token: "●" });',
    ],
    [
      "const resources = new Resources({ token: 'YOUR-PROFILE-TOKEN' });",
      "const resources = new Resources({ token: '●' });",
    ],
    [
      'const resources = new Resources({\n  token: "YOUR-TOKEN",\n  region: "us-e1",\n});',
      'const resources = new Resources({\n  token: "●",\n  region: "us-e1",\n});',
    ],
    [
      'const tago = new TagoSDK.Account({ token: "my-token-here" });',
      'const tago = new TagoSDK.Account({ token: "●" });',
    ],
    ['resources = Resources({"token": "YOUR-TOKEN-HERE"})', 'resources = Resources({"token": "●"})'],
    [
      'new Account({ token: process.env.ACCOUNT_TOKEN || "YOUR-TOKEN" })',
      'new Account({ token: process.env.ACCOUNT_TOKEN || "●" })',
    ],
    [
      'const token = "YOUR-PROFILE-TOKEN";\nconst a = new Account({ token });',
      'const token = "●";\nconst a = new Account({ token });',
    ],
    ['PROFILE_TOKEN = "your-token"', 'PROFILE_TOKEN = "●"'],
    ['req.Header.Add("Profile-Token", "<your-token>")', 'req.Header.Add("Profile-Token", "●")'],
    [
      'request.addValue("YOUR-TOKEN", forHTTPHeaderField: "Profile-Token")',
      'request.addValue("●", forHTTPHeaderField: "Profile-Token")',
    ],
    ['headers = {\n  "Account-Token": "{{your_token}}"\n}', 'headers = {\n  "Account-Token": "●"\n}'],
    [
      "curl -H 'Authorization: Bearer <your-profile-token>' https://api.tago.io/account",
      "curl -H 'Authorization: Bearer ●' https://api.tago.io/account",
    ],
    [
      `curl 'https://api.tago.io/account' -H 'Profile-Token: <your-profile-token>' -d '{"name": "my-profile-token"}'`,
      `curl 'https://api.tago.io/account' -H 'Profile-Token: ●' -d '{"name": "my-profile-token"}'`,
    ],
    [
      'GET /account HTTP/1.1\nProfile-Token: YOUR-PROFILE-TOKEN\nAccept: */*',
      'GET /account HTTP/1.1\nProfile-Token: ●\nAccept: */*',
    ],
  ])('is filled in %j', (text, expected) => {
    expect(filled(text)).toBe(expected);
  });

  it.each([
    // The call decides, whatever the text says.
    'const device = new Device({ token: "YOUR-PROFILE-TOKEN" });',
    'const device = new Device({ token: "YOUR-TOKEN" });',
    'Analysis.use(run, { token: "YOUR-PROFILE-TOKEN" });',
    'const services = new Services({ token: "YOUR-TOKEN" });',
    'const network = new Network({ token: "YOUR-TOKEN", details: true });',
    // The text, or the name, decides, whatever the call is.
    'const account = new Account({ token: "YOUR-DEVICE-TOKEN" });',
    'curl -H "Device-Token: <your-profile-token>"',
    'deviceToken = "YOUR-PROFILE-TOKEN"',
    'new Account({ token: process.env.DEVICE_TOKEN || "YOUR-TOKEN" })',
    // Nothing shows whose token it is.
    'const token = "YOUR-TOKEN";',
    "curl -H 'token: <token>' https://api.tago.io/data",
    'token = "<token>"',
    // Another product's token.
    'new Account({ token: "YOUR-SLACK-TOKEN" })',
    'client = Account({"token": "your-github-api-token"})',
    // A name, a key, a comparison, a message, a comment: not the token's place.
    'const token = Deno.env.get("MY_PROFILE_TOKEN");',
    'token = os.environ["YOUR_PROFILE_TOKEN"]',
    'const token = process.env["MY_PROFILE_TOKEN"];',
    '{ "your-profile-token": true }',
    'if (token === "YOUR-PROFILE-TOKEN") throw new Error("Set it");',
    'console.log("YOUR-PROFILE-TOKEN");',
    'throw new Error("Insert your profile token here");',
    'const text = "Insert your profile token here";',
    '// new Account({ token: "YOUR-PROFILE-TOKEN" })',
    '# Account({"token": "your-token"})',
    'const list: Array<ProfileToken> = [];',
    'const MY_PROFILE_TOKEN = load();',
    'new Account({ token: "p-8be70d950dbc4e1689b6b23b077d05e5" })',
    // What something is called.
    '{ "name": "my-profile-token", "permission": "full" }',
    '{ "key": "MY_ACCOUNT_TOKEN", "value": "x" }',
    "{ label: 'My profile token' }",
    'account.profiles.tokenCreate("1", { name: "My profile token" });',
  ])('is left in %j', (text) => {
    expect(profileTokenPlaces(text)).toEqual([]);
  });

  it.each([
    ['#define PROFILE_TOKEN "YOUR-TOKEN"', '#define PROFILE_TOKEN "●"'],
    ['String profileToken = "YOUR-TOKEN";', 'String profileToken = "●";'],
    ['const char* profile_token = "<your-token>";', 'const char* profile_token = "●";'],
    ['profile_token: "YOUR-TOKEN"', 'profile_token: "●"'],
    ["token: 'YOUR-PROFILE-TOKEN'", "token: '●'"],
    ['PROFILE_TOKEN=your-token', 'PROFILE_TOKEN=●'],
    [
      '# .env\nDEBUG=true\n\nTAGO_ACCOUNT_TOKEN=<your-token>\nDEVICE_TOKEN=<your-token>\n',
      '# .env\nDEBUG=true\n\nTAGO_ACCOUNT_TOKEN=●\nDEVICE_TOKEN=<your-token>\n',
    ],
    ['new Account({ token: "SEU-TOKEN" })', 'new Account({ token: "●" })'],
    ['new Account({ token: "TU_TOKEN" })', 'new Account({ token: "●" })'],
    ['new Account({ token: "SEU-TOKEN-DO-PERFIL" })', 'new Account({ token: "●" })'],
    ['const token = "SEU-TOKEN-DO-PERFIL";', 'const token = "●";'],
    ['const token = "TU-TOKEN-DE-CUENTA";', 'const token = "●";'],
    ["curl -H 'Profile-Token: <seu-token>'", "curl -H 'Profile-Token: ●'"],
    ["curl -H 'Authorization: <token-del-perfil>'", "curl -H 'Authorization: ●'"],
    ['Account({"token": "Insira seu token aqui"})', 'Account({"token": "●"})'],
    ['TOKEN_DO_PERFIL=SEU-TOKEN', 'TOKEN_DO_PERFIL=●'],
  ])('in other languages, of programs and of people, is filled in %j', (text, expected) => {
    expect(filled(text)).toBe(expected);
  });

  it.each([
    'const char* token = "TOKEN-DO-DISPOSITIVO";',
    'Authorization: SEU-TOKEN-DO-DISPOSITIVO',
    'Authorization: <TOKEN_DEL_DISPOSITIVO>',
    'const tokenDoDispositivo = "SEU-TOKEN";',
    'tokenDispositivo = "YOUR-PROFILE-TOKEN"',
    'new Account({ token: "SEU-TOKEN-DA-REDE" })',
    'new Account({ token: "TU-TOKEN-DE-ANALISIS" })',
    'new Account({ token: "SEU-TOKEN-DO-SLACK" })',
    'new Device({ token: "SEU-TOKEN" })',
    'const token = "SEU-TOKEN";',
    'id: "token-do-perfil"',
    'const texto = "Insira seu token do perfil aqui";',
    '#define DEVICE_TOKEN "YOUR-TOKEN"',
    '# PROFILE_TOKEN=YOUR-TOKEN',
    '#define TOKEN "YOUR-TOKEN"',
    'TOKEN=YOUR-TOKEN',
    'DEVICE_TOKEN=YOUR-TOKEN',
    // Not a file of settings: the name of a variable, in a program.
    'import os\nPROFILE_TOKEN=YOUR_PROFILE_TOKEN',
    'PROFILE_TOKEN=YOUR_PROFILE_TOKEN\nprint(PROFILE_TOKEN)',
    'PROFILE_TOKEN=YOUR_PROFILE_TOKEN;',
    'PROFILE_TOKEN="$' + '{YOUR_PROFILE_TOKEN}"',
  ])('in other languages, of another token or none, is left in %j', (text) => {
    expect(profileTokenPlaces(text)).toEqual([]);
  });

  it('of a profile token is filled, and that of a device token left, in one sample', () => {
    const text =
      'const a = new Account({ token: "YOUR-TOKEN" });\nconst d = new Device({ token: "YOUR-TOKEN" });';
    expect(filled(text)).toBe(text.replace('YOUR-TOKEN', '●'));
  });
});

describe('for any text', () => {
  const pieces = fc.constantFrom(
    'new Account({ token: ',
    'Device-Token: ',
    'Profile-Token: ',
    '"',
    "'",
    '`',
    '\n',
    '(',
    ')',
    '{',
    '}',
    '[',
    '// ',
    '\\',
    'YOUR-TOKEN',
    '<your-profile-token>',
    'token',
    ' = ',
    ', ',
    'console.log(',
    'PROFILE_TOKEN=',
    '#define PROFILE_TOKEN ',
    'SEU-TOKEN-DO-PERFIL',
  );
  it('places are within bounds, in order, without overlap, on one line, each around a placeholder', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 6 })), { maxLength: 24 }), (parts) => {
        const text = parts.join('');
        let last = 0;
        for (const [start, end] of profileTokenPlaces(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(text.slice(start, end)).toMatch(/^[^\n"'`]*token[^\n"'`]*$/i);
          last = end;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('the search ends quickly on long and on hostile texts', () => {
    const hostile = [
      '"'.repeat(29_000),
      'a-'.repeat(14_500),
      `token: ${' '.repeat(29_000)}`,
      '('.repeat(29_000),
      'A='.repeat(14_500),
      'A=\n'.repeat(9_600),
      `A_TOKEN=${'A'.repeat(29_000)}`,
      `${'TOKEN'.repeat(5_800)}=x "`,
      ' \n'.repeat(14_500),
    ];
    for (const text of hostile) {
      expect(profileTokenPlaces(`${text} token`)).toEqual([]);
      expect(profileTokenPlaces(`token\n${text}`)).toEqual([]);
      expect(profileTokenPlaces(`TOKEN=\n${text}`)).toEqual([]);
    }
  }, 2000);
});
