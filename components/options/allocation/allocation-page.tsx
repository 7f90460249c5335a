import { useState } from 'preact/hooks';
import {
  type Allocation,
  limitsOf,
  poolState,
  unreadableProfiles,
  withChanges,
} from '../../../lib/domain/billing/allocation.ts';
import { orderedServices } from '../../../lib/domain/billing/cost.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import type { ConnectionKey } from '../../../lib/domain/identity/keys.ts';
import { serviceLabel } from '../../../lib/i18n/service-text.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { connections, loaded } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { reasonNotToAskAccount } from '../../ui/disabled-reasons.ts';
import { FieldError } from '../../ui/field.tsx';
import { announce } from '../../ui/toast.tsx';
import { BillingPath, WithBilling } from '../cost/billing-page.tsx';
import type { KnownBilling } from '../cost/known-billing.ts';
import { NotConnected } from '../cost/upgrade-page.tsx';
import { useBilling } from '../cost/use-billing.ts';
import { profileNameOf } from '../shared/account-profiles.ts';
import { allocationFailureText } from '../shared/allocation-failure-text.ts';
import { NoProfiles } from '../shared/no-profiles.tsx';
import { ReturnFocus } from '../shared/return-focus.tsx';
import { Page } from '../shell/page.tsx';
import { route } from '../shell/router.ts';
import { TableSkeleton } from '../shell/skeleton.tsx';
import { ChangesList } from './changes-list.tsx';
import { ConfirmLowered } from './confirm-lowered.tsx';
import { Conflicts } from './conflicts.tsx';
import { ServiceShares } from './service-shares.tsx';
import { ServiceTabs } from './service-tabs.tsx';
import { type LoweredShare, loweredShares, shareRows } from './share-rows.ts';
import { useAllocation } from './use-allocation.ts';
import './allocation.css';

/** Divides an account's limits among its profiles, service by service; saved as one change. Costs nothing. */
export function AllocationPage({ connectionKey }: { connectionKey: ConnectionKey }) {
  const connection = connections.value.find(({ key }) => key === connectionKey);
  if (!connection) return loaded.value === 'all' ? <NotConnected /> : <TableSkeleton rows={6} />;
  return <KnownAccountPage connection={connection} />;
}

function KnownAccountPage({ connection }: { connection: Connection }) {
  const billing = useBilling(connection);
  return (
    <Page title={t('allocationTitle')} soft={<BillingPath connection={connection} billing={billing} />}>
      <WithBilling connection={connection} billing={billing}>
        {(known) => <Editor connection={connection} known={known} />}
      </WithBilling>
    </Page>
  );
}

