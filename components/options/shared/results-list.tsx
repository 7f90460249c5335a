import type { Failure } from '../../../lib/domain/failure.ts';
import { t } from '../../../lib/i18n/t.ts';
import { failureText } from '../../ui/failure-text.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { Icon } from '../../ui/icon.tsx';

/** The results of a bulk action, one row each, announced when they appear. */
export function ResultsList({
  results,
}: {
  results: { label: string; failure: Failure | null; done?: string }[];
}) {
  return (
    <div role="status">
      <ul class="results" aria-label={t('results')}>
        {results.map(({ label, failure, done }, index) => (
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
      </ul>
    </div>
  );
}
