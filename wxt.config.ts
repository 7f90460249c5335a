import { fileURLToPath } from 'node:url';
import prefresh from '@prefresh/vite';
import { defineConfig } from 'wxt';
import { managedSchema } from './lib/domain/policy/managed-schema.ts';
import { hostPermissionPattern, PUBLIC_API_ORIGINS } from './lib/domain/regions/region.ts';
import { OPTIONAL_PERMISSIONS } from './lib/domain/settings/permissions.ts';
import { CONTENT_SECURITY_POLICY, DEVELOPMENT_POLICY } from './modules/pages/content-security-policy.ts';
import packageFacts from './package.json' with { type: 'json' };
import dataUse from './store/data-use.json' with { type: 'json' };

/** Never to be changed: Firefox keeps the extension's storage by it. */
const GECKO_ID = '{6f1d3a0e-52c4-4b7f-9a6d-8c2e0b7f41d5}';

const MANAGED_SCHEMA = 'managed-schema.json';

const API_HOSTS = PUBLIC_API_ORIGINS.map(hostPermissionPattern);

export default defineConfig({
  imports: false,
  // The sources archive is what git tracks (tests/release/archives.ts).
  zip: { zipSources: false },
  manifestVersion: 3,
  hooks: {
    // The page of components is a part of the development build alone.
    'entrypoints:found': (wxt, entrypoints) => {
      if (wxt.config.mode === 'development') return;
      const page = entrypoints.findIndex(({ name }) => name === 'components');
      if (page >= 0) entrypoints.splice(page, 1);
    },
    // Chromium reads its types from a file of the extension; Firefox has no such file.
    'build:publicAssets': (wxt, assets) => {
      if (wxt.config.browser === 'firefox') return;
      assets.push({
        relativeDest: MANAGED_SCHEMA,
        contents: `${JSON.stringify(managedSchema(), null, 2)}\n`,
      });
    },
    'vite:build:extendConfig': (entrypoints, config) => {
      const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
      config.resolve = {
        ...config.resolve,
        alias: {
          ...config.resolve?.alias,
          'webextension-polyfill': here('lib/browser.native.ts'),
          ...(entrypoints.every(({ type }) => type === 'content-script') && {
            'wxt/utils/content-script-context': here('entrypoints/docs.content/context.ts'),
          }),
        },
      };
    },
  },
  // The polyfill is imported in lib/browser.ts only; WXT must not add a second one.
  vite: async ({ command }) => ({
    // In development alone, an edited component keeps its state.
    plugins: command === 'serve' ? [await prefresh()] : [],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      target: ['chrome127', 'firefox140'],
      sourcemap: false,
      modulePreload: { polyfill: false },
      // Any warning fails the build; this one says how busy the machine is.
      rolldownOptions: { checks: { bundlerTimings: false } },
    },
  }),
  manifest: ({ browser, command }) => ({
    name: '__MSG_extensionName__',
    short_name: '__MSG_extensionShortName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    // In its private windows an extension's pages have another database than its background.
    ...(browser === 'firefox' ? { incognito: 'not_allowed' as const } : {}),
    homepage_url: packageFacts.homepage,
    content_security_policy: {
      extension_pages: (command === 'serve' ? DEVELOPMENT_POLICY : CONTENT_SECURITY_POLICY).join('; '),
    },
    permissions: [
      'storage',
      'unlimitedStorage',
      'alarms',
      'contextMenus',
      'clipboardWrite',
      // Sees nothing but requests of a console that the person gave host permission for. An optional webRequest
      // would see nothing until the browser is restarted.
      'webRequest',
      'scripting',
      ...(browser === 'firefox' ? [] : ['offscreen', 'sidePanel']),
    ],
    optional_permissions: [...OPTIONAL_PERMISSIONS],
    host_permissions: API_HOSTS,
    optional_host_permissions: ['https://*/*', 'http://localhost/*', 'http://127.0.0.1/*', 'http://[::1]/*'],
    action: {
      default_title: '__MSG_extensionName__',
      // Firefox puts new buttons into a menu, where nobody sees the badge.
      ...(browser === 'firefox' ? { default_area: 'navbar' as const } : {}),
    },
    // The popup's own page: it fills the panel, and stays open.
    ...(browser === 'firefox'
      ? {
          sidebar_action: {
            default_panel: 'popup.html?panel',
            default_title: '__MSG_extensionName__',
            open_at_install: false,
          },
        }
      : { side_panel: { default_path: 'popup.html?panel' } }),
    omnibox: { keyword: 'tago' },
    commands: {
      _execute_action: { suggested_key: { default: 'Alt+Shift+P' }, description: '__MSG_commandOpen__' },
      'previous-profile': {
        suggested_key: { default: 'Alt+Shift+L' },
        description: '__MSG_commandPrevious__',
      },
      lock: { suggested_key: { default: 'Alt+Shift+K' }, description: '__MSG_commandLock__' },
      'favourite-1': { description: '__MSG_commandFavourite1__' },
      'favourite-2': { description: '__MSG_commandFavourite2__' },
      'favourite-3': { description: '__MSG_commandFavourite3__' },
      'copy-token': { suggested_key: { default: 'Alt+Shift+C' }, description: '__MSG_commandCopyToken__' },
    },
    ...(browser === 'firefox' ? {} : { storage: { managed_schema: MANAGED_SCHEMA } }),
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: GECKO_ID,
              strict_min_version: '140.0',
              data_collection_permissions: { required: dataUse.collected.map(({ firefox }) => firefox) },
            },
          },
        }
      : { minimum_chrome_version: '127' }),
  }),
});
