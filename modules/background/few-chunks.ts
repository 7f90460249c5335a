import type { Plugin } from 'vite';

/** In which chunk a module comes that is imported when it is needed, with all that only it needs. */
const CHUNKS: [chunk: string, modules: RegExp][] = [
  ['samples', /\/lib\/actions\/docs-(copy|windows)\.ts$/],
  ['alerts', /\/lib\/(toolbar\/alerts|actions\/test-notice)\.ts$/],
  ['manage', /./],
];
/** What several of them need, and the background itself does not. */
const SHARED = 'shared';
/** What is there from the start. */
const START = 'background';

/**
 * Sorts the background's modules into a few chunks. Left to itself the bundler makes one of each module that is
 * imported late, and more of what some of them have in common: dozens that compress badly, and the start in
 * pieces.
 */
export function fewChunks(): Plugin {
  const chunkOf = new Map<string, string>();
  const groups = [
    {
      debugName: 'background',
      name: (id: string) => chunkOf.get(id) ?? START,
      includeDependenciesRecursively: false,
    },
  ];
  const output = { chunkFileNames: 'background/[name]-[hash].js', codeSplitting: { groups } };
  return {
    name: 'background:few-chunks',
    config: () => ({ build: { rolldownOptions: { output } } }),
    buildEnd() {
      const sort = (id: string, wanted: string) => {
        const before = chunkOf.get(id);
        const chunk = before === undefined || before === wanted ? wanted : SHARED;
        if (before === START || before === chunk) return;
        chunkOf.set(id, chunk);
        for (const next of this.getModuleInfo(id)?.importedIds ?? []) sort(next, chunk);
      };
      const modules = [...this.getModuleIds()].map((id) => this.getModuleInfo(id)!);
      // First, because it outdoes all others.
      for (const { id, isEntry } of modules) if (isEntry) sort(id, START);
      for (const { id, dynamicImporters } of modules) {
        if (dynamicImporters.length > 0) sort(id, lateChunkOf(id));
      }
    },
  };
}

function lateChunkOf(id: string): string {
  const path = id.replaceAll('\\', '/');
  return CHUNKS.find(([, modules]) => modules.test(path))![0];
}
