import fs from 'node:fs';
import path from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { PLATFORM_DOMAINS } from '../sandbox/connect-proxy.ts';

/** What Playwright turns off, since only the last list counts (playwright-core's `disabledFeatures`). */
const OFF_BY_PLAYWRIGHT = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'msForceBrowserSignIn',
  'msEdgeUpdateLaunchServicesPreferredVersion',
];

/** The address bar's popups are pages that are loaded at each start, which takes as long as everything else in it. */
const ADDRESS_BAR_PAGES = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];

interface ChromiumOptions {
  executable: string;
  /** Folder of the build to load: the shipped one, unmodified. */
  extension: string;
  /** Folder of the browser's profile; the caller removes it. */
  profile: string;
  /** Port of the TLS front for the platform's hosts; null: hosts are resolved as usual. */
  frontPort: number | null;
  headless: boolean;
  /** Additional environment, e.g. DISPLAY. */
  env?: Record<string, string>;
  args?: string[];
  /** Fixed size for tests and screenshots; null: the window's. */
  viewport?: { width: number; height: number } | null;
  colorScheme?: 'light' | 'dark' | 'no-preference';
  /** Device pixels per CSS pixel; for null viewports the screen's. */
  scale?: number;
}

/**
 * Starts Chromium with the extension. The platform's hosts are resolved to the TLS front, so that manifest, permissions
 * and code are exactly those of the stores.
 */
export function launchChromium(options: ChromiumOptions): Promise<BrowserContext> {
  const { extension, frontPort } = options;
  return chromium.launchPersistentContext(options.profile, {
    executablePath: options.executable,
    headless: options.headless,
    ignoreHTTPSErrors: true,
    viewport: options.viewport === undefined ? { width: 1280, height: 900 } : options.viewport,
    colorScheme: options.colorScheme ?? 'light',
    ...(options.scale ? { deviceScaleFactor: options.scale } : {}),
    // The script that starts the browser ends it.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    ignoreDefaultArgs: ['--enable-automation'],
    env: { ...environment(), ...options.env },
    args: [
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      ...(frontPort === null
        ? []
        : [
            `--host-resolver-rules=${PLATFORM_DOMAINS.map((domain) => `MAP *.${domain} 127.0.0.1:${frontPort}`).join(', ')}`,
            '--ignore-certificate-errors',
          ]),
      `--disable-features=${[...OFF_BY_PLAYWRIGHT, ...ADDRESS_BAR_PAGES].join(',')}`,
      '--disable-quic',
      '--lang=en-US',
      '--no-default-browser-check',
      '--hide-crash-restore-bubble',
      ...(options.args ?? []),
    ],
  });
}

/** Turns developer mode on in a new profile: without it Chromium disables an unpacked extension that reloads itself. */
export function turnOnDeveloperMode(profile: string): void {
  fs.mkdirSync(path.join(profile, 'Default'), { recursive: true });
  fs.writeFileSync(
    path.join(profile, 'Default/Preferences'),
    JSON.stringify({ extensions: { ui: { developer_mode: true } } }),
  );
}

/** The language of Chromium on Linux comes from the environment, not from `--lang` alone. */
function environment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return { ...Object.fromEntries(kept), LANGUAGE: 'en_US', LANG: 'en_US.UTF-8' };
}
