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
import { connections, loaded, policy } from '../../../lib/state/app-state.ts';
import { consoleSessions } from '../../../lib/state/console.ts';
import { isExample, lookAround } from '../../../lib/state/example.ts';
import { until } from '../../../lib/state/until.ts';
import { Button } from '../../ui/button.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { Page } from '../shell/page.tsx';
import { navigate, pageHref, route, routeKey, setParams } from '../shell/router.ts';
import { TableSkeleton } from '../shell/skeleton.tsx';
import { Connected } from './connected.tsx';
import { consoleToUse } from './console-to-use.ts';
import { regionWithin } from './policy-region.ts';
import { RestoreHostAccess } from './restore-host-access.tsx';
import { type Mode, modeWithin, offeredModes, WaysToConnect } from './ways-to-connect.tsx';
import './connect.css';

/** What the person typed and chose; empty: nothing yet. */
type Draft = { region: RegionId | ''; address: string; mode: Mode | ''; email: string } & Record<
  string,
  string
>;

const MODE_OF = { console: 'console', issued: 'sign-in', pasted: 'token' } as const;

const EMPTY: Draft = { mode: '', region: '', address: '', email: '' };

/** Connects the first account, another one, or (with a key) signs in to a connection again. */
export function ConnectPage({ connectionKey }: { connectionKey: string | null }) {
  const { done } = route.value.params;
  const page = routeKey.value;
  /** In the address, so that a link to the form is another one, and leads back to it. */
  const finish = async (key: ConnectionKey) => {
    await until(() => isConnected(key));
    // The person may have gone to another page meanwhile.
    if (routeKey.peek() === page) setParams({ done: key });
  };
  // The example is left, which loads the page again: what is typed until then would be lost.
  if (isExample.value) return <TableSkeleton rows={4} />;
  if (done && isConnected(done)) {
    const first = !connectionKey && connections.value.length <= 1;
    return <Connected connectionKey={done as ConnectionKey} first={first} />;
  }
  if (done && loaded.value !== 'all') return <TableSkeleton rows={4} />;
  if (!connectionKey) return <NewConnection onConnected={finish} />;
  const known = connections.value.find((connection) => connection.key === connectionKey);
  if (known) return <ReconnectPage connection={known} onConnected={finish} />;
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

const isConnected = (key: string) => connections.value.some((connection) => connection.key === key);

function NewConnection({ onConnected }: { onConnected: (key: ConnectionKey) => Promise<void> }) {
  const [draft, change, clear] = useDraft<Draft>('connect', EMPTY);
  const finish = (key: ConnectionKey) => {
    // Only then: until it is left, the form stays as it was sent.
    void onConnected(key).then(clear);
  };
  const first = connections.value.length === 0;
  const site = consoleToUse();
  const modes = offeredModes(site);
  const mode = modeWithin(modes, draft.mode);
  const region = regionWithin(policy.value, draft, consoleApi());
  const onDraft = (typed: Partial<Draft>) => change({ mode, ...region, ...typed });
  /**
   * What was offered stays once something is typed or sent, also when a session of the console becomes known, or its
   * account is connected.
   */
  const hold = () => {
    if (!draft.mode || !draft.region)
      // What was just typed is among it already.
      change((typed) => ({
        mode: typed.mode || mode,
        region: typed.region || region.region,
        address: typed.address || region.address,
      }));
  };
  return (
    <Page title={t(first ? 'connectTitle' : 'connectTitleAnother')} soft={t('connectSoft')} narrow>
      <div onInput={hold} onSubmit={hold}>
        <WaysToConnect
          site={site}
          modes={modes}
          mode={mode}
          onMode={(chosen) => change({ mode: chosen })}
          form={{ draft: { ...region, email: draft.email }, onDraft, onConnected: finish }}
        />
      </div>
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
  const loss = credentialLossOf(connection);
  const [chosen, setMode] = useState<Mode>(
    loss && loss !== 'session' ? 'sign-in' : MODE_OF[connection.credential.kind],
  );
  const site = consoleToUse(connection.origin);
  const modes = offeredModes(site);
  const mode = modeWithin(modes, chosen);
  /** What was typed; null: nothing yet, so the connection's email is shown, which may have been updated meanwhile. */
  const [email, setEmail] = useState<string | null>(null);
  const { region, origin } = connection;
  const draft = { region, address: origin, email: email ?? connection.email };
  return (
    <Page
      title={t('connectTitleAgain')}
      soft={t('connectAgainSoft', connectionName(connection), regionName(connection.region))}
      narrow
    >
      <WaysToConnect
        site={site}
        modes={modes}
        mode={mode}
        onMode={setMode}
        form={{
          draft,
          onDraft: (change) => setEmail(change.email ?? email),
          again: connection.key,
          onConnected,
        }}
      >
        {!allowsApi(policy.value, connection.origin) && (
          <p class="note note--warning">{t('failure_policy_allowedHosts')}</p>
        )}
        {connection.state === 'host-permission' && <RestoreHostAccess connection={connection} />}
      </WaysToConnect>
    </Page>
  );
}

/** Returns the API of the console that the person is signed in to; null: none is known. */
const consoleApi = () => Object.values(consoleSessions.value)[0]?.api ?? null;
