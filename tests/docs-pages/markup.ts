/** The docs site's HTML, with its class names and the suffixes of another build. */

const asText = (text: string) =>
  text.replace(/[&<>"]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char]!);

/** Returns lines as the highlighter writes them: a span for each word, and a break after each line. */
export function lines(code: string, language: string): string {
  return code
    .split('\n')
    .map((line) => {
      const words = line
        .split(/("[^"]*"|'[^']*')/)
        .filter((part) => part !== '')
        .map(
          (part) => `<span class="token ${/^["']/.test(part) ? 'string' : 'plain'}">${asText(part)}</span>`,
        )
        .join('');
      return `<span class="token-line" data-language="${language}">${words || '<span class="token plain"></span>'}<br></span>`;
    })
    .join('');
}

/** Returns a code block of an ordinary page as it is served; hydration adds the site's buttons. */
export function codeBlock(code: string, language = 'bash'): string {
  return `<div class="language-${language} codeBlockContainer_q7Lk theme-code-block"><div class="codeBlockContent_Zt3w"><pre tabindex="0" class="prism-code language-${language} codeBlock_b2Xe thin-scrollbar"><code class="codeBlockLines_n5Rd">${lines(code, language)}</code></pre></div></div>`;
}

/** Returns tabs: all panels are in the page, and all but the chosen one are hidden. */
export function tabs(panels: [label: string, html: string][], chosen = 0): string {
  const list = panels
    .map(
      ([label], i) =>
        `<li role="tab" tabindex="${i === chosen ? 0 : -1}" aria-selected="${i === chosen}" class="tabs__item" data-tab="${i}">${label}</li>`,
    )
    .join('');
  const bodies = panels
    .map(
      ([, html], i) =>
        `<div role="tabpanel" class="tabItem_w1Pc" data-panel="${i}"${i === chosen ? '' : ' hidden'}>${html}</div>`,
    )
    .join('');
  return `<div class="theme-tabs-container tabs-container"><ul role="tablist" class="tabs">${list}</ul><div class="margin-top--md">${bodies}</div></div>`;
}

/** Returns the page of an article. */
export function page(title: string, article: string): string {
  return `<!doctype html>
<html lang="en" dir="ltr" class="plugin-docs" data-theme="light" data-has-hydrated="false">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<link rel="stylesheet" href="/assets/site.css"><script src="/assets/site.js" defer></script></head>
<body><div id="__docusaurus"><nav class="navbar navbar--fixed-top"><a class="navbar__brand" href="/docs/">Docs</a><button class="toggle_dk" aria-label="Switch theme">◐</button></nav>
<div class="layout_h8"><aside class="theme-doc-sidebar-container"><ul class="menu__list">${sidebar}</ul></aside>
<main class="docMainContainer_u4"><div class="docItemCol_p2"><article>${article}</article>${pagination}</div>${article.includes('openapi-right-panel__container') ? '' : tableOfContents}</main></div><button aria-label="Scroll back to top" class="clean-btn theme-back-to-top-button backToTopButton_d5"></button><button class="doc-gap-fab">Send feedback</button></div></body></html>`;
}

const sidebar = [
  ['/docs/', 'Docs'],
  ['/docs/api/sidebar/tagoio-api-intro/', 'API'],
  ['/docs/tagoio/analysis/sdk/python-sdk/', 'Python SDK'],
  ['/docs/tagoio/devices/managing-devices/', 'Managing devices'],
  ['/docs/api/get--profile-:id-summary/', 'Profile summary'],
  ['/docs/api/post--device/', 'Create device'],
  ['/docs/api/get--data/', 'Device data'],
  ...Array.from({ length: 40 }, (_, n) => ['/docs/', `Entry ${n + 1}`]),
]
  .map(([href, text]) => `<li><a class="menu__link" href="${href}">${text}</a></li>`)
  .join('');

/** Links to the previous and next page, at the end of every page. */
const pagination =
  '<nav class="pagination-nav" aria-label="Docs pages"><a class="pagination-nav__link pagination-nav__link--prev" href="/docs/">Previous</a><a class="pagination-nav__link pagination-nav__link--next" href="/docs/narrow/">Next</a></nav>';

const tableOfContents =
  '<div class="tableOfContents_c9 theme-doc-toc-desktop"><ul class="table-of-contents"><li><a href="#a" class="table-of-contents__link">Overview</a></li><li><a href="#b" class="table-of-contents__link">Last heading</a></li></ul></div>';

/** Returns an operation's article: its endpoint, and the panel whose samples the site's scripts add. */
export function operationArticle({
  method,
  path,
  takes,
}: {
  method: string;
  path: string;
  takes: string;
}): string {
  const scheme = { device: 'Device-Token', network: 'Network-Token' }[takes];
  const details = scheme
    ? `<details class="openapi-security"><summary class="openapi-security__summary-container"><h4>Authorization: ${scheme}</h4></summary><div class="openapi-security__details"><pre>name: <span>${scheme}</span></pre></div></details>`
    : '';
  const field = scheme
    ? `<div class="openapi-explorer__form-item"><input type="password" placeholder="${scheme}" class="openapi-explorer__form-item-input"></div>`
    : '';
  return `<h1 class="openapi__heading">${method} ${path}</h1><div class="row theme-api-markdown"><div class="col col--7 openapi-left-panel__container"><pre class="openapi__method-endpoint"><span class="badge badge--primary">${method}</span> <h2 class="openapi__method-endpoint-path">https://api.us-e1.tago.io${path}</h2></pre><div class="openapi__divider"></div>${codeBlock('{\n  "status": true,\n  "result": {\n    "token": "8be70d95-0dbc-4e16-89b6-b23b077d05e5"\n  }\n}', 'json')}</div>
<div class="col col--5 openapi-right-panel__container"><div class="openapi-right-panel__panel">${details}<div class="openapi-explorer__request-form">${field}<div class="openapi-explorer__server-container">https://api.us-e1.tago.io</div></div><div class="openapi-explorer__code-snippets" data-method="${method}" data-path="${path}"></div></div></div></div>`;
}
