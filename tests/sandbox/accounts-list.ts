import type { SandboxContext } from './context.ts';
import { profileRows } from './routes/sign-in.ts';
import type { Account, OtpType, Plan, Profile, Region, Role, Token } from './state.ts';
import { isExpired } from './tokens.ts';

/** An account with its credentials, profiles and tokens, for whoever started the sandbox. */
export interface SandboxAccount {
  email: string;
  password: string;
  /** The method used first. */
  otp?: { type: OtpType /** Base32, of the authenticator; the others' codes are sent. */; secret?: string };
  plan: Plan;
  region: Region;
  role: Role;
  id: string;
  name: string;
  profiles: { id: string; name: string; shared?: true }[];
  /** A full token of its first profile that never expires. */
  token?: string;
  /** Tokens of its first profile by kind. */
  tokens?: Partial<Record<SampleToken, string>>;
}

type SampleToken =
  | 'full'
  | 'read'
  | 'write'
  | 'bare'
  | 'expired'
  | 'analysis'
  | 'device'
  | 'network'
  | 'service';

export function listAccounts(sandbox: SandboxContext): SandboxAccount[] {
  return sandbox.state.accounts.map((account) => describe(sandbox, account));
}

/** Returns the first account of a role (see the README). */
export function accountOf(
  { accounts }: { accounts: SandboxAccount[] },
  role: Role,
  region: Region = 'us-e1',
): SandboxAccount {
  const found = accounts.find((account) => account.role === role && account.region === region);
  if (!found) throw new Error(`the sandbox has no account of the role ${role} in ${region}`);
  return found;
}

type WithAccounts = Pick<SandboxContext, 'state'> & { accounts: SandboxAccount[] };

/** The account of the tests with what the sandbox knows of it. */
export function ines(sandbox: WithAccounts): Account {
  const { id } = accountOf(sandbox, 'plain');
  const account = sandbox.state.accounts.find((one) => one.id === id);
  if (!account) throw new Error('the sandbox has no such account');
  return account;
}

/** Returns one of that account's own profiles as the platform has it now. */
export function profileNamed(sandbox: WithAccounts, name: string): Profile {
  const owner = ines(sandbox).id;
  const found = sandbox.state.profiles.find((one) => one.name === name && one.account === owner);
  if (!found) throw new Error(`${name} is no profile of the account's own`);
  return found;
}

function describe(sandbox: SandboxContext, account: Account): SandboxAccount {
  const { email, password, otp, plan, region, role, id, name } = account;
  const profiles = profileRows(sandbox, account).map((row) => ({
    id: row.id,
    name: row.name,
    ...('from_share' in row ? { shared: true as const } : {}),
  }));
  const first = profiles.find((profile) => !profile.shared);
  const of = first ? sandbox.state.tokens.filter((t) => t.profile === first.id && t.created_by === id) : [];
  const tokens = samples(of, sandbox.clock.now());
  return {
    email,
    password,
    ...(otp
      ? {
          otp: {
            type: otp.autosend,
            ...(otp.enabled.includes('authenticator') ? { secret: otp.secret } : {}),
          },
        }
      : {}),
    plan,
    region,
    role,
    id,
    name,
    profiles,
    ...(tokens.full ? { token: tokens.full, tokens } : {}),
  };
}

function samples(tokens: Token[], now: number): SandboxAccount['tokens'] & object {
  const pick = (match: (token: Token) => boolean) => tokens.find(match)?.token;
  const profile = (match: (token: Token) => boolean) =>
    pick((t) => t.kind === 'profile' && match(t) && !isExpired(t, now));
  const found = {
    full: profile((t) => t.permission === 'full' && t.expire_time === 'never' && t.token.startsWith('p-')),
    read: profile((t) => t.permission === 'read'),
    write: profile((t) => t.permission === 'write'),
    bare: profile((t) => !t.token.startsWith('p-')),
    expired: pick((t) => t.kind === 'profile' && isExpired(t, now)),
    analysis: pick((t) => t.kind === 'analysis'),
    device: pick((t) => t.kind === 'device'),
    network: pick((t) => t.kind === 'network'),
    service: pick((t) => t.kind === 'service'),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}
