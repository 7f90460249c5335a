type Child = Node | string | null;

/** Returns a new element. Strings become text, never HTML; attributes that are null or false are left out. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string | boolean | null> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

/** Returns an icon with one path on a 16 × 16 grid, `size` px wide, filled or as an outline. */
export function icon(path: string, size = 14, filled = false): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  for (const [key, value] of Object.entries({
    viewBox: '0 0 16 16',
    width: size,
    height: size,
    'aria-hidden': true,
    fill: filled ? 'currentColor' : 'none',
    stroke: filled ? 'none' : 'currentColor',
    'stroke-width': 1.6,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  })) {
    svg.setAttribute(key, String(value));
  }
  const shape = document.createElementNS(SVG, 'path');
  shape.setAttribute('d', path);
  svg.append(shape);
  return svg;
}

export const ICONS = {
  copy: 'M5 5h7a1.5 1.5 0 0 1 1.5 1.5v6A1.5 1.5 0 0 1 12 14H6.5A1.5 1.5 0 0 1 5 12.5zM10.5 2.5H4A1.5 1.5 0 0 0 2.5 4v6.5',
  more: 'm4 6 4 4 4-4',
  close: 'm4 4 8 8M12 4l-8 8',
  switch: 'M3 5.5h9m-2.5-3L12 5.5l-2.5 3M13 10.5H4m2.5-3L4 10.5l2.5 3',
} as const;
