import { expect, test } from 'vitest';
import { answerToNewest } from '../../../../components/ui/answer-to-newest.ts';

/** A person who chooses the next of these periods while each answer is awaited. */
async function askedWhileChoosing(choices: readonly string[]) {
  const asked: string[] = [];
  const answer = await answerToNewest(
    () => choices[Math.min(asked.length, choices.length - 1)] ?? '',
    async (choice) => {
      asked.push(choice);
      return `events of ${choice}`;
    },
  );
  return { answer, asked };
}

test('what was chosen during a search is searched for, and is the only answer', async () => {
  expect(await askedWhileChoosing(['7 days', '3 days', '1 day', '1 day'])).toEqual({
    answer: 'events of 1 day',
    asked: ['7 days', '3 days', '1 day'],
  });
});

test('without another choice it is asked once', async () => {
  const { asked } = await askedWhileChoosing(['7 days']);
  expect(asked).toEqual(['7 days']);
});
