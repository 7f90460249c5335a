import tokens from '../../components/styles/tokens.css?inline';
import docsStyles from './docs.css?inline';

/** The page's stylesheet values, and ours, inside the shadow: nothing of either side reaches the other. */
const STYLES = tokens.replaceAll(':root', ':host') + docsStyles;

/** An element of ours in the page: what is in it is closed to the page's scripts and styles. */
export interface Shell {
  host: HTMLElement;
  root: ShadowRoot;
}

const TAG = 'profiles-for-tagoio';
const hosts = new Set<HTMLElement>();
let sheet: CSSStyleSheet | undefined;

/** A host for `kind`, not yet in the page. */
export function makeShell(kind: 'sample' | 'dock'): Shell {
  const host = document.createElement(TAG);
  host.setAttribute('data-kind', kind);
  host.setAttribute('data-theme', themeOf());
  const root = host.attachShadow({ mode: 'closed' });
  style(root);
  hosts.add(host);
  return { host, root };
}

/** Takes a host out of the page. */
export function dropShell({ host }: Shell): void {
  host.remove();
  hosts.delete(host);
}

/** Takes away what an instance from before an update of the extension left in the page. */
export function dropLeftovers(): void {
  for (const host of document.querySelectorAll(TAG)) host.remove();
}

/** Has every host follow the page's theme, which is the site's own and not the browser's. */
export function followTheme(): void {
  const theme = themeOf();
  for (const host of hosts) host.setAttribute('data-theme', theme);
}

function themeOf(): 'light' | 'dark' {
  return document.documentElement.getAttribute('data-theme') === 'dark' ? 'dark' : 'light';
}

/** Constructed sheets are not subject to a page's CSP; Firefox does not take one from a content script. */
function style(root: ShadowRoot): void {
  try {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLES);
    }
    root.adoptedStyleSheets = [sheet];
  } catch {
    const element = document.createElement('style');
    element.textContent = STYLES;
    root.append(element);
  }
}
