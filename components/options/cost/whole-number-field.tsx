import { useEffect, useState } from 'preact/hooks';
import { parseWhole } from '../../../lib/domain/billing/money.ts';
import { decimalSeparator } from '../../../lib/i18n/money-text.ts';
import { numberText } from '../../../lib/i18n/service-text.ts';

/**
 * A field for a whole number, which is grouped by the language's rules when the field is left. A text that is no number
 * is `null`, and stays as it is typed.
 */
export function WholeNumberInput({
  value,
  invalidText,
  onInput,
  ...attributes
}: {
  value: number | null;
  /** What was typed and is no number, shown in place of the value. */
  invalidText?: string | undefined;
  onInput: (value: number | null, text: string) => void;
  id?: string;
  disabled?: boolean;
  readOnly?: boolean;
  'aria-label'?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true | undefined;
}) {
  const [text, setText] = useState(invalidText ?? (value === null ? '' : numberText(value)));
  // The value was changed elsewhere (a slider, a button): the field follows. What was typed here stays as it is.
  useEffect(() => {
    if (invalidText !== undefined) setText(invalidText);
    else if (parseWhole(text, decimalSeparator()) !== value) setText(value === null ? '' : numberText(value));
  }, [value, invalidText]);
  return (
    <input
      class="input input--number"
      {...attributes}
      type="text"
      inputMode="numeric"
      autocomplete="off"
      spellcheck={false}
      value={text}
      onInput={(event) => {
        const typed = event.currentTarget.value;
        setText(typed);
        onInput(parseWhole(typed, decimalSeparator()), typed);
      }}
      onBlur={() => {
        const parsed = parseWhole(text, decimalSeparator());
        if (parsed !== null) setText(numberText(parsed));
      }}
    />
  );
}
