// Draws public/icon*/*.png from the SVGs beside this file: `node assets/icon/render.mjs` (needs Chromium).
import fs from 'node:fs';
import { chromium } from '@playwright/test';

const here = (name) => new URL(name, import.meta.url);
const looks = {
  icon: {},
  'icon-gray': { back: '#c3c9d3', front: '#7b8494' },
  'icon-locked': { back: '#c3c9d3', front: '#7b8494', lock: true },
};
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => fs.existsSync(path));
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const page = await browser.newPage();
for (const [folder, { back, front, lock }] of Object.entries(looks)) {
  for (const size of folder === 'icon' ? [16, 32, 48, 96, 128] : [16, 32, 48]) {
    const drawn = fs.readFileSync(here(size === 16 ? 'icon-small.svg' : 'icon.svg'), 'utf8');
    // Stores want 96 px of art within the 128: the drawing is 116 of its 128 units wide.
    const svg = size === 128 ? drawn.replace('0 0 128 128', '-13.33 -13.33 154.67 154.67') : drawn;
    const style =
      `svg{display:block;width:${size}px;height:${size}px}body{margin:0}` +
      (back ? `.back{fill:${back}}.front{fill:${front}}` : '') +
      (lock ? '.lock{visibility:visible}' : '');
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>${style}</style>${svg}`);
    await page.screenshot({
      path: here(`../../public/${folder}/${size}.png`).pathname,
      omitBackground: true,
    });
  }
}
await browser.close();
