import { useEffect, useState } from 'preact/hooks';
import { consoleUrl } from '../../../lib/console/console-site.ts';
import { connectionName } from '../../../lib/domain/identity/connection.ts';
import { type ProfileRef, refOf } from '../../../lib/domain/identity/keys.ts';
import { planOf } from '../../../lib/domain/profiles/plan.ts';
import { needsToken } from '../../../lib/domain/profiles/profile.ts';
import { optionsRoutes } from '../../../lib/domain/settings/options-route.ts';
import { displayText, isolate } from '../../../lib/domain/text/foreign.ts';
import { ownerText, planText, regionText } from '../../../lib/i18n/profile-text.ts';
import { numberText } from '../../../lib/i18n/service-text.ts';
import { type MessageKey, t } from '../../../lib/i18n/t.ts';
import { isReadyToRead } from '../../../lib/state/obstacle.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { announce, announceFailure } from '../../ui/toast.tsx';
import { useSend } from '../../ui/use-send.ts';
import { VanishingButton } from '../../ui/vanishing-button.tsx';
import { FavouriteButton } from '../profiles/favourite-button.tsx';
import { joinParts } from '../shared/join-parts.ts';
import { MissingProfile } from '../shared/missing-profile.tsx';
import { type ProfileRow, rowFor, teamCount, tokenCount } from '../shared/profile-rows.ts';
import { readProfile } from '../shared/unread-lists.ts';
import { Page } from '../shell/page.tsx';
import { PROFILE_TABS, type ProfileTab, profileHref, route } from '../shell/router.ts';
import { CopyDefaultTokenButton } from '../tokens/copy-token-button.tsx';
import { ActivityTab } from './activity-tab.tsx';
import { consolePlaceText } from './console-place-text.ts';
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

/** A profile's page, with tabs that have their own addresses. */
export function ProfilePage({ profile: ref, tab }: { profile: ProfileRef; tab: ProfileTab }) {
  const row = rowFor(ref);
  const [renaming, setRenaming] = useState(false);
  const ready = row !== undefined && isReadyToRead.value && !needsToken(row.profile);
  useEffect(() => {
    // A failure is shown on the tab of what couldn't be read.
    if (ready) void readProfile(row);
  }, [ready, row?.id]);
  if (!row) return <MissingProfile />;
  const { profile, connection, preferences, tags } = row;
  // The tab has the same form.
  const isOnTab = tab === 'more';
  return (
    <Page
      title={displayText(profile.name)}
      documentTitle={`${isolate(profile.name)} · ${t(TAB_LABEL[tab])}`}
      lead={<Avatar profile={profile} preferences={preferences} />}
      soft={<About row={row} />}
      actions={
        <>
          <FavouriteButton row={row} />
          <CopyDefaultTokenButton row={row} />
          {!profile.shared && !isOnTab && (
            <Button aria-expanded={renaming} onClick={() => setRenaming(!renaming)}>
              {t('profileRename')}
            </Button>
          )}
          {connection && (
            <a
              class="button"
              href={consoleUrl(connection, 'profile')}
              title={consolePlaceText(profile) ?? undefined}
              target="_blank"
              rel="noreferrer"
            >
              {t('profileOpenConsole')}
            </a>
          )}
          <ActiveButton row={row} />
        </>
      }
      aside={[...(row.active ? [t('tagActive')] : []), ...tags].map((tag) => (
        <span key={tag} class="tag">
          {tag}
        </span>
      ))}
    >
      {renaming && !isOnTab && (
        <div class="rename">
          <RenameForm row={row} onDone={() => setRenaming(false)} />
        </div>
      )}
      <nav class="segmented tabs" aria-label={t('profileTabs', profile.name)}>
        {PROFILE_TABS.map((name) => (
          <a key={name} href={profileHref(ref, name)} aria-current={name === tab ? 'page' : undefined}>
            {t(TAB_LABEL[name])}
            <TabCount row={row} tab={name} />
          </a>
        ))}
      </nav>
      {needsToken(profile) && (
        <div class="banner banner--error">
          <span>{t('profileDenied')}</span>
          <a class="button" href={optionsRoutes.assignToken(profile)}>
            {t('profileGiveToken')}
          </a>
        </div>
      )}
      <ErrorBoundary key={tab} what={t(TAB_LABEL[tab])} where={`profile ${tab}`} triedFor={route.value}>
        <TabBody row={row} tab={tab} />
      </ErrorBoundary>
    </Page>
  );
}

function TabBody({ row, tab }: { row: ProfileRow; tab: ProfileTab }) {
  switch (tab) {
    case 'usage':
      return <UsageTab row={row} />;
    case 'team':
      return <TeamTab row={row} />;
    case 'tokens':
      return <TokensTab row={row} />;
    case 'activity':
      return <ActivityTab row={row} />;
    case 'more':
      return <MoreTab row={row} />;
    default:
      return <OverviewTab row={row} />;
  }
}

function TabCount({ row, tab }: { row: ProfileRow; tab: ProfileTab }) {
  const count = tab === 'team' ? teamCount(row) : tab === 'tokens' ? tokenCount(row) : null;
  return count === null ? null : <span class="soft"> {numberText(count)}</span>;
}

function About({ row: { profile, connection } }: { row: ProfileRow }) {
  const plan = planOf(profile, connection);
  return (
    <>
      {joinParts(
        [
          profile.shared ? ownerText(profile) : connection ? connectionName(connection) : '',
          connection ? regionText(connection) : '',
          plan ? t('settingsPlan', planText(plan)) : '',
        ].filter(Boolean),
      )}
    </>
  );
}

function ActiveButton({ row }: { row: ProfileRow }) {
  const change = useSend('switchProfile');
  const { profile, active } = row;
  if (active) return null;
  return (
    <VanishingButton
      kind="primary"
      busy={change.busy}
      onClick={async () => {
        const result = await change.run(refOf(profile));
        if (result?.ok) announce(t('profileMadeActive', profile.name));
        else if (result) announceFailure(result.failure);
      }}
    >
      {t('profileMakeActive')}
    </VanishingButton>
  );
}
