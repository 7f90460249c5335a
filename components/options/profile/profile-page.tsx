import { useEffect, useState } from 'preact/hooks';
import type { ProfileRef } from '../../../lib/domain/identity/keys.ts';
import { ownerText, planText, regionText } from '../../../lib/i18n/profile-text.ts';
import { type MessageKey, t } from '../../../lib/i18n/t.ts';
import { send } from '../../../lib/messages/client.ts';
import { loaded, online, vaultLocked } from '../../../lib/state/app-state.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { announce } from '../../ui/toast.tsx';
import { useSend } from '../../ui/use-send.ts';
import { FavouriteButton } from '../profiles/favourite-button.tsx';
import { consoleLinks } from '../shared/console-links.ts';
import { lineOf, type ProfileLine } from '../shared/profile-rows.ts';
import { Page } from '../shell/page.tsx';
import { PROFILE_TABS, type ProfileTab, pageHref, profileHref, tokenHref } from '../shell/router.ts';
import { TableSkeleton } from '../shell/skeleton.tsx';
import { ActivityTab } from './activity-tab.tsx';
import { MoreTab } from './more-tab.tsx';
import { OverviewTab } from './overview-tab.tsx';
import { RenameForm } from './rename-form.tsx';
import { TeamTab } from './team-tab.tsx';
import { TokensTab } from './tokens-tab.tsx';
import { UsageTab } from './usage-tab.tsx';
import '../profiles/profiles.css';
import './profile.css';

const TAB_LABEL: Record<ProfileTab, MessageKey> = {
  overview: 'navOverview',
  usage: 'navUsage',
  team: 'navTeam',
  tokens: 'navTokens',
  activity: 'navActivity',
  more: 'profileTabMore',
};

/** One profile: everything of it behind tabs that have addresses of their own. */
export function ProfilePage({ profile: ref, tab }: { profile: ProfileRef; tab: ProfileTab }) {
  const line = lineOf(ref);
  const [renaming, setRenaming] = useState(false);
  const ready = line !== undefined && online.value && !vaultLocked.value && line.profile.access === 'ok';
  useEffect(() => {
    // What fails is stored with the profile and told where it belongs.
    if (ready) send('openProfile', ref).catch(() => undefined);
  }, [ready]);
  if (!line) {
    if (loaded.value !== 'all') return <TableSkeleton rows={6} />;
    return (
      <Page title={t('profileGone')} narrow>
        <p class="soft">{t('profileGoneHint')}</p>
        <p>
          <a class="button" href={pageHref('profiles')}>
            {t('connectDoneProfilesLink')}
          </a>
        </p>
      </Page>
    );
  }
  const { profile, connection, preferences, tags } = line;
  return (
    <Page
      title={profile.name}
      documentTitle={`${profile.name} · ${t(TAB_LABEL[tab])}`}
      lead={<Avatar profile={profile} preferences={preferences} />}
      soft={<About line={line} />}
      actions={
        <>
          <FavouriteButton line={line} />
          {!profile.shared && (
            <Button aria-expanded={renaming} onClick={() => setRenaming(!renaming)}>
              {t('profileRename')}
            </Button>
          )}
          {connection && (
            <a class="button" href={consoleLinks(connection).profile} target="_blank" rel="noreferrer">
              {t('profileOpenConsole')}
            </a>
          )}
          <ActiveButton line={line} />
        </>
      }
      aside={tags.map((tag) => (
        <span key={tag} class="tag">
          {tag}
        </span>
      ))}
    >
      {renaming && (
        <div class="rename">
          <RenameForm line={line} onDone={() => setRenaming(false)} />
        </div>
      )}
      <nav class="segmented tabs" aria-label={t('profileTabs', profile.name)}>
        {PROFILE_TABS.map((name) => (
          <a key={name} href={profileHref(ref, name)} aria-current={name === tab ? 'page' : undefined}>
            {t(TAB_LABEL[name])}
            <TabCount line={line} tab={name} />
          </a>
        ))}
      </nav>
      {profile.access === 'denied' && (
        <div class="banner banner--trouble">
          <span>{t('profileDenied')}</span>
          <a class="button" href={tokenHref(ref)}>
            {t('profileGiveToken')}
          </a>
        </div>
      )}
      <TabBody line={line} tab={tab} />
    </Page>
  );
}

function TabBody({ line, tab }: { line: ProfileLine; tab: ProfileTab }) {
  switch (tab) {
    case 'usage':
      return <UsageTab line={line} />;
    case 'team':
      return <TeamTab line={line} />;
    case 'tokens':
      return <TokensTab line={line} />;
    case 'activity':
      return <ActivityTab line={line} />;
    case 'more':
      return <MoreTab line={line} />;
    default:
      return <OverviewTab line={line} />;
  }
}

function TabCount({ line, tab }: { line: ProfileLine; tab: ProfileTab }) {
  const count =
    tab === 'team' && line.team?.fetchedAt
      ? line.team.members.length
      : tab === 'tokens' && line.tokens?.fetchedAt
        ? line.tokens.tokens.length
        : null;
  return count === null ? null : <span class="soft"> {count}</span>;
}

function About({ line: { profile, connection } }: { line: ProfileLine }) {
  return (
    <>
      {[
        profile.shared ? ownerText(profile) : (connection?.email ?? ''),
        connection ? regionText(connection) : '',
        profile.plan ? t('settingsPlan', planText(profile.plan)) : '',
      ]
        .filter(Boolean)
        .join(' · ')}
    </>
  );
}

function ActiveButton({ line }: { line: ProfileLine }) {
  const change = useSend('switchProfile');
  const { profile, active } = line;
  const { connectionKey, profileKey } = profile;
  if (active) return <span class="tag tag--active">{t('tagActive')}</span>;
  return (
    <Button
      kind="primary"
      disabled={change.busy}
      onClick={async () => {
        const result = await change.run({ connectionKey, profileKey });
        if (result?.ok) announce(t('profileMadeActive', profile.name));
        else if (result) announce(failureText(result.failure), 'trouble');
      }}
    >
      {t('profileMakeActive')}
    </Button>
  );
}
