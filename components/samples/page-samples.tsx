import { consoleOf } from '../../lib/console/console-site.ts';
import type { Connection } from '../../lib/domain/identity/connection.ts';
import { type ApiOrigin, connectionKeyOf, profileKeyOf, refId } from '../../lib/domain/identity/keys.ts';
import { PROFILE_COLOURS } from '../../lib/domain/profiles/colour.ts';
import { newProfile, type Profile } from '../../lib/domain/profiles/profile.ts';
import { defaultProfilePreferences } from '../../lib/domain/settings/profile-preferences.ts';
import type { Usage } from '../../lib/domain/usage/usage.ts';
import { usageStatus } from '../../lib/domain/usage/usage-status.ts';
import { t } from '../../lib/i18n/t.ts';
import { CostBar } from '../options/cost/cost-bar.tsx';
import { WholeNumberInput } from '../options/cost/whole-number-field.tsx';
import { Copyable } from '../options/profile/copyable.tsx';
import { ServiceBar } from '../options/profile/service-bar.tsx';
import { UsageCell, WorstCell } from '../options/profiles/usage-cell.tsx';
import { StrengthMeter } from '../options/security/passphrase-strength.tsx';
import type { Score } from '../options/security/strength-estimator.ts';
import { ColourChoice } from '../options/shared/colour-choice.tsx';
import { ConnectionName } from '../options/shared/connection-name.tsx';
import { SessionAwaited } from '../options/shared/console-session.tsx';
import { FilterField } from '../options/shared/filter-field.tsx';
import { ListAge } from '../options/shared/list-age.tsx';
import { ListPlaceholder } from '../options/shared/list-placeholder.tsx';
import { LoadProgress } from '../options/shared/load-progress.tsx';
import { MissingProfile } from '../options/shared/missing-profile.tsx';
import { NoProfiles } from '../options/shared/no-profiles.tsx';
import { NothingFound } from '../options/shared/nothing-found.tsx';
import { ProfileCell } from '../options/shared/profile-cell.tsx';
import { ProfileField } from '../options/shared/profile-field.tsx';
import type { ProfileRow } from '../options/shared/profile-rows.ts';
import { ReadListsAgain } from '../options/shared/read-lists-again.tsx';
import { UnknownValue } from '../options/shared/unknown-value.tsx';
import { NavIcon } from '../options/shell/nav-icon.tsx';
import { entriesOf } from '../options/shell/navigation-entries.ts';
import { ignore, LONG_NAME, MARKED, Sample } from './sample.tsx';

const ORIGIN = 'https://api.us-e1.tago.io' as ApiOrigin;
const CONNECTION: Connection = {
  key: connectionKeyOf(ORIGIN, 'ines'),
  origin: ORIGIN,
  region: 'us-e1',
  accountId: 'ines',
  accountName: 'Ines Duarte',
  email: 'ines@acme.example',
  company: null,
  plan: 'scale',
  timezone: 'UTC',
  twoFactor: { authenticator: false, sms: false, email: false },
  credential: { kind: 'issued', name: null, profileId: null, expiresAt: null },
  state: 'ok',
  failure: null,
  connectedAt: 0,
  refreshedAt: null,
};
const SERVICE_STATES = ['data_records', 'file_storage', 'sms', 'nothing'];
const SCORES: Score[] = [0, 1, 2, 3, 4];

/** Rows with one profile for each state that a person may see. */
function sampleRows(now: number): ProfileRow[] {
  const row = (
    name: string,
    services: Usage['services'] | null,
    change: Partial<Profile> = {},
  ): ProfileRow => {
    const ref = {
      connectionKey: CONNECTION.key,
      profileKey: profileKeyOf(CONNECTION.origin, name),
    };
    const profile = {
      ...newProfile({
        ...ref,
        id: name,
        name,
        logoUrl: null,
        shared: false,
        ownerAccountId: null,
        position: 0,
      }),
      ...change,
    };
    const usage = services ? { ...ref, services, resources: {}, fetchedAt: now, failure: null } : undefined;
    const status = usageStatus(usage, now);
    return {
      id: refId(ref),
      profile,
      connection: CONNECTION,
      usage,
      status,
      worst: status.worst,
      preferences: undefined,
      disambiguationTags: [],
      tags: profile.shared ? [t('tagShared')] : [],
      active: false,
      team: undefined,
      tokens: undefined,
    };
  };
  const healthy = { data_records: { used: 400_000, limit: 1_000_000 }, sms: { used: 0, limit: 0 } };
  const near = { ...healthy, data_records: { used: 970_000, limit: 1_000_000 } };
  const full = { ...healthy, file_storage: { used: 132, limit: 132 } };
  const tagged = row('Greenhouse Iberia', full);
  const preferences = { ...defaultProfilePreferences(tagged.profile.profileKey), tag: 'harvest' };
  return [
    { ...row('Acme Farms', near), active: true },
    { ...tagged, preferences },
    row('Riverside Utilities', healthy),
    row('Tallinn Metering', healthy, { shared: true }),
    row('Northwind Cold Chain', null, { access: 'denied' }),
    row('Demo', {}),
    row(LONG_NAME, null),
  ];
}

