import english from '../../public/_locales/en/messages.json' with { type: 'json' };

type Key = keyof typeof english;

/**
 * The extension's own words, so that a spec looks for a control by what a person reads on it without repeating
 * the sentence. What a spec *asserts* it writes out.
 */
export function words(key: Key, ...substitutions: (string | number)[]): string {
  return english[key].message.replace(/\$(\$|[1-9])/g, (_, what: string) =>
    what === '$' ? '$' : String(substitutions[Number(what) - 1] ?? ''),
  );
}
