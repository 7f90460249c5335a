import { expect, test } from 'vitest';
import { CONTENT_SECURITY_POLICY } from '../../../modules/pages/content-security-policy.ts';
import { type Manifest, manifestProblems } from '../../run/manifests.ts';

/** Returns a manifest with exactly the entries of store/permissions.json. */
function listedManifest(): Manifest {
  const manifest: Record<string, string[]> = {};
  const matches: string[] = [];
  const rules: string[] = [];
  for (const problem of manifestProblems({}, 'chromium')) {
    const entry = /^(\w+): (.*) is missing$/.exec(problem);
    const rule = /^the policy lacks (.*)$/.exec(problem);
    if (entry?.[1] === 'content_scripts') matches.push(entry[2]!);
    else if (entry) manifest[entry[1]!] = [...(manifest[entry[1]!] ?? []), entry[2]!];
    if (rule) rules.push(rule[1]!);
  }
  return {
    ...manifest,
    content_scripts: [{ matches }],
    content_security_policy: { extension_pages: rules.join('; ') },
  };
}

test('a manifest with exactly the listed entries has no problems', () => {
  expect(manifestProblems(listedManifest(), 'chromium')).toEqual([]);
});

test.each([
  ['permissions', 'tabs'],
  ['permissions', 'cookies'],
  ['optional_permissions', 'debugger'],
  ['host_permissions', '<all_urls>'],
  ['optional_host_permissions', 'http://*/*'],
])('an entry without a reason is a problem: %s %s', (key, entry) => {
  const manifest = listedManifest();
  manifest[key] = [...(manifest[key] as string[]), entry];
  expect(manifestProblems(manifest, 'chromium')).toEqual([`${key}: ${entry} has no reason`]);
});

test('externally_connectable and an additional rule of the policy are problems', () => {
  const manifest = listedManifest();
  const policy = `${manifest.content_security_policy!.extension_pages}; worker-src https:`;
  const problems = manifestProblems(
    {
      ...manifest,
      externally_connectable: { ids: ['*'] },
      content_security_policy: { extension_pages: policy },
    },
    'chromium',
  );
  expect(problems).toEqual(['externally_connectable must not be there', 'the policy has worker-src https:']);
});

test('Firefox has neither the offscreen nor the side panel permission, and no private windows', () => {
  const problems = ['permissions: offscreen has no reason', 'permissions: sidePanel has no reason'];
  const manifest = listedManifest();
  expect(manifestProblems({ ...manifest, incognito: 'not_allowed' }, 'firefox')).toEqual(problems);
  expect(manifestProblems(manifest, 'firefox')).toEqual([...problems, 'incognito must be not_allowed']);
});

test('the content security policy allows only the extension’s code, and no frames, forms, eval or HTML sinks', () => {
  const rules = new Map(CONTENT_SECURITY_POLICY.map((rule) => [rule.split(' ')[0]!, rule]));
  expect(rules.get('default-src')).toBe("default-src 'none'");
  expect(rules.get('script-src')).toBe("script-src 'self'");
  expect(rules.get('style-src')).toBe("style-src 'self'");
  expect(rules.get('frame-ancestors')).toBe("frame-ancestors 'none'");
  expect(rules.get('form-action')).toBe("form-action 'none'");
  expect(rules.get('base-uri')).toBe("base-uri 'none'");
  expect(rules.get('require-trusted-types-for')).toBe("require-trusted-types-for 'script'");
  expect(CONTENT_SECURITY_POLICY.join()).not.toMatch(/unsafe|\*|wasm/);
});
