import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiOrigin } from '../../../../lib/domain/identity/keys.ts';
import { completeSample, fillTokenPlaces } from '../../../../lib/domain/samples/complete-sample.ts';
import { generateSample, type SampleRequest, VARIANTS } from '../../../docs-pages/generate.ts';
import { operations } from '../../../docs-pages/operations.ts';
import { EU, US } from '../make.ts';

const PROFILE_ID = '5f1a2b3c4d5e6f7a8b9c0d1e';
const LOCAL = 'http://127.0.0.1:8787' as ApiOrigin;
const DEPLOY = 'https://api.acme-iot.com' as ApiOrigin;
const TOKEN = 'p-00000000-1111-2222-3333-444444444444';
const body = {
  name: `O'Brien "and" sons`,
  headers: 'headers = {}',
  tags: [{ key: 'a', value: '\\n' }],
  note: '`back` $x',
  email: 'ana@example.com',
};

function complete(sample: string, origin: ApiOrigin): string | null {
  const done = completeSample(sample, { origin, profileId: PROFILE_ID });
  return done && fillTokenPlaces(done.text, done.places, TOKEN);
}

/** Returns what the generator writes for the same request with the token's header, the profile's host and its id. */
function expected(language: string, variant: string, request: SampleRequest, origin: ApiOrigin): string {
  const headers = [
    ...(request.body ? [{ key: 'Content-Type', value: 'application/json' }] : []),
    { key: 'Accept', value: 'application/json' },
  ];
  return generateSample(language, variant, {
    ...request,
    url: request.url
      .replace('/profiled/', '/profile/')
      .replace(`${US}/:am_id`, `${US}/am/:am_id`)
      .replace(US, origin)
      .replace(/(\/profile\/):\w+/, `$1${PROFILE_ID}`),
    headers: [{ key: 'token', value: TOKEN }, ...(request.headers ?? headers)],
  });
}

const profileOperations = operations.filter(({ takes }) => takes === 'profile');

