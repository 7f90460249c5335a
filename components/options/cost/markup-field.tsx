import { MAX_MARKUP, type Markup } from '../../../lib/domain/billing/money.ts';
import { isolate } from '../../../lib/domain/text/foreign.ts';
import { moneyText } from '../../../lib/i18n/money-text.ts';
import { numberText, percentText } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { announceFailure } from '../../ui/toast.tsx';
import { distinctName, type ProfileRow } from '../shared/profile-rows.ts';
import {
  type MarkupDraft,
  type MarkupKind,
  markupDrafts,
  putMarkupDraft,
  saveMarkupDraft,
} from './markup-drafts.ts';

/** The field of a profile's markup: none, a percentage or an amount. Stores it when the field is left. */
export function MarkupField({ profileRow, markup }: { profileRow: ProfileRow; markup: Markup | null }) {
  const { profileKey } = profileRow.profile;
  const draft = markupDrafts.value.get(profileKey);
  const shown = draft ?? { kind: kindOf(markup), text: textOf(markup), isInvalid: false };
  const save = async () => {
    const failure = await saveMarkupDraft(profileKey);
    if (failure) announceFailure(failure);
  };
  const change = (part: Partial<MarkupDraft>) =>
    putMarkupDraft(profileKey, { ...shown, isInvalid: false, ...part });
  return (
    <span class="markup">
      <MarkupControls
        name={distinctName(profileRow)}
        kind={shown.kind}
        text={shown.text}
        isInvalid={shown.isInvalid}
        onKind={(kind) => {
          // A number counts for its own kind only.
          change({ kind, text: kind === kindOf(markup) ? textOf(markup) : '' });
          if (kind === 'none') void save();
        }}
        onText={(text) => change({ text })}
        onLeave={() => void save()}
      />
    </span>
  );
}

/** The controls of a markup: its kind and its number. */
export function MarkupControls({
  name,
  kind,
  text,
  isInvalid,
  onKind,
  onText,
  onLeave,
}: {
  /** Whose markup it is, for screen readers. */
  name: string;
  kind: MarkupKind;
  text: string;
  isInvalid: boolean;
  onKind: (kind: MarkupKind) => void;
  onText: (text: string) => void;
  onLeave?: () => void;
}) {
  return (
    <>
      <select
        class="input markup__kind"
        aria-label={t('markUpKindOf', name)}
        value={kind}
        onChange={(event) => onKind(event.currentTarget.value as MarkupKind)}
      >
        {(['none', 'percent', 'cents'] as const).map((choice) => (
          <option key={choice} value={choice} selected={choice === kind}>
            {t(`markUpKind_${choice}`)}
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
        aria-invalid={isInvalid || undefined}
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

/** Returns of which of these profiles the markup is invalid, and what it may be; null: of none. Reads signals. */
export function invalidMarkupsText(profileRows: readonly ProfileRow[]): string | null {
  const texts = profileRows.flatMap((profileRow) => {
    const draft = markupDrafts.value.get(profileRow.profile.profileKey);
    return draft?.isInvalid ? `${isolate(distinctName(profileRow))}: ${markupRuleText(draft.kind)}` : [];
  });
  return texts.length > 0 ? texts.join(' ') : null;
}

/** Returns the sentence about what a markup of a kind may be. */
export function markupRuleText(kind: MarkupKind): string {
  const max =
    kind === 'cents' ? moneyText(MAX_MARKUP.cents) : percentText(MAX_MARKUP.percentHundredths / 100);
  return t('markUpRule', max);
}

function kindOf(markup: Markup | null): MarkupKind {
  if (!markup) return 'none';
  return 'cents' in markup ? 'cents' : 'percent';
}

function textOf(markup: Markup | null): string {
  if (!markup) return '';
  const hundredths = 'cents' in markup ? markup.cents : markup.percentHundredths;
  return numberText(hundredths / 100, {
    minimumFractionDigits: 'cents' in markup ? 2 : 0,
    maximumFractionDigits: 2,
  });
}
