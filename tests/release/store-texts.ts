import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import packageFacts from '../../package.json' with { type: 'json' };
import dataUse from '../../store/data-use.json' with { type: 'json' };
import permissions from '../../store/permissions.json' with { type: 'json' };

/** Texts under store/ that are generated from store/*.json. */
export const STORE_TEXTS: Record<string, () => string> = {
  'store/privacy-policy.md': privacyPolicy,
  'store/chrome-privacy-practices.md': chromePractices,
  'store/permissions.md': permissionReasons,
};

function privacyPolicy(): string {
  return `# Privacy policy of Profiles for TagoIO

Profiles for TagoIO is an open-source browser extension. It is not made by TagoIO. Its purpose: ${lowerFirst(dataUse.singlePurpose)}

## What leaves your browser

Your account's data goes to ${dataUse.sentTo}, and to nobody else.

${dataUse.collected.map(({ chrome, what, why, kept }) => `**${chrome}.** ${what} ${why} ${kept}`).join('\n\n')}

Also sent to TagoIO: the names you give to profiles and tokens, what you search for in the audit log, and a profile's logo: the address you type, or the picture you upload, which TagoIO keeps as a public file of the profile. The extension's own token has a name that says browser and operating system, such as “Profiles for TagoIO extension (Firefox on Linux)”; if you own no profile, the owner of the shared one in which it is made can read that name.

${dataUse.pictures}

Your browser's own sync may carry ${dataUse.syncedByBrowser}. What TagoIO does with the requests it gets is in TagoIO's own privacy policy.

## What stays in your browser

Usage and limits, names of profiles, token names and dates (never values), prices, your settings and the extension's activity list are stored in your browser's database. A copy of accounts, names of profiles, settings and activity restores a database that the browser loses. Disconnecting an account removes its data, but neither your settings for its profiles nor the activity list. Removing the extension removes everything that is stored in this browser; disconnect before, so that the extension’s tokens are revoked, too. Tokens are encrypted; SECURITY.md in the sources says how, and what that protects against.

## What we promise

${dataUse.promises.map((promise) => `- ${promise}`).join('\n')}

Questions and bug reports go to the repository's issues page; report security vulnerabilities privately, as SECURITY.md says.
`;
}

function chromePractices(): string {
  return `# Chrome Web Store: privacy practices

Copy these into the dashboard's *Privacy* tab.

**Single purpose.** ${dataUse.singlePurpose}

**Remote code.** No.

**Data use.** Tick:

${dataUse.collected.map(({ chrome, what, why }) => `- [x] ${chrome} — ${what} ${why}`).join('\n')}

Leave unticked:

${dataUse.notCollected.chrome.map((kind) => `- [ ] ${kind}`).join('\n')}

**Certify all three statements:** no sale to third parties, no use unrelated to the single purpose, no use for creditworthiness or lending.

**Privacy policy.** ${packageFacts.homepage}/blob/main/store/privacy-policy.md
`;
}

function permissionReasons(): string {
  const headings: Record<string, string> = {
    permissions: 'Permissions',
    optional_permissions: 'Optional permissions',
    host_permissions: 'Host permissions',
    optional_host_permissions: 'Optional host permissions',
    content_scripts: 'Content scripts',
  };
  const sections = Object.entries(headings).map(([key, heading]) => {
    const rows = permissions
      .filter((permission) => permission.key === key)
      .map(({ entries, browser, reason }) => {
        const names = entries.map((entry) => `\`${entry}\``).join(', ');
        return `- ${names}${browser === 'chromium' ? ' (Chrome and Edge)' : ''}: ${reason}`;
      });
    return `## ${heading}\n\n${rows.join('\n')}`;
  });
  return `# Why each permission is needed

Copy each sentence into the field of the same name in the dashboards of Chrome and Edge. Both have one field for all hosts: copy everything from *Host permissions* on into it. A test compares this list with the manifests.

${sections.join('\n\n')}
`;
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [file, write] of Object.entries(STORE_TEXTS)) {
    fs.writeFileSync(path.resolve(file), write());
    console.log(`${file} written.`);
  }
}
