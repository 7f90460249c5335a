import { useState } from 'preact/hooks';
import { MAX_NAME_RULES, type NameRule } from '../../../lib/domain/settings/name-rules.ts';
import { withRuleReplaced } from '../../../lib/domain/settings/replace-name-rule.ts';
import { isolate } from '../../../lib/domain/text/foreign.ts';
import { t } from '../../../lib/i18n/t.ts';
import { resultOf, send } from '../../../lib/messages/client.ts';
import { preferences } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FieldError } from '../../ui/field.tsx';
import { withMoved } from '../../ui/reorder.ts';
import { announce, announceFailure } from '../../ui/toast.tsx';
import { useSend } from '../../ui/use-send.ts';
import { OrderButtons } from '../shared/order-buttons.tsx';
import { Section } from '../shell/page.tsx';
import { NameRuleDialog } from './name-rule-dialog.tsx';
import { matchesText } from './name-rule-matches.ts';
import './name-rules.css';

/** The rule itself, as its place may be another's when the person confirms: rules are synced. */
type Open = { kind: 'edit' | 'remove'; rule: NameRule } | { kind: 'add' } | null;

/** The rules that give profiles a colour or ask for confirmation, by their names. */
export function NameRulesSection() {
  const rules = preferences.value.nameRules;
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <Section
      title={t('nameRulesTitle')}
      soft={t('nameRulesSoft')}
      actions={
        rules.length < MAX_NAME_RULES ? (
          <Button onClick={() => setOpen({ kind: 'add' })}>{t('nameRuleAdd')}</Button>
        ) : (
          <span class="soft">{t('nameRulesFull', MAX_NAME_RULES)}</span>
        )
      }
    >
      {rules.length === 0 ? (
        <p class="soft">{t('nameRulesNone')}</p>
      ) : (
        <ol class="cards">
          {rules.map((rule, index) => (
            <li key={`${rule.match} ${rule.text}`} class="card">
              <RuleRow
                rule={rule}
                index={index}
                onEdit={() => setOpen({ kind: 'edit', rule })}
                onRemove={() => setOpen({ kind: 'remove', rule })}
              />
            </li>
          ))}
        </ol>
      )}
      {open?.kind === 'remove' && <RemoveRule rule={open.rule} onClose={close} />}
      {(open?.kind === 'add' || open?.kind === 'edit') && (
        <NameRuleDialog edited={open.kind === 'edit' ? open.rule : null} onClose={close} />
      )}
    </Section>
  );
}

function RuleRow({
  rule,
  index,
  onEdit,
  onRemove,
}: {
  rule: NameRule;
  index: number;
  onEdit: () => void;
  onRemove: () => void;
}) {
  const rules = preferences.value.nameRules;
  const move = async (to: number) => {
    const nameRules = withMoved(rules, rule, to);
    const result = await resultOf(() => send('setPreferences', { change: { nameRules } }));
    if (result.ok) announce(t('nameRuleMoved', rule.text, to + 1, rules.length));
    else announceFailure(result.failure);
  };
  return (
    <div class="name-rule">
      <span class="name-rule__colour" style={rule.colour ? { backgroundColor: rule.colour } : {}} />
      <div class="name-rule__text">
        <b>{t(`nameRuleSentence_${rule.match}`, isolate(rule.text))}</b>
        {rule.confirmFull && <span> · {t('nameRuleConfirms')}</span>}
        <span class="soft name-rule__matches">{matchesText(rule)}</span>
      </div>
      <div class="row">
        {rules.length > 1 && (
          <OrderButtons name={rule.text} index={index} count={rules.length} onMove={(to) => void move(to)} />
        )}
        <Button aria-label={t('nameRuleEditOf', rule.text)} onClick={onEdit}>
          {t('nameRuleEdit')}
        </Button>
        <Button kind="danger" aria-label={t('nameRuleRemoveOf', rule.text)} onClick={onRemove}>
          {t('teamRemoveDots')}
        </Button>
      </div>
    </div>
  );
}

function RemoveRule({ rule, onClose }: { rule: NameRule; onClose: () => void }) {
  const save = useSend('setPreferences');
  const [isGone, setGone] = useState(false);
  const { text } = rule;
  return (
    <ConfirmDialog
      title={t('nameRuleRemoveTitle', text)}
      label={t('nameRuleRemove')}
      busyLabel={t('nameRuleRemoving')}
      busy={save.busy}
      failure={save.failure}
      onConfirm={async () => {
        const nameRules = withRuleReplaced(preferences.value.nameRules, rule, null);
        setGone(nameRules === null);
        if (!nameRules) return;
        const result = await save.run({ change: { nameRules } });
        if (!result?.ok) return;
        announce(t('nameRuleRemoved', text));
        onClose();
      }}
      onClose={onClose}
    >
      <p>{t('nameRuleRemoveHint')}</p>
      <FieldError error={isGone ? t('nameRuleGone') : null} />
    </ConfirmDialog>
  );
}
