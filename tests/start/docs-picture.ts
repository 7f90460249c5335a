import type { Page } from '@playwright/test';
import { lines } from '../docs-pages/markup.ts';

/** The page of the API reference in the stores' picture, in the words of the real site. */
const TITLE = 'Get a Profile Summary';
const DESCRIPTION =
  'Returns the limits of a profile, how much of them is used, and the amount of its resources.';
const RESPONSE = {
  status: true,
  result: {
    limit: { input: 5000, output: 10_000, data_records: 500_000 },
    limit_used: { input: 4700, output: 2310, data_records: 128_450 },
    amount: { device: 12, dashboard: 4, analysis: 3 },
  },
};

/** The menu's entries around it, with their methods. */
const MENU: [method: string, label: string][] = [
  ['put', 'Edit a file'],
  ['delete', 'Delete a file'],
  ['put', 'Edit Permission'],
  ['put', 'File Copy'],
  ['get', 'Get the Account Plan'],
  ['get', 'Get account resources allocation'],
  ['get', 'Get Account Information'],
  ['put', 'Edit Account'],
  ['get', 'Get Policy List'],
  ['put', 'Update policy'],
  ['delete', 'Delete Policy'],
  ['get', 'Get a Profile Statistics'],
  ['get', TITLE],
  ['get', 'Get a Profile Details'],
  ['get', 'Get Dictionary List'],
  ['post', 'Create Dictionary'],
  ['get', 'Get Dictionary Details'],
  ['put', 'Update Dictionary'],
  ['delete', 'Delete Dictionary'],
];
const CATEGORIES = ['Devices (With Device-Token)', 'Profile (With Profile-Token)'];

/** What stands in the page's elements, by their selectors. */
const REPLACED: Record<string, string> = {
  '.navbar__brand': 'TagoIO',
  '.menu__list': [
    ...CATEGORIES.map((text) => `<div class="menu__category">${text}</div>`),
    ...MENU.map(
      ([method, label]) =>
        `<a class="menu__link${label === TITLE ? ' menu__link--active' : ''}"><span class="api-method ${method}">${method}</span>${label}</a>`,
    ),
  ].join(''),
  h1: TITLE,
  '.openapi-left-panel__container code': lines(JSON.stringify(RESPONSE, null, 2), 'json'),
};
/** What is added behind an element. */
const ADDED: Record<string, string> = {
  '.navbar__brand': `<div class="navbar__items">${['Docs', 'API', 'Changelog']
    .map((text) => `<span class="navbar__link">${text}</span>`)
    .join('')}</div><span class="navbar__search">Search</span>`,
  '.openapi__method-endpoint': `<p>${DESCRIPTION}</p><h2 class="responses">Responses</h2><span class="response-code">200 OK</span>`,
};

/**
 * Gives the tests' stand-in for the docs site, which has what the extension looks at and no more, the look and words of
 * a documentation site. Through the DOM, since the page's policy allows no other style.
 */
export async function dressDocs(page: Page): Promise<void> {
  await page.evaluate(
    ({ css, replaced, added }) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets.push(sheet);
      for (const [selector, html] of replaced) document.querySelector(selector)!.innerHTML = html;
      for (const [selector, html] of added)
        document.querySelector(selector)!.insertAdjacentHTML('afterend', html);
    },
    { css: CSS, replaced: Object.entries(REPLACED), added: Object.entries(ADDED) },
  );
}

const CSS = `
:root { --bg: #fafaf8; --ink: #1a1b26; --code: #f0efe8; --line: #e8e7e0; --link: #17888d; --soft: #445b78; }
body { font: 15px/1.6 Inter, system-ui, sans-serif; }
.navbar { background: #f5f5f2; justify-content: start; gap: 24px; padding: 0 24px; }
.navbar__brand { font-size: 18px; font-weight: 700; color: inherit; text-decoration: none; }
.navbar__items { display: flex; gap: 20px; font-size: 14px; font-weight: 500; }
.navbar__link:nth-child(2) { color: var(--link); }
.navbar__search { margin-left: auto; width: 200px; padding: 5px 14px; border-radius: 16px; background: #eae9e3; color: #6b7280; font-size: 13px; }
.toggle_dk { border: 0; background: none; font-size: 18px; color: inherit; }
.theme-doc-sidebar-container { width: 280px; background: #f5f5f2; }
.menu__category { padding: 10px 12px 6px; font-size: 14px; font-weight: 600; }
.menu__link { display: flex; gap: 10px; align-items: center; padding: 6px 12px; border-radius: 4px; font-size: 13px; font-weight: 500; color: var(--soft); }
.menu__link--active { color: var(--link); background: #e6f5f3; }
.api-method { flex: none; width: 46px; border-radius: 4px; color: #fff; font: 700 10px/17px system-ui, sans-serif; text-align: center; text-transform: uppercase; background: #2f8f5b; }
.api-method.post { background: #2f6fb5; }
.api-method.put { background: #b7791f; }
.api-method.delete { background: #c0473f; }
h1 { margin: 0 0 20px; font-size: 32px; line-height: 1.2; }
.row { gap: 8px; }
.col--5 { width: 508px; padding: 0 0 0 24px; }
.openapi__method-endpoint { padding: 12px 14px; border: 1px solid var(--line); border-radius: 6px; background: #fff; white-space: normal; overflow-wrap: anywhere; font-size: 12px; }
h2.openapi__method-endpoint-path { font-size: 12px; font-weight: 500; }
.badge { padding: 2px 8px; border-radius: 4px; background: #2f8f5b; color: #fff; font-weight: 700; font-size: 11px; }
.responses { margin: 24px 0 8px; font-size: 20px; }
.response-code { display: inline-block; margin-bottom: 10px; padding: 2px 10px; border: 1px solid #2f8f5b; border-radius: 12px; color: #2f8f5b; font-size: 12px; font-weight: 600; }
pre { font-size: 12.5px; }
.token.string { color: #17706f; }
.openapi-explorer__server-container { padding: 10px 14px; border: 1px solid var(--line); border-radius: 6px; background: #fff; font: 12.5px ui-monospace, monospace; }
.openapi-explorer__server-container::before { content: "Base URL"; display: block; margin-bottom: 4px; font: 600 12px system-ui, sans-serif; color: var(--soft); }
.openapi-tabs__code-list-container { margin: 20px 0 34px; gap: 8px; }
.openapi-tabs__code-list-container [role="tab"] { padding: 3px 12px; border: 1px solid var(--line); border-radius: 6px; font-size: 13px; }
.openapi-tabs__code-list-container [role="tab"][aria-selected="true"] { border-color: var(--link); color: var(--link); }
.openapi-explorer__code-block { border-radius: 6px; }
.pagination-nav,
.theme-back-to-top-button { display: none; }
.doc-gap-fab { padding: 8px 16px; border: 0; border-radius: 18px; background: var(--link); color: #fff; font: 600 13px system-ui, sans-serif; }
`;
