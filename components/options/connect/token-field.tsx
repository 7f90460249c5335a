import { t } from '../../../lib/i18n/t.ts';
import type { TokenOwner } from '../../../lib/messages/protocol/connect.ts';
import { failureText } from '../../ui/failure-text.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { SecretField } from '../../ui/password-field.tsx';
import { exactDate } from '../shared/dates.ts';
import { permissionText } from '../shared/permission-text.ts';
import { isHostFailure } from './region-field.tsx';
import type { TokenCheck } from './use-token-check.ts';

/** A field for a pasted token, with what its check has found so far, announced to screen readers. */
export function TokenField({
  value,
  onInput,
  check,
  checked,
  error,
}: {
  value: string;
  onInput: (token: string) => void;
  check: TokenCheck;
  /** The person tried to submit: an empty or malformed token is shown as an error. */
  checked: boolean;
  /** Of the last attempt to use the token; it takes precedence over the check's. */
  error: string | null;
}) {
  const checkError =
    check.state === 'bad' && !isHostFailure(check.failure)
      ? failureText(check.failure)
      : checked && check.state === 'empty'
        ? t('formRequired')
        : checked && check.state === 'typing'
          ? t('connectTokenMalformed')
          : null;
  return (
    <>
      <SecretField
        label={t('connectToken')}
        hint={t('connectTokenHint')}
        value={value}
        onInput={onInput}
        error={error ?? checkError}
        placeholder="p-…"
      />
      <div class="token-check" role="status">
        {check.state === 'typing' && !checked && <p class="soft">{t('connectTokenTyping')}</p>}
        {check.state === 'later' && <p class="soft">{t('connectTokenLater')}</p>}
        {(check.state === 'checking' || check.state === 'good') && (
          <TokenOwnerCard owner={check.state === 'good' ? check.owner : null} />
        )}
      </div>
    </>
  );
}

/**
 * What the platform says of the token; null: it is being asked. Then the card has its size already, so that the answer
 * doesn't move the button below it away from a press.
 */
function TokenOwnerCard({ owner }: { owner: TokenOwner | null }) {
  return (
    <dl class="facts facts--card">
      <div>
        <dt>{t('connectTokenProfile')}</dt>
        <dd>
          {owner ? (
            <ForeignText text={owner.profileName} />
          ) : (
            <span class="soft">{t('connectTokenChecking')}</span>
          )}
        </dd>
      </div>
      <div>
        <dt>{t('connectTokenAccount')}</dt>
        <dd>
          {owner && (
            <>
              <ForeignText text={owner.accountName} />{' '}
              <span class="soft">
                <ForeignText text={owner.email} />
              </span>
            </>
          )}
        </dd>
      </div>
      {(!owner || owner.permission) && (
        <div>
          <dt>{t('tokensPermission')}</dt>
          <dd>{owner?.permission && permissionText(owner.permission)}</dd>
        </div>
      )}
      <div>
        <dt>{t('tokensExpiration')}</dt>
        <dd>
          {owner && (owner.expiresAt ? exactDate(owner.expiresAt) : t('tokensExpirationNeverOrUnknown'))}
        </dd>
      </div>
    </dl>
  );
}
