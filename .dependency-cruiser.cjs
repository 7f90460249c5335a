/**
 * Dependency rules: entrypoints → components → state → store → domain, and
 * entrypoints/background → actions, refresh → platform, vault, store → domain.
 * Type-only imports count (`tsPreCompilationDeps`). tests/unit/project/dependency-rules.test.ts shows that violations are refused.
 */

/** Layers of lib/ and the layers each may import besides itself. What is not listed is refused. */
const layers = {
  domain: [],
  async: [],
  network: [],
  i18n: ['domain', 'browser'],
  store: ['domain', 'async', 'browser'],
  vault: ['domain', 'async', 'store', 'diagnostics', 'browser'],
  platform: ['domain', 'network'],
  diagnostics: ['domain', 'async', 'browser'],
  state: ['domain', 'async', 'network', 'store', 'diagnostics', 'example', 'console/console-site'],
  // Stands in for the background while a page shows example data.
  example: ['domain', 'store', 'messages/client', 'messages/protocol'],
  messages: [
    'domain',
    'vault',
    'actions',
    'refresh',
    'diagnostics',
    'policy',
    'console/console-site',
    'browser',
  ],
  policy: ['domain', 'diagnostics', 'store', 'browser'],
  calls: ['domain', 'async', 'diagnostics', 'store', 'vault', 'platform', 'browser'],
  refresh: ['domain', 'async', 'network', 'diagnostics', 'store', 'vault', 'platform', 'calls', 'browser'],
  actions: [
    'domain',
    'network',
    'diagnostics',
    'async',
    'store',
    'vault',
    'platform',
    'policy',
    'calls',
    'refresh',
    'toolbar',
    'alerts',
    'console',
    'clipboard',
    'navigation',
    'browser',
    'messages/protocol',
  ],
  clipboard: ['domain', 'async', 'diagnostics', 'store', 'browser'],
  toolbar: [
    'domain',
    'async',
    'diagnostics',
    'store',
    'vault',
    'i18n',
    'docs',
    'console/console-site',
    'browser',
  ],
  alerts: ['async', 'domain', 'diagnostics', 'store', 'i18n', 'navigation', 'browser'],
  console: ['domain', 'async', 'diagnostics', 'policy', 'browser'],
  docs: ['domain', 'browser'],
  navigation: ['domain', 'browser'],
  permissions: ['domain', 'browser'],
  sync: ['domain', 'diagnostics', 'store', 'browser'],
};

const escaped = (text) => text.replace(/[.*+?^$()|[\]{}\\]/g, '\\$&');

/** A path test for "lib/<layer>", where a layer is a folder, a file, or a file inside a layer. */
const layerTest = (layer) => `^lib/${escaped(layer)}([/.]|$)`;

const layerRules = Object.entries(layers).map(([layer, allowed]) => ({
  name: `layer-${layer}`,
  comment: `lib/${layer} may import ${allowed.length > 0 ? allowed.map((name) => `lib/${name}`).join(', ') : 'nothing else'}.`,
  severity: 'error',
  from: { path: layerTest(layer) },
  to: { path: '^(lib|components|entrypoints|tests)/', pathNot: [layer, ...allowed].map(layerTest) },
}));

const packagesOf = (...names) => `(^|/)node_modules/(${names.map(escaped).join('|')})/`;

