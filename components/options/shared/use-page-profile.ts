import { useRef } from 'preact/hooks';
import { loaded } from '../../../lib/state/app-state.ts';
import { route } from '../shell/router.ts';
import { type ProfileRow, rowForId } from './profile-rows.ts';

/**
 * Returns the row of the profile that a page is about: the one that its address names, or else the active one. What was
 * active first stays, so that a switch elsewhere doesn't change what somebody is reading.
 */
export function usePageProfile(): ProfileRow | undefined {
  const opened = useRef<string | undefined>(undefined);
  if (loaded.value === 'all') opened.current ??= rowForId(undefined)?.id;
  return rowForId(route.value.params.profile || opened.current);
}
