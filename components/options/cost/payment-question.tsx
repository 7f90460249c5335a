import type { Result } from '../../../lib/domain/failure.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { t } from '../../../lib/i18n/t.ts';
import { resultOf } from '../../../lib/messages/client.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { announce } from '../../ui/toast.tsx';
import { useSubmit } from '../../ui/use-submit.ts';
import { purchaseFailureText } from './confirm-payment.tsx';

/** Something about money that is no choice of a tier: it is asked with its amount, and settle by one button. */
export interface Question {
  /** Sends it, with what the person saw: the background does that or nothing. */
  send: () => Promise<Result<null>>;
  title: string;
  lines: string[];
  /** What is done, one by one. */
  list?: string[];
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
  const act = useSubmit((_: null) => resultOf(question.send));
  return (
    <ConfirmDialog
      title={question.title}
      confirm={question.confirm}
      confirming={t('payPaying')}
      danger={false}
      busy={act.busy}
      failure={act.failure}
      onConfirm={async () => {
        const result = await act.run(null);
        if (!result) return;
        if (result.ok) announce(question.done);
        else if (result.failure.code === 'outcome-unknown' || result.failure.field === 'payment')
          announce(purchaseFailureText(result.failure), 'error');
        else return;
        onClose();
      }}
      onClose={onClose}
    >
      {question.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {question.list && (
        <ul>
          {question.list.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      <p class="soft">{t('payBy', connection.accountName, connection.email)}</p>
    </ConfirmDialog>
  );
}
