import { fileURLToPath } from 'node:url';
import type { BuildEnvironmentOptions, Rolldown } from 'vite';
import { defineConfig } from 'wxt';

/** Fixed, so that Firefox keeps the extension's storage across updates. */
const GECKO_ID = 'profiles@tagoio-profiles.example';

const API_HOSTS = ['https://api.tago.io/*', 'https://api.us-e1.tago.io/*', 'https://api.eu-w1.tago.io/*'];

/**
 * The options page's code in four files instead of seventy: what its first pages draw with, and one for each part
 * that is opened later. Small files compress badly, and each costs the first paint a round through the browser.
 */
function optionsBuild(given: BuildEnvironmentOptions['rolldownOptions']): BuildEnvironmentOptions {
  const groups: Rolldown.CodeSplittingGroup[] = [
    {
      name: 'options',
      test: /entrypoints\/options\/|components\/options\/(shell|table|profiles|overview)\//,
      priority: 2,
    },
    { name: 'cost', test: /components\/options\/(cost|allocation)\//, priority: 1 },
    // The charts stay what they are: a file that is loaded where one is drawn.
    { name: 'manage', test: /components\/options\/(?!usage\/(history-chart|chart-options|chart-data))/ },
  ];
  const output = { ...(given?.output as Rolldown.OutputOptions), codeSplitting: { groups } };
  return { cssCodeSplit: false, modulePreload: false, rolldownOptions: { ...given, output } };
}

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  hooks: {
    'vite:build:extendConfig': (entrypoints, config) => {
      const only = (wanted: string) => entrypoints.every(({ type }) => type === wanted);
      const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
      config.resolve = {
        ...config.resolve,
        alias: {
          ...config.resolve?.alias,
          'webextension-polyfill': here('lib/browser.native.ts'),
          ...(only('content-script') && {
            'wxt/utils/content-script-context': here('entrypoints/docs.content/context.ts'),
          }),
        },
      };
      if (only('options')) config.build = { ...config.build, ...optionsBuild(config.build?.rolldownOptions) };
    },
    // Popup, background and options page are built by themselves, with nothing in them that only another page
    // needs: the popup as one script rather than from dozens of shared chunks, the background in chunks of its
    // own (modules/background).
    'entrypoints:grouped': (_, groups) => {
      for (const alone of ['popup', 'background', 'options']) {
        for (const group of groups) {
          if (!Array.isArray(group) || group.length < 2) continue;
          const at = group.findIndex(({ type }) => type === alone);
          if (at >= 0) groups.push(group.splice(at, 1));
        }
      }
    },
  },
  // The polyfill is imported in lib/browser.ts only; WXT must not add a second one.
  vite: () => ({
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    resolve: {
      alias: {
        '@aklinker1/zero-serialize-error': fileURLToPath(
          new URL('lib/messages/plain-errors.ts', import.meta.url),
        ),
      },
    },
    build: { target: ['chrome127', 'firefox140'], sourcemap: false, modulePreload: { polyfill: false } },
  }),
  manifest: ({ browser }) => ({
    name: '__MSG_extensionName__',
    short_name: '__MSG_extensionShortName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    permissions: [
      'storage',
      'unlimitedStorage',
      'alarms',
      'contextMenus',
      'clipboardWrite',
      ...(browser === 'firefox' ? [] : ['offscreen']),
    ],
    optional_permissions: ['notifications', 'clipboardRead'],
    host_permissions: API_HOSTS,
    optional_host_permissions: ['https://*/*', 'http://localhost/*', 'http://127.0.0.1/*'],
    action: { default_title: '__MSG_extensionName__' },
    commands: {
      _execute_action: { suggested_key: { default: 'Alt+Shift+P' }, description: '__MSG_commandOpen__' },
      'previous-profile': {
        suggested_key: { default: 'Alt+Shift+L' },
        description: '__MSG_commandPrevious__',
      },
      'copy-token': { suggested_key: { default: 'Alt+Shift+C' }, description: '__MSG_commandCopyToken__' },
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: GECKO_ID,
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : { minimum_chrome_version: '127' }),
  }),
});
