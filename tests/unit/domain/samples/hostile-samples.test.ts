import { describe, it } from 'vitest';
import { completeSample } from '../../../../lib/domain/samples/complete-sample.ts';
import { targetProblem } from '../../../../lib/domain/samples/destinations/check-address.ts';
import { destinationProblem } from '../../../../lib/domain/samples/destinations/check-destinations.ts';
import { mayComplete } from '../../../../lib/domain/samples/may-complete.ts';
import { methodOfSample, useOfSample } from '../../../../lib/domain/samples/sample-method.ts';
import { setSdkRegion } from '../../../../lib/domain/samples/sample-region.ts';
import { profileTokenPlaces } from '../../../../lib/domain/samples/token-placeholders.ts';
import { expectBoundedWork, repeating } from '../../bounded-work.ts';
import { US } from '../make.ts';

const ACCOUNT = 'const account = new Account({ token: "your-profile-token" });\n';
const CURL = "curl -L 'https://api.us-e1.tago.io/";
const PYTHON = 'import requests\nimport json\n\nurl = "https://api.us-e1.tago.io/a"\n\npayload = json.dumps(';

/** Samples whose searches a repeated part could make long, as what precedes, repeats and follows. */
const SAMPLES: [string, string, string?][] = [
  // Addresses.
  ['// https://', 'a', ':PORT/'],
  [`${ACCOUNT}// https://`, 'a', '@x'],
  [CURL, 'a', "<'"],
  ["curl -L 'https://", 'a', "<'"],
  ['https://', 'a', '@x'],
  ['https://', '<a>', '@'],
  ['"https://', 'a.', '<"'],
  ['a', '-a'],
  ['"', '\\n'],
  ['"', '/'],
  ['"', 'a.', '!'],
  ['HTTPSConnection("', 'a.'],
  // Declarations.
  ['for', ' ', '(;;) { }'],
  [`${ACCOUNT}for`, ' ', '(;;) { }'],
  ['for (', ' ', ';;) { }'],
  ['for (const a', ' ', ';;) { }'],
  ['', 'for '],
  ['a', '\n', 'b'],
  ['', 'a,\n', 'b'],
  ['', 'a', '!'],
  ['', 'a1', '!'],
  ['def', '\t', '!'],
  ['lambda', '\t', '!'],
  ['', 'lambda ', '!'],
  ['', 'with ', '!'],
  ['', 'let [a', '!'],
  ['', 'process.env '],
  // Placeholders, and what is next to them.
  ['token: a', '\t', '"'],
  ['', '"your-token"'],
  ['', '"your-token" ', '('],
  ['', 'a."your-token"'],
  ['"', 'token', '" "your-token"'],
  ['', 'a.', '"your-token"'],
  ['', '('],
  ['', 'Account('],
  ['', ' /*'],
  // Generated samples.
  [`${CURL}' \\\n-d '`, "'\\''", '!'],
  [`${CURL}a`, ' a', '<'],
  [PYTHON, '1', '!'],
  [PYTHON, '{"a":1.}', '!'],
  [PYTHON, '"\\"', '!'],
];

const SEARCHES: Record<string, (text: string) => unknown> = {
  destinationProblem: (text) => destinationProblem(text, US),
  targetProblem: (text) => targetProblem(text, US),
  completeSample: (text) => completeSample(text, { origin: US, profileId: '0123456789abcdef01234567' }),
  profileTokenPlaces,
  setSdkRegion: (text) => setSdkRegion({ text, places: [] }, US),
  methodOfSample,
  useOfSample,
  mayComplete,
};

describe('a sample that is as long as one may be, and hostile, is soon checked:', () => {
  it.each(Object.entries(SEARCHES))('%s', (_, search) => {
    for (const sample of SAMPLES) expectBoundedWork(search, repeating(...sample));
  });
});
