import { isFromFuture } from '../../lib/domain/time.ts';
import { ageText, clockText } from '../../lib/i18n/age-text.ts';
import { language, t } from '../../lib/i18n/t.ts';

/**
 * "Updated 2 min ago"; the exact time is shown on hover. If a later refresh `failed`, or the time is from a clock that
 * was ahead, shows a clock time instead ("Last updated 2:05 PM"): "updated just now" beside the failure would
 * contradict it. Both times in epoch ms.
 */
export function Age({ at, now, failed = false }: { at: number; now: number; failed?: boolean }) {
  return (
    <time
      dateTime={new Date(at).toISOString()}
      onPointerEnter={(event) => {
        // On hover only: creating the formatter takes longer than rendering the rest of the card.
        event.currentTarget.title = tooltipTime(at);
      }}
    >
      {failed || isFromFuture(at, now)
        ? t('ageNumbersFrom', clockText(at, now))
        : t('ageUpdated', ageText(at, now))}
    </time>
  );
}

function tooltipTime(at: number): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}
