import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { t } from '../../../lib/i18n/t.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { announce } from '../../ui/toast.tsx';
import { useSend } from '../../ui/use-send.ts';
import { purchaseFailureText } from './confirm-payment.tsx';

/** Something about money that is no choice of a tier: it is asked with its amount, and answered by one button. */
export interface Question {
  type: 'retryPayment' | 'cancelScheduledChange';
  title: string;
  lines: string[];
  confirm: string;
  done: string;
}

/** Asks it, names the account, and does it once. */
export function PaymentQuestion({
  connection,
  question,
  onClose,
}: {
  connection: Connection;
  question: Question;
  onClose: () => void;
}) {
  const act = useSend(question.type);
  return (
    <ConfirmDialog
      title={question.title}
      confirm={question.confirm}
      confirming={t('payPaying')}
      danger={false}
      busy={act.busy}
      failure={act.failure}
      onConfirm={async () => {
        const result = await act.run({ connectionKey: connection.key });
        if (!result) return;
        if (result.ok) announce(question.done);
        else if (result.failure.code === 'outcome-unknown' || result.failure.field === 'payment')
          announce(purchaseFailureText(result.failure), 'trouble');
        else return;
        onClose();
      }}
      onClose={onClose}
    >
      {question.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p class="soft">{t('payBy', connection.accountName, connection.email)}</p>
    </ConfirmDialog>
  );
}
