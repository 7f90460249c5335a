import type { AuditLogRequest, AuditLogResult } from '../../domain/audit-log.ts';
import type { Result } from '../../domain/failure.ts';
import type { ConnectionKey, ProfileRef } from '../../domain/identity/keys.ts';
import type { Periodicity } from '../../domain/usage/history.ts';
import type { Reauthentication } from './connect.ts';

export interface ProfilesProtocol {
  /** Fetches the part of a profile's statistics between two times (epoch ms) that the store doesn't have yet. */
  readHistory(request: ProfileRef & { periodicity: Periodicity; from: number; to: number }): Result<null>;
  /** Reads an account with its list of profiles into the store. */
  readProfiles(request: { connectionKey: ConnectionKey }): Result<null>;
  /** `isStored`: false if it couldn't be stored here, so that no page can show it yet. */
  addProfile(request: {
    connectionKey: ConnectionKey;
    name: string;
    allocateFreeResources: boolean;
  }): Result<ProfileRef & { copies: number; isStored: boolean }>;
  renameProfile(request: ProfileRef & { name: string }): Result<null>;
  /** An address, or null to remove the logo. */
  setLogo(request: ProfileRef & { logoUrl: string | null }): Result<null>;
  /** A PNG (base64, already scaled) that is stored among the profile's public files. */
  uploadLogo(request: ProfileRef & { pngBase64: string }): Result<null>;
  /** `name`: the one that the person was shown and typed. */
  deleteProfile(request: ProfileRef & Reauthentication & { name: string }): Result<null>;
  /** Leaves a shared profile; the password is verified by the platform first. */
  leaveProfile(request: ProfileRef & Reauthentication): Result<null>;
  /** Reads info, team and tokens' metadata of one profile into the store. */
  openProfile(request: ProfileRef): Result<null>;
  /** Runs an audit log query, which the background polls until it ends. */
  queryAuditLog(request: ProfileRef & AuditLogRequest): Result<AuditLogResult>;
}
