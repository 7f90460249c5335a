/**
 * Checked by `tsc`, never run: what the official client says the platform answers is what our schemas take, and
 * what we read from it is typed as the client types it. A schema that drifts from the client does not compile.
 */

import type { AccountInfo, LoginResponse } from '@tago-io/sdk/lib/modules/Resources/account.types';
import type {
  BillingPrices,
  BillingResourceAllocation,
  BillingSchedule,
  BillingService,
  BillingSubscription,
  BillingSubscriptionSummary,
} from '@tago-io/sdk/lib/modules/Resources/billing.types';
import type {
  AuditLog,
  ProfileInfo,
  ProfileListInfo,
  ProfileSummary,
  ProfileTeam,
  UsageStatistic,
} from '@tago-io/sdk/lib/modules/Resources/profile.types';
import type { NotificationInfo, OTPType, TokenCreateResponse, TokenDataList } from '@tago-io/sdk/lib/types';
import type * as z from 'zod/mini';
import type { OtpType } from '../../../lib/domain/failure.ts';
import type { ServiceKey } from '../../../lib/domain/usage/service.ts';
import type { accountSchema } from '../../../lib/platform/account.ts';
import type { AuditLogAnswer, auditEventSchema, auditLogSchema } from '../../../lib/platform/audit-log.ts';
import type {
  allocationRowSchema,
  scheduleSchema,
  subscriptionSchema,
  subscriptionSummarySchema,
} from '../../../lib/platform/billing.ts';
import type { createdSchema } from '../../../lib/platform/change-tokens.ts';
import type { notificationSchema } from '../../../lib/platform/notifications.ts';
import type { pricesSchema } from '../../../lib/platform/prices.ts';
import type { profileInfoSchema, profileRowSchema } from '../../../lib/platform/profiles.ts';
import type { loginSchema } from '../../../lib/platform/sign-in.ts';
import type { teamRowSchema } from '../../../lib/platform/team.ts';
import type { tokenRowSchema } from '../../../lib/platform/tokens.ts';
import type { statisticsRowSchema, summarySchema } from '../../../lib/platform/usage.ts';

/** A type of the client's as JSON carries it: it makes dates of the texts it receives. */
type Wire<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? Wire<Item>[]
    : T extends object
      ? { [Key in keyof T]: Wire<T[Key]> }
      : T;

/** The keys of a schema's input that it names (an open schema takes any other besides). */
type NamedKeys<T> = keyof { [Key in keyof T as string extends Key ? never : Key]: T[Key] };

/**
 * True when the schema takes the client's type whole, and every field that it names is the client's too
 * (`Ours`: fields that only the documentation knows).
 */
type Takes<Schema extends z.ZodMiniType, Sdk, Ours extends string = never> =
  Wire<Sdk> extends z.input<Schema>
    ? Exclude<NamedKeys<z.input<Schema>>, keyof Sdk | Ours> extends never
      ? true
      : ['not a field of the client', Exclude<NamedKeys<z.input<Schema>>, keyof Sdk | Ours>]
    : ['the schema refuses', Wire<Sdk>];

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

declare function check<Verdict extends true>(): Verdict;

export function checks(): void {
  check<Takes<typeof accountSchema, AccountInfo>>();
  check<Takes<typeof loginSchema, LoginResponse>>();
  check<Takes<typeof profileRowSchema, ProfileListInfo>>();
  check<Takes<typeof profileInfoSchema, ProfileInfo>>();
  check<Takes<typeof summarySchema, ProfileSummary>>();
  check<Takes<typeof statisticsRowSchema, UsageStatistic>>();
  check<Takes<typeof teamRowSchema, ProfileTeam>>();
  check<Takes<typeof tokenRowSchema, Pick<TokenDataList, keyof TokenDataList>>>();
  check<Takes<typeof createdSchema, TokenCreateResponse>>();
  check<Takes<typeof notificationSchema, NotificationInfo>>();
  check<Takes<typeof auditLogSchema, Required<AuditLog>>>();
  check<Takes<typeof auditEventSchema, NonNullable<AuditLog['events']>[number]>>();
  check<Takes<typeof allocationRowSchema, BillingResourceAllocation[number]>>();
  check<Takes<typeof subscriptionSchema, BillingSubscription>>();
  check<Takes<typeof subscriptionSummarySchema, BillingSubscriptionSummary>>();
  check<Takes<typeof scheduleSchema, BillingSchedule>>();
  check<Takes<typeof pricesSchema, BillingPrices>>();

  check<Same<OtpType, OTPType>>();
  // Dashboards' output is counted by the platform and not sold.
  check<Same<Exclude<ServiceKey, 'dashboard_output'>, BillingService>>();
  check<Same<AuditLogAnswer['status'], NonNullable<AuditLog['status']>>>();
}
