import { useState } from 'preact/hooks';
import type { CostBreakdown } from '../../../lib/domain/billing/cost.ts';
import { billingCycleOf, daysLeft, isCycleOver } from '../../../lib/domain/billing/cost-cycle.ts';
import { type Connection, connectionName } from '../../../lib/domain/identity/connection.ts';
import { optionsRoutes } from '../../../lib/domain/settings/options-route.ts';
import { isolate } from '../../../lib/domain/text/foreign.ts';
import { namesUpTo } from '../../../lib/i18n/names-up-to.ts';
import { regionText } from '../../../lib/i18n/profile-text.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { active, connections, loaded, now } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { announce, announceFailure } from '../../ui/toast.tsx';
import { ownedProfiles, profilesSharedWithMe, rowByPlatformId } from '../shared/account-profiles.ts';
import { exactDate } from '../shared/dates.ts';
import { NoProfiles } from '../shared/no-profiles.tsx';
import { distinctName } from '../shared/profile-rows.ts';
import { filePart, saveFile } from '../shared/save-file.ts';
import { Page } from '../shell/page.tsx';
import { pageHref, route, setParams } from '../shell/router.ts';
import { TableSkeleton } from '../shell/skeleton.tsx';
import { accountCosts } from './account-costs.ts';
import { allAccountsText } from './accounts-text.ts';
import { AddonsSection } from './addons-section.tsx';
import { BILLING_TIME_ZONE, billingDate } from './billing-date.ts';
import { BillingAge, WithBilling } from './billing-page.tsx';
import { ByProfile } from './by-profile.tsx';
import { ByService } from './by-service.tsx';
import { costCsv } from './cost-csv.ts';
import { CostFigures } from './cost-figures.tsx';
import { customersCsv } from './customers-csv.ts';
import { CustomersView } from './customers-view.tsx';
import type { KnownBilling } from './known-billing.ts';
import { settleMarkups, storedMarkup } from './markup-drafts.ts';
import { useBilling } from './use-billing.ts';
import './cost.css';

const VIEWS = ['profiles', 'services', 'customers'] as const;
type View = (typeof VIEWS)[number];

/** What an account costs this month, by profile and by service, to the cent. */
export function CostPage() {
  const all = connections.value;
  const wanted = route.value.params.account ?? active.value.active?.connectionKey;
  const connection = all.find(({ key }) => key === wanted) ?? all[0];
  if (!connection) return loaded.value === 'all' ? <NothingConnected /> : <TableSkeleton />;
  return <Cost key={connection.key} connection={connection} />;
}

function NothingConnected() {
  return (
    <Page title={t('navCost')}>
      <NoProfiles query="" />
    </Page>
  );
}

function Cost({ connection }: { connection: Connection }) {
  const billing = useBilling(connection);
  const view = VIEWS.find((name) => name === route.value.params.view) ?? 'profiles';
  const { known } = billing;
  const [exporting, setExporting] = useState(false);
  const cost = accountCosts.value.find(({ connectionKey }) => connectionKey === connection.key)?.cost ?? null;
  return (
    <Page
      title={t('navCost')}
      soft={
        <>
          <ForeignText text={connectionName(connection, 'accountName')} /> · {regionText(connection)}
          {known && <Cycle known={known} />} · <BillingAge connection={connection} billing={billing} />
        </>
      }
      actions={
        <>
          <AccountChoice connection={connection} />
          <Button
            disabled={!cost || exporting}
            onClick={async () => {
              if (!cost || !known) return;
              setExporting(true);
              await exportCsv(connection, known, cost, view).finally(() => setExporting(false));
            }}
          >
            {t('usageExportCsv')}
          </Button>
          <a class="button button--primary" href={optionsRoutes.allocation(connection.key)}>
            {t('costAllocate')}
          </a>
        </>
      }
    >
      <WithBilling connection={connection} billing={billing}>
        {(billingKnown) =>
          cost && <CostViews connection={connection} known={billingKnown} cost={cost} view={view} />
        }
      </WithBilling>
      <SharedNote connection={connection} />
    </Page>
  );
}

