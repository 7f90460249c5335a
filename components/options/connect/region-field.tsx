import { useState } from 'preact/hooks';
import type { Failure } from '../../../lib/domain/failure.ts';
import type { ApiOrigin } from '../../../lib/domain/identity/keys.ts';
import { allowedRegions, allowsApi, allowsDeploy, onlyApi } from '../../../lib/domain/policy/policy.ts';
import { suspicionOf } from '../../../lib/domain/regions/hostname.ts';
import {
  DEPLOY_LABEL,
  type OriginRule,
  originOfRegion,
  type PublicRegion,
  parseOrigin,
  publicRegion,
  type RegionId,
  regionOf,
} from '../../../lib/domain/regions/region.ts';
import { regionText } from '../../../lib/i18n/profile-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { policy } from '../../../lib/state/app-state.ts';
import { RadioField } from '../../ui/choices.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { TextField } from '../../ui/field.tsx';

export interface RegionDraft {
  region: RegionId;
  /** What was typed as the TagoDeploy address. */
  address: string;
}

/** Returns the origin of a region draft, or the rule that its address breaks. */
export function originOfDraft(
  draft: RegionDraft,
): { ok: true; origin: ApiOrigin } | { ok: false; rule: OriginRule | 'policy' } {
  const known = publicRegion(draft.region);
  const parsed = known ? { ok: true as const, origin: originOfRegion(known) } : parseOrigin(draft.address);
  if (!parsed.ok) return parsed;
  const { origin } = parsed;
  return allowsApi(policy.value, origin) ? { ok: true, origin } : { ok: false, rule: 'policy' };
}

/** Returns the host of a draft's origin, to be shown; undefined while the address is invalid. */
function hostOfDraft(draft: RegionDraft): string | undefined {
  const parsed = originOfDraft(draft);
  return parsed.ok ? new URL(parsed.origin).host : undefined;
}

/**
 * Returns the public region to offer after others refused what was typed; null if all were tried, or on TagoDeploy.
 * It is only offered: nothing is sent to a region that the person didn't choose.
 */
export function untriedRegion(refusedAt: readonly ApiOrigin[]): PublicRegion | null {
  if (!refusedAt.some((origin) => publicRegion(origin))) return null;
  return allowedRegions(policy.value).find((region) => !refusedAt.includes(originOfRegion(region))) ?? null;
}

/** Returns true if a failure is about the host, and not about what was sent to it: it is shown beside the region. */
export function isHostFailure(failure: Failure | null): failure is Failure {
  return !!failure && HOST_FAILURES.has(failure.code);
}

/**
 * The browser was not allowed to access the host. One object: a form focuses its error when there is another failure.
 */
export const HOST_REFUSED: Failure = { code: 'host-permission' };

const HOST_FAILURES = new Set<Failure['code']>([
  'offline',
  'timeout',
  'malformed',
  'server',
  'host-permission',
]);

const RULE_KEY = {
  empty: 'connectAddressEmpty',
  'not-a-url': 'connectAddressNotUrl',
  'https-only': 'connectAddressHttps',
  path: 'connectAddressPath',
  credentials: 'connectAddressCredentials',
  host: 'connectAddressHost',
  'link-local': 'connectAddressLinkLocal',
  policy: 'failure_policy_allowedHosts',
} as const satisfies Record<OriginRule | 'policy', string>;

const SUSPICION_KEY = {
  platform: 'connectAddressLookAlike',
  international: 'connectAddressInternational',
} as const;

/** Where the account is: one of TagoIO's regions, or a company's TagoDeploy. */
export function RegionField({
  value,
  onChange,
  failure,
  checked,
}: {
  value: RegionDraft;
  onChange: (change: Partial<RegionDraft>) => void;
  failure: Failure | null;
  /** The person tried to submit: broken rules are shown, which are otherwise shown when they leave the field. */
  checked: boolean;
}) {
  const [left, setLeft] = useState(false);
  const deploy = value.region === 'deploy';
  const parsed = originOfDraft(value);
  const hostError = isHostFailure(failure) ? failureText(failure, { host: hostOfDraft(value) }) : null;
  const suspicion = deploy && parsed.ok ? suspicionOf(new URL(parsed.origin).hostname) : null;
  const ruleError = (checked || left) && !parsed.ok ? t(RULE_KEY[parsed.rule]) : null;
  const only = onlyApi(policy.value);
  if (only) {
    return (
      <TextField
        label={t('connectRegion')}
        hint={t('policySetBy')}
        value={regionText({ region: regionOf(only), origin: only })}
        readOnly
        onInput={() => {}}
        error={hostError}
      />
    );
  }
  return (
    <>
      <RadioField
        label={t('connectRegion')}
        columns
        value={value.region}
        hint={policy.value.allowedHosts ? t('policySetBy') : undefined}
        choices={[
          ...allowedRegions(policy.value).map(({ id, label, origin }) => ({
            value: id,
            label: t(label),
            hint: new URL(origin).host,
          })),
          ...(allowsDeploy(policy.value)
            ? [{ value: 'deploy', label: t(DEPLOY_LABEL), hint: t('connectDeployHint') }]
            : []),
        ]}
        onChange={(region) => onChange({ region: region as RegionId })}
        error={deploy ? null : (ruleError ?? hostError)}
      />
      {deploy && (
        <TextField
          label={t('connectAddress')}
          hint={t('connectAddressHint')}
          value={value.address}
          onInput={(address) => onChange({ address })}
          onBlur={() => setLeft(value.address !== '')}
          error={ruleError ?? hostError}
          type="url"
          inputMode="url"
          autocomplete="url"
          spellcheck={false}
          placeholder="https://api.example.com"
        />
      )}
      <div role="status">
        {suspicion && (
          <p class="note note--warning">{t(SUSPICION_KEY[suspicion], hostOfDraft(value) ?? '')}</p>
        )}
      </div>
    </>
  );
}
