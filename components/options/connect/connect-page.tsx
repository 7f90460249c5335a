import type { ComponentChildren, ComponentProps } from 'preact';
import { useState } from 'preact/hooks';
import {
  type Connection,
  connectionName,
  credentialLossOf,
} from '../../../lib/domain/identity/connection.ts';
import type { ConnectionKey } from '../../../lib/domain/identity/keys.ts';
import { allowsApi } from '../../../lib/domain/policy/policy.ts';
import type { RegionId } from '../../../lib/domain/regions/region.ts';
import { regionName } from '../../../lib/i18n/profile-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { connections, loaded, policy, policyState } from '../../../lib/state/app-state.ts';
import { consoleSessions } from '../../../lib/state/console.ts';
import { lookAround } from '../../../lib/state/example.ts';
import { Button } from '../../ui/button.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { Page } from '../shell/page.tsx';
import { navigate, pageHref } from '../shell/router.ts';
import { TableSkeleton } from '../shell/skeleton.tsx';
import { Connected } from './connected.tsx';
import { ConsoleForm } from './console-form.tsx';
import { regionWithin } from './policy-region.ts';
import { RestoreHostAccess } from './restore-host-access.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { TokenForm } from './token-form.tsx';
import './connect.css';

type Mode = 'console' | 'sign-in' | 'token';
/** What the person typed and chose; empty: nothing yet. */
type Draft = { region: RegionId | ''; address: string; mode: Mode | ''; email: string } & Record<
  string,
  string
>;

const EMPTY: Draft = { mode: '', region: '', address: '', email: '' };

/** Connects the first account, another one, or (with a key) signs in to a connection again. */
export function ConnectPage({ connectionKey }: { connectionKey: string | null }) {
  const [done, setDone] = useState<ConnectionKey | null>(null);
  if (done) {
    const first = !connectionKey && connections.value.length <= 1;
    return <Connected connectionKey={done} first={first} />;
  }
  if (!connectionKey) return <NewConnection onConnected={setDone} />;
  const known = connections.value.find((connection) => connection.key === connectionKey);
  if (known) return <ReconnectPage connection={known} onConnected={setDone} />;
  if (loaded.value !== 'all') return <TableSkeleton rows={4} />;
  return (
    <Page title={t('connectUnknown')} narrow>
      <p>{t('connectUnknownSoft')}</p>
      <p>
        <a class="button button--primary" href={pageHref('connect')}>
          {t('connectButton')}
        </a>
      </p>
    </Page>
  );
}

function NewConnection({ onConnected }: { onConnected: (key: ConnectionKey) => void }) {
  const [draft, change, clear] = useDraft<Draft>('connect', EMPTY);
  const finish = (key: ConnectionKey) => {
    clear();
    onConnected(key);
  };
  const first = connections.value.length === 0;
  const mode = modeWithin(draft.mode || (isConsoleKnown() ? 'console' : 'sign-in'));
  const region = regionWithin(policy.value, draft, consoleApi());
  return (
    <Page title={t(first ? 'connectTitle' : 'connectTitleAnother')} soft={t('connectSoft')} narrow>
      <WaysToConnect
        mode={mode}
        onMode={(chosen) => change({ mode: chosen })}
        form={{ draft: { ...region, email: draft.email }, onDraft: change, onConnected: finish }}
      />
      {first && <LookAround />}
    </Page>
  );
}

/** For people without an account at hand, or who want to look around first. */
function LookAround() {
  return (
    <div class="card connect__example">
      <p class="soft">{t('exampleLookAroundSoft')}</p>
      <Button onClick={() => lookAround(() => navigate(pageHref('overview'), { replace: true }))}>
        {t('exampleLookAround')}
      </Button>
    </div>
  );
}

function ReconnectPage({
  connection,
  onConnected,
}: {
  connection: Connection;
  onConnected: (key: ConnectionKey) => void;
}) {
  const [chosen, setMode] = useState<Mode>(
    credentialLossOf(connection) ? 'sign-in' : MODE_OF[connection.credential.kind],
  );
  const mode = modeWithin(chosen);
  const draft = { region: connection.region, address: connection.origin, email: connection.email };
  return (
    <Page
      title={t('connectTitleAgain')}
      soft={t('connectAgainSoft', connectionName(connection), regionName(connection.region))}
      narrow
    >
      <WaysToConnect
        mode={mode}
        onMode={setMode}
        form={{ draft, onDraft: () => {}, again: connection.key, onConnected }}
      >
        {!allowsApi(policy.value, connection.origin) && (
          <p class="note note--warning">{t('failure_policy_allowedHosts')}</p>
        )}
        {connection.state === 'host-permission' && <RestoreHostAccess connection={connection} />}
      </WaysToConnect>
    </Page>
  );
}

/**
 * What is said first (`children`), the choice of a way to connect, and its form; instead of them, while the
 * organization's policy has an error, that no account can be connected.
 */
function WaysToConnect({
  mode,
  onMode,
  form,
  children,
}: {
  mode: Mode;
  onMode: (mode: Mode) => void;
  form: ComponentProps<typeof SignInForm>;
  children?: ComponentChildren;
}) {
  if (policyState.value.status === 'invalid') {
    return <p class="note note--warning">{t('policyInvalidSoft')}</p>;
  }
  return (
    <>
      {children}
      <ModeSwitch mode={mode} onChange={onMode} />
      {mode === 'console' ? (
        <ConsoleForm again={form.again} onConnected={form.onConnected} />
      ) : mode === 'token' ? (
        <TokenForm {...form} />
      ) : (
        <SignInForm {...form} />
      )}
    </>
  );
}

const MODES = {
  console: 'connectModeConsole',
  'sign-in': 'connectModeSignIn',
  token: 'connectModeToken',
} as const;
const MODE_OF = { console: 'console', issued: 'sign-in', pasted: 'token' } as const;

/** Returns the API of the console that the person is signed in to; null: none is known. */
const consoleApi = () => Object.values(consoleSessions.value)[0]?.api ?? null;

/** Returns whether the extension knows a console session, so that the person can connect without typing anything. */
const isConsoleKnown = () => Object.keys(consoleSessions.value).length > 0;

/** Returns the ways to connect that the organization's policy allows, the first one to offer at the front. */
function offeredModes(): Mode[] {
  const { allowPasswordSignIn, allowConsoleFollowing } = policy.value;
  const modes: Mode[] = isConsoleKnown() ? ['console', 'sign-in', 'token'] : ['sign-in', 'token', 'console'];
  return modes.filter((mode) =>
    mode === 'sign-in' ? allowPasswordSignIn : mode !== 'console' || allowConsoleFollowing,
  );
}

function modeWithin(mode: Mode): Mode {
  return offeredModes().includes(mode) ? mode : 'token';
}

function ModeSwitch({ mode, onChange }: { mode: Mode; onChange: (mode: Mode) => void }) {
  const modes = offeredModes();
  // One way is no choice.
  if (modes.length === 1) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: toggle buttons, not a set of fields.
    <div class="segmented" role="group" aria-label={t('connectHow')}>
      {modes.map((one) => (
        <button key={one} type="button" aria-pressed={mode === one} onClick={() => onChange(one)}>
          {t(MODES[one])}
        </button>
      ))}
    </div>
  );
}
