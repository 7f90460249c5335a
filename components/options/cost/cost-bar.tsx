import { moneyText } from '../../../lib/i18n/money-text.ts';
import { percentText } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';

/** One part of a whole. `tone`: a CSS colour, or a pattern for what belongs to nobody. */
export interface Part {
  key: string;
  label: string;
  cents: number;
  colour: string | null;
}

const MAX_PARTS = 9;

/**
 * Where the money goes, as one bar with its legend. The legend says all of it in words and numbers, so that
 * nothing hangs on a colour; small parts are gathered into one.
 */
export function CostBar({ label, parts }: { label: string; parts: readonly Part[] }) {
  const total = parts.reduce((sum, { cents }) => sum + cents, 0);
  if (total === 0) return null;
  const shown = gathered(parts.filter(({ cents }) => cents > 0));
  return (
    <figure class="cost-bar">
      <figcaption class="visually-hidden">{label}</figcaption>
      <div class="cost-bar__bar" aria-hidden="true">
        {shown.map((part) => (
          <span
            key={part.key}
            class={part.colour ? 'cost-bar__part' : 'cost-bar__part cost-bar__part--nobody'}
            style={{ flexGrow: part.cents, ...(part.colour ? { backgroundColor: part.colour } : {}) }}
          />
        ))}
      </div>
      <ul class="cost-bar__legend">
        {shown.map((part) => (
          <li key={part.key}>
            <span
              aria-hidden="true"
              class={part.colour ? 'cost-bar__key' : 'cost-bar__key cost-bar__part--nobody'}
              style={part.colour ? { backgroundColor: part.colour } : {}}
            />
            <span class="cost-bar__name" title={part.label}>
              {part.label}
            </span>
            <b>{moneyText(part.cents)}</b>
            <span class="soft">{percentText(percentOfTotal(part.cents, total))}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}

/** Rounded, but never 0 for something and never 100 for less than all. */
function percentOfTotal(cents: number, total: number): number {
  if (cents === total) return 100;
  return Math.min(99, Math.max(1, Math.round((cents * 100) / total)));
}

/** The largest parts; the small ones as one, before what belongs to nobody in particular. */
function gathered(parts: readonly Part[]): Part[] {
  const named = parts.filter(({ key }) => !key.startsWith('rest:')).sort((a, b) => b.cents - a.cents);
  const rest = parts.filter(({ key }) => key.startsWith('rest:'));
  const room = MAX_PARTS - rest.length;
  if (named.length <= room) return [...named, ...rest];
  const small = named.slice(room - 1);
  const others = {
    key: 'others',
    label: t('costOthers', small.length),
    cents: small.reduce((sum, { cents }) => sum + cents, 0),
    colour: 'var(--ink-soft)',
  };
  return [...named.slice(0, room - 1), others, ...rest];
}
