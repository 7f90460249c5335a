import fs from 'node:fs';
import type { Plugin } from 'vite';

/**
 * Chunks in CommonJS, each a classic script that hands in its code under its own path; the entry has
 * worker-require.js before it, and runs.
 */
export function asScripts(): Plugin {
  const requireSource = fs.readFileSync(new URL('./worker-require.js', import.meta.url), 'utf8');
  const output = { format: 'cjs', exports: 'named', strict: true } as const;
  return {
    name: 'background:as-scripts',
    config: () => ({ build: { rolldownOptions: { output } } }),
    renderChunk(code, { fileName, isEntry }, _, { chunks }) {
      const script = `self.chunk("/${fileName}",function(exports,require){${code}\n});`;
      if (!isEntry) return script;
      const late = Object.values(chunks).filter((chunk) => !chunk.isEntry);
      const paths = JSON.stringify(late.map((chunk) => `/${chunk.fileName}`));
      const before = requireSource.replace('LATE_CHUNKS', paths);
      return `${before}\n${script}\nself.requireChunk("/${fileName}");`;
    },
  };
}
