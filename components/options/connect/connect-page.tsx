import { useState } from 'preact/hooks';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import type { ConnectionKey } from '../../../lib/domain/identity/keys.ts';
import { regionName } from '../../../lib/i18n/profile-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { connections, loaded } from '../../../lib/state/app-state.ts';
import { useDraft } from '../../ui/use-draft.ts';
import { Page } from '../shell/page.tsx';
import { pageHref } from '../shell/router.ts';
import { TableSkeleton } from '../shell/skeleton.tsx';
import { Connected } from './connected.tsx';
import type { RegionDraft } from './region-field.tsx';
import { RestoreHostAccess } from './restore-host-access.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { TokenForm } from './token-form.tsx';
import './connect.css';

type Draft = RegionDraft & { mode: 'sign-in' | 'token'; email: string } & Record<string, string>;

const EMPTY: Draft = { mode: 'sign-in', region: 'us-e1', address: '', email: '' };

/** First run, one more account, or (with a key) the same connection signed in again. */
export function ConnectPage({ connectionKey }: { connectionKey: string | null }) {
  const [done, setDone] = useState<ConnectionKey | null>(null);
  if (done) return <Connected connectionKey={done} />;
  if (!connectionKey) return <NewConnection onConnected={setDone} />;
  const known = connections.value.find((connection) => connection.key === connectionKey);
  if (known) return <Again connection={known} onConnected={setDone} />;
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
  return (
    <Page title={t(first ? 'connectTitle' : 'connectTitleAnother')} soft={t('connectSoft')} narrow>
      <ModeSwitch mode={draft.mode} onChange={(mode) => change({ mode })} />
      {draft.mode === 'token' ? (
        <TokenForm draft={draft} onDraft={change} onConnected={finish} />
      ) : (
        <SignInForm draft={draft} onDraft={change} onConnected={finish} />
      )}
    </Page>
  );
}

function Again({
  connection,
  onConnected,
}: {
  connection: Connection;
  onConnected: (key: ConnectionKey) => void;
}) {
  const [mode, setMode] = useState<Draft['mode']>(
    connection.credential.kind === 'pasted' ? 'token' : 'sign-in',
  );
  const draft = { region: connection.region, address: connection.origin, email: connection.email };
  return (
    <Page
      title={t('connectTitleAgain')}
      soft={t('connectAgainSoft', connection.email, regionName(connection.region))}
      narrow
    >
      {connection.state === 'host-permission' && <RestoreHostAccess connection={connection} />}
      <ModeSwitch mode={mode} onChange={setMode} />
      {mode === 'token' ? (
        <TokenForm draft={draft} onDraft={() => {}} fixed onConnected={onConnected} />
      ) : (
        <SignInForm draft={draft} onDraft={() => {}} fixed onConnected={onConnected} />
      )}
    </Page>
  );
}

function ModeSwitch({ mode, onChange }: { mode: Draft['mode']; onChange: (mode: Draft['mode']) => void }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: two toggle buttons, not a set of fields.
    <div class="segmented" role="group" aria-label={t('connectHow')}>
      <button type="button" aria-pressed={mode === 'sign-in'} onClick={() => onChange('sign-in')}>
        {t('connectModeSignIn')}
      </button>
      <button type="button" aria-pressed={mode === 'token'} onClick={() => onChange('token')}>
        {t('connectModeToken')}
      </button>
    </div>
  );
}
