import { useState } from 'preact/hooks';
import { MAX_NAME_RULES, type NameRule } from '../../../lib/domain/settings/name-rules.ts';
import { isolate } from '../../../lib/domain/text/foreign.ts';
import { t } from '../../../lib/i18n/t.ts';
import { resultOf, send } from '../../../lib/messages/client.ts';
import { preferences } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { withMoved } from '../../ui/moved-order.ts';
import { announce, announceFailure } from '../../ui/toast.tsx';
import { useSend } from '../../ui/use-send.ts';
import { OrderButtons } from '../shared/order-buttons.tsx';
import { Section } from '../shell/page.tsx';
import { NameRuleDialog } from './name-rule-dialog.tsx';
import { matchesText } from './name-rule-matches.ts';
import './name-rules.css';

type Open = { kind: 'edit' | 'remove'; index: number } | { kind: 'add' } | null;

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
          <span class="soft">{t('nameRulesFull')}</span>
        )
      }
    >
      {rules.length === 0 ? (
        <p class="soft">{t('nameRulesNone')}</p>
      ) : (
        <ol class="cards name-rules">
          {rules.map((rule, index) => (
            <li key={`${rule.match} ${rule.text}`} class="card">
              <RuleRow
                rule={rule}
                index={index}
                onEdit={() => setOpen({ kind: 'edit', index })}
                onRemove={() => setOpen({ kind: 'remove', index })}
              />
            </li>
          ))}
        </ol>
      )}
      {open?.kind === 'remove' && rules[open.index] && <RemoveRule index={open.index} onClose={close} />}
      {(open?.kind === 'add' || open?.kind === 'edit') && (
        <NameRuleDialog index={open.kind === 'edit' ? open.index : null} onClose={close} />
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

function RemoveRule({ index, onClose }: { index: number; onClose: () => void }) {
  const rules = preferences.value.nameRules;
  const save = useSend('setPreferences');
  const { text } = rules[index]!;
  return (
    <ConfirmDialog
      title={t('nameRuleRemoveTitle', text)}
      confirm={t('nameRuleRemove')}
      confirming={t('nameRuleRemoving')}
      busy={save.busy}
      failure={save.failure}
      onConfirm={async () => {
        const nameRules = rules.filter((_, at) => at !== index);
        const result = await save.run({ change: { nameRules } });
        if (!result?.ok) return;
        announce(t('nameRuleRemoved', text));
        onClose();
      }}
      onClose={onClose}
    >
      <p>{t('nameRuleRemoveHint')}</p>
    </ConfirmDialog>
  );
}
