/**
 * What a page can do to a button so that a person presses what they do not see, as bodies of functions of `host`,
 * the extension's element on a sample. Tried in every browser: nothing may be copied.
 */
export const COVERS: Record<string, string> = {
  'made clear': "host.parentElement.style.opacity = '0';",
  'nearly clear':
    "host.parentElement.style.opacity = '0.7'; host.parentElement.parentElement.style.opacity = '0.6';",
  'under a sheet that lets clicks through':
    "const sheet = document.createElement('div'); sheet.textContent = 'Win a prize'; sheet.style.cssText = 'position:fixed;inset:0;background:#fff;z-index:9999;pointer-events:none'; document.body.append(sheet);",
  'under a sheet that does not':
    "const sheet = document.createElement('div'); sheet.style.cssText = 'position:fixed;inset:0;background:#fff;z-index:9999'; document.body.append(sheet);",
  'under a popover of the page':
    "const over = document.createElement('div'); over.popover = 'manual'; over.textContent = 'Win a prize'; over.style.cssText = 'inset:0;width:100vw;height:100vh;background:#fff;pointer-events:none'; document.body.append(over); over.showPopover();",
  'under the shadow of something beside it':
    "const beside = document.createElement('div'); beside.style.cssText = 'position:fixed;left:0;top:0;width:1px;height:1px;box-shadow:0 0 0 3000px #fff;z-index:9999;pointer-events:none'; document.body.append(beside);",
  'under a pseudo-element':
    'const sheet = new CSSStyleSheet(); sheet.replaceSync(\'body::after { content: "Win a prize"; position: fixed; inset: 0; background: #fff; z-index: 9999; pointer-events: none }\'); document.adoptedStyleSheets = [sheet];',
  'blurred away': "host.parentElement.style.filter = 'blur(30px)';",
  'cut to nothing': "host.parentElement.style.clipPath = 'inset(0 0 0 99%)';",
  'masked away': "host.parentElement.style.maskImage = 'linear-gradient(transparent, transparent)';",
  'blended away': "host.parentElement.style.mixBlendMode = 'screen';",
  shrunk: "host.parentElement.style.zoom = '0.1';",
  'set to be clear by its own style':
    "host.style.setProperty('opacity', '0', 'important'); host.parentElement.style.opacity = '0.1';",
};

/** What people, and extensions of theirs, do to whole pages: a press must lead to a copy all the same. */
export const HONEST: Record<string, string> = {
  nothing: '',
  'the dark theme': "document.documentElement.dataset.theme = 'dark';",
  'inverted colours': "document.documentElement.style.filter = 'invert(1) hue-rotate(180deg)';",
  'more contrast': "document.documentElement.style.filter = 'contrast(1.3) brightness(0.9)';",
  'shades of grey': "document.documentElement.style.filter = 'grayscale(1) sepia(0.2)';",
  'larger text': "document.documentElement.style.fontSize = '24px';",
  'the page’s own zoom': "document.body.style.zoom = '1.5';",
  'rules against the host':
    "const sheet = new CSSStyleSheet(); sheet.replaceSync('* { --ink: transparent !important; --surface: transparent !important; --font: none !important; } [data-profiles-for-tagoio] { opacity: 0 !important; filter: blur(9px) !important; font-size: 0 !important; color: transparent !important; transform: scale(0.1) !important; display: none !important }'); document.adoptedStyleSheets = [sheet];",
};
