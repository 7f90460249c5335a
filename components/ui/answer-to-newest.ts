/**
 * Asks for what is wanted, and again if something else is wanted once the answer is there: the answer is always the newest
 * choice's. `wanted` returns the same object as long as the choice is the same.
 */
export async function answerToNewest<Choice, Answer>(
  wanted: () => Choice,
  ask: (choice: Choice) => Promise<Answer>,
): Promise<Answer> {
  for (;;) {
    const choice = wanted();
    const answer = await ask(choice);
    if (wanted() === choice) return answer;
  }
}
