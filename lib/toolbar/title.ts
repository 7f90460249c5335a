import type { ConsolePlace } from '../domain/console-session.ts';
import { isMonthly } from '../domain/usage/service.ts';
import { usageStatus, type WorstService } from '../domain/usage/usage-status.ts';
import { ageText } from '../i18n/age-text.ts';
import { consoleText } from '../i18n/console-text.ts';
import { basisText, fullInText } from '../i18n/forecast-text.ts';
import { percentText, resetDateText, serviceLabel, shortQuantityText } from '../i18n/service-text.ts';
import { language, plural, t } from '../i18n/t.ts';
import type { Badge, BadgeInput } from './badge.ts';

/** What the badge depends on, and what only the tooltip shows. */
export interface TitleInput extends BadgeInput {
  emoji: string | null;
  /** The email of the active profile's connection, shown if the person has to act. */
  connectionName: string;
  host: string;
  /** True if it is locked because the policy requires a passphrase that isn't set yet. */
  lacksPassphrase: boolean;
  /** Profiles at risk besides the active one. */
  othersAtRisk: number;
  /** Where the admin console is; null when it isn't followed or not signed in. */
  console: { place: ConsolePlace; profileName: string; email: string } | null;
}

/** Returns the tooltip: what the badge shows as text, one sentence per line. */
export function titleFor(input: TitleInput, badge: Badge): string {
  if (badge.state === 'not-connected') return t('toolbarNotConnected');
  if (badge.state === 'no-profile') return t('toolbarNoProfile');
  const lines = [
    profileLine(input, badge),
    ...forecastLine(badge, input.now),
    ...remarks(input, badge),
    ...consoleLine(input),
  ];
  if (input.othersAtRisk > 0) lines.push(plural('toolbarOthersAtRisk', input.othersAtRisk));
  return lines.join('\n');
}

function profileLine(input: TitleInput, badge: Badge): string {
  const name = [input.emoji, input.profile?.name].filter(Boolean).join(' ');
  return t('toolbarProfile', name, sentence(input, badge));
}

function sentence(input: TitleInput, badge: Badge): string {
  switch (badge.state) {
    case 'needs-sign-in':
      return t('toolbarNeedsSignIn', input.connectionName);
    case 'host-permission':
      return t('toolbarHostPermission', input.host);
    case 'account-blocked':
      return t('toolbarAccountBlocked');
    case 'locked':
      return t(input.lacksPassphrase ? 'toolbarSetPassphrase' : 'toolbarLocked');
    case 'denied':
      return t('toolbarDenied');
    case 'unread':
      return t('toolbarUnread');
    case 'loading':
      return t('toolbarLoading');
    default:
      return badge.service ? serviceSentence(badge.service, input.now) : withoutService(input);
  }
}

/** Returns why no service is shown. Others than the one that the person chose may have limits. */
function withoutService({ usage, now, preferences }: TitleInput): string {
  const { lastMonth, unreadable, worst } = usageStatus(usage, now);
  if (lastMonth) return t('usageLastMonth');
  const { service } = preferences.badge;
  if (!worst || service === null)
    return t(unreadable.length > 0 ? 'toolbarUsageUnknown' : 'toolbarNotAllocated');
  return t('toolbarServiceNotAllocated', inSentence(serviceLabel(service)));
}

/** Returns a text such as "data input 94 % of 350,000; resets 1 Dec". */
function serviceSentence({ service, percent, limit, level }: WorstService, now: number): string {
  const amount = [
    inSentence(serviceLabel(service)),
    percentText(percent),
    shortQuantityText(service, limit),
  ] as const;
  const used = level === 'blocked' ? t('toolbarServiceBlocked', ...amount) : t('toolbarService', ...amount);
  return isMonthly(service) ? t('toolbarResets', used, resetDateText(now)) : used;
}

/** Returns a line such as "Data input: full in about 4 days, …"; none without a forecast. */
function forecastLine({ forecast }: Badge, now: number): string[] {
  if (!forecast) return [];
  const when = fullInText(forecast.fullAt, now);
  return [t('toolbarForecast', serviceLabel(forecast.service), when, basisText(forecast))];
}

function remarks({ usage, now }: TitleInput, { state }: Badge): string[] {
  const fetchedAt = usage?.fetchedAt ?? null;
  if (fetchedAt === null) return [];
  const age = ageText(fetchedAt, now);
  if (state === 'offline') return [t('toolbarOffline', age)];
  return state === 'stale' ? [t('toolbarStale', age)] : [];
}

/** Returns the line about the console's profile. */
function consoleLine({ console }: TitleInput): string[] {
  return console ? [consoleText(console.place, console)] : [];
}

/** Returns a label for use within a sentence: without a capital, unless it is an abbreviation. */
function inSentence(label: string): string {
  const second = label.charAt(1);
  const abbreviation = second === second.toLocaleUpperCase(language()) && /\p{L}/u.test(second);
  return abbreviation ? label : label.charAt(0).toLocaleLowerCase(language()) + label.slice(1);
}
