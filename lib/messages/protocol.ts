import type { BillingProtocol } from './protocol/billing.ts';
import type { ConnectProtocol } from './protocol/connect.ts';
import type { DocsPickProtocol, DocsProtocol } from './protocol/docs.ts';
import type { ProfilesProtocol } from './protocol/profiles.ts';
import type { SettingsProtocol } from './protocol/settings.ts';
import type { TeamProtocol } from './protocol/team.ts';
import type { TokensProtocol } from './protocol/tokens.ts';
import type { VaultProtocol } from './protocol/vault.ts';

/**
 * Every message that the background answers. Messages of {@link DocsProtocol} may come from the docs site's
 * top frame; all others only from the extension's own pages (lib/messages/sender.ts checks).
 */
export interface Protocol
  extends ConnectProtocol,
    ProfilesProtocol,
    TeamProtocol,
    TokensProtocol,
    BillingProtocol,
    SettingsProtocol,
    VaultProtocol,
    DocsPickProtocol,
    DocsProtocol {}
