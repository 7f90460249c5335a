import { useState } from 'preact/hooks';
import {
  isSameRule,
  MAX_RULE_TEXT_LENGTH,
  NAME_MATCHES,
  type NameMatch,
  type NameRule,
  nameRuleProblem,
} from '../../../lib/domain/settings/name-rules.ts';
import { withRuleReplaced } from '../../../lib/domain/settings/replace-name-rule.ts';
import { oneLine } from '../../../lib/domain/text/one-line.ts';
import { t } from '../../../lib/i18n/t.ts';
import { preferences } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { CheckField } from '../../ui/choices.tsx';
import { Actions, Dialog } from '../../ui/dialog.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { FieldError, SelectField, TextField } from '../../ui/field.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { announce } from '../../ui/toast.tsx';
import { useDialogDraft } from '../../ui/use-draft.ts';
import { useSend } from '../../ui/use-send.ts';
import { ColourChoice } from '../shared/colour-choice.tsx';
import { matchesText } from './name-rule-matches.ts';

const NEW_RULE: NameRule = { text: '', match: 'contains', colour: null, confirmFull: false };

/** Adds a name rule (`edited` null) or edits one, and shows the profiles that it applies to. */
export function NameRuleDialog({ edited, onClose }: { edited: NameRule | null; onClose: () => void }) {
  const rules = preferences.value.nameRules;
  const before = edited ?? NEW_RULE;
  // Only what was typed: the rest stays as it is stored then.
  const {
    fields: typed,
    change,
    close,
  } = useDialogDraft<Partial<NameRule>>(`name rule ${before.match} ${before.text}`, {}, onClose);
  const draft = { ...(rules.find((one) => isSameRule(one, before)) ?? before), ...typed };
  const [checked, setChecked] = useState(false);
  const [isGone, setGone] = useState(false);
  const save = useSend('setPreferences');
  const rule = { ...draft, text: oneLine(draft.text) };
  const others = (edited && withRuleReplaced(rules, edited, null)) ?? rules;
  const problem = nameRuleProblem(rule, others);
  // While it is saved, the stored rules may have it already.
  const shownProblem = checked && !save.busy ? problem : null;
  const isAboutText = shownProblem !== null && shownProblem !== 'ruleNameNoEffect';
  const submit = async (event: Event) => {
    event.preventDefault();
    setChecked(true);
    if (problem) return;
    const nameRules = edited ? withRuleReplaced(rules, edited, rule) : [...rules, rule];
    setGone(nameRules === null);
    if (!nameRules) return;
    const result = await save.run({ change: { nameRules } });
    if (!result?.ok) return;
    close();
    announce(t('nameRuleSaved', rule.text));
  };
  const errorText = () => {
    if (isGone) return t('nameRuleGone');
    if (save.failure) return failureText(save.failure);
    return shownProblem && !isAboutText ? t(shownProblem) : null;
  };
  return (
    <Dialog
      title={edited ? t('nameRuleEditOf', edited.text) : t('nameRuleAddTitle')}
      onClose={close}
      busy={save.busy}
    >
      <form class="dialog__form" noValidate onSubmit={submit}>
        <SelectField
          label={t('nameRuleMatch')}
          value={draft.match}
          choices={NAME_MATCHES.map((value) => ({ value, label: t(`nameMatch_${value}`) }))}
          onChange={(match) => change({ match: match as NameMatch })}
        />
        <TextField
          label={t('nameRuleText')}
          hint={t('nameRuleTextHint')}
          value={draft.text}
          autocomplete="off"
          spellcheck={false}
          error={isAboutText ? t(shownProblem, MAX_RULE_TEXT_LENGTH) : null}
          onInput={(text) => change({ text })}
        />
        <p class="soft" role="status">
          {rule.text !== '' && matchesText(rule)}
        </p>
        <ColourChoice
          value={draft.colour}
          onChange={(colour) => change({ colour })}
          onNone={() => change({ colour: null })}
        />
        <CheckField
          label={t('nameRuleConfirm')}
          checked={draft.confirmFull}
          onChange={(confirmFull) => change({ confirmFull })}
        />
        <FieldError error={errorText()} />
        <Actions>
          <Button onClick={close} disabled={save.busy}>
            {t('formCancel')}
          </Button>
          <SubmitButton busy={save.busy} label={t('nameRuleSave')} busyLabel={t('optionsSaving')} />
        </Actions>
      </form>
    </Dialog>
  );
}
