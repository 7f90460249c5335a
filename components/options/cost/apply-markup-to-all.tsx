import { useState } from 'preact/hooks';
import type { Markup } from '../../../lib/domain/billing/money.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FieldError } from '../../ui/field.tsx';
import { announce, announceFailure } from '../../ui/toast.tsx';
import { useSubmit } from '../../ui/use-submit.ts';
import type { ProfileRow } from '../shared/profile-rows.ts';
import { type MarkupKind, parseMarkup, saveMarkups, withOtherMarkup } from './markup-drafts.ts';
import { MarkupControls, markupRuleText } from './markup-field.tsx';

/** A form that sets one markup for all profiles of the table; asks before it replaces the markup of any. */
export function ApplyMarkupToAll({ ownedRows }: { ownedRows: readonly ProfileRow[] }) {
  const [kind, setKind] = useState<MarkupKind>('percent');
  const [text, setText] = useState('');
  const [isInvalid, setInvalid] = useState(false);
  const [asked, setAsked] = useState<{ markup: Markup | null; replaced: number } | null>(null);
  const keys = ownedRows.map(({ profile }) => profile.profileKey);
  const save = useSubmit((markup: Markup | null) => saveMarkups(keys, markup));
  const submit = () => {
    const markup = parseMarkup(kind, text);
    setInvalid(markup === undefined);
    if (markup === undefined) return;
    const replaced = withOtherMarkup(keys, markup).length;
    if (replaced > 0) setAsked({ markup, replaced });
    else void apply(markup);
  };
  const apply = async (markup: Markup | null) => {
    setAsked(null);
    const result = await save.run(markup);
    if (result?.ok) announce(plural('markUpSet', ownedRows.length));
    else if (result) announceFailure(result.failure);
  };
  if (ownedRows.length < 2) return null;
  return (
    <form
      class="markup"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <span class="soft">{t('markUpSame')}</span>
      <MarkupControls
        name={t('markUpAllProfiles')}
        kind={kind}
        text={text}
        isInvalid={isInvalid}
        onKind={(chosen) => {
          setKind(chosen);
          setInvalid(false);
        }}
        onText={(typed) => {
          setText(typed);
          setInvalid(false);
        }}
      />
      <Button type="submit" busy={save.busy}>
        {t('markUpApply')}
      </Button>
      <FieldError error={isInvalid ? markupRuleText(kind) : null} />
      {asked && (
        <ConfirmDialog
          title={plural('markUpReplace', asked.replaced)}
          label={t('markUpApply')}
          busyLabel={t('optionsSaving')}
          busy={save.busy}
          failure={null}
          onConfirm={() => void apply(asked.markup)}
          onClose={() => setAsked(null)}
        >
          <p>{t('markUpReplaceHint')}</p>
        </ConfirmDialog>
      )}
    </form>
  );
}
