import { type FreeStep, freeStep, type LimitFacts } from '../../../lib/domain/billing/proposals.ts';
import { refId } from '../../../lib/domain/identity/keys.ts';
import type { Profile } from '../../../lib/domain/profiles/profile.ts';
import { optionsRoutes } from '../../../lib/domain/settings/options-route.ts';
import { levelOf, percentOf } from '../../../lib/domain/usage/service-level.ts';
import { levelText, percentText, quantityText, serviceLabel } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { obstacleToAccount } from '../../../lib/state/obstacle.ts';
import { Field, FieldError } from '../../ui/field.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { announce } from '../../ui/toast.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { useSend } from '../../ui/use-send.ts';
import { VanishingButton } from '../../ui/vanishing-button.tsx';
import { allocationFailureText } from '../shared/allocation-failure-text.ts';
import { Section } from '../shell/page.tsx';
import { WholeNumberInput } from './whole-number-field.tsx';

/** A form that gives a profile what is unallocated, which costs nothing. */
export function FreePoolSection({ profile, facts }: { profile: Profile; facts: LimitFacts }) {
  const step = freeStep(facts);
  const { service, pool, free } = facts;
  // Here, so that why nothing was given is still said when the form is gone, as nothing is free anymore.
  const save = useSend('addToLimit');
  return (
    <Section
      title={t('raiseFree')}
      soft={
        free === null
          ? t('raiseFreeUnknown')
          : step
            ? t('raiseFreeSoft', quantityText(service, step.free), quantityText(service, pool))
            : t('raiseNothingFree', quantityText(service, pool))
      }
      actions={
        <a class="link" href={optionsRoutes.allocation(profile.connectionKey, service)}>
          {t(free === 0 ? 'raiseTakeFrom' : 'raiseAllocateAcross')}
        </a>
      }
    >
      {step ? (
        <GiveForm profile={profile} facts={facts} step={step} save={save} />
      ) : (
        save.failure && <FieldError error={allocationFailureText(save.failure)} />
      )}
    </Section>
  );
}

function GiveForm({
  profile,
  facts,
  step: { free, add: suggested },
  save,
}: {
  profile: Profile;
  facts: LimitFacts;
  step: FreeStep;
  save: ReturnType<typeof useSend<'addToLimit'>>;
}) {
  const { service, limit, used } = facts;
  // Empty: nothing is entered; null: what is entered is no number. It stays when the limits are read again.
  const [draft, change, clear] = useDraft<{ amount?: number | null; text?: string }>(
    `give ${refId(profile)} ${service}`,
    {},
  );
  const entered = draft.amount;
  const add = entered === undefined && suggested > 0 ? suggested : entered;
  const error =
    !add || add < 1
      ? t('raiseAmountRule')
      : add > free
        ? t('raiseAmountTooMuch', quantityText(service, free))
        : null;
  const give = async () => {
    if (error || !add) return;
    const { connectionKey, id: profileId } = profile;
    const result = await save.run({ connectionKey, profileId, service, from: limit, amount: add });
    if (!result?.ok) return;
    clear();
    announce(t('raiseGiven', profile.name, quantityText(service, result.value.limit), serviceLabel(service)));
  };
  return (
    <form
      class="card raise-give"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void give();
      }}
    >
      <Field
        label={t('raiseAmount')}
        error={(add !== undefined && error) || (save.failure ? allocationFailureText(save.failure) : null)}
      >
        {(control) => (
          <div class="row">
            <WholeNumberInput
              {...control}
              value={add ?? null}
              invalidText={add === null ? draft.text : undefined}
              onInput={(amount, text) => change({ amount, text })}
              readOnly={save.busy}
            />
            {add !== free && (
              <VanishingButton disabled={save.busy} onClick={() => change({ amount: free })}>
                {t('raiseAll', quantityText(service, free))}
              </VanishingButton>
            )}
          </div>
        )}
      </Field>
      <p class="raise-give__result" role="status">
        {add === undefined && used !== null && t('raiseEnough')}
        {!error && add && limitResultText(service, used, limit, limit + add)}
      </p>
      <div class="row">
        <SubmitButton
          busy={save.busy}
          disabled={error !== null}
          obstacle={error === null ? obstacleToAccount(profile.connectionKey) : null}
          label={add ? t('raiseGive', quantityText(service, add)) : t('raiseGiveNone')}
          busyLabel={t('payPaying')}
        />
        <span class="soft">{t('raiseFreeOfCharge')}</span>
      </div>
    </form>
  );
}

/** Returns a limit before and after, and the level that the current usage, if known, will have. */
function limitResultText(service: string, used: number | null, before: number, after: number): string {
  const usageAfter = used === null ? null : { used, limit: after };
  const percent = usageAfter && percentOf(usageAfter);
  const level = usageAfter && levelOf(usageAfter);
  const levelSentence =
    percent === null || level === null
      ? ''
      : level === 'blocked'
        ? t('raiseResultStillFull')
        : level === 'ok'
          ? t('raiseResultPercent', percentText(percent))
          : t('raiseResultLevel', percentText(percent), levelText(level));
  return [t('raiseResult', quantityText(service, before), quantityText(service, after)), levelSentence]
    .filter(Boolean)
    .join(' ');
}
