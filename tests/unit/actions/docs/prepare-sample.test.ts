import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failureText } from '../../../../components/ui/failure-text.ts';
import { prepareSample } from '../../../../lib/actions/docs/prepare-sample.ts';
import { FailureError } from '../../../../lib/domain/failure.ts';
import { profileKeyOf } from '../../../../lib/domain/identity/keys.ts';
import type { DocsSample } from '../../../../lib/messages/protocol/docs.ts';
import { generateSample, VARIANTS } from '../../../docs-pages/generate.ts';
import { US } from '../../domain/make.ts';

const KEY = profileKeyOf(US, '5f1a2b3c4d5e6f7a8b9c0d1e');

function failureOf(text: string, what: DocsSample['what']) {
  try {
    prepareSample({ profileKey: KEY, text, method: 'GET', what }, { profileKey: KEY });
  } catch (error) {
    if (error instanceof FailureError) return error.failure;
    throw error;
  }
  return null;
}

describe('a sample that would send the token unencrypted', () => {
  const plain = { code: 'plain-destination', detail: 'api.us-e1.tago.io' };

  it('is refused alike with a placeholder and without, in every language that names the scheme', () => {
    const text = `curl http://api.us-e1.tago.io/device -H 'token: <your-profile-token>'`;
    expect(failureOf(text, 'placeholders')).toEqual(plain);
    for (const [language, variant] of VARIANTS) {
      const sample = generateSample(language, variant, { method: 'GET', url: `${US}/device` });
      expect(failureOf(sample, 'complete'), variant).toBeNull();
      const changed = sample.replace('https://api', 'http://api');
      if (changed !== sample) expect(failureOf(changed, 'complete'), variant).toEqual(plain);
    }
  });

  it('is not named as such when it is refused for something else', () => {
    const headers = [{ key: 'Device-Token', value: '<Device-Token>' }];
    for (const [language, variant] of VARIANTS) {
      const sample = generateSample(language, variant, { method: 'GET', url: `${US}/data`, headers });
      expect(failureOf(sample, 'complete'), variant).toMatchObject({ code: 'invalid-input' });
    }
  });
});

describe('a sample of the reference that can’t be completed is refused with the reason', () => {
  const UNKNOWN = 'This sample isn’t in a form that the extension can check.';
  const sentenceOf = (text: string) => {
    const failure = failureOf(text, 'complete');
    return failure && failureText(failure);
  };
  const withBody = (language: string, variant: string, body: unknown) =>
    generateSample(language, variant, { method: 'POST', url: `${US}/files`, body });

  it.each(VARIANTS)('%s (%s): its body is too long', (language, variant) => {
    expect(sentenceOf(withBody(language, variant, { file: 'A'.repeat(20_000) }))).toBeNull();
    expect(sentenceOf(withBody(language, variant, { file: 'A'.repeat(30_000) }))).toMatch(
      /^This sample is too long/,
    );
  });

  it.each(VARIANTS)('%s (%s): its body has a character that can’t be seen', (language, variant) => {
    for (const [name, character] of [
      ['Greenhouse 🌡\uFE0F', 'U+FE0F'],
      ['👩\u200D🌾', 'U+200D'],
      ['10\u00A0m', 'U+00A0'],
    ] as const) {
      const failure = failureOf(withBody(language, variant, { name }), 'complete');
      expect(failure).toEqual({ code: 'unclear-destination', detail: character });
    }
  });

  it('a quote in its path', () => {
    const url = `${US}/device/:id?name=it's`;
    for (const variant of ['Axios', 'Request', 'Unirest', 'Native'])
      expect(sentenceOf(generateSample('nodejs', variant, { method: 'GET', url })), variant).toContain(
        UNKNOWN,
      );
  });

  it('whatever its path contains, but never with a part that the generator always writes', () => {
    const mark = fc.constantFrom(
      ...["'", '"', '\\', '`', '$', '#', '\t', '\u200D', ' x', 'a', '/', '?', '@'],
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...VARIANTS),
        fc.array(mark, { maxLength: 6 }),
        ([language, variant], marks) => {
          const request = { method: 'GET', url: `${US}/device/:mark` };
          const sample = generateSample(language, variant, request).replace(':mark', () => marks.join(''));
          const failure = failureOf(sample, 'complete');
          if (failure?.code === 'invalid-input') expect(failureText(failure)).toContain(UNKNOWN);
          if (failure?.code === 'unclear-destination') expect(failure.detail).toBe('U+200D');
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a text that only defines values', () => {
  const prepared = (text: string) =>
    prepareSample({ profileKey: KEY, text, method: null, what: 'placeholders' }, { profileKey: KEY });

  it.each([
    ['#define PROFILE_TOKEN "YOUR-TOKEN"\nconst char* host = "api.eu-w1.tago.io";', 'api.us-e1.tago.io"'],
    ['# .env\nPROFILE_TOKEN=SEU-TOKEN\nADDRESS=https://api.eu-w1.tago.io', 'https://api.us-e1.tago.io'],
    ['tago:\n  profile_token: "TU-TOKEN"\n  url: "https://api.eu-w1.tago.io"', 'https://api.us-e1.tago.io"'],
  ])('has a place for the token, and the profile’s region: %j', (text, address) => {
    const { text: done, places, hostChanged } = prepared(text);
    expect(hostChanged).toBe(true);
    expect(done).toContain(address);
    expect(places.map(([start, end]) => done.slice(start, end))).toEqual([/\w+-TOKEN/.exec(text)![0]]);
  });
});
