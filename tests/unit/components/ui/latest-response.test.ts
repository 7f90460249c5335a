import { expect, test } from 'vitest';
import { latestResponse } from '../../../../components/ui/latest-response.ts';

/** A person who chooses the next of these periods while each response is awaited. */
async function askedWhileChoosing(choices: readonly string[]) {
  const asked: string[] = [];
  const response = await latestResponse(
    () => choices[Math.min(asked.length, choices.length - 1)] ?? '',
    async (choice) => {
      asked.push(choice);
      return `events of ${choice}`;
    },
  );
  return { response, asked };
}

test('what was chosen during a search is searched for, and is the only response', async () => {
  expect(await askedWhileChoosing(['7 days', '3 days', '1 day', '1 day'])).toEqual({
    response: 'events of 1 day',
    asked: ['7 days', '3 days', '1 day'],
  });
});

test('asks once if the choice doesn’t change', async () => {
  const { asked } = await askedWhileChoosing(['7 days']);
  expect(asked).toEqual(['7 days']);
});
