// Runs in the test pages: takes over the served page as the real site's scripts do.
const root = document.documentElement;

function setTheme(theme) {
  root.dataset.theme = theme;
  root.dataset.themeChoice = theme;
}
// The site is light until a visitor switches it, whatever the browser prefers; its address can ask for a theme.
const asked = new URLSearchParams(location.search).get('docusaurus-theme') ?? localStorage.getItem('theme');
if (asked) setTheme(asked);

function hydrateBlock(block) {
  const content = block.querySelector('[class^="codeBlockContent_"]');
  if (!content || content.querySelector('[class^="buttonGroup_"]')) return;
  const group = document.createElement('div');
  group.className = 'buttonGroup_r6Yh';
  for (const label of ['Toggle word wrap', 'Copy code to clipboard']) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'clean-btn';
    button.setAttribute('aria-label', label);
    button.textContent = '▢';
    group.append(button);
  }
  content.append(group);
}

const samples = new Map();

async function hydrateSnippets(holder) {
  const { method, path } = holder.dataset;
  const answer = await fetch(`/samples.json?method=${method}&path=${encodeURIComponent(path)}`);
  samples.set(holder, await answer.json());
  const list = document.createElement('ul');
  list.setAttribute('role', 'tablist');
  list.className = 'openapi-tabs__code-list-container';
  for (const language of Object.keys(samples.get(holder))) {
    const tab = document.createElement('li');
    tab.setAttribute('role', 'tab');
    tab.tabIndex = 0;
    tab.textContent = language;
    tab.addEventListener('click', () => showSample(holder, language));
    list.append(tab);
  }
  const place = document.createElement('div');
  place.className = 'openapi-explorer__code-block-holder';
  holder.append(list, place);
  const kept = localStorage.getItem('docusaurus.tab.code-samples');
  showSample(holder, kept && kept in samples.get(holder) ? kept : 'curl');
}

// Only the chosen language is in the document; choosing another puts a new block there.
function showSample(holder, language) {
  localStorage.setItem('docusaurus.tab.code-samples', language);
  for (const tab of holder.querySelectorAll('[role=tab]')) {
    tab.setAttribute('aria-selected', String(tab.textContent === language));
  }
  const { html, highlight } = samples.get(holder)[language];
  const container = document.createElement('div');
  container.className = 'openapi-explorer__code-block-container';
  const content = document.createElement('div');
  content.className = 'openapi-explorer__code-block-content';
  const template = document.createElement('template');
  template.innerHTML = `<pre tabindex="0" class="prism-code language-${highlight} openapi-explorer__code-block thin-scrollbar"><code class="openapi-explorer__code-block-lines">${html}</code></pre><div class="openapi-explorer__code-block-btn-group"><button type="button" aria-label="Copy code to clipboard" class="clean-btn">▢</button><button type="button" aria-label="Expand" class="clean-btn">⤢</button></div>`;
  content.append(template.content);
  container.append(content);
  holder.querySelector('.openapi-explorer__code-block-holder').replaceChildren(container);
}

// A second block of the same sample, in a window over the page.
function expand(block) {
  const modal = document.createElement('div');
  modal.className = 'openapi-explorer__code-block-modal';
  modal.setAttribute('role', 'dialog');
  modal.setAttribute('aria-label', 'Expanded sample');
  const content = document.createElement('div');
  content.className = 'openapi-explorer__code-block-content';
  content.append(block.cloneNode(true));
  modal.append(content);
  document.body.append(modal);
}

function hydrate() {
  for (const block of document.querySelectorAll('.theme-code-block')) hydrateBlock(block);
  for (const holder of document.querySelectorAll('.openapi-explorer__code-snippets')) hydrateSnippets(holder);
}

async function navigate(url) {
  const text = await (await fetch(url)).text();
  const next = new DOMParser().parseFromString(text, 'text/html');
  document.title = next.title;
  document.querySelector('article').replaceWith(next.querySelector('article'));
  hydrate();
}

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href^="/"]');
  if (link) {
    event.preventDefault();
    history.pushState(null, '', link.getAttribute('href'));
    navigate(link.href);
  }
  const tab = event.target.closest?.('.tabs-container [role=tab]');
  if (tab) {
    const box = tab.closest('.tabs-container');
    for (const other of box.querySelectorAll('[role=tab]'))
      other.setAttribute('aria-selected', String(other === tab));
    for (const panel of box.querySelectorAll('[data-panel]'))
      panel.hidden = panel.dataset.panel !== tab.dataset.tab;
  }
  const expands = event.target.closest?.('[aria-label="Expand"]');
  if (expands) expand(expands.closest('.openapi-explorer__code-block-content').querySelector('pre'));
  if (event.target.closest?.('[aria-label="Switch theme"]')) {
    const theme = root.dataset.theme === 'dark' ? 'light' : 'dark';
    localStorage.setItem('theme', theme);
    setTheme(theme);
  }
});
addEventListener('popstate', () => navigate(location.href));

setTimeout(() => {
  hydrate();
  root.dataset.hasHydrated = 'true';
}, 50);
