import type { Profile } from '../../lib/domain/profiles/profile.ts';

/** One row of the list: a profile and which parts of its name the filter found. */
export interface Row {
  id: string;
  profile: Profile;
  ranges: [number, number][];
}

/** Returns where a key moves the highlight among `count` rows from `index` (-1: none); null when it is not such a key. */
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
