import { plural, t } from '../../../lib/i18n/t.ts';

/**
 * The filter of a list, which announces how much it finds. Escape clears it; Enter doesn't submit the form it is in.
 */
export function FilterField({
  value,
  found,
  onInput,
  label = t('profilesFilter'),
}: {
  value: string;
  /** How many rows are listed; where there are none, the list says so itself. */
  found: number;
  onInput: (query: string) => void;
  label?: string;
}) {
  return (
    <>
      <input
        class="find"
        type="search"
        aria-label={label}
        placeholder={label}
        autocomplete="off"
        spellcheck={false}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          if (event.key === 'Enter') event.preventDefault();
          if (event.key === 'Escape' && value) {
            event.preventDefault();
            onInput('');
          }
        }}
      />
      <span class="visually-hidden" role="status">
        {value.trim() && found > 0 && plural('filterFound', found)}
      </span>
    </>
  );
}
