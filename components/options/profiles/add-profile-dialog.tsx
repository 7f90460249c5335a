import { useState } from 'preact/hooks';
import { servicePool } from '../../../lib/domain/billing/allocation.ts';
import { orderedServices } from '../../../lib/domain/billing/cost.ts';
import type { Failure } from '../../../lib/domain/failure.ts';
import { type Connection, connectionName } from '../../../lib/domain/identity/connection.ts';
import { isolate } from '../../../lib/domain/text/foreign.ts';
import { planLimits } from '../../../lib/domain/usage/plan-limits.ts';
import { planText, regionText } from '../../../lib/i18n/profile-text.ts';
import { serviceShortLabel, shortQuantityText } from '../../../lib/i18n/service-text.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { connections } from '../../../lib/state/app-state.ts';
import { obstacleToAccount } from '../../../lib/state/obstacle.ts';
import { until } from '../../../lib/state/until.ts';
import { Button } from '../../ui/button.tsx';
import { RadioField } from '../../ui/choices.tsx';
import { Actions, Dialog } from '../../ui/dialog.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { FieldError, SelectField, TextField } from '../../ui/field.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { announce } from '../../ui/toast.tsx';
import { useDialogDraft } from '../../ui/use-draft.ts';
import { useIsMounted } from '../../ui/use-is-mounted.ts';
import { useSend } from '../../ui/use-send.ts';
import { Remedy } from '../connect/remedy.tsx';
import type { KnownBilling } from '../cost/known-billing.ts';
import { useBilling } from '../cost/use-billing.ts';
import { ownedProfiles } from '../shared/account-profiles.ts';
import { joinParts } from '../shared/join-parts.ts';
import { nameError } from '../shared/name-error.ts';
import { rowFor } from '../shared/profile-rows.ts';
import { navigateUnlessLeft, profileHref } from '../shell/router.ts';

const LIMITS = ['none', 'free'] as const;
type Draft = { connectionKey: string; name: string; limits: string };

/** Adds a profile to an account: its name, and whether it gets all free limits. By default the others keep them. */
export function AddProfileDialog({ onClose }: { onClose: () => void }) {
  const all = connections.value;
  const {
    fields: draft,
    change,
    clear,
    close,
  } = useDialogDraft<Draft>(
    'add-profile',
    { connectionKey: all[0]?.key ?? '', name: '', limits: LIMITS[0] },
    onClose,
  );
  const [checked, setChecked] = useState(false);
  const add = useSend('addProfile');
  const isMounted = useIsMounted();
  // Once a name is typed, the profile is for the chosen account: where that is gone, another one has to be chosen.
  const connection = all.find(({ key }) => key === draft.connectionKey) ?? (draft.name ? undefined : all[0]);
  const billing = useBilling(connection).known;
  if (all.length === 0) return null;

  const problem = nameError(draft.name);
  const isNameFailure = add.failure?.field === 'name';
  const submit = async (event: Event) => {
    event.preventDefault();
    setChecked(true);
    if (problem || !connection) return;
    const goTo = navigateUnlessLeft();
    const result = await add.run({
      connectionKey: connection.key,
      name: draft.name.trim(),
      allocateFreeResources: draft.limits === 'free',
    });
    if (!result?.ok) return;
    const { copies, isStored } = result.value;
    const name = draft.name.trim();
    if (copies > 0) announce(plural('profilesAddedCopies', copies, name), 'error');
    else announce(t('profilesAdded', name));
    clear();
    if (!isMounted()) return;
    onClose();
    if (!isStored) return;
    // The reply is here before the change of the store is: until then, its page would say that it doesn't exist.
    await until(() => rowFor(result.value) !== undefined);
    goTo(profileHref(result.value));
  };
  return (
    <Dialog title={t('profilesAdd')} onClose={close} busy={add.busy}>
      <form class="dialog__form" noValidate onSubmit={submit}>
        {(all.length > 1 || !connection) && (
          <SelectField
            label={t('connectTokenAccount')}
            value={connection?.key ?? ''}
            choices={[
              ...(connection ? [] : [{ value: '', label: '', disabled: true }]),
              ...all.map((one) => ({
                value: one.key,
                label: `${isolate(connectionName(one))} · ${regionText(one)}`,
              })),
            ]}
            onChange={(connectionKey) => {
              // It was about the other account.
              add.clear();
              change({ connectionKey });
            }}
          />
        )}
        <TextField
          label={t('profilesName')}
          hint={t('profilesNameHint')}
          value={draft.name}
          onInput={(name) => change({ name, ...(connection && { connectionKey: connection.key }) })}
          autocomplete="off"
          error={isNameFailure && add.failure ? failureText(add.failure) : checked ? problem : null}
        />
        <RadioField
          label={t('profilesLimits')}
          hint={freeLimitsText(billing) ?? undefined}
          value={draft.limits}
          choices={LIMITS.map((value) => ({
            value,
            label: t(`profilesLimits_${value}`),
            hint: t(`profilesLimitsHint_${value}`),
          }))}
          onChange={(limits) => change({ limits })}
        />
        {connection && <p class="note">{planSentence(connection)}</p>}
        <FieldError
          error={add.failure && !isNameFailure && connection ? addFailureText(add.failure, connection) : null}
        />
        <Actions>
          <Button onClick={close} disabled={add.busy}>
            {t('formCancel')}
          </Button>
          <SubmitButton
            busy={add.busy}
            obstacle={connection ? obstacleToAccount(connection.key) : null}
            disabledReason={connection ? undefined : t('profilesAccountGone')}
            remedy={connection && <Remedy connectionKey={connection.key} />}
            label={t('profilesAdd')}
            busyLabel={t('profilesAdding')}
          />
        </Actions>
      </form>
    </Dialog>
  );
}

/** Returns how much of each service is allocated to no profile; null while that isn't known. */
export function freeLimitsText(
  billing: Pick<KnownBilling, 'subscription' | 'allocation'> | null,
): string | null {
  if (!billing) return null;
  const free: string[] = [];
  for (const service of orderedServices(Object.keys(billing.subscription.services))) {
    const amount = servicePool(billing, service).free;
    if (amount === null) return null;
    if (amount > 0) free.push(`${serviceShortLabel(service)} ${shortQuantityText(service, amount)}`);
  }
  return free.length > 0 ? t('profilesLimitsFree', joinParts(free)) : t('profilesLimitsNothingFree');
}

function ownedCount(connection: Connection): number {
  return ownedProfiles(connection).length;
}

function planSentence(connection: Connection): string {
  const limits = planLimits(connection.plan);
  const ownedText = plural('profilesOwned', ownedCount(connection));
  if (!limits) return ownedText;
  return `${plural('profilesPlanHas', limits.profiles, planText(connection.plan))} ${ownedText}`;
}

function addFailureText(failure: Failure, connection: Connection): string {
  if (failure.code !== 'plan-limit') return failureText(failure);
  return t('profilesPlanRefused', planText(connection.plan), ownedCount(connection));
}
