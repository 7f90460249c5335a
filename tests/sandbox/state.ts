/** All state of the sandbox, as plain data that can be written to a file. */

import type { Billing, PriceTier } from './billing-state.ts';

export const SERVICES = [
  'input',
  'output',
  'data_records',
  'file_storage',
  'analysis',
  'email',
  'sms',
  'push_notification',
  'run_users',
] as const;
export type Service = (typeof SERVICES)[number];
export type PerService = Record<Service, number>;

/** Services that start over with the month; the others count what is stored at any time. */
export const MONTHLY: ReadonlySet<Service> = new Set([
  'input',
  'output',
  'analysis',
  'email',
  'sms',
  'push_notification',
]);

/** `deploy` is the instance of TagoDeploy, whatever its id. */
export type Region = 'us-e1' | 'eu-w1' | 'deploy';
/** A published plan, or one that an account has by a contract. */
export type Plan = PublishedPlan | 'enterprise';
export type PublishedPlan = 'free' | 'starter' | 'scale';
export type OtpType = 'authenticator' | 'sms' | 'email';

export type Role =
  | 'plain'
  | 'authenticator'
  | 'sms'
  | 'email'
  | 'two-methods'
  | 'at-limits'
  | 'invitable'
  | 'shares'
  | 'blocked'
  | 'unconfirmed'
  | 'no-profiles'
  | 'contract'
  | 'customer';

export interface Account {
  id: string;
  region: Region;
  email: string;
  password: string;
  name: string;
  company: string;
  phone: string | null;
  plan: Plan;
  timezone: string;
  language: string;
  options: {
    decimal_separator: string;
    thousand_separator: string;
    date_format: string;
    time_format: string;
  };
  /** The kind that the platform requests first, and which kinds are on. Null: two-factor is off. */
  otp: { autosend: OtpType; enabled: OtpType[]; secret: string } | null;
  blocked: boolean;
  active: boolean;
  created_at: string;
  updated_at: string;
  last_login: string | null;
  /** How many profiles it may own. */
  profileLimit: number;
  /** How many members each of its profiles may have; null: the plan's number. */
  teamLimit: number | null;
  /** Each of its tokens works for its own profile only. */
  onlyOwnProfileTokens: boolean;
  /** Which kind of account it is. */
  role: Role;
  billing: Billing;
}

export interface Profile {
  id: string;
  account: string;
  name: string;
  logo_url: string | null;
  banner_url: string | null;
  created_at: string;
  updated_at: string;
  allocation: PerService;
  allocated_at: string;
  /** Known readings of usage, oldest first; usage-model.ts computes the values between them. */
  readings: Partial<Record<Service, { at: number; value: number }[]>>;
  /** Mean growth per hour. */
  rates: PerService;
  /** The seed of the noise in its growth. */
  seed: number;
  amounts: Record<string, number>;
  dashboardOutput: number;
  /** Its limit of TagoCore instances (10). */
  tagoCoreLimit?: number;
  members: Member[];
  /** Resources created through the API, by kind. */
  made: Record<string, Record<string, unknown>[]>;
  removed: string[];
}

export interface Member {
  account: string;
  active: boolean;
  created_at: string;
  invitation: string;
}

export type TokenKind = 'profile' | 'analysis' | 'device' | 'network' | 'service';
export type Permission = 'full' | 'write' | 'read';

export interface Token {
  token: string;
  kind: TokenKind;
  region: Region;
  name: string;
  profile: string;
  permission: Permission;
  /** 'never' or ISO 8601. */
  expire_time: string;
  created_at: string;
  created_by: string;
  last_authorization: string | null;
  ref_id: string;
}

export interface Notification {
  id: string;
  account: string;
  title: string;
  message: string;
  read: boolean;
  icon: Record<string, string> | null;
  buttons: { id: string; label: string; color?: string; triggers: Record<string, unknown>[] }[];
  buttons_enabled: boolean;
  buttons_autodisable: boolean;
  created_at: string;
  /** The invitation that its buttons accept or decline. */
  invitation: string | null;
}

export interface AuditEvent {
  profile: string;
  resourceName: string;
  resourceID: string;
  message: string;
  who: string;
  date: string;
}

export interface StoredFile {
  profile: string;
  path: string;
  base64: string;
  public: boolean;
  at: string;
}

/** A code sent by SMS or email. */
interface SentCode {
  account: string;
  type: OtpType;
  code: string;
  at: number;
}
export interface UsedPin {
  account: string;
  pin: string;
  purpose: 'login' | 'credential';
  at: number;
}

export interface State {
  version: 1;
  seed: number;
  /** Counts the ids and tokens created; with the seed it makes them repeatable. */
  counter: number;
  accounts: Account[];
  profiles: Profile[];
  tokens: Token[];
  notifications: Notification[];
  audit: AuditEvent[];
  files: StoredFile[];
  codes: SentCode[];
  usedPins: UsedPin[];
  /** Price tiers by service, cents a month. */
  tiers: Record<Service, PriceTier[]>;
}
