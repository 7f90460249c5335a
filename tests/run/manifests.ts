import fs from 'node:fs';
import path from 'node:path';
import { CONTENT_SECURITY_POLICY } from '../../modules/pages/content-security-policy.ts';
import permissions from '../../store/permissions.json' with { type: 'json' };

/** Keys that are never allowed: each opens the extension to pages, other extensions or foreign code. */
const FORBIDDEN = [
  'web_accessible_resources',
  'externally_connectable',
  'sandbox',
  'update_url',
  'key',
  'oauth2',
];

export interface Manifest {
  [key: string]: unknown;
  content_scripts?: { matches?: string[] }[];
  incognito?: string;
  content_security_policy?: { extension_pages?: string };
}

/**
 * Returns, in sentences, what differs from store/permissions.json, where every entry has its reason, and which keys are
 * not allowed; empty when nothing is wrong.
 */
export function manifestProblems(manifest: Manifest, browser: 'chromium' | 'firefox'): string[] {
  const listed = ['permissions', 'optional_permissions', 'host_permissions', 'optional_host_permissions'];
  const entries = listed.flatMap((key) =>
    ((manifest[key] ?? []) as string[]).map((entry) => `${key}: ${entry}`),
  );
  for (const { matches = [] } of manifest.content_scripts ?? [])
    entries.push(...matches.map((match) => `content_scripts: ${match}`));
  const expected = permissions
    .filter((permission) => permission.browser === undefined || permission.browser === browser)
    .flatMap(({ key, entries }) => entries.map((entry) => `${key}: ${entry}`));
  const policy = (manifest.content_security_policy?.extension_pages ?? '').split('; ');
  const intended = new Set<string>(CONTENT_SECURITY_POLICY);
  return [
    ...entries.filter((entry) => !expected.includes(entry)).map((entry) => `${entry} has no reason`),
    ...expected.filter((entry) => !entries.includes(entry)).map((entry) => `${entry} is missing`),
    ...FORBIDDEN.filter((key) => key in manifest).map((key) => `${key} must not be there`),
    ...CONTENT_SECURITY_POLICY.filter((rule) => !policy.includes(rule)).map(
      (rule) => `the policy lacks ${rule}`,
    ),
    // Elsewhere, pages in private windows and the background share one database.
    ...(browser === 'firefox' && manifest.incognito !== 'not_allowed'
      ? ['incognito must be not_allowed']
      : []),
    ...policy.filter((rule) => !intended.has(rule)).map((rule) => `the policy has ${rule}`),
  ];
}

/** Returns the problems of both browsers' builds. */
export function checkManifests(builds: Record<'chromium' | 'firefox', string>): string[] {
  return (['chromium', 'firefox'] as const).flatMap((browser) => {
    if (fs.existsSync(path.join(builds[browser], 'components.html'))) {
      return [`${browser}: components.html is for the development build alone`];
    }
    const text = fs.readFileSync(path.join(builds[browser], 'manifest.json'), 'utf8');
    return manifestProblems(JSON.parse(text) as Manifest, browser).map((problem) => `${browser}: ${problem}`);
  });
}
