import type { Performed } from './ledger.ts';
import { outcomeOf } from './outcome.ts';
import type { Snapshot } from './snapshot.ts';

/** Returns which setting an action changes, and to what; null: none. */
function settingOf({ do: action, ref, amount, subject }: Performed): [string, number] | null {
  if (action === 'favourite') return [`favourite ${ref.profileKey}`, amount];
  if (action === 'preferences') return ['refreshMinutes', amount];
  if (action === 'connect') return [`connected ${subject}`, 1];
  if (action === 'disconnect') return [`connected ${ref.connectionKey}`, 0];
  return null;
}

/**
 * Returns a sentence for each setting and account that is not as the last confirmed action left it. `late`: actions of
 * earlier steps whose outcome is unknown.
 */
export function lostSettings(
  before: Snapshot,
  after: Snapshot,
  performed: readonly Performed[],
  late: readonly Performed[],
): string[] {
  const confirmed = new Map<string, Set<number>>();
  const possible = new Map<string, Set<number>>();
  const add = (to: Map<string, Set<number>>, [key, value]: [string, number]) =>
    to.set(key, (to.get(key) ?? new Set()).add(value));
  for (const one of [...performed, ...late]) {
    const setting = settingOf(one);
    const outcome = outcomeOf(one);
    if (!setting || outcome === 'refused') continue;
    add(outcome === 'confirmed' ? confirmed : possible, setting);
  }
  const found: string[] = [];
  for (const key of new Set([...before.settings.keys(), ...after.settings.keys(), ...confirmed.keys()])) {
    const known = confirmed.get(key) ?? new Set([before.settings.get(key) ?? 0]);
    const value = after.settings.get(key) ?? 0;
    if (known.has(value) || possible.get(key)?.has(value)) continue;
    found.push(`${key} is ${value}, and should be ${[...known].join(' or ')}`);
  }
  return found;
}
