import { t } from '../../../lib/i18n/t.ts';

/** The filter of a list of profiles. Escape clears it. */
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
        if (event.key === 'Escape' && value && !event.isComposing) {
          event.preventDefault();
          onInput('');
        }
      }}
    />
  );
}
