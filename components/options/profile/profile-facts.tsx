import { consoleUrl } from '../../../lib/console/console-site.ts';
import { connectionName } from '../../../lib/domain/identity/connection.ts';
import { originOf } from '../../../lib/domain/identity/keys.ts';
import { planOf } from '../../../lib/domain/profiles/plan.ts';
import { needsToken } from '../../../lib/domain/profiles/profile.ts';
import { addonLabel } from '../../../lib/i18n/cost-text.ts';
import { ownerNameText, planText, regionText } from '../../../lib/i18n/profile-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { exactDate } from '../shared/dates.ts';
import type { ProfileRow } from '../shared/profile-rows.ts';
import { Section } from '../shell/page.tsx';
import { consolePlaceText } from './console-place-text.ts';
import { Copyable } from './copyable.tsx';
import { SeenBy } from './seen-by.tsx';

/** What identifies a profile, whose it is, and what the person can do with it. */
export function ProfileFacts({ row }: { row: ProfileRow }) {
  const { profile, connection } = row;
  const plan = planOf(profile, connection);
  const ownerId = profile.ownerAccountId ?? (profile.shared ? null : connection?.accountId);
  return (
    <Section title={t('profileFacts')}>
      <dl class="facts">
        <div>
          <dt>{t('profileId')}</dt>
          <dd>
            <Copyable label={t('profileId')} value={profile.id} />
          </dd>
        </div>
        <div>
          <dt>{t('profileApi')}</dt>
          <dd>
            <Copyable label={t('profileApi')} value={originOf(profile.profileKey)} />
          </dd>
        </div>
        {connection && (
          <div>
            <dt>{t('connectRegion')}</dt>
            <dd>{regionText(connection)}</dd>
          </div>
        )}
        {ownerId && (
          <div>
            <dt>{t('profileAccountId')}</dt>
            <dd>
              <Copyable label={t('profileAccountId')} value={ownerId} />
            </dd>
          </div>
        )}
        <div>
          <dt>{t('profilesColumnOwner')}</dt>
          <dd>
            {profile.shared ? (
              <ForeignText text={ownerNameText(profile)} />
            ) : (
              <ForeignText text={connection ? connectionName(connection, 'accountName') : ''} />
            )}
            {!profile.shared && connection && (
              <span class="soft">
                {' '}
                <ForeignText text={connection.email} />
              </span>
            )}
          </dd>
        </div>
        {plan && (
          <div>
            <dt>{t('profilesColumnPlan')}</dt>
            <dd>{planText(plan)}</dd>
          </div>
        )}
        {profile.createdAt && (
          <div>
            <dt>{t('profilesColumnCreated')}</dt>
            <dd>{exactDate(profile.createdAt, connection?.timezone)}</dd>
          </div>
        )}
        {profile.shared && (
          <div>
            <dt>{t('profileYourAccess')}</dt>
            <dd>{t('profileYourAccessShared')}</dd>
          </div>
        )}
        {(!profile.shared || profile.ownCredential !== 'none') && (
          <div>
            <dt>{t('profileReachedBy')}</dt>
            <dd>
              {t(
                needsToken(profile) ? 'profileReachedBy_denied' : `profileReachedBy_${profile.ownCredential}`,
              )}
            </dd>
          </div>
        )}
        <SeenBy row={row} />
        <AddOns addons={profile.addons} />
      </dl>
      {connection && <ConsolePages connection={connection} profile={profile} />}
    </Section>
  );
}

function AddOns({ addons }: { addons: ProfileRow['profile']['addons'] }) {
  // The platform's object also has the profile's id and a date.
  const on = Object.entries(addons).filter(([, value]) => value === true);
  if (on.length === 0) return null;
  return (
    <div>
      <dt>{t('profileAddons')}</dt>
      <dd>{on.map(([name]) => addonLabel(name)).join(', ')}</dd>
    </div>
  );
}

/**
 * The console's pages about a profile. Those about the account are its owner's, who isn't the person for a shared one.
 */
function ConsolePages({
  connection,
  profile,
}: {
  connection: NonNullable<ProfileRow['connection']>;
  profile: ProfileRow['profile'];
}) {
  const place = consolePlaceText(profile);
  return (
    <p class="row console-pages">
      <span class="soft">{t('profileInConsole')}</span>
      <a class="link" href={consoleUrl(connection, 'profile')} target="_blank" rel="noreferrer">
        {t('navProfiles')}
      </a>
      <a class="link" href={consoleUrl(connection, 'limits')} target="_blank" rel="noreferrer">
        {t('profileConsoleLimits')}
      </a>
      {!profile.shared && (
        <>
          <a class="link" href={consoleUrl(connection, 'allocation')} target="_blank" rel="noreferrer">
            {t('profileConsoleAllocation')}
          </a>
          <a class="link" href={consoleUrl(connection, 'billing')} target="_blank" rel="noreferrer">
            {t('profileConsoleBilling')}
          </a>
        </>
      )}
      {place && <span class="soft">{place}</span>}
    </p>
  );
}