describe.each(VARIANTS)('%s (%s)', (language, variant) => {
  it('equals what the generator writes for the complete request, for every operation that takes a profile’s token', () => {
    for (const { method, path, hasBody } of profileOperations) {
      const request = { method, url: US + path, ...(hasBody ? { body } : {}) };
      const sample = generateSample(language, variant, request);
      for (const origin of [US, EU, DEPLOY]) {
        expect(complete(sample, origin), `${method} ${path}`).toBe(
          expected(language, variant, request, origin),
        );
      }
    }
  });

  it('gets the token’s header where a sample has no headers', () => {
    const request = { method: 'DELETE', url: `${US}/device/:id`, headers: [] };
    const sample = generateSample(language, variant, request);
    expect(complete(sample, EU)).toBe(expected(language, variant, request, EU));
  });

  it('keeps query and path parameters as they are', () => {
    const request = { method: 'GET', url: `${US}/profile/:id/team/:account?page=1&amount=20` };
    const done = complete(generateSample(language, variant, request), US)!;
    expect(done).toContain(`/profile/${PROFILE_ID}/team/:account?page=1&amount=20`);
  });

  it('keeps an id that the person filled in, and leaves ids of other things', () => {
    const other = '60aa2b3c4d5e6f7a8b9c0d1e';
    for (const path of [`/profile/${other}/summary`, '/profile/switch/:id', '/device/:id', '/account/:id']) {
      const sample = generateSample(language, variant, { method: 'GET', url: US + path });
      const done = completeSample(sample, { origin: US, profileId: PROFILE_ID })!;
      expect(done.idFilled).toBe(false);
      expect(done.text).toContain(path);
    }
  });

  it('reports whether host, id and path were changed', () => {
    const sample = generateSample(language, variant, { method: 'GET', url: `${US}/profile/:id/summary` });
    expect(completeSample(sample, { origin: US, profileId: PROFILE_ID })).toMatchObject({
      hostChanged: false,
      idFilled: true,
      pathCorrected: false,
      blanks: [],
    });
    expect(completeSample(sample, { origin: EU, profileId: PROFILE_ID })).toMatchObject({
      hostChanged: true,
    });
  });

  it.each([
    ['GET', '/profiled/:id/statistics', `/profile/${PROFILE_ID}/statistics`, []],
    ['PUT', '/:am_id', '/am/:am_id', ['am_id']],
  ])('corrects the misspelled path %s %s', (method, path, right, blanks) => {
    const sample = generateSample(language, variant, { method, url: US + path });
    const done = completeSample(sample, { origin: US, profileId: PROFILE_ID })!;
    expect(done).toMatchObject({ pathCorrected: true, blanks });
    expect(done.text).toMatch(new RegExp(`["'/.\\w]${right}["']`));
  });

  it('names the blanks that are left, and no others', () => {
    const url = `${US}/profile/:id/backup/:backup_id/download?time=10:20`;
    const done = completeSample(generateSample(language, variant, { method: 'POST', url, body }), {
      origin: US,
      profileId: PROFILE_ID,
    })!;
    expect(done.blanks).toEqual(['backup_id']);
  });

  it('is complete with a body of plain text, and without a body', () => {
    for (const [method, text] of [
      ['POST', `a "b" 'c' \\ \`d\`\n$x`],
      ['POST', '@file.json'],
      ['HEAD', undefined],
    ] as const) {
      const headers = [{ key: 'Content-Type', value: 'text/plain' }];
      const request = { method, url: `${US}/device`, headers, ...(text === undefined ? {} : { text }) };
      expect(complete(generateSample(language, variant, request), EU)).toBe(
        expected(language, variant, request, EU),
      );
    }
  });

  it('has the body unchanged, whatever it contains', () => {
    const text = fc.string({
      unit: fc.constantFrom('{', '}', '"', "'", '\\', '\n', ' ', 'headers', '=', '(', 'curl', ':', '@'),
    });
    fc.assert(
      fc.property(text, text, (name, value) => {
        const request = { method: 'POST', url: `${US}/device`, body: { name, [`k${value}`]: value } };
        expect(complete(generateSample(language, variant, request), EU)).toBe(
          expected(language, variant, request, EU),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('has the token once, as a header of the same request, whatever the path contains', () => {
    const piece = fc.constantFrom(
      ...[...'ab:.,;=&@%+~^*!|<>()[]{}-_/?', ' ', "'", '"', '\\', '`', '$', '#', '//', '/*', '--', ' -x '],
      ...[
        'evil.example/',
        'https://evil.example/',
        '$(evil)',
        "' evil '",
        '" evil "',
        '\\(evil)',
        '\n',
        '\t',
      ],
    );
    const headers = fc.constantFrom<SampleRequest['headers']>(undefined, []);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), headers, (pieces, headers) => {
        // The generator writes some of these escaped; a page could have them as they are.
        const path = `/device${pieces.join('')}`;
        const request = { method: 'GET', url: `${US}/device/:mark`, ...(headers && { headers }) };
        const sample = generateSample(language, variant, request).replace('/device/:mark', () => path);
        const whole = generateSample(language, variant, {
          ...request,
          headers: [
            { key: 'token', value: TOKEN },
            ...(headers ?? [{ key: 'Accept', value: 'application/json' }]),
          ],
        }).replace('/device/:mark', () => path);
        const done = complete(sample, US);
        if (!/['"`\\$#\s]/.test(path)) expect(done).not.toBeNull();
        if (done !== null) expect(done).toBe(whole);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps an address with a space one string', () => {
    const request = { method: 'GET', url: `${US}/device/:id and x @evil.example/` };
    const done = complete(generateSample(language, variant, request), EU);
    expect(done).toBe(expected(language, variant, request, EU));
  });

  it('has the token in no body that looks like the sample’s code', () => {
    for (const line of [
      '  req.Header.Add("x", "y")',
      '  res, err := client.Do(req)',
      '    headers.insert("x", "y".parse()?);',
      `    let request = client.request(reqwest::Method::GET, "${US}/device")`,
      `curl -L '${US}/device'`,
      'headers = {',
      "  'headers': {",
      '  headers: {',
      '  .headers({',
      'var request = URLRequest(',
    ]) {
      for (const headers of [[{ key: 'Content-Type', value: 'text/plain' }], []]) {
        const request = { method: 'POST', url: `${US}/device`, text: `a\n${line}\nb`, headers };
        const done = complete(generateSample(language, variant, request), EU);
        expect(done, line).toBe(expected(language, variant, request, EU));
      }
    }
  });

  it('is not completed for a host that is not the platform’s', () => {
    for (const url of [
      'https://evil.example/device',
      'https://api.us-e1.tago.io.evil.example/device',
      'https://evil.example/https://api.us-e1.tago.io/device',
      'https://evil.example?to=https://api.us-e1.tago.io',
      'https://api.tago.io@evil.example/device',
    ]) {
      const body = { to: 'https://api.us-e1.tago.io' };
      expect(complete(generateSample(language, variant, { method: 'POST', url, body }), US), url).toBeNull();
    }
  });

  it('is not completed when it would send the token unencrypted', () => {
    const sample = generateSample(language, variant, { method: 'GET', url: `${US}/device` });
    for (const host of ['api.us-e1.tago.io', 'api.tago.io']) {
      const plain = sample.replace('https://api.us-e1.tago.io', `http://${host}`);
      // Languages without a scheme in the address have it in fixed code.
      if (plain !== sample) expect(complete(plain, US)).toBeNull();
    }
  });

  it('is not completed when it shows another kind of token', () => {
    const headers = [
      { key: 'Device-Token', value: '<Device-Token>' },
      { key: 'Accept', value: 'application/json' },
    ];
    expect(
      complete(generateSample(language, variant, { method: 'GET', url: `${US}/data`, headers }), US),
    ).toBeNull();
  });
});

describe('an API on localhost', () => {
  it.each(VARIANTS)('is called by %s (%s) over http, on its port', (language, variant) => {
    const request = { method: 'GET', url: `${US}/account` };
    const done = complete(generateSample(language, variant, request), LOCAL)!;
    expect(done).not.toContain('tago.io');
    expect(done).not.toContain('https://');
    expect(done.replace(/\s/g, '')).toMatch(/127\.0\.0\.1(:|','port':)8787/);
  });
});

describe('completeSample', () => {
  it('refuses a body that curl would read from a file', () => {
    const request = { method: 'POST', url: `${US}/device`, text: '@file.json' };
    const sample = generateSample('curl', 'cURL', request);
    expect(complete(sample, US)).toContain("--data-raw '@file.json'");
    for (const option of ['-d', '--data', '--data-binary', '--data-urlencode', '-F'])
      expect(complete(sample.replace('--data-raw', option), US), option).toBeNull();
  });

  it.each([
    '',
    'const account = new Account({ token: "YOUR-TOKEN" });',
    'npm install @tago-io/sdk',
    'curl',
    'import requests',
    'package main',
    'var request = URLRequest(url)',
    'let x = reqwest::Client::builder()',
  ])('does not guess at %j', (text) => {
    const done = completeSample(text, { origin: US, profileId: PROFILE_ID });
    if (done) expect(done.places).toHaveLength(1);
    if (!text.startsWith('var')) expect(done).toBeNull();
  });
});

describe('fillTokenPlaces', () => {
  it('writes the value at each place and keeps the rest', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string(), fc.string({ minLength: 1 }))),
        fc.string(),
        fc.string(),
        (parts, end, value) => {
          let text = '';
          const places: [number, number][] = [];
          for (const [before, mark] of parts) {
            places.push([text.length + before.length, text.length + before.length + mark.length]);
            text += before + mark;
          }
          expect(fillTokenPlaces(text + end, places, value)).toBe(
            parts.map(([before]) => before + value).join('') + end,
          );
        },
      ),
    );
  });
});
