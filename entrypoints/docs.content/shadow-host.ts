import tokens from '../../components/styles/tokens.css?inline';
import docsStyles from './docs.css?inline';
import { pageTheme } from './docs-site-selectors.ts';
import { make } from './elements.ts';

/**
 * Custom properties are set on an element inside the shadow root: on the host, the page's rules would win. Their names
 * are random: a property that a page registers (`@property`) applies in every shadow root.
 */
const STYLES = (tokens.replaceAll(':root', '.shell') + docsStyles).replaceAll(
  /--(?=[a-z])/g,
  `--${crypto.randomUUID()}-`,
);

/** An element in the page whose content is closed to the page's scripts and styles. */
export interface Shell {
  /** The element in the page. A plain `div`, which a page can't define as a custom element to look into it. */
  host: HTMLElement;
  /** Contains everything visible; it is positioned and styled inside the shadow root. */
  frame: HTMLElement;
  /** Records the shadow root's current content as ours. Call it after each change. */
  seal(): void;
  /** Returns true if the shadow root still has the recorded content and our style. */
  isIntact(): boolean;
}

/** Marks hosts, so that a new instance of this script finds what an older one left in the page. */
const MARK = 'data-profiles-for-tagoio';
const shells = new Set<Shell>();
let sheet: CSSStyleSheet | undefined;

/** Returns a new shell, whose host is not in the page yet. */
export function makeShell(kind: 'sample' | 'dock'): Shell {
  const host = make('div', { [MARK]: kind });
  const root = host.attachShadow({ mode: 'closed' });
  const frame = make('div', { class: `shell ${kind}`, 'data-theme': pageTheme() });
  root.append(frame);
  const styled = addStyle(root);
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

/** Removes a shell from the page. */
export function dropShell(shell: Shell): void {
  shell.host.remove();
  shells.delete(shell);
}

/** Removes what an instance from before an update of the extension left in the page. */
export function dropLeftovers(): void {
  for (const host of document.querySelectorAll(`[${MARK}]`)) host.remove();
}

/** Applies the site's theme, which can differ from the browser's, to all shells. */
export function applyTheme(): void {
  for (const { frame } of shells) frame.dataset.theme = pageTheme();
}

/** Returns the texts, labels and classes of a tree: what a person reads, and how it looks. */
function describe(tree: Element): string {
  return Array.from(
    tree.querySelectorAll('*'),
    (element) =>
      `${element.localName} ${element.getAttribute('class')} ${element.getAttribute('aria-label')} ${element.childElementCount === 0 ? element.textContent : ''}`,
  ).join('\n');
}

/**
 * Adds our style to a shadow root. A constructed sheet is not subject to the page's CSP; Firefox accepts none from a
 * content script and gets an element instead.
 */
function addStyle(root: ShadowRoot): { elements: number; isIntact: () => boolean } {
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
