import { useEffect, useState } from 'preact/hooks';
import { type MarkUp, MOST_MARK_UP, parseHundredths } from '../../../lib/domain/billing/money.ts';
import { decimalSeparator } from '../../../lib/i18n/money-text.ts';
import { numberText } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { failureText } from '../../ui/failure-text.ts';
import { announce } from '../../ui/toast.tsx';
import { useSend } from '../../ui/use-send.ts';
import type { ProfileLine } from '../shared/profile-rows.ts';

export type MarkUpKind = 'none' | 'percent' | 'cents';

/** A profile's mark-up: none, a percentage or an amount; stored when one leaves the field. */
export function MarkUpField({ line, markUp }: { line: ProfileLine; markUp: MarkUp | null }) {
  const save = useSend('setProfilePreferences');
  const [kind, setKind] = useState<MarkUpKind>(kindOf(markUp));
  const [text, setText] = useState(textOf(markUp));
  const [wrong, setWrong] = useState(false);
  const stored = JSON.stringify(markUp);
  useEffect(() => {
    setKind(kindOf(markUp));
    setText(textOf(markUp));
    setWrong(false);
  }, [stored]);
  const store = async (wanted: MarkUpKind, typed: string) => {
    const next = markUpOf(wanted, typed);
    setWrong(next === undefined);
    if (next === undefined || JSON.stringify(next) === stored) return;
    const result = await save.run({ profileKey: line.profile.profileKey, change: { markUp: next } });
    if (result && !result.ok) announce(failureText(result.failure), 'trouble');
  };
  return (
    <span class="mark-up">
      <MarkUpControls
        name={line.profile.name}
        kind={kind}
        text={text}
        wrong={wrong}
        onKind={(next) => {
          setKind(next);
          if (next === 'none') {
            setText('');
            void store(next, '');
          } else if (text !== '') void store(next, text);
        }}
        onText={setText}
        onLeave={() => {
          // Nothing typed yet is no mistake.
          if (kind !== 'none' && text.trim() !== '') void store(kind, text);
        }}
      />
    </span>
  );
}

/** Kind and number side by side; also where one mark-up is set for all. */
export function MarkUpControls({
  name,
  kind,
  text,
  wrong,
  onKind,
  onText,
  onLeave,
}: {
  /** Whose mark-up, for those who do not see the row. */
  name: string;
  kind: MarkUpKind;
  text: string;
  wrong: boolean;
  onKind: (kind: MarkUpKind) => void;
  onText: (text: string) => void;
  onLeave?: () => void;
}) {
  return (
    <>
      <select
        class="input input--select mark-up__kind"
        aria-label={t('markUpKindOf', name)}
        value={kind}
        onChange={(event) => onKind(event.currentTarget.value as MarkUpKind)}
      >
        {(['none', 'percent', 'cents'] as const).map((one) => (
          <option key={one} value={one} selected={one === kind}>
            {t(`markUpKind_${one}`)}
          </option>
        ))}
      </select>
      <input
        class="input input--number mark-up__value"
        type="text"
        inputMode="decimal"
        autocomplete="off"
        spellcheck={false}
        aria-label={t('markUpValueOf', name)}
        aria-invalid={wrong || undefined}
        title={wrong ? t('markUpRule') : undefined}
        disabled={kind === 'none'}
        value={text}
        onInput={(event) => onText(event.currentTarget.value)}
        onBlur={onLeave}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onLeave?.();
        }}
      />
    </>
  );
}

/** What was typed as a mark-up; undefined when it is none. */
export function markUpOf(kind: MarkUpKind, text: string): MarkUp | null | undefined {
  if (kind === 'none') return null;
  const hundredths = parseHundredths(text, decimalSeparator());
  if (hundredths === null) return undefined;
  if (kind === 'cents') return hundredths <= MOST_MARK_UP.cents ? { cents: hundredths } : undefined;
  return hundredths <= MOST_MARK_UP.percentHundredths ? { percentHundredths: hundredths } : undefined;
}

function kindOf(markUp: MarkUp | null): MarkUpKind {
  if (!markUp) return 'none';
  return 'cents' in markUp ? 'cents' : 'percent';
}

function textOf(markUp: MarkUp | null): string {
  if (!markUp) return '';
  const hundredths = 'cents' in markUp ? markUp.cents : markUp.percentHundredths;
  return numberText(hundredths / 100, {
    minimumFractionDigits: 'cents' in markUp ? 2 : 0,
    maximumFractionDigits: 2,
  });
}
