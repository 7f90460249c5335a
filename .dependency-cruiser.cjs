/**
 * The arrows of the house: entrypoints → components → state → store → domain, and
 * entrypoints/background → actions, refresh → platform, vault, store → domain.
 * Type-only imports count (`tsPreCompilationDeps`). tests/unit/project/arrows.test.ts shows that they are refused.
 */

/** Rooms of lib/ and the rooms each may import, besides itself. What is not listed is refused. */
const rooms = {
  domain: [],
  i18n: ['domain', 'browser'],
  store: ['domain', 'browser'],
  vault: ['domain', 'store', 'browser'],
  platform: ['domain'],
  state: ['domain', 'store', 'browser', 'messages/client'],
  messages: ['domain', 'store', 'vault', 'actions', 'refresh', 'clipboard', 'browser'],
  reach: ['domain', 'store', 'vault', 'platform', 'browser'],
  refresh: ['domain', 'store', 'vault', 'platform', 'reach', 'browser'],
  actions: [
    'domain',
    'store',
    'vault',
    'platform',
    'reach',
    'refresh',
    'toolbar',
    'clipboard',
    'browser',
    'messages/protocol',
  ],
  clipboard: ['domain', 'store', 'browser', 'messages'],
  toolbar: ['domain', 'store', 'vault', 'i18n', 'browser'],
  navigation: ['domain', 'browser'],
  sync: ['domain', 'store', 'browser'],
};

const escaped = (text) => text.replace(/[.*+?^$()|[\]{}\\]/g, '\\$&');

/** A path test for "lib/<room>", where a room is a folder, a file, or a file inside a room. */
const roomTest = (room) => `^lib/${escaped(room)}([/.]|$)`;

const roomRules = Object.entries(rooms).map(([room, allowed]) => ({
  name: `arrows-of-${room}`,
  comment: `lib/${room} may import ${allowed.length > 0 ? allowed.map((name) => `lib/${name}`).join(', ') : 'nothing else'}.`,
  severity: 'error',
  from: { path: roomTest(room) },
  to: { path: '^(lib|components|entrypoints|tests)/', pathNot: [room, ...allowed].map(roomTest) },
}));

const packagesOf = (...names) => `(^|/)node_modules/(${names.map(escaped).join('|')})/`;

module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: 'known-room',
      comment: 'A new room of lib/ gets its arrows here first.',
      severity: 'error',
      from: { path: '^lib/', pathNot: [...Object.keys(rooms), 'browser'].map(roomTest) },
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
      name: 'components-see-state-only',
      comment:
        'Views get their data from state and send their wishes as messages; no wire, no vault, no browser.',
      severity: 'error',
      from: { path: '^components/' },
      to: {
        path: '^(lib|entrypoints|tests)/',
        pathNot: ['domain', 'state', 'i18n', 'messages/client', 'messages/protocol'].map(roomTest),
      },
    },
    {
      name: 'pages-share-parts-only',
      comment: 'What popup, options and the picker have in common stands in parts, forms and styles.',
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
      name: 'pages-stay-off-the-wire',
      comment: 'Only the background calls the platform and opens the vault.',
      severity: 'error',
      from: { path: '^entrypoints/', pathNot: '^entrypoints/background' },
      to: { path: '^lib/(platform|vault|reach|refresh|actions)/' },
    },
    {
      name: 'one-door-to-the-browser',
      comment: 'webextension-polyfill is imported by lib/browser.ts alone.',
      severity: 'error',
      from: { path: '^(lib|components|entrypoints)/', pathNot: '^lib/browser\\.ts$' },
      to: { path: `webextension-polyfill|${packagesOf('@wxt-dev/browser')}` },
    },
    {
      name: 'one-door-to-the-database',
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
      name: 'schemas-live-at-the-wire',
      severity: 'error',
      from: { path: '^(lib|components|entrypoints)/', pathNot: '^lib/platform/' },
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
      name: 'no-circles',
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
