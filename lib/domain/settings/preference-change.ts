import type { Preferences } from './settings.ts';

type Alerts = Preferences['alerts'];

/**
 * The preferences that change. Of those with several values only the ones that change: two quick changes must not
 * undo each other.
 */
export type PreferenceChange = Partial<Omit<Preferences, 'badge' | 'docs' | 'alerts'>> & {
  badge?: Partial<Preferences['badge']>;
  docs?: Partial<Preferences['docs']>;
  alerts?: Partial<Omit<Alerts, 'quiet'>> & { quiet?: Partial<Alerts['quiet']> };
};

/** Returns preferences with a change made. */
export function withPreferenceChange(before: Preferences, change: PreferenceChange): Preferences {
  return {
    ...before,
    ...change,
    badge: { ...before.badge, ...change.badge },
    docs: { ...before.docs, ...change.docs },
    alerts: {
      ...before.alerts,
      ...change.alerts,
      quiet: { ...before.alerts.quiet, ...change.alerts?.quiet },
    },
  };
}
