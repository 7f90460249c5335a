import { computed, type ReadonlySignal } from '@preact/signals';
import type { Team } from '../../../lib/domain/team.ts';
import type { TokenList } from '../../../lib/domain/tokens/token.ts';
import { teamsByProfile } from '../../../lib/state/team.ts';
import { tokensByProfile } from '../../../lib/state/tokens.ts';

/** The team of every profile whose team was read, by refId. Kept up to date only while a page uses it. */
export const teams: ReadonlySignal<ReadonlyMap<string, Team>> = computed(
  () => teamsByProfile.value ?? new Map<string, Team>(),
);

/** The token metadata of every profile whose tokens were read, by refId. */
export const tokenLists: ReadonlySignal<ReadonlyMap<string, TokenList>> = computed(
  () => tokensByProfile.value ?? new Map<string, TokenList>(),
);
