/**
 * Ways in which a page can hide a button so that a person presses something they don't see, as bodies of functions of
 * `host`, the extension's element on a sample. A press must copy nothing, in any browser. {@link UNCOVER} undoes each.
 */
const sheet = (css: string, root = 'document') =>
  `const rules = new CSSStyleSheet(); rules.replaceSync(${JSON.stringify(css)}); ${root}.adoptedStyleSheets = [rules];`;
const onParent = (property: string, value: string) =>
  `host.parentElement.style.setProperty('${property}', '${value}');`;
const OVER = 'position:fixed;inset:0;background:#fff;z-index:9999';
const THROUGH = `${OVER};pointer-events:none`;
/** Adds an element of the page over the button, with this style and, where it matters, name and text. */
const added = (style: string, { name = 'div', text = '', script = '' } = {}) =>
  `const over = document.createElement('${name}'); over.dataset.cover = ''; over.textContent = '${text}'; over.style.cssText = '${style}'; document.body.append(over); ${script}`;
/** Gives the button's parent a shadow root in which a box hides what is slotted. */
const slotted = (style: string) =>
  `const root = host.parentElement.shadowRoot ?? host.parentElement.attachShadow({ mode: 'open' }); const box = document.createElement('div'); box.style.cssText = '${style}'; box.append(document.createElement('slot')); root.replaceChildren(box);`;

export const COVERS: Record<string, string> = {
  'made clear': onParent('opacity', '0'),
  'nearly clear': `${onParent('opacity', '0.7')} host.parentElement.parentElement.style.opacity = '0.6';`,
  'clear by an animation':
    "host.parentElement.animate({ opacity: [0.01, 0.01] }, { duration: 1e6, fill: 'both' });",
  'clear by its own style': `host.style.setProperty('opacity', '0', 'important'); ${onParent('opacity', '0.1')}`,
  'not drawn': onParent('content-visibility', 'hidden'),
  'blurred away': onParent('filter', 'blur(30px)'),
  'without any contrast': "document.documentElement.style.filter = 'contrast(0)';",
  'cut to nothing': onParent('clip-path', 'inset(0 0 0 99%)'),
  'cut to where one looks whether it is there': onParent(
    'clip-path',
    'polygon(0 45%, 100% 45%, 100% 55%, 0 55%)',
  ),
  'masked away': onParent('mask-image', 'linear-gradient(transparent, transparent)'),
  'masked away by a border': onParent('-webkit-mask-box-image', 'linear-gradient(transparent, transparent)'),
  'blended away': onParent('mix-blend-mode', 'screen'),
  shrunk: onParent('zoom', '0.1'),
  'too small to be read': onParent('zoom', '0.4'),
  'scaled down': onParent('transform', 'scale(0.3)'),
  'squeezed together': onParent('transform', 'scaleX(0.1)'),
  'upside down': onParent('transform', 'rotate(180deg)'),
  'turned away': onParent('transform', 'perspective(400px) rotateY(80deg)'),
  'grown beyond the window': onParent('zoom', '30'),
  'under a sheet that lets clicks through': added(THROUGH, { text: 'Win a prize' }),
  'under a sheet that does not': added(OVER),
  'under a picture': added(`${THROUGH};width:100%;height:100%`, { name: 'canvas' }),
  'under a frame': added(`${THROUGH};border:0;width:100%;height:100%`, { name: 'iframe' }),
  'under a filter': added(
    'position:fixed;inset:0;z-index:9999;pointer-events:none;backdrop-filter:blur(40px)',
  ),
  'under a blend': added(`${THROUGH};mix-blend-mode:difference`),
  'under a popover of the page': added(
    'inset:0;width:100vw;height:100vh;background:#fff;pointer-events:none',
    {
      text: 'Win a prize',
      script: "over.popover = 'manual'; over.showPopover();",
    },
  ),
  'under a popover’s backdrop': `${sheet('[data-cover]::backdrop { background: #fff; pointer-events: none }')} ${added(
    'inset:auto 0 0 auto;width:1px;height:1px;padding:0;border:0',
    { script: "over.popover = 'manual'; over.showPopover();" },
  )}`,
  'under a dialog': added(OVER, { name: 'dialog', script: 'over.showModal();' }),
  'under the shadow of something beside it': added(
    'position:fixed;left:0;top:0;width:1px;height:1px;box-shadow:0 0 0 3000px #fff;z-index:9999;pointer-events:none',
  ),
  'under the outline of something beside it': added(
    'position:fixed;left:0;top:0;width:1px;height:1px;outline:3000px solid #fff;z-index:9999;pointer-events:none',
  ),
  'under the border picture of something beside it': added(
    'position:fixed;left:0;top:0;width:1px;height:1px;border:1px solid;border-image:linear-gradient(#fff,#fff) 1 / 1px / 3000px;z-index:9999;pointer-events:none',
  ),
  'under the drop shadow of something out of sight': added(
    'position:fixed;left:-3000px;top:0;width:3000px;height:3000px;background:#fff;filter:drop-shadow(3000px 0 #fff);z-index:9999;pointer-events:none',
  ),
  'under a mirror image': added(
    'position:fixed;left:0;top:-100vh;width:100vw;height:100vh;background:#fff;-webkit-box-reflect:below;z-index:9999;pointer-events:none',
  ),
  'under a giant letter': added(
    'position:fixed;left:-100px;top:-100px;font:4000px/0 monospace;width:1px;height:1px;z-index:9999;pointer-events:none;color:#fff',
    { text: '█' },
  ),
  'under a pseudo-element': sheet(
    'body::after { content: "Win a prize"; position: fixed; inset: 0; background: #fff; z-index: 9999; pointer-events: none }',
  ),
  'in a shadow that is clear': slotted('opacity:0.01'),
  'in a shadow that is masked': slotted('mask-image:linear-gradient(transparent,transparent)'),
  'in a shadow that is cut': slotted('clip-path:polygon(0 45%,100% 45%,100% 55%,0 55%)'),
};

/** Undoes any of {@link COVERS}: the body of a function of `host`. */
export const UNCOVER = `
  for (const over of document.querySelectorAll('[data-cover]')) over.remove();
  document.adoptedStyleSheets = [];
  host.parentElement.shadowRoot?.replaceChildren(document.createElement('slot'));
  for (const animation of document.getAnimations()) animation.cancel();
  for (let element = host; element; element = element.parentElement) element.removeAttribute('style');
`;

/** Changes that people and other extensions make to whole pages: a press must still copy. */
export const HONEST: Record<string, string> = {
  nothing: '',
  'an invisible parent':
    "document.querySelector('[data-profiles-for-tagoio]').parentElement.style.visibility = 'hidden';",
  'the dark theme': "document.documentElement.dataset.theme = 'dark';",
  'inverted colors': "document.documentElement.style.filter = 'invert(1) hue-rotate(180deg)';",
  'more contrast': "document.documentElement.style.filter = 'contrast(1.3) brightness(0.9)';",
  'shades of gray': "document.documentElement.style.filter = 'grayscale(1) sepia(0.2)';",
  'larger text': "document.documentElement.style.fontSize = '24px';",
  'the page’s own zoom': "document.body.style.zoom = '1.5';",
  'rules against the host':
    "const sheet = new CSSStyleSheet(); sheet.replaceSync('* { --ink: transparent !important; --surface: transparent !important; --font: none !important; } [data-profiles-for-tagoio] { opacity: 0 !important; filter: blur(9px) !important; font-size: 0 !important; color: transparent !important; transform: scale(0.1) !important; display: none !important }'); document.adoptedStyleSheets = [sheet];",
};
