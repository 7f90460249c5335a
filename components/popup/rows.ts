import type { Profile } from '../../lib/domain/profiles/profile.ts';

/** One row of the list: a profile and which parts of its name the filter found. */
export interface Row {
  id: string;
  profile: Profile;
  ranges: [number, number][];
}

/**
 * Returns the index to which a key moves the highlight from `index` (-1: none) among `count` rows; null for other keys.
 */
export function moveHighlight(key: string, index: number, count: number, page: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return (index + 1) % count;
    case 'ArrowUp':
      return index <= 0 ? count - 1 : index - 1;
    case 'PageDown':
      return Math.min(count - 1, Math.max(0, index) + page);
    case 'PageUp':
      return Math.max(0, index - page);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
