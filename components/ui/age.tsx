import { ageText } from '../../lib/i18n/age-text.ts';
import { language, t } from '../../lib/i18n/t.ts';

/** "Updated 2 min ago"; the exact time is shown on hover. Both times in epoch ms. */
export function Age({ at, now }: { at: number; now: number }) {
  return (
    <time
      dateTime={new Date(at).toISOString()}
      onPointerEnter={(event) => {
        // On hover only: creating the formatter takes longer than rendering the rest of the card.
        event.currentTarget.title = exactTime(at);
      }}
    >
      {t('ageUpdated', ageText(at, now))}
    </time>
  );
}

function exactTime(at: number): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}
