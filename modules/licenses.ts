import fs from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';
import { defineWxtModule } from 'wxt/modules';

const FILE = 'licenses.txt';

/** Writes the licenses of every package whose code is in the build beside it, as those licenses ask. */
export default defineWxtModule((wxt) => {
  // A development build isn't given to anybody.
  if (wxt.config.command !== 'build') return;
  const packages = new Set<string>();
  wxt.hook('vite:build:extendConfig', (_, config) => {
    config.plugins = [...(config.plugins ?? []), collect(packages)];
  });
  wxt.hook('build:done', () => {
    fs.writeFileSync(path.join(wxt.config.outDir, FILE), licensesOf(packages));
  });
});

/** Notes the folder of every package that a chunk has code of. */
function collect(packages: Set<string>): Plugin {
  return {
    name: 'licenses:collect',
    generateBundle(_, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type !== 'chunk') continue;
        for (const [id, { renderedLength }] of Object.entries(output.modules)) {
          const folder =
            renderedLength > 0 ? /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] : undefined;
          if (folder) packages.add(folder.replaceAll('\0', ''));
        }
      }
    },
  };
}

/** Returns the text, one section per package, in alphabetical order. Throws when one names no license. */
function licensesOf(packages: Iterable<string>): string {
  const sections = [...packages].map((folder) => {
    const { name, version, license, author } = JSON.parse(
      fs.readFileSync(path.join(folder, 'package.json'), 'utf8'),
    ) as { name: string; version: string; license?: string; author?: { name: string } };
    const file = fs.readdirSync(folder).find((entry) => /^licen[cs]e(\.|-|$)/i.test(entry));
    if (!license) throw new Error(`${name} is shipped and names no license`);
    if (!file && (license !== 'MIT' || !author))
      throw new Error(`${name} is shipped without the text of its license`);
    const text = file
      ? fs.readFileSync(path.join(folder, file), 'utf8').trim()
      : `Copyright (c) ${author?.name}\n\n${mitTerms()}`;
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  return sections.sort().join(`\n${'-'.repeat(78)}\n\n`);
}

/** Returns the terms of the MIT license, which are this project's too, for packages that name it without its text. */
function mitTerms(): string {
  const license = fs.readFileSync('LICENSE', 'utf8');
  return license.slice(license.indexOf('Permission is hereby granted')).trim();
}
