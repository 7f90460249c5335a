import { useEffect, useState } from 'preact/hooks';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { isSame } from '../../../lib/domain/json.ts';
import { t } from '../../../lib/i18n/t.ts';
import { resultOf } from '../../../lib/messages/client.ts';
import { obstacleToAccount } from '../../../lib/state/obstacle.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { announce, announceFailure } from '../../ui/toast.tsx';
import { useIsMounted } from '../../ui/use-is-mounted.ts';
import { useSubmit } from '../../ui/use-submit.ts';
import { Remedy } from '../connect/remedy.tsx';
import { endsQuestion, purchaseFailureText } from './confirm-payment.tsx';
import type { Question } from './payment-questions.ts';

/**
 * Has a payment or a cancellation confirmed, naming the account. The question stays as it was asked until the
 * background refuses it as outdated; then the current one is asked, with the value from before.
 */
export function PaymentQuestion({
  connection,
  current,
  onClose,
}: {
  connection: Connection;
  /** The question by what is known now; null: there is nothing to ask anymore. */
  current: Question | null;
  onClose: () => void;
}) {
  const [shown, setShown] = useState(current);
  const [previousSummary, setPreviousSummary] = useState<string | null>(null);
  const [isOutdated, setOutdated] = useState(false);
  const act = useSubmit((question: Question) => resultOf(question.send), { announces: false });
  const isMounted = useIsMounted();
  useEffect(() => {
    // By `confirmed`, which the background compares: it can change while the text stays the same.
    if (!isOutdated || isSame(current?.confirmed, shown?.confirmed)) return;
    setOutdated(false);
    setPreviousSummary(shown?.summary ?? null);
    setShown(current);
  }, [isOutdated, current, shown]);
  useEffect(() => {
    if (shown) return;
    announce(t('payGone'), 'error');
    onClose();
  }, [shown]);
  if (!shown) return null;
  return (
    <ConfirmDialog
      title={shown.title}
      label={shown.label}
      busyLabel={t('payPaying')}
      danger={false}
      busy={act.busy}
      obstacle={obstacleToAccount(connection.key)}
      remedy={<Remedy connectionKey={connection.key} />}
      failure={act.failure}
      onConfirm={async () => {
        setPreviousSummary(null);
        const result = await act.run(shown);
        if (!result) return;
        if (result.ok) announce(shown.doneText);
        else if (endsQuestion(result.failure)) announce(purchaseFailureText(result.failure), 'error');
        else if (!isMounted()) announceFailure(result.failure);
        else return setOutdated(result.failure.field === 'confirmed');
        onClose();
      }}
      onClose={onClose}
    >
      {shown.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {shown.list && (
        <ul>
          {shown.list.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {previousSummary !== null && previousSummary !== shown.summary && (
        <p class="note note--warning">{t('payWas', previousSummary, shown.summary)}</p>
      )}
      <p class="soft">{t('payBy', connection.accountName, connection.email)}</p>
    </ConfirmDialog>
  );
}