function CostViews({
  connection,
  known,
  cost,
  view,
}: {
  connection: Connection;
  known: KnownBilling;
  cost: CostBreakdown;
  view: View;
}) {
  return (
    <>
      <CostFigures known={known} cost={cost} />
      <AllAccounts />
      <nav class="segmented cost__views" aria-label={t('costViews')}>
        {VIEWS.map((name) => (
          <a
            key={name}
            href={pageHref('cost', { account: connection.key, view: name })}
            aria-current={name === view ? 'page' : undefined}
          >
            {t(`costView_${name}`)}
          </a>
        ))}
      </nav>
      {view === 'profiles' && <ByProfile connection={connection} cost={cost} />}
      {view === 'services' && (
        <>
          <ByService connection={connection} cost={cost} />
          <AddonsSection connection={connection} known={known} cost={cost} />
        </>
      )}
      {view === 'customers' && <CustomersView connection={connection} cost={cost} />}
      <p class="soft cost__note">{t(cost.complete ? 'costNote' : 'costNoteIncomplete')}</p>
    </>
  );
}

/** The sum over all connected accounts, where there are several. */
function AllAccounts() {
  const text = allAccountsText(accountCosts.value, connections.value.length, now.value);
  return text && <p class="soft cost__note">{text}</p>;
}

/** The billing cycle, and how many days of it are left. */
function Cycle({ known }: { known: KnownBilling }) {
  const cycle = billingCycleOf(known.subscription);
  if (!cycle) return null;
  return (
    <>
      {' · '}
      {t('costCycle', exactDate(cycle.start, BILLING_TIME_ZONE), billingDate(cycle.end))}
      {!isCycleOver(known.subscription, now.value) &&
        ` · ${plural('costDaysLeft', daysLeft(cycle, now.value))}`}
    </>
  );
}

/** The choice of the account, where there are several. */
function AccountChoice({ connection }: { connection: Connection }) {
  const all = connections.value;
  if (all.length < 2) return null;
  return (
    <select
      class="input cost__account"
      aria-label={t('costAccount')}
      value={connection.key}
      onChange={(event) => setParams({ account: event.currentTarget.value })}
    >
      {all.map((choice) => (
        <option key={choice.key} value={choice.key} selected={choice.key === connection.key}>
          {`${isolate(connectionName(choice))} · ${regionText(choice)}`}
        </option>
      ))}
    </select>
  );
}

/** Names the shared profiles: they are billed to their owners, and only those see the cost. */
function SharedNote({ connection }: { connection: Connection }) {
  const shared = profilesSharedWithMe(connection).map((row) => isolate(distinctName(row)));
  if (shared.length === 0) return null;
  return (
    <p class="soft cost__note">{plural('costShared', shared.length, namesUpTo(shared, 5).join(', '))}</p>
  );
}

/**
 * Saves what the view shows as a CSV file. Waits for markups that are still being stored; with an invalid one it
 * announces whose it is and saves nothing.
 */
async function exportCsv(
  connection: Connection,
  known: KnownBilling,
  cost: CostBreakdown,
  view: View,
): Promise<void> {
  if (view === 'customers') {
    const { invalid, failure } = await settleMarkups();
    if (failure) return announceFailure(failure);
    const names = ownedProfiles(connection)
      .filter(({ profile }) => invalid.includes(profile.profileKey))
      .map((row) => isolate(distinctName(row)));
    if (names.length > 0) return announce(t('markUpInvalid', names.join(', ')), 'error');
  }
  const facts = {
    connection,
    subscription: known.subscription,
    cost,
    rowOf: (id: string) => {
      const profile = rowByPlatformId(connection, id)?.profile;
      return profile && { profile, preferences: { markUp: storedMarkup(profile.profileKey) } };
    },
  };
  const month = known.subscription.cycleStart?.slice(0, 7) ?? '';
  const name = ['cost', filePart(connectionName(connection, 'accountName')), month].filter(Boolean).join('-');
  saveFile(`${name}.csv`, view === 'customers' ? customersCsv(facts) : costCsv(facts));
}