module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'known-layer',
      comment: 'List a new layer of lib/ above first.',
      severity: 'error',
      from: { path: '^lib/', pathNot: [...Object.keys(layers), 'browser'].map(layerTest) },
      to: {},
    },
    {
      name: 'domain-is-pure',
      comment: 'lib/domain has no browser, no framework, no schema library: pure functions on plain data.',
      severity: 'error',
      from: { path: '^lib/domain/' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'], pathNot: packagesOf('@leeoniya/ufuzzy') },
    },
    {
      name: 'usage-is-read-by-its-status',
      comment:
        "Only usage-status.ts decides whether numbers belong to this month, so views never compute a level. Exceptions: alerts and forecasts, which concern the month of a reading, and billing, which considers limits that don't exist yet.",
      severity: 'error',
      from: {
        path: '^(lib|components|entrypoints)/',
        pathNot: '^(lib/domain/(usage|alerts|forecast|billing)|components/options/(allocation|cost))/',
      },
      to: { path: '^lib/domain/usage/service-level\\.ts$' },
    },
    {
      name: 'components-use-state-only',
      comment:
        'Views get their data from state and send requests as messages; no platform, no vault, no browser.',
      severity: 'error',
      from: { path: '^components/' },
      to: {
        path: '^(lib|entrypoints|tests)/',
        pathNot: [
          'domain',
          'network',
          'state',
          'i18n',
          'console/console-site',
          'messages/client',
          'messages/responsiveness',
          'messages/protocol',
        ].map(layerTest),
      },
    },
    {
      name: 'pages-share-ui-only',
      comment: 'Code that popup, options and copy window share belongs in ui or styles.',
      severity: 'error',
      from: { path: '^components/(popup|options|pick)/' },
      to: { path: '^components/(popup|options|pick)/', pathNot: '^components/$1/' },
    },
    {
      name: 'nothing-imports-an-entrypoint',
      comment: 'Entrypoints are wiring only.',
      severity: 'error',
      from: { pathNot: '^entrypoints/' },
      to: { path: '^entrypoints/' },
    },
    {
      name: 'entrypoints-do-not-import-each-other',
      severity: 'error',
      from: { path: '^entrypoints/([^/.]+)' },
      to: { path: '^entrypoints/', pathNot: '^entrypoints/$1([/.])' },
    },
    {
      name: 'pages-do-not-call-the-platform',
      comment: 'Only the background calls the platform and opens the vault.',
      severity: 'error',
      from: { path: '^entrypoints/', pathNot: '^entrypoints/background' },
      to: { path: '^lib/(platform|vault|calls|refresh|actions)/' },
    },
    {
      name: 'one-import-of-the-browser-api',
      comment: 'webextension-polyfill is imported by lib/browser.ts alone.',
      severity: 'error',
      from: { path: '^(lib|components|entrypoints)/', pathNot: '^lib/browser\\.ts$' },
      to: { path: `webextension-polyfill|${packagesOf('@wxt-dev/browser')}` },
    },
    {
      name: 'one-layer-uses-the-database',
      comment: 'lib/store alone knows IndexedDB.',
      severity: 'error',
      from: { path: '^(lib|components|entrypoints)/', pathNot: '^lib/store/' },
      to: { path: packagesOf('idb') },
    },
    {
      name: 'schemas-are-minimal',
      comment: 'zod/mini: full zod costs three times as much and probes `new Function`.',
      severity: 'error',
      from: { path: '^(lib|components|entrypoints)/' },
      to: { path: packagesOf('zod'), pathNot: '/zod/(v4/)?mini/' },
    },
    {
      name: 'schemas-where-data-enters',
      comment: "The platform's responses and the organization's policy.",
      severity: 'error',
      from: { path: '^(lib|components|entrypoints)/', pathNot: '^lib/(platform|policy)/' },
      to: { path: packagesOf('zod') },
    },
    {
      name: 'the-sdk-is-not-shipped',
      severity: 'error',
      from: { path: '^(lib|components|entrypoints)/' },
      to: { path: packagesOf('@tago-io/sdk'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'product-does-not-import-tests',
      severity: 'error',
      from: { path: '^(lib|components|entrypoints)/' },
      to: { path: '^tests/' },
    },
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: { path: '^(lib|components|entrypoints|tests)/' },
      to: { couldNotResolve: true, pathNot: '\\?(raw|inline|url)$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'browser', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.css', '.d.ts', '.d.mts'],
    },
  },
};
