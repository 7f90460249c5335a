import type { Preferences } from '../settings/settings.ts';
import { isExpiring, TOKEN_REMINDER_MS } from '../tokens/expiring.ts';
import type { Alert, AlertState, AlertSubject } from './alerts.ts';

const NOT_ABOUT_USE = { level: null, threshold: null, percent: null, basis: null };

/** Alerts about tokens, and those announced before together with them; see {@link AlertState}. */
interface TokenAlerts {
  alerts: Alert[];
  announced: AlertState['tokens'];
}

/** Returns an alert about each token that expires soon, once per expiry; `known`: announced before. */
export function expiryAlerts(
  known: AlertState['tokens'],
  { tokens }: Pick<AlertSubject, 'tokens'>,
  settings: Preferences['alerts'],
  now: number,
): TokenAlerts {
  const alerts: Alert[] = [];
  const announced = { ...known };
  for (const { name, createdAt, expiresAt, ofAccount } of tokens) {
    if (!settings.tokenExpiry && !ofAccount) continue;
    if (typeof expiresAt !== 'number') continue;
    const id = `${createdAt}|${name}`;
    // Announced by a clock that was ahead by more than the reminder: that is too long before. One that is behind by as
    // much looks the same, and is announced twice.
    if (expiresAt - now > 2 * TOKEN_REMINDER_MS) delete announced[id];
    if (!isExpiring({ expiresAt }, now)) continue;
    if (announced[id] === expiresAt) continue;
    announced[id] = expiresAt;
    const event = `${id}|${expiresAt}`;
    const about = { subject: name, event, at: expiresAt, ...(ofAccount && { ofAccount }) };
    alerts.push({ kind: 'token-expiry', ...NOT_ABOUT_USE, ...about });
  }
  return { alerts, announced };
}

/** Returns an alert about each token that can be revoked now, once per rotation; `known`: announced before. */
export function revocableAlerts(
  known: AlertState['tokens'],
  { revocable = [] }: Pick<AlertSubject, 'revocable'>,
): TokenAlerts {
  const alerts: Alert[] = [];
  const announced = { ...known };
  for (const { token, startedAt } of revocable) {
    const id = `quiet|${token.createdAt}|${token.name}`;
    if (announced[id] === startedAt) continue;
    announced[id] = startedAt;
    const event = `${id}|${startedAt}`;
    alerts.push({ kind: 'token-quiet', subject: token.name, event, ...NOT_ABOUT_USE, at: null });
  }
  return { alerts, announced };
}
