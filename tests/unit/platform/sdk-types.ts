/**
 * Checked by `tsc`, never run: every schema accepts what the official SDK types as a response. A schema that no
 * longer fits the SDK does not compile.
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
  AuditLogFilter,
  ProfileInfo,
  ProfileListInfo,
  ProfileSummary,
  ProfileTeam,
  UsageStatistic,
} from '@tago-io/sdk/lib/modules/Resources/profile.types';
import type { NotificationInfo, OTPType, TokenCreateResponse, TokenDataList } from '@tago-io/sdk/lib/types';
import type * as z from 'zod/mini';
import type { AuditResource } from '../../../lib/domain/audit-log.ts';
import type { OtpType } from '../../../lib/domain/otp-type.ts';
import type { ServiceKey } from '../../../lib/domain/usage/service.ts';
import type { accountSchema } from '../../../lib/platform/account.ts';
import type { AuditLogResponse, auditEventSchema, auditLogSchema } from '../../../lib/platform/audit-log.ts';
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

/** A type of the SDK as JSON has it: the SDK parses texts to dates. */
type Wire<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? Wire<Item>[]
    : T extends object
      ? { [Key in keyof T]: Wire<T[Key]> }
      : T;

/** The keys that a schema names (an open schema accepts others too). */
type NamedKeys<T> = keyof { [Key in keyof T as string extends Key ? never : Key]: T[Key] };

/**
 * True when the schema accepts the SDK's type, and the SDK has every field that the schema names, except `Extra`:
 * fields that only the documentation has.
 */
type Accepts<Schema extends z.ZodMiniType, Sdk, Extra extends string = never> =
  Wire<Sdk> extends z.input<Schema>
    ? Exclude<NamedKeys<z.input<Schema>>, keyof Sdk | Extra> extends never
      ? true
      : ['not a field of the SDK', Exclude<NamedKeys<z.input<Schema>>, keyof Sdk | Extra>]
    : ['the schema refuses', Wire<Sdk>];

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

declare function check<Verdict extends true>(): Verdict;

export function checks(): void {
  check<Accepts<typeof accountSchema, AccountInfo>>();
  check<Accepts<typeof loginSchema, LoginResponse>>();
  check<Accepts<typeof profileRowSchema, ProfileListInfo>>();
  check<Accepts<typeof profileInfoSchema, ProfileInfo>>();
  check<Accepts<typeof summarySchema, ProfileSummary>>();
  check<Accepts<typeof statisticsRowSchema, UsageStatistic>>();
  check<Accepts<typeof teamRowSchema, ProfileTeam>>();
  check<Accepts<typeof tokenRowSchema, Pick<TokenDataList, keyof TokenDataList>>>();
  check<Accepts<typeof createdSchema, TokenCreateResponse>>();
  check<Accepts<typeof notificationSchema, NotificationInfo>>();
  check<Accepts<typeof auditLogSchema, Required<AuditLog>>>();
  check<Accepts<typeof auditEventSchema, NonNullable<AuditLog['events']>[number]>>();
  check<Accepts<typeof allocationRowSchema, BillingResourceAllocation[number]>>();
  check<Accepts<typeof subscriptionSchema, BillingSubscription>>();
  check<Accepts<typeof subscriptionSummarySchema, BillingSubscriptionSummary>>();
  check<Accepts<typeof scheduleSchema, BillingSchedule>>();
  check<Accepts<typeof pricesSchema, BillingPrices>>();

  check<Same<OtpType, OTPType>>();
  // The platform counts dashboards' output but does not sell it.
  check<Same<Exclude<ServiceKey, 'dashboard_output'>, BillingService>>();
  check<Same<AuditResource, NonNullable<AuditLogFilter['resourceName']>>>();
  check<Same<AuditLogResponse['status'], NonNullable<AuditLog['status']>>>();
}
