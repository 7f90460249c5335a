import { browser } from '../browser.ts';
import type { ProfileKey } from '../domain/identity/keys.ts';
import type { OptionsRoute } from '../domain/settings/options-route.ts';
import { t } from '../i18n/t.ts';
import { updateProfilePreferences } from '../store/profile-preferences.ts';
import type { NoticeText } from './alert-text.ts';

/** What a notice is about, kept in its id: the worker that shows it may be gone when it is clicked. */
export interface NoticeAbout {
  route: OptionsRoute;
  /** Offers to mute this profile, where the browser has buttons in notices. */
  profileKey: ProfileKey | null;
  /** Tells notices apart; a new one with the same name replaces the old. */
  name: string;
  /** Its first button opens the page. */
  action?: boolean;
}

let listening = false;

/** Notices need a permission that is asked for when somebody turns alerts on. */
export async function mayNotify(): Promise<boolean> {
  return browser.permissions.contains({ permissions: ['notifications'] });
}

export async function showNotice(
  { title, message, action }: NoticeText,
  about: Omit<NoticeAbout, 'action'>,
): Promise<void> {
  const buttons = [
    ...(action ? [{ title: action }] : []),
    ...(about.profileKey ? [{ title: t('alertMute') }] : []),
  ];
  const id: NoticeAbout = action ? { ...about, action: true } : about;
  await browser.notifications.create(JSON.stringify(id), {
    type: 'basic',
    iconUrl: browser.runtime.getURL('icon/128.png'),
    title,
    message,
    // Firefox refuses a notice with buttons; there the profile's page has the switch.
    ...(import.meta.env.FIREFOX || buttons.length === 0 ? {} : { buttons }),
  });
}

/** Registers what a click does: in the background's first turn, and again once the permission is given. */
export function watchNotices(): void {
  listen();
  browser.permissions.onAdded.addListener(listen);
}

function listen(): void {
  // Without the permission the API is not there at all.
  if (listening || !browser.notifications) return;
  listening = true;
  browser.notifications.onClicked.addListener((id) => void open(id).catch(() => {}));
  if (!import.meta.env.FIREFOX) {
    browser.notifications.onButtonClicked.addListener((id, button) => {
      const opens = button === 0 && aboutOf(id)?.action;
      void (opens ? open(id) : mute(id)).catch(() => {});
    });
  }
}

async function open(id: string): Promise<void> {
  const about = aboutOf(id);
  if (!about) return;
  await browser.tabs.create({ url: `${browser.runtime.getURL('options.html')}${about.route}` });
  await browser.notifications.clear(id);
}

async function mute(id: string): Promise<void> {
  const profileKey = aboutOf(id)?.profileKey;
  if (!profileKey) return;
  await updateProfilePreferences(profileKey, (stored) => ({ ...stored, muted: true }));
  await browser.notifications.clear(id);
}

function aboutOf(id: string): NoticeAbout | null {
  try {
    const about = JSON.parse(id) as NoticeAbout;
    return about.route.startsWith('#/') ? about : null;
  } catch {
    return null;
  }
}
