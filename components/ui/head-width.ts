/** Both sides of a cell, with what the last column has more (table.css). */
const PADDING = 23;
/** The sort arrow in a column’s head, with its distance. */
const ARROW = 15;
const widths = new Map<string, number>();
let pen: CanvasRenderingContext2D | null | undefined;

/** Returns the least width of a table's column for its heading, which may take two lines, in px. */
export function headWidth(label: string, { sorted = false } = {}): number {
  let width = widths.get(label);
  if (width === undefined) {
    width = Math.ceil(twoLineWidth(label));
    widths.set(label, width);
  }
  return width + PADDING + (sorted ? ARROW : 0);
}

/** Returns the width of the wider of two lines, split where that is least. */
function twoLineWidth(label: string): number {
  const words = label.split(' ');
  const splits = words.map((_, index) =>
    Math.max(textWidth(words.slice(0, index + 1).join(' ')), textWidth(words.slice(index + 1).join(' '))),
  );
  return Math.min(...splits);
}

/** In the font of a table's head (table.css). */
function textWidth(text: string): number {
  if (pen === undefined) {
    pen = document.createElement('canvas').getContext('2d');
    const style = getComputedStyle(document.documentElement);
    const size = style.getPropertyValue('--text-s').trim() || '12px';
    if (pen) pen.font = `600 ${size} ${style.getPropertyValue('--font').trim() || 'sans-serif'}`;
  }
  return pen?.measureText(text).width ?? text.length * 7;
}
