import { useEffect, useState } from 'preact/hooks';
import { isPassphraseTooShort, MIN_PASSPHRASE_LENGTH } from '../../../lib/domain/passphrase-length.ts';
import { t } from '../../../lib/i18n/t.ts';
import { connections } from '../../../lib/state/app-state.ts';
import { logError } from '../../../lib/state/log-error.ts';
import type { Score } from './strength-estimator.ts';
import './security.css';

/** A weaker passphrase is refused: not even a slow derivation of the key protects one that is easy to guess. */
const MIN_SCORE = 3;
/** A longer passphrase is strong enough, and estimating it would take long. */
const MAX_ESTIMATED_LENGTH = 100;

/** Returns a passphrase's score once the estimator (240 kB of known passwords) is loaded; null for an empty one. */
export async function strengthOf(passphrase: string): Promise<Score | null> {
  if (passphrase === '') return null;
  return import('./strength-estimator.ts').then(
    ({ scoreOf }) => {
      const known = connections.value.flatMap(({ email, accountName }) => [email, accountName]);
      return scoreOf(passphrase.slice(0, MAX_ESTIMATED_LENGTH), known);
    },
    // An update may have removed the file: then only the length is checked.
    (error) => {
      logError('load strength estimator', error);
      return null;
    },
  );
}

/** Returns the score of what is typed; null, or that of an earlier text, until it is known: see {@link strengthOf}. */
export function useStrength(passphrase: string): Score | null {
  const [score, setScore] = useState<Score | null>(null);
  useEffect(() => {
    let current = true;
    void strengthOf(passphrase).then((score) => current && setScore(score));
    return () => {
      current = false;
    };
  }, [passphrase]);
  return score;
}

/** Returns what is wrong with a new passphrase; null if it is good enough. */
export function passphraseError(passphrase: string, score: Score | null): string | null {
  if (isPassphraseTooShort(passphrase)) return t('securityTooShort', MIN_PASSPHRASE_LENGTH);
  return score !== null && score < MIN_SCORE ? t('securityTooWeak') : null;
}

/** A passphrase's strength as a bar and a text, announced to screen readers. */
export function StrengthMeter({ score }: { score: Score | null }) {
  return (
    <div class="strength" role="status">
      {score !== null && (
        <>
          <span class={`strength__bar strength__bar--${score}`} aria-hidden="true" />
          <span>{t(`securityStrength_${score}`)}</span>
        </>
      )}
    </div>
  );
}