function Editor({ connection, known }: { connection: Connection; known: KnownBilling }) {
  const editor = useAllocation(connection.key, known.allocation);
  const [confirming, setConfirming] = useState<{ what: 'save' | 'undo'; lowered: LoweredShare[] } | null>(
    null,
  );
  const services = orderedServices(Object.keys(known.subscription.services));
  const service = services.find((name) => name === route.value.params.service) ?? services[0];
  if (!service) return null;
  const rowsIn = (allocation: Allocation) => shareRows(connection, services, allocation, known.allocation);
  const drafted = rowsIn(editor.draft);
  const poolOf = (name: string) => known.subscription.services[name] ?? 0;
  const serviceStates = drafted.map(({ service: name, rows }) => ({
    service: name,
    state: poolState(
      poolOf(name),
      rows.map(({ limit }) => limit),
    ),
    changed: rows.filter(({ limit, before }) => limit !== before).length,
  }));
  const rows = drafted[services.indexOf(service)]?.rows ?? [];
  const areLimitsKnown = unreadableProfiles(known.allocation).length === 0;
  const isChanged = editor.changes.length > 0;
  const [invalid] = editor.invalid;
  if (rows.length === 0) {
    // The note above names those whose limits can't be read.
    return areLimitsKnown ? <NoProfiles query="" /> : null;
  }
  const overAllocated = serviceStates.find(({ state, changed }) => state.over > 0 && changed > 0);
  const canSave = isChanged && overAllocated === undefined && invalid === undefined;
  const disabledReason = reasonNotToAskAccount(connection.key);
  const lowered = loweredShares(drafted);
  // Undoing a raise lowers a limit, too.
  const loweredBy = (what: 'save' | 'undo') => {
    if (what === 'save') return lowered;
    return loweredShares(rowsIn(withChanges(known.allocation, limitsOf(editor.undoable?.changes ?? []))));
  };
  const perform = async (what: 'save' | 'undo') => {
    const kept = what === 'undo' && editor.undoable?.kept ? ` ${t('allocationUndoKept')}` : '';
    const outcome = await editor[what]();
    setConfirming(null);
    if (outcome === 'saved') announce(t(what === 'save' ? 'allocationSaved' : 'allocationUndone') + kept);
    if (what === 'undo' && !editor.undoable) announce(t('allocationNothingToUndo'));
  };
  const press = (what: 'save' | 'undo') => {
    const asked = loweredBy(what);
    // As it was when asked: fresh usage neither closes the dialog nor opens it by itself later.
    if (asked.length > 0) setConfirming({ what, lowered: asked });
    else void perform(what);
  };
  return (
    <>
      {editor.conflicts.length > 0 && <Conflicts connection={connection} editor={editor} />}
      <ServiceTabs
        connection={connection}
        current={service}
        serviceStates={serviceStates}
        areLimitsKnown={areLimitsKnown}
      />
      <ServiceShares
        key={service}
        connection={connection}
        service={service}
        pool={poolOf(service)}
        rows={rows}
        areLimitsKnown={areLimitsKnown}
        editor={editor}
      />
      <div class="allocation-bar">
        <div class="allocation-bar__text">
          {isChanged ? (
            <ChangesList connection={connection} changes={editor.changes} stored={known.allocation} />
          ) : (
            <span role="status">{t('allocationNoChanges')}</span>
          )}
          {invalid && (
            <span class="error" role="status">
              {t(
                'allocationInvalid',
                profileNameOf(connection, invalid.profileId),
                serviceLabel(invalid.service),
                invalid.text,
              )}
            </span>
          )}
          {overAllocated && (
            <span class="error">{t('allocationTooMuchIn', serviceLabel(overAllocated.service))}</span>
          )}
          {!overAllocated && lowered.length > 0 && (
            <span class="error">{plural('allocationLowered', lowered.length)}</span>
          )}
          <FieldError error={editor.failure ? allocationFailureText(editor.failure) : null} />
        </div>
        <div class="row">
          {editor.undoable && !isChanged && (
            <ReturnFocus>
              <Button
                disabledReason={disabledReason}
                busy={editor.busy}
                title={editor.undoable.kept > 0 ? t('allocationUndoKept') : undefined}
                onClick={() => press('undo')}
              >
                {t('allocationUndo')}
              </Button>
            </ReturnFocus>
          )}
          {(isChanged || invalid) && (
            <ReturnFocus>
              <Button busy={editor.busy} onClick={() => editor.discard()}>
                {t('allocationDiscard')}
              </Button>
            </ReturnFocus>
          )}
          <Button
            kind="primary"
            // Not disabled once everything is saved: it would lose the focus.
            disabledReason={
              canSave ? disabledReason : isChanged || invalid ? undefined : t('allocationNoChanges')
            }
            disabled={!canSave && (isChanged || invalid !== undefined)}
            busy={editor.busy}
            onClick={() => press('save')}
          >
            {t(editor.busy ? 'allocationSaving' : 'allocationSave')}
          </Button>
        </div>
      </div>
      {confirming && (
        <ConfirmLowered
          connection={connection}
          {...confirming}
          busy={editor.busy}
          onConfirm={() => void perform(confirming.what)}
          onClose={() => setConfirming(null)}
        />
      )}
    </>
  );
}
