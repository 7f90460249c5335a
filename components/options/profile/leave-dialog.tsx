import { useState } from 'preact/hooks';
import type { Connection } from '../../../lib/domain/connection.ts';
import { t } from '../../../lib/i18n/t.ts';
import { ConfirmDialog } from '../../forms/confirm-dialog.tsx';
import { isProofFailure, ProofFields, proofOf } from '../../forms/proof-fields.tsx';
import { announce } from '../../forms/toast.tsx';
import { useProof } from '../../forms/use-proof.ts';
import { useSend } from '../../forms/use-send.ts';
import type { ProfileLine } from '../profiles/lines.ts';
import { navigate, pageHref } from '../shell/router.ts';

/** Leaves a profile that another account shares; the platform checks the password first. */
export function LeaveDialog({ line, onClose }: { line: ProfileLine; onClose: () => void }) {
  const { connection } = line;
  return connection ? <Form line={line} connection={connection} onClose={onClose} /> : null;
}

function Form({
  line: { profile },
  connection,
  onClose,
}: {
  line: ProfileLine;
  connection: Connection;
  onClose: () => void;
}) {
  const { connectionKey, profileKey, name } = profile;
  const leave = useSend('leaveProfile');
  const proof = useProof(connection);
  const [checked, setChecked] = useState(false);
  const { failure } = leave;
  const confirm = async () => {
    setChecked(true);
    if (!proof.complete) return;
    const result = await leave.run({ connectionKey, profileKey, ...proofOf(proof.draft, proof.otp) });
    if (result?.ok) {
      announce(t('profileLeft', name));
      onClose();
      navigate(pageHref('profiles'));
    } else if (result && proof.ask(result.failure)) setChecked(false);
  };
  const told = isProofFailure(failure, proof.otp) || failure?.code === 'two-factor-needed';
  return (
    <ConfirmDialog
      title={t('profileLeaveTitle', name)}
      confirm={t('profileLeave')}
      confirming={t('profileLeaving')}
      fields={<ProofFields {...proof.fields} failure={failure} errors={checked ? proof.errors : {}} />}
      busy={leave.busy}
      failure={told ? null : failure}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t('profileLeaveHint')}</p>
    </ConfirmDialog>
  );
}
