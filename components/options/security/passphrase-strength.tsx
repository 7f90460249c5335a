import { useEffect, useState } from 'preact/hooks';
import { isPassphraseTooShort, MIN_PASSPHRASE_LENGTH } from '../../../lib/domain/settings/settings.ts';
import { t } from '../../../lib/i18n/t.ts';
import { connections } from '../../../lib/state/app-state.ts';
import './security.css';

export type Score = 0 | 1 | 2 | 3 | 4;

/** Below this a passphrase is refused: 600,000 rounds of derivation buy time, not a bad choice. */
const MIN_SCORE = 3;
/** Longer than this nothing is guessed, and estimating takes time. */
const MAX_ESTIMATED_LENGTH = 100;

/** Returns the score of what is typed; null while nothing is, or until the estimator (240 kB of known passwords) is loaded. */
export function useStrength(passphrase: string): Score | null {
  const [score, setScore] = useState<Score | null>(null);
  useEffect(() => {
    if (passphrase === '') return setScore(null);
    let current = true;
    void import('./strength-estimator.ts').then(
      ({ scoreOf }) => {
        if (!current) return;
        const known = connections.value.flatMap(({ email, accountName }) => [email, accountName]);
        setScore(scoreOf(passphrase.slice(0, MAX_ESTIMATED_LENGTH), known));
      },
      // It is part of the extension: gone only with an update, and then the length alone has to do.
      () => current && setScore(null),
    );
    return () => {
      current = false;
    };
  }, [passphrase]);
  return score;
}

/** Returns what is wrong with a new passphrase; null when it will do. */
export function passphraseError(passphrase: string, score: Score | null): string | null {
  if (isPassphraseTooShort(passphrase)) return t('securityTooShort', MIN_PASSPHRASE_LENGTH);
  return score !== null && score < MIN_SCORE ? t('securityTooWeak') : null;
}

/** A passphrase's strength as a bar and in words; announced when typing pauses. */
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
