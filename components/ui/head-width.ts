/** The left and right padding of a cell, plus the extra padding of the last column, in px (table.css). */
const PADDING = 23;
/** The sort arrow in a column's head with its margin, in px. */
const ARROW = 15;
const widths = new Map<string, number>();
let context: CanvasRenderingContext2D | null | undefined;

/** Returns the minimum width of a table's column for its heading, which may take two lines, in px. */
export function headWidth(label: string, { sorted = false } = {}): number {
  return headTextWidth(label) + PADDING + (sorted ? ARROW : 0);
}

/** Returns the width of the wider of a heading's two lines, split where they are most even, in px. */
export function headTextWidth(label: string): number {
  const known = widths.get(label);
  if (known !== undefined) return known;
  const words = label.split(' ');
  const splits = words.map((_, index) =>
    Math.max(textWidth(words.slice(0, index + 1).join(' ')), textWidth(words.slice(index + 1).join(' '))),
  );
  const width = Math.ceil(Math.min(...splits));
  widths.set(label, width);
  return width;
}

/** Returns the width of a text in the font of a table's head (table.css), in px. */
export function textWidth(text: string): number {
  if (context === undefined) {
    context = document.createElement('canvas').getContext('2d');
    const style = getComputedStyle(document.documentElement);
    const size = style.getPropertyValue('--text-s').trim() || '12px';
    if (context) context.font = `600 ${size} ${style.getPropertyValue('--font').trim() || 'sans-serif'}`;
  }
  return context?.measureText(text).width ?? text.length * 7;
}
