import tokens from '../../components/styles/tokens.css?inline';
import docsStyles from './docs.css?inline';
import { pageTheme } from './docs-site-selectors.ts';
import { make } from './elements.ts';

/**
 * Our values are set on an element inside the shadow: on the host, the page's rules would win. Their names are this
 * page view's own: what a page registers under a known name (`@property`) counts in every shadow.
 */
const STYLES = (tokens.replaceAll(':root', '.shell') + docsStyles).replaceAll(
  /--(?=[a-z])/g,
  `--${crypto.randomUUID()}-`,
);

/** An element of ours in the page: what is in it is closed to the page's scripts and styles. */
export interface Shell {
  /** In the page. A plain `div`: no page can define what it is, and so look into it. */
  host: HTMLElement;
  /** Holds everything that is seen; it is positioned and styled inside the shadow. */
  frame: HTMLElement;
  /** Remembers the shadow's present content as ours. Call it after each change of text or parts. */
  seal(): void;
  /** Returns true when the shadow still has that content, under our own style. */
  isIntact(): boolean;
}

/** By it an instance from after an update finds what one from before left in the page. */
const MARK = 'data-profiles-for-tagoio';
const shells = new Set<Shell>();
let sheet: CSSStyleSheet | undefined;

/** Returns a host for `kind`, not yet in the page. */
export function makeShell(kind: 'sample' | 'dock'): Shell {
  const host = make('div', { [MARK]: kind });
  const root = host.attachShadow({ mode: 'closed' });
  const frame = make('div', { class: `shell ${kind}`, 'data-theme': pageTheme() });
  root.append(frame);
  const styled = style(root);
  let sealed = '';
  const shell: Shell = {
    host,
    frame,
    seal() {
      sealed = describe(frame);
    },
    isIntact: () =>
      host.isConnected &&
      frame.getRootNode() === root &&
      root.host === host &&
      root.childElementCount === styled.elements &&
      styled.isIntact() &&
      describe(frame) === sealed,
  };
  shells.add(shell);
  return shell;
}

/** Takes a host out of the page. */
export function dropShell(shell: Shell): void {
  shell.host.remove();
  shells.delete(shell);
}

/** Takes away what an instance from before an update of the extension left in the page. */
export function dropLeftovers(): void {
  for (const host of document.querySelectorAll(`[${MARK}], profiles-for-tagoio`)) host.remove();
}

/** Has every host follow the page's theme, which is the site's own and not the browser's. */
export function followTheme(): void {
  for (const { frame } of shells) frame.dataset.theme = pageTheme();
}

/** Returns what a person reads and hears of a tree, with what decides how it looks. */
function describe(tree: Element): string {
  return Array.from(
    tree.querySelectorAll('*'),
    (element) =>
      `${element.localName} ${element.getAttribute('class')} ${element.getAttribute('aria-label')} ${element.childElementCount === 0 ? element.textContent : ''}`,
  ).join('\n');
}

/** Constructed sheets are not subject to a page's CSP; Firefox does not take one from a content script. */
function style(root: ShadowRoot): { elements: number; isIntact: () => boolean } {
  try {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLES);
    }
    root.adoptedStyleSheets = [sheet];
    return {
      elements: 1,
      isIntact: () => root.adoptedStyleSheets.length === 1 && root.adoptedStyleSheets[0] === sheet,
    };
  } catch {
    const element = make('style', {}, STYLES);
    root.append(element);
    return { elements: 2, isIntact: () => element.textContent === STYLES && element.parentNode === root };
  }
}
