import { useState } from 'preact/hooks';
import type { Connection } from '../../../lib/domain/connection.ts';
import { numberText } from '../../../lib/i18n/service-text.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { ConfirmDialog } from '../../forms/confirm-dialog.tsx';
import { isProofFailure, ProofFields, proofOf } from '../../forms/proof-fields.tsx';
import { announce } from '../../forms/toast.tsx';
import { useProof } from '../../forms/use-proof.ts';
import { useSend } from '../../forms/use-send.ts';
import type { ProfileLine } from '../profiles/lines.ts';
import { navigate, pageHref } from '../shell/router.ts';
import { resourceLabel } from './resource-label.ts';

/** Deletes a profile with all that is in it: its name typed, the account's password, a code where two-factor is on. */
export function DeleteDialog({ line, onClose }: { line: ProfileLine; onClose: () => void }) {
  const { connection } = line;
  return connection ? <Form line={line} connection={connection} onClose={onClose} /> : null;
}

function Form({
  line,
  connection,
  onClose,
}: {
  line: ProfileLine;
  connection: Connection;
  onClose: () => void;
}) {
  const { profile } = line;
  const { connectionKey, profileKey, name } = profile;
  const remove = useSend('deleteProfile');
  const proof = useProof(connection);
  const [checked, setChecked] = useState(false);
  const { failure } = remove;
  const confirm = async () => {
    setChecked(true);
    if (!proof.complete) return;
    const result = await remove.run({ connectionKey, profileKey, ...proofOf(proof.draft, proof.otp) });
    if (result?.ok) {
      announce(t('profileDeleted', name));
      onClose();
      navigate(pageHref('profiles'));
    } else if (result && proof.ask(result.failure)) setChecked(false);
  };
  const told = isProofFailure(failure, proof.otp) || failure?.code === 'two-factor-needed';
  return (
    <ConfirmDialog
      title={t('profileDeleteTitle', name)}
      confirm={t('profileDelete')}
      confirming={t('profileDeleting')}
      typeName={name}
      fields={<ProofFields {...proof.fields} failure={failure} errors={checked ? proof.errors : {}} />}
      busy={remove.busy}
      failure={told ? null : failure}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t('profileDeleteLoses', name)}</p>
      <Losses line={line} />
    </ConfirmDialog>
  );
}

/** A label within a sentence: without its capital, unless it is a name (`TagoCore`). */
function inSentence(label: string): string {
  return /^\p{Lu}[^\p{Lu}]*$/u.test(label) ? label.toLocaleLowerCase() : label;
}

/** What is in the profile, counted, as far as it is known. */
function Losses({ line: { usage, team, tokens } }: { line: ProfileLine }) {
  const parts = [
    ...Object.entries(usage?.resources ?? {})
      .filter(([, amount]) => amount > 0)
      .map(([key, amount]) => `${numberText(amount)} ${inSentence(resourceLabel(key))}`),
    ...(tokens?.fetchedAt ? [plural('tokensCount', tokens.tokens.length)] : []),
    ...(team && team.members.length > 0 ? [plural('overviewPeople', team.members.length)] : []),
  ];
  if (parts.length === 0) return null;
  return <p class="note">{parts.join(' · ')}</p>;
}
