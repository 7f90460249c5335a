import { useRef, useState } from 'preact/hooks';
import type { ProfileRow } from '../shared/profile-rows.ts';

interface Drop {
  id: string;
  side: 'before' | 'after';
}

const HANDLE = 'drag-handle';

/** The handle by which a row is dragged. */
export function DragHandle({ title }: { title: string }) {
  return <span class={HANDLE} draggable aria-hidden="true" title={title} />;
}

/** Lets rows of a table be moved by their handles. `accepts`: whether `moved` may be dropped beside `target`. */
export function useDraggedRows(
  rows: readonly ProfileRow[],
  accepts: (target: ProfileRow, moved: ProfileRow) => boolean,
  onDrop: (moved: ProfileRow, target: ProfileRow, side: Drop['side']) => void,
) {
  const moved = useRef<ProfileRow | null>(null);
  const [drop, setDrop] = useState<Drop | null>(null);
  const end = () => {
    moved.current = null;
    setDrop(null);
  };
  const handlers = {
    onDragStart: (event: DragEvent) => {
      const handle = (event.target as Element).closest?.(`.${HANDLE}`);
      moved.current = (handle && rowAt(handle, rows)) ?? null;
      const element = handle?.closest('tr');
      if (!moved.current || !event.dataTransfer || !element) return;
      event.dataTransfer.effectAllowed = 'move';
      // Firefox starts no drag without data. It is empty, since it may be dropped on a web page.
      event.dataTransfer.setData('text/plain', '');
      event.dataTransfer.setDragImage(element, element.clientWidth - 20, element.clientHeight / 2);
    },
    onDragOver: (event: DragEvent) => {
      const element = (event.target as Element).closest('tr');
      const target = element && rowAt(element, rows);
      if (!moved.current || !target || !accepts(target, moved.current)) return setDrop(null);
      event.preventDefault();
      const { top, height } = element.getBoundingClientRect();
      const side = event.clientY < top + height / 2 ? 'before' : 'after';
      if (drop?.id !== target.id || drop.side !== side) setDrop({ id: target.id, side });
    },
    onDrop: (event: DragEvent) => {
      const target = rows.find(({ id }) => id === drop?.id);
      const row = moved.current;
      event.preventDefault();
      end();
      if (row && target && drop && row.id !== target.id) onDrop(row, target, drop.side);
    },
    onDragEnd: end,
  };
  const rowClass = ({ id }: ProfileRow) => (drop?.id === id ? `drop-${drop.side}` : undefined);
  return { rowClass, handlers };
}

function rowAt(element: Element, rows: readonly ProfileRow[]): ProfileRow | undefined {
  const key = element.closest('tr')?.dataset.key;
  return rows.find(({ id }) => id === key);
}
