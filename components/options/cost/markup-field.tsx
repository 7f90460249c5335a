import { useEffect, useState } from 'preact/hooks';
import { MAX_MARKUP, type Markup, parseHundredths } from '../../../lib/domain/billing/money.ts';
import { decimalSeparator } from '../../../lib/i18n/money-text.ts';
import { numberText } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { failureText } from '../../ui/failure-text.ts';
import { announce } from '../../ui/toast.tsx';
import { useSend } from '../../ui/use-send.ts';
import type { ProfileRow } from '../shared/profile-rows.ts';

export type MarkupKind = 'none' | 'percent' | 'cents';

/** A profile's markup: none, a percentage or an amount; stored when one leaves the field. */
export function MarkupField({ profileRow, markUp }: { profileRow: ProfileRow; markUp: Markup | null }) {
  const save = useSend('setProfilePreferences');
  const [kind, setKind] = useState<MarkupKind>(kindOf(markUp));
  const [text, setText] = useState(textOf(markUp));
  const [wrong, setWrong] = useState(false);
  const stored = JSON.stringify(markUp);
  useEffect(() => {
    setKind(kindOf(markUp));
    setText(textOf(markUp));
    setWrong(false);
  }, [stored]);
  const store = async (wanted: MarkupKind, typed: string) => {
    const next = parseMarkup(wanted, typed);
    setWrong(next === undefined);
    if (next === undefined || JSON.stringify(next) === stored) return;
    const result = await save.run({ profileKey: profileRow.profile.profileKey, change: { markUp: next } });
    if (result && !result.ok) announce(failureText(result.failure), 'error');
  };
  return (
    <span class="markup">
      <MarkupControls
        name={profileRow.profile.name}
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

/** Kind and number side by side; also where one markup is set for all. */
export function MarkupControls({
  name,
  kind,
  text,
  wrong,
  onKind,
  onText,
  onLeave,
}: {
  /** Whose markup, for those who do not see the row. */
  name: string;
  kind: MarkupKind;
  text: string;
  wrong: boolean;
  onKind: (kind: MarkupKind) => void;
  onText: (text: string) => void;
  onLeave?: () => void;
}) {
  return (
    <>
      <select
        class="input input--select markup__kind"
        aria-label={t('markUpKindOf', name)}
        value={kind}
        onChange={(event) => onKind(event.currentTarget.value as MarkupKind)}
      >
        {(['none', 'percent', 'cents'] as const).map((one) => (
          <option key={one} value={one} selected={one === kind}>
            {t(`markUpKind_${one}`)}
          </option>
        ))}
      </select>
      <input
        class="input input--number markup__value"
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

/** What was typed as a markup; undefined when it is none. */
export function parseMarkup(kind: MarkupKind, text: string): Markup | null | undefined {
  if (kind === 'none') return null;
  const hundredths = parseHundredths(text, decimalSeparator());
  if (hundredths === null) return undefined;
  if (kind === 'cents') return hundredths <= MAX_MARKUP.cents ? { cents: hundredths } : undefined;
  return hundredths <= MAX_MARKUP.percentHundredths ? { percentHundredths: hundredths } : undefined;
}

function kindOf(markUp: Markup | null): MarkupKind {
  if (!markUp) return 'none';
  return 'cents' in markUp ? 'cents' : 'percent';
}

function textOf(markUp: Markup | null): string {
  if (!markUp) return '';
  const hundredths = 'cents' in markUp ? markUp.cents : markUp.percentHundredths;
  return numberText(hundredths / 100, {
    minimumFractionDigits: 'cents' in markUp ? 2 : 0,
    maximumFractionDigits: 2,
  });
}