export function ProfileCellSamples({ now }: { now: number }) {
  const rows = sampleRows(now);
  const many = Array.from({ length: 250 }, (_, at) => ({ ...rows[at % rows.length]!, id: `${at}` }));
  return (
    <Sample name="ProfileCell, WorstCell, UsageCell, ProfileField">
      {rows.map((row) => (
        <div key={row.id} class="sample__cell">
          <ProfileCell row={row} onTag={ignore} />
          <WorstCell row={row} />
          {SERVICE_STATES.map((service) => (
            <UsageCell key={service} status={row.status} service={service} />
          ))}
        </div>
      ))}
      <div class="sample__narrow">
        <ProfileCell row={rows.at(-1)!} ranges={MARKED} extraTags={[t('profilesNeedsToken')]} />
      </div>
      {[rows, many].map((listed) => (
        <ProfileField
          key={listed.length}
          label={t('profilesColumnProfile')}
          rows={listed}
          value={listed[0]!.id}
          onChange={ignore}
        />
      ))}
    </Sample>
  );
}

export function ChoiceSamples() {
  const label = t('profilesName');
  return (
    <Sample name="ColourChoice, FilterField, WholeNumberInput, StrengthMeter, Copyable, NavIcon">
      <ColourChoice value={null} onChange={ignore} onNone={ignore} />
      <ColourChoice value={PROFILE_COLOURS[3]} onChange={ignore} onNone={ignore} />
      <ColourChoice value="#7a3cff" onChange={ignore} />
      <FilterField found={2} value="" onInput={ignore} />
      <FilterField found={2} value="acme" onInput={ignore} label={t('navTokens')} />
      <WholeNumberInput value={2_250_000} onInput={ignore} aria-label={label} />
      <WholeNumberInput value={null} onInput={ignore} aria-label={label} aria-invalid />
      <WholeNumberInput value={1200} onInput={ignore} aria-label={label} disabled />
      <div class="field">
        {SCORES.map((score) => (
          <StrengthMeter key={score} score={score} />
        ))}
      </div>
      <Copyable label={t('profileId')} value="66b1c0ffee0000000000a001" />
      {(['manage', 'set-up'] as const).flatMap(entriesOf).map(({ page, label }) => (
        <span key={page} title={t(label)}>
          <NavIcon page={page} />
        </span>
      ))}
    </Sample>
  );
}

export function ListStateSamples({ now }: { now: number }) {
  const rows = sampleRows(now);
  const failure = { failure: { code: 'server' as const }, at: now };
  const read = rows.map((row, index) => ({
    ...row,
    team: {
      ...row.profile,
      members: [],
      fetchedAt: index < 3 ? now : null,
      failure: index === 4 ? failure : null,
    },
  }));
  return (
    <Sample name="LoadProgress, ListAge, ReadListsAgain, ListPlaceholder, NoProfiles, NothingFound, MissingProfile, UnknownValue, SessionAwaited, ConnectionName">
      <LoadProgress rows={rows} kind="team" />
      <LoadProgress rows={read} kind="team" />
      <p class="soft">
        <ListAge row={read[4]!} kind="team" /> <ReadListsAgain row={read[4]!} />{' '}
        <UnknownValue row={read[4]!} what="team" />
      </p>
      <div class="sample__card">
        <ListPlaceholder rows={rows} kind="tokens" />
      </div>
      <div class="sample__card">
        <NoProfiles query="zzz" />
      </div>
      <div class="sample__card">
        <NoProfiles query="" />
      </div>
      <div class="sample__card">
        <NothingFound text={t('tokensNoneInReview')}>{null}</NothingFound>
      </div>
      <div class="sample__card">
        <MissingProfile />
      </div>
      <SessionAwaited site={consoleOf(CONNECTION.origin)} />
      <p>
        <ConnectionName connection={CONNECTION} />
      </p>
      <p>
        <ConnectionName connection={{ ...CONNECTION, label: LONG_NAME, colour: PROFILE_COLOURS[4] }} />
      </p>
    </Sample>
  );
}

export function BarSamples({ now }: { now: number }) {
  const rows = sampleRows(now);
  const parts = rows.map(({ profile: { name } }, index) => ({
    key: name,
    label: name,
    cents: 24_900 - index * 3_400,
    isPriced: index !== 1,
    colour: PROFILE_COLOURS[index]!,
  }));
  return (
    <Sample name="ServiceBar, CostBar">
      {rows
        .slice(0, 3)
        .flatMap(({ status, profile }) => status.services.map((service) => ({ service, profile })))
        .map(({ service, profile }, index) => (
          <div key={index} class="sample__card">
            <ServiceBar service={service} raiseIn={index % 2 ? profile : undefined} />
          </div>
        ))}
      <CostBar
        label={t('costByProfileChart')}
        parts={[
          ...parts,
          { key: 'rest:unallocated', label: t('costUnallocated'), cents: 9000, isPriced: true, colour: null },
        ]}
      />
    </Sample>
  );
}
