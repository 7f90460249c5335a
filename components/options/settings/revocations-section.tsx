import { useState } from 'preact/hooks';
import { isolate } from '../../../lib/domain/text/foreign.ts';
import { EXTENSION_TOKEN_NAME } from '../../../lib/domain/tokens/extension-token-name.ts';
import type { Revocation } from '../../../lib/domain/tokens/pending-revocation.ts';
import { t } from '../../../lib/i18n/t.ts';
import { revocations } from '../../../lib/state/revocations.ts';
import { Button } from '../../ui/button.tsx';
import { reasonNotToSend } from '../../ui/disabled-reasons.ts';
import { failureText } from '../../ui/failure-text.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { announce } from '../../ui/toast.tsx';
import { useReturnFocus } from '../../ui/use-return-focus.ts';
import { useSend } from '../../ui/use-send.ts';
import { exactDate } from '../shared/dates.ts';
import { usePermissions } from '../shared/permissions.ts';
import { Section } from '../shell/page.tsx';

/** Extension tokens that are no longer used but not revoked yet; nothing if there are none. */
export function RevocationsSection() {
  // Without a failure, the first attempt is still under way.
  const failed = (revocations.value ?? []).filter(({ failure }) => failure !== null);
  if (failed.length === 0) return null;
  return (
    <Section title={t('revocationsTitle')} soft={t('revocationsSoft')}>
      <ul class="cards">
        {failed.map((revocation) => (
          <RevocationCard key={revocation.id} revocation={revocation} />
        ))}
      </ul>
    </Section>
  );
}

function RevocationCard({ revocation }: { revocation: Revocation }) {
  const retry = useSend('retryRevocation');
  const forget = useSend('forgetRevocation');
  const permissions = usePermissions();
  const [refused, setRefused] = useState(false);
  const box = useReturnFocus<HTMLLIElement>();
  const { id, name, profileName, account, origin, createdAt, failure } = revocation;
  const about = `${profileName === undefined ? '' : `${isolate(profileName)} · `}${isolate(account)}`;
  const isValueLost = failure?.code === 'no-token';
  const tryAgain = async () => {
    setRefused(false);
    retry.clear();
    // Its account, where access to the host can be allowed again, is gone.
    if (failure?.code === 'host-permission' && !(await permissions.host(origin).request()))
      return setRefused(true);
    const result = await retry.run({ id });
    if (result?.ok) announce(t('revocationDone', account));
  };
  return (
    <li class="card" {...box}>
      <div class="row connection-card__head">
        <div>
          <h3>
            <ForeignText text={name ?? EXTENSION_TOKEN_NAME} />
          </h3>
          <span class="soft">
            {about} · {new URL(origin).host} · {t('revocationSince', exactDate(createdAt))}
          </span>
        </div>
        <div class="row">
          {isValueLost ? (
            <Button aria-label={t('revocationForgetOf', about)} onClick={() => forget.run({ id })}>
              {t('revocationForget')}
            </Button>
          ) : (
            <Button
              disabledReason={reasonNotToSend()}
              busy={retry.busy}
              aria-label={t('revocationRetryOf', about)}
              onClick={tryAgain}
            >
              {t('revocationRetry')}
            </Button>
          )}
        </div>
      </div>
      <p class="soft" role="status">
        {isValueLost
          ? t('revocationValueLost')
          : refused && failure?.code === 'host-permission'
            ? t('revocationHostRefused')
            : failureText(retry.failure ?? failure ?? { code: 'internal' })}
        {forget.failure && ` ${failureText(forget.failure)}`}
      </p>
    </li>
  );
}
