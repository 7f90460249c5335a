import { describe, expect, it } from 'vitest';
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
