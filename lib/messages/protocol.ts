import type { BackupProtocol } from './protocol/backup.ts';
import type { BillingProtocol } from './protocol/billing.ts';
import type { ConnectProtocol } from './protocol/connect.ts';
import type { ConsoleProtocol } from './protocol/console.ts';
import type { CopyWindowProtocol, DocsProtocol } from './protocol/docs.ts';
import type { ProfilesProtocol } from './protocol/profiles.ts';
import type { SettingsProtocol } from './protocol/settings.ts';
import type { TeamProtocol } from './protocol/team.ts';
import type { TokensProtocol } from './protocol/tokens.ts';
import type { VaultProtocol } from './protocol/vault.ts';

/** Every message that the background handles. lib/messages/routes.ts has what runs and who may send it. */
export interface Protocol
  extends ConnectProtocol,
    ConsoleProtocol,
    ProfilesProtocol,
    TeamProtocol,
    TokensProtocol,
    BillingProtocol,
    SettingsProtocol,
    VaultProtocol,
    BackupProtocol,
    CopyWindowProtocol,
    DocsProtocol {}

export type MessageType = keyof Protocol;

/** What is sent with a message; undefined for one that needs nothing. */
export type MessageData<Type extends MessageType> =
  Parameters<Protocol[Type]> extends [infer Only] ? Only : undefined;

/** What a message returns when it succeeds. */
export type MessageValue<Type extends MessageType> = Extract<
  ReturnType<Protocol[Type]>,
  { ok: true }
>['value'];
