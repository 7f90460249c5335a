const PADDING = 17;
/** The sort arrow in a column’s head, with its distance. */
const ARROW = 15;
const widths = new Map<string, number>();
let pen: CanvasRenderingContext2D | null | undefined;

/** The least width of a table's column for its heading in the language shown, in px. */
export function headWidth(label: string, { sorted = false } = {}): number {
  let width = widths.get(label);
  if (width === undefined) {
    width = Math.ceil(textWidth(label));
    widths.set(label, width);
  }
  return width + PADDING + (sorted ? ARROW : 0);
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
