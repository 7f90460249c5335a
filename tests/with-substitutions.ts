/** Returns a message with its substitutions, as browsers insert them: $1 to $9, and $$ for a dollar sign. */
export const withSubstitutions = (message: string, values: readonly unknown[]) =>
  message.replace(/\$(\$|[1-9])/g, (_, what: string) =>
    what === '$' ? '$' : String(values[Number(what) - 1] ?? ''),
  );
