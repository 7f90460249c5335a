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

Profiles for TagoIO is an open-source browser extension. It is not made by TagoIO. Its purpose is to ${lowerFirst(dataUse.singlePurpose)}

## What leaves your browser

Your account's data goes to ${dataUse.sentTo}, and to nobody else.

${dataUse.collected.map(({ chrome, what, why, kept }) => `**${chrome}.** ${what} ${why} ${kept}`).join('\n\n')}

Also sent to TagoIO: the names you give to profiles and tokens, what you search for in the audit log, and a profile's logo: the address you type, or the picture you upload, which TagoIO keeps as a public file of the profile. The name of the extension's own token includes your browser and operating system, such as “Profiles for TagoIO extension (Firefox on Linux)”; if you own no profile, the owner of the shared one in which it is made can read that name.

${dataUse.pictures}

Your browser's own sync may carry ${dataUse.syncedByBrowser}. What TagoIO does with the requests it gets is in TagoIO's own privacy policy.

## What stays in your browser

Usage and limits, names of profiles, token names and dates (never values), prices, your settings and the extension's activity list are stored in your browser's database. A copy of accounts, names of profiles, settings and activity restores a database that the browser loses. Disconnecting an account removes its data, but neither your settings for its profiles nor the activity list. Removing the extension removes everything that is stored in this browser; disconnect your accounts first, so that the extension's tokens are revoked too. Tokens are encrypted; SECURITY.md in the sources says how, and what that protects against.

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

/** The manifest's keys with hosts, in the order of the one field for all of them, and what is said of their hosts. */
const HOSTS: Record<string, string> = {
  host_permissions: '',
  optional_host_permissions: ' (optional)',
  content_scripts: ' (content script)',
};
const HOSTS_FIELD = 'Hosts';

/**
 * Returns what is pasted into the fields of the Chrome and Edge dashboards that ask for reasons, by the field's name.
 */
export function permissionFields(): Record<string, string> {
  const hosts = Object.entries(HOSTS).flatMap(([key, kind]) =>
    reasonsOf(key).map(({ entries, reason }) => `${entries.join(', ')}${kind}: ${reason}`),
  );
  const named = ['permissions', 'optional_permissions'].flatMap(reasonsOf);
  return {
    ...Object.fromEntries(named.map(({ entries, reason }) => [entries.join(', '), reason])),
    [HOSTS_FIELD]: hosts.join(' '),
  };
}

const reasonsOf = (key: string) => permissions.filter((permission) => permission.key === key);

function permissionReasons(): string {
  return `# Why each permission is needed

Copy each paragraph into the field of the same name in the dashboards of Chrome and Edge; they have one field for all hosts. Firefox asks for no reasons, and has neither \`offscreen\` nor \`sidePanel\`. Tests compare this list with the manifests, and count the characters of each field.

${Object.entries(permissionFields())
  // Fenced, so that no asterisk of a host is taken for emphasis.
  .map(([field, text]) => `## ${field}\n\n${field === HOSTS_FIELD ? `\`\`\`text\n${text}\n\`\`\`` : text}`)
  .join('\n\n')}
`;
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [file, write] of Object.entries(STORE_TEXTS)) {
    fs.writeFileSync(path.resolve(file), write());
    console.log(`${file} written.`);
  }
}
