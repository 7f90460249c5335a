import { shareText } from '../../../lib/i18n/share-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { Amount } from './unknown-amount.tsx';

/** One part of the bar. Keys that start with `rest:` are not merged and come last. */
export interface CostPart {
  key: string;
  label: string;
  cents: number;
  /** False if the price of some of it isn't published. */
  isPriced: boolean;
  /** False if it lacks what depends on limits that can't be read. */
  areLimitsKnown?: boolean;
  /** A CSS colour; null: the pattern of what is unallocated. */
  colour: string | null;
}

const MAX_PARTS = 9;
/** The plan is nobody's choice of the month: it doesn't stand out among the services and profiles. */
export const PLAN_COLOUR = 'var(--ink-soft)';
/** For small parts that are merged into one. At least 3:1 with the surface in both themes. */
export const OTHERS_COLOUR = 'color-mix(in srgb, var(--ink-soft) 70%, var(--surface))';

/**
 * A cost as one bar of its parts, with a legend. The legend has every part in words and numbers, so that nothing
 * depends on a colour; small parts are merged into one.
 */
export function CostBar({ label, parts }: { label: string; parts: readonly CostPart[] }) {
  const total = parts.reduce((sum, { cents }) => sum + cents, 0);
  if (total === 0) return null;
  // Of a total that isn't known, no share is. Unread limits leave open only whose some of it is.
  const isTotalKnown = parts.every(({ isPriced }) => isPriced);
  const shown = mergeSmallParts(parts.filter(({ cents }) => cents > 0));
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
            <b>
              <Amount cents={part.cents} isPriced={part.isPriced} areLimitsKnown={part.areLimitsKnown} />
            </b>
            {isTotalKnown && part.areLimitsKnown !== false && (
              <span class="soft">{shareText(part.cents, total)}</span>
            )}
          </li>
        ))}
      </ul>
    </figure>
  );
}

/** Returns the largest parts, the small ones merged into one, and the parts that are not merged. */
function mergeSmallParts(parts: readonly CostPart[]): CostPart[] {
  const named = parts.filter(({ key }) => !key.startsWith('rest:')).sort((a, b) => b.cents - a.cents);
  const rest = parts.filter(({ key }) => key.startsWith('rest:'));
  const maxNamed = MAX_PARTS - rest.length;
  if (named.length <= maxNamed) return [...named, ...rest];
  const small = named.slice(maxNamed - 1);
  const others = {
    key: 'others',
    label: t('costOthers', small.length),
    cents: small.reduce((sum, { cents }) => sum + cents, 0),
    isPriced: small.every(({ isPriced }) => isPriced),
    areLimitsKnown: small.every(({ areLimitsKnown = true }) => areLimitsKnown),
    colour: OTHERS_COLOUR,
  };
  return [...named.slice(0, maxNamed - 1), others, ...rest];
}
