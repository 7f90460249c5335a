import fs from 'node:fs';
import path from 'node:path';

/** Every entry of the manifests that gives the extension, or anybody else, a power; and what it is for. */
const REASONS: Record<string, { reason: string; only?: 'chromium' | 'firefox' }> = {
  'permissions: storage': { reason: 'settings that follow the person, and the open vault’s key in memory' },
  'permissions: unlimitedStorage': { reason: 'the browser does not evict the database' },
  'permissions: alarms': { reason: 'refreshing and locking on time although the background sleeps' },
  'permissions: contextMenus': { reason: 'the icon’s menu' },
  'permissions: clipboardWrite': { reason: 'copying a token' },
  'permissions: offscreen': { reason: 'a worker has no clipboard of its own', only: 'chromium' },
  'permissions: webRequest': {
    reason: 'the console follows; sees nothing without the optional console host',
  },
  'permissions: scripting': {
    reason: 'asking a console tab for unsaved input, with the optional console host',
  },
  'optional_permissions: notifications': { reason: 'alerts, when the person turns them on' },
  'optional_permissions: clipboardRead': { reason: 'clearing a copied token, when the person turns it on' },
  'optional_permissions: idle': { reason: 'locking with the computer, when the person turns it on' },
  'host_permissions: https://api.tago.io/*': { reason: 'the platform, US region under its old name' },
  'host_permissions: https://api.us-e1.tago.io/*': { reason: 'the platform, US region' },
  'host_permissions: https://api.eu-w1.tago.io/*': { reason: 'the platform, EU region' },
  'optional_host_permissions: https://*/*': {
    reason: 'one TagoDeploy address or console, asked for by name',
  },
  'optional_host_permissions: http://localhost/*': { reason: 'a TagoDeploy instance on this machine' },
  'optional_host_permissions: http://127.0.0.1/*': { reason: 'a TagoDeploy instance on this machine' },
  'optional_host_permissions: http://[::1]/*': { reason: 'a TagoDeploy instance on this machine' },
  'content_scripts: https://docs.tago.io/*': { reason: 'the copy buttons in the docs' },
};

/** What must never be there: each opens the extension to pages, other extensions or foreign code. */
const FORBIDDEN = [
  'web_accessible_resources',
  'externally_connectable',
  'sandbox',
  'update_url',
  'key',
  'oauth2',
];

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self' https: http:",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
];

export interface Manifest {
  [key: string]: unknown;
  content_scripts?: { matches?: string[] }[];
  content_security_policy?: { extension_pages?: string };
}

/** Returns what differs from the lists above, in sentences; empty when nothing does. */
export function manifestProblems(manifest: Manifest, browser: 'chromium' | 'firefox'): string[] {
  const listed = ['permissions', 'optional_permissions', 'host_permissions', 'optional_host_permissions'];
  const entries = listed.flatMap((key) =>
    ((manifest[key] ?? []) as string[]).map((entry) => `${key}: ${entry}`),
  );
  for (const { matches = [] } of manifest.content_scripts ?? [])
    entries.push(...matches.map((match) => `content_scripts: ${match}`));
  const expected = Object.entries(REASONS)
    .filter(([, { only }]) => only === undefined || only === browser)
    .map(([entry]) => entry);
  const policy = (manifest.content_security_policy?.extension_pages ?? '').split('; ');
  return [
    ...entries.filter((entry) => !expected.includes(entry)).map((entry) => `${entry} has no reason`),
    ...expected.filter((entry) => !entries.includes(entry)).map((entry) => `${entry} is missing`),
    ...FORBIDDEN.filter((key) => key in manifest).map((key) => `${key} must not be there`),
    ...POLICY.filter((rule) => !policy.includes(rule)).map((rule) => `the policy lacks ${rule}`),
    ...policy.filter((rule) => !POLICY.includes(rule)).map((rule) => `the policy has ${rule}`),
  ];
}

/** The problems of both browsers' builds. */
export function checkManifests(builds: Record<'chromium' | 'firefox', string>): string[] {
  return (['chromium', 'firefox'] as const).flatMap((browser) => {
    const text = fs.readFileSync(path.join(builds[browser], 'manifest.json'), 'utf8');
    return manifestProblems(JSON.parse(text) as Manifest, browser).map((problem) => `${browser}: ${problem}`);
  });
}
