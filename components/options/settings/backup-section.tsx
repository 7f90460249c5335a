import { useRef, useState } from 'preact/hooks';
import { type BackupPreview, type ImportMode, MAX_BACKUP_LENGTH } from '../../../lib/domain/backup/backup.ts';
import type { LeftOutHistory } from '../../../lib/domain/backup/backup-file.ts';
import { decodeBackup } from '../../../lib/domain/backup/decode-backup.ts';
import { type MessageKey, t } from '../../../lib/i18n/t.ts';
import { vaultLocked } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { RadioField } from '../../ui/choices.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { FieldError } from '../../ui/field.tsx';
import { announce } from '../../ui/toast.tsx';
import { useSend } from '../../ui/use-send.ts';
import { exactDate } from '../shared/dates.ts';
import { fileDay, saveFile } from '../shared/save-file.ts';
import { Section } from '../shell/page.tsx';
import { BackupChanges } from './backup-changes.tsx';

interface ChosenFile {
  text: string;
  preview: BackupPreview;
}

const LEFT_OUT_TEXTS = {
  hours: 'backupWithoutHours',
  all: 'backupWithoutHistory',
} as const satisfies Record<Exclude<LeftOutHistory, 'none'>, MessageKey>;

/** Exports everything but secrets as a file, and imports such a file. */
export function BackupSection() {
  const exporting = useSend('exportBackup');
  const previewing = useSend('previewBackup');
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<ChosenFile | null>(null);
  const [fileError, setFileError] = useState<MessageKey | null>(null);
  const [leftOut, setLeftOut] = useState<LeftOutHistory>('none');
  /** Clears what is shown of the action before. */
  const forget = () => {
    exporting.clear();
    previewing.clear();
    setFileError(null);
    setLeftOut('none');
  };
  const save = async () => {
    forget();
    const result = await exporting.run(undefined);
    if (!result?.ok) return;
    setLeftOut(result.value.leftOut);
    saveFile(`profiles-for-tagoio-${fileDay(Date.now())}.json`, result.value.text, 'application/json');
  };
  const open = async (file: File | undefined) => {
    if (!file) return;
    forget();
    if (file.size > MAX_BACKUP_LENGTH) return setFileError('ruleBackupTooBig');
    const bytes = await file.arrayBuffer().catch(() => null);
    if (bytes === null) return setFileError('ruleBackupUnreadable');
    // Here, as a large file of another kind doesn't even fit into a message.
    const decoded = decodeBackup(bytes);
    if (!decoded.ok) return setFileError(decoded.rule);
    setChosen(await preview(decoded.text));
  };
  const preview = async (text: string): Promise<ChosenFile | null> => {
    const result = await previewing.run({ text });
    return result?.ok ? { text, preview: result.value } : null;
  };
  const previewAgain = async ({ text }: ChosenFile) => {
    const next = await preview(text);
    // Canceled meanwhile, it stays closed.
    setChosen((now) => now && (next ?? now));
  };
  const failure = previewing.failure ?? exporting.failure;
  return (
    <Section title={t('backupTitle')} soft={t('backupSoft')}>
      <div class="row">
        <Button busy={exporting.busy} onClick={save}>
          {t('backupExport')}
        </Button>
        <Button busy={previewing.busy} onClick={() => input.current?.click()}>
          {t('backupImport')}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          accept="application/json,.json"
          onChange={(event) => {
            void open(event.currentTarget.files?.[0]);
            // Otherwise choosing the same file again would cause no event.
            event.currentTarget.value = '';
          }}
        />
      </div>
      <FieldError error={fileError ? t(fileError) : failure ? failureText(failure) : null} />
      <div role="status">{leftOut !== 'none' && <p class="soft">{t(LEFT_OUT_TEXTS[leftOut])}</p>}</div>
      {chosen && (
        <ImportDialog
          {...chosen}
          onChanged={() => void previewAgain(chosen)}
          onClose={() => setChosen(null)}
        />
      )}
    </Section>
  );
}

/** Shows what a file would add, replace and reset, before it is imported. */
function ImportDialog({
  text,
  preview,
  onChanged,
  onClose,
}: ChosenFile & {
  /** It would do something else now than what is shown. */
  onChanged: () => void;
  onClose: () => void;
}) {
  const importing = useSend('importBackup');
  const [mode, setMode] = useState<ImportMode>('merge');
  const confirm = async () => {
    const result = await importing.run({ text, mode, confirmed: preview });
    if (!result) return;
    if (!result.ok) {
      if (result.failure.detail === 'ruleBackupChanged') onChanged();
      return;
    }
    onClose();
    announce(t('backupImported'));
  };
  return (
    <ConfirmDialog
      title={t('backupImportTitle', exactDate(Date.parse(preview.createdAt)))}
      label={t('backupImportConfirm')}
      busyLabel={t('backupImporting')}
      danger={mode === 'replace'}
      busy={importing.busy}
      obstacle={vaultLocked.value ? 'locked' : null}
      failure={importing.failure}
      onConfirm={confirm}
      onClose={onClose}
    >
      <RadioField
        label={t('backupMode')}
        value={mode}
        choices={[
          { value: 'merge', label: t('backupModeMerge'), hint: t('backupModeMergeHint') },
          { value: 'replace', label: t('backupModeReplace'), hint: t('backupModeReplaceHint') },
        ]}
        onChange={(value) => setMode(value as ImportMode)}
      />
      <BackupChanges preview={preview} mode={mode} />
    </ConfirmDialog>
  );
}
