import { browser } from '../browser.ts';
import { type ProfileRef, refId, refOf } from '../domain/identity/keys.ts';
import { disambiguate } from '../domain/profiles/disambiguate.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import { oncePerProfile, orderWithoutUsage } from '../domain/profiles/profile-order.ts';
import { labelText } from '../i18n/profile-text.ts';
import { t } from '../i18n/t.ts';
import { listConnections } from '../store/connections.ts';
import { getProfilePreferencesByKey } from '../store/profile-preferences.ts';
import { listProfiles } from '../store/profiles.ts';
import { getActive } from '../store/settings.ts';
import {
  enteredEntry,
  enteredVerb,
  type Labeled,
  type OmniboxVerb,
  omniboxEntries,
} from './omnibox-entries.ts';

/**
 * What an entered text does, by verb; `copyUnclear`: none or several profiles match what is to be copied; `notFound`:
 * none matches what is to be switched to or opened.
 */
type OmniboxActions = Record<OmniboxVerb, (ref: ProfileRef) => Promise<unknown>> & {
  copyUnclear(): Promise<unknown>;
  notFound(): Promise<unknown>;
};

/** Registers the keyword in the address bar. Call it in the background's first turn. */
export function watchOmnibox(actions: OmniboxActions, failed: (error: unknown) => void): void {
  // Set when a person types the keyword, rather than at every start of the worker.
  browser.omnibox.onInputStarted.addListener(() => {
    browser.omnibox.setDefaultSuggestion({ description: description(t('omniboxDefault')) });
  });
  browser.omnibox.onInputChanged.addListener((line, suggest) => {
    void suggestions(line).then(suggest, failed);
  });
  browser.omnibox.onInputEntered.addListener((line) => {
    void enter(line, actions).catch(failed);
  });
}

async function suggestions(line: string): Promise<{ content: string; description: string }[]> {
  const entries = omniboxEntries(line, await labelProfiles(), words());
  return entries.map(({ verb, label, text }) => ({
    content: text,
    description: description(t(`omnibox_${verb}`, label)),
  }));
}

async function enter(line: string, actions: OmniboxActions): Promise<void> {
  const profiles = await labelProfiles();
  const entry = enteredEntry(line, profiles, words());
  if (entry) await actions[entry.verb](refOf(entry.row));
  else if (enteredVerb(line, profiles, words()) === 'copy') await actions.copyUnclear();
  else await actions.notFound();
}

async function labelProfiles(): Promise<Labeled<Profile>[]> {
  const [profiles, connections, preferences, { active, recents }] = await Promise.all([
    listProfiles(),
    listConnections(),
    getProfilePreferencesByKey(),
    getActive(),
  ]);
  const once = oncePerProfile(profiles, active, connections);
  const marks = disambiguate(once, connections);
  const ordered = orderWithoutUsage(once, {
    active: null,
    recents,
    preferences,
  });
  return ordered.map((row) => ({
    row,
    label: labelText(row, marks.get(refId(row))),
  }));
}

const words = () => ({
  switch: t('omniboxVerb_switch'),
  copy: t('omniboxVerb_copy'),
  open: t('omniboxVerb_open'),
});

/**
 * Returns a description; escaped for Chromium, which parses it as XML, since names can contain anything, also what XML
 * forbids.
 */
function description(text: string): string {
  if (import.meta.env.FIREFOX) return text;
  return text
    .replace(/[\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
