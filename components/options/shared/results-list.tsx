import type { Failure } from '../../../lib/domain/failure.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { failureText } from '../../ui/failure-text.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { Icon } from '../../ui/icon.tsx';

/** More aren't drawn: invitations to thousands of profiles would keep the page busy at each result. */
const MAX_VISIBLE_RESULTS = 100;

/**
 * The results of a bulk action, one row each; of many, those that failed first. Drawn also before there are any, so
 * that screen readers announce them when they appear.
 */
export function ResultsList({
  results,
}: {
  results: { label: string; failure: Failure | null; done?: string }[];
}) {
  const more = results.length - MAX_VISIBLE_RESULTS;
  const ordered =
    more > 0 ? results.toSorted((a, b) => Number(b.failure !== null) - Number(a.failure !== null)) : results;
  return (
    <div role="status">
      {results.length > 0 && (
        <ul class="results" aria-label={t('results')}>
          {ordered.slice(0, MAX_VISIBLE_RESULTS).map(({ label, failure, done }, index) => (
            <li key={`${index} ${label}`}>
              <span class={failure ? 'result--error' : 'result--ok'}>
                <Icon name={failure ? 'warning' : 'check'} size={14} />
              </span>
              <b>
                <ForeignText text={label} />
              </b>
              <span class="soft">{failure ? failureText(failure) : (done ?? t('resultDone'))}</span>
            </li>
          ))}
          {more > 0 && <li>{plural('overviewMore', more)}</li>}
        </ul>
      )}
    </div>
  );
}
