import { Secret } from 'otpauth';
import { DAY, HOUR } from './clock.ts';
import { allowedBy } from './plans.ts';
import { newId, newSecret } from './random.ts';
import {
  type Account,
  type OtpType,
  type PerService,
  type Plan,
  type Region,
  type Role,
  SERVICES,
  type State,
} from './state.ts';
import { cycleAt } from './subscription.ts';

interface NewAccount {
  email: string;
  name: string;
  role: Role;
  company?: string;
  plan?: Plan;
  region?: Region;
  /** The two-factor methods that are on, the one first that is used without a choice. */
  otp?: [OtpType, ...OtpType[]];
  blocked?: boolean;
  active?: boolean;
  timezone?: string;
  password?: string;
}

/** Adds an account with its plan's limits and the free tier of every service. */
export function addAccount(state: State, spec: NewAccount, now: number): Account {
  const plan = spec.plan ?? 'free';
  const id = newId(state);
  // About two weeks of the cycle are over.
  const upgradedAt = new Date(now - 410 * DAY - 5 * HOUR).toISOString();
  const account: Account = {
    id,
    region: spec.region ?? 'us-e1',
    email: spec.email,
    password: spec.password ?? `correct-horse-${newSecret(state).slice(0, 6)}`,
    name: spec.name,
    company: spec.company ?? '',
    phone: spec.otp?.includes('sms') ? '+14155550134' : null,
    plan,
    timezone: spec.timezone ?? 'America/New_York',
    language: 'en-us',
    options: {
      decimal_separator: '.',
      thousand_separator: ',',
      date_format: 'YYYY-MM-DD',
      time_format: '24',
    },
    otp: spec.otp
      ? {
          autosend: spec.otp[0],
          enabled: spec.otp,
          secret: Secret.fromHex(newSecret(state).slice(0, 40)).base32,
        }
      : null,
    blocked: spec.blocked ?? false,
    active: spec.active ?? true,
    created_at: new Date(now - 900 * DAY).toISOString(),
    updated_at: new Date(now - 30 * DAY).toISOString(),
    last_login: new Date(now - 2 * DAY).toISOString(),
    profileLimit: allowedBy(plan).profiles,
    teamLimit: null,
    onlyOwnProfileTokens: false,
    role: spec.role,
    billing: {
      services: Object.fromEntries(SERVICES.map((s) => [s, state.tiers[s][0]?.amount ?? 0])) as PerService,
      addons: { custom_dns: [], mobile: [] },
      upgradedAt,
      cycle: cycleAt(upgradedAt, now),
      behavior: 'instant',
      pending: null,
      processing: false,
      payment_error: null,
      past_due: null,
      not_enough_balance: false,
      trial_end: null,
      schedule: null,
      card:
        plan === 'free'
          ? null
          : {
              name: spec.name,
              brand: 'visa',
              last4: '4242',
              funding: 'credit',
              exp_month: 8,
              exp_year: 2031,
            },
      information: {
        company: spec.company ?? '',
        country: null,
        state: null,
        city: null,
        street: null,
        zip_code: null,
        comments: null,
      },
      history: [],
    },
  };
  state.accounts.push(account);
  return account;
}
