import fs from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** `npm run docs:architecture`: writes docs/architecture.md from the dependency rules. */
export const ARCHITECTURE_FILE = 'docs/architecture.md';

interface Rule {
  name: string;
  comment?: string;
}

const { forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
  forbidden: Rule[];
};
const LAYER_RULE = /^layer-/;

/** Returns the page: a graph of the layers of lib/, and the sentences of all other rules. */
export function architecturePage(): string {
  const layers = forbidden.filter(({ name }) => LAYER_RULE.test(name));
  const others = forbidden.filter(({ name, comment }) => !LAYER_RULE.test(name) && comment);
  return `# Architecture

The platform's responses go one way: platform → schema → domain type → store → change event → signal → view. A person's request goes the other way: view → typed message → action in the background → platform → store; the view changes when the store does. Pages read the store themselves and never wait for the background; only the background calls the platform and opens the vault. What the popup, the overview and the table of profiles draw first (their first rows, and what they say about all profiles) is computed in the background by the same functions that compute the whole (lib/domain/first-screen), and stored in \`settings\`. Every transaction that changes one of its sources deletes it, and a page shows one only in the time, version and language for which it was computed.

This page is written from \`.dependency-cruiser.cjs\` by \`npm run docs:architecture\`, and a test compares the two.

## Layers of lib/

An arrow means "may import". Every layer may import \`domain\`, and those that need the browser's API \`browser\`; these arrows are left out.

\`\`\`mermaid
flowchart TD
${layers.flatMap(edges).join('\n')}
\`\`\`

| layer | may import |
|---|---|
${layers
  .map(
    (rule) =>
      `| \`${layerOf(rule)}\` | ${
        importsOf(rule)
          .map((name) => `\`${name}\``)
          .join(', ') || '–'
      } |`,
  )
  .join('\n')}

## Other rules

${others.map(({ name, comment }) => `- **${name}**: ${comment}`).join('\n')}
`;
}

const layerOf = ({ name }: Rule) => name.replace(LAYER_RULE, '');

const importsOf = ({ comment = '' }: Rule) =>
  [...(comment.split(' may import ')[1] ?? '').matchAll(/lib\/([\w/-]+)/g)].map(([, name = '']) => name);

function edges(rule: Rule): string[] {
  const from = layerOf(rule);
  const targets = importsOf(rule).filter((name) => name !== 'domain' && name !== 'browser');
  return targets.map((target) => `  ${from} --> ${target.replace('/', '_')}["${target}"]`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  fs.writeFileSync(ARCHITECTURE_FILE, architecturePage());
  console.log(`${ARCHITECTURE_FILE} written.`);
}
