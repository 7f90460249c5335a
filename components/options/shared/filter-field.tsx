import { t } from '../../../lib/i18n/t.ts';

/** The filter of a list of profiles. Escape clears it; Enter doesn't submit the form it is in. */
export function FilterField({
  value,
  onInput,
  label = t('profilesFilter'),
}: {
  value: string;
  onInput: (query: string) => void;
  label?: string;
}) {
  return (
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
  );
}
