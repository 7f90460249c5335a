/**
 * Asks for what is wanted, and again if something else is wanted once the response is there: what it returns is always
 * the response to the latest choice. `wanted` returns the same object as long as the choice is the same.
 */
export async function latestResponse<Choice, Reply>(
  wanted: () => Choice,
  ask: (choice: Choice) => Promise<Reply>,
): Promise<Reply> {
  for (;;) {
    const choice = wanted();
    const response = await ask(choice);
    if (wanted() === choice) return response;
  }
}
