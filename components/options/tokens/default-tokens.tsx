import { allowsPermission, type Policy } from '../../../lib/domain/policy/policy.ts';
import { isolate } from '../../../lib/domain/text/foreign.ts';
import { replacedTokens } from '../../../lib/domain/tokens/rotation.ts';
import {
  isExpired,
  serverTimeOf,
  type TokenFacts,
  type TokenId,
  tokenIdOf,
} from '../../../lib/domain/tokens/token.ts';
import {
  chooseToken,
  copyable,
  permits,
  sameToken,
  type TokenUse,
} from '../../../lib/domain/tokens/token-choice.ts';
import { t } from '../../../lib/i18n/t.ts';
import { now, policy } from '../../../lib/state/app-state.ts';
import { rotations } from '../../../lib/state/rotations.ts';
import { SelectField } from '../../ui/field.tsx';
import { permissionText } from '../shared/permission-text.ts';
import type { ProfileRow } from '../shared/profile-rows.ts';
import { saveProfilePreferences } from '../shared/save-preferences.ts';
import { Section } from '../shell/page.tsx';
import { tokenRows } from './token-rows.ts';

/** Which of a profile's tokens are copied by default: one for samples that read, one for samples that write. */
export function DefaultTokens({ row }: { row: ProfileRow }) {
  if (!row.tokens?.fetchedAt) return null;
  const { tokens: all } = row.tokens;
  const at = serverTimeOf(row.tokens, now.value);
  const tokens = copyable(all, at).filter(({ permission }) => allowsPermission(policy.value, permission));
  const { readToken, writeToken } = row.preferences ?? { readToken: null, writeToken: null };
  const labeled = tokenRows([row]);
  const labelOf = (token: TokenId) => labeled.find((one) => sameToken(one.token, token))?.label ?? token.name;
  const replaced = replacedTokens(rotations.value ?? [], row.profile);
  const save = (change: { readToken: TokenId | null } | { writeToken: TokenId | null }) =>
    saveProfilePreferences(row.profile.profileKey, change);
  // One that was chosen and can't be used anymore says why, and can be replaced.
  if (tokens.length === 0 && !readToken && !writeToken) return null;
  return (
    <Section title={t('defaultTokens')} soft={t('defaultTokensSoft')}>
      <div class="settings-fields settings-fields--wide">
        <TokenChoice
          label={t('defaultTokenReading')}
          hint={t('defaultTokenReadingHint')}
          use="read"
          all={all}
          tokens={tokens}
          at={at}
          labelOf={labelOf}
          replaced={replaced}
          chosen={readToken}
          onChange={(token) => void save({ readToken: token })}
        />
        <TokenChoice
          label={t('defaultTokenWriting')}
          hint={t('defaultTokenWritingHint')}
          use="write"
          all={all}
          tokens={tokens}
          at={at}
          labelOf={labelOf}
          replaced={replaced}
          chosen={writeToken}
          onChange={(token) => void save({ writeToken: token })}
        />
      </div>
    </Section>
  );
}

const AUTOMATIC = '';
const choiceOf = ({ name, createdAt }: TokenId) => JSON.stringify([name, createdAt]);

function TokenChoice({
  label,
  hint,
  use,
  all,
  tokens,
  at,
  labelOf,
  replaced,
  chosen,
  onChange,
}: {
  label: string;
  hint: string;
  use: TokenUse;
  all: readonly TokenFacts[];
  /** Those of them that can be copied. */
  tokens: readonly TokenFacts[];
  /** Epoch ms by the server's clock. */
  at: number;
  labelOf: (token: TokenId) => string;
  /** Those that have a successor. */
  replaced: readonly TokenId[];
  chosen: TokenId | null;
  onChange: (token: TokenId | null) => void;
}) {
  const fitting = tokens.filter(({ permission }) => permits(permission, use));
  const automatic = chooseToken(tokens, { use, preferred: null, replaced, now: at });
  const automaticText =
    typeof automatic === 'string'
      ? t('defaultTokenNone')
      : t('defaultTokenAutomatic', labelOf(automatic), permissionText(automatic.permission));
  const isUnusable = chosen !== null && !fitting.some((token) => sameToken(token, chosen));
  return (
    <SelectField
      label={label}
      hint={hint}
      error={isUnusable ? unusableTokenText(chosen, all, { policy: policy.value, at }) : null}
      value={chosen ? choiceOf(chosen) : AUTOMATIC}
      choices={[
        { value: AUTOMATIC, label: automaticText },
        // Stays chosen, so that the automatic choice can be made instead.
        ...(isUnusable ? [{ value: choiceOf(chosen), label: isolate(labelOf(chosen)), disabled: true }] : []),
        ...fitting.map((token) => ({
          value: choiceOf(token),
          label: `${isolate(labelOf(token))} · ${permissionText(token.permission)}`,
        })),
      ]}
      onChange={(value) => {
        const token = fitting.find((one) => choiceOf(one) === value);
        onChange(token ? tokenIdOf(token) : null);
      }}
    />
  );
}

/** Returns why a default token isn't one that can be copied now. `at`: epoch ms. */
export function unusableTokenText(
  chosen: TokenId,
  all: readonly TokenFacts[],
  { policy, at }: { policy: Policy; at: number },
): string {
  const token = all.find((one) => sameToken(one, chosen));
  if (token && isExpired(token, at)) return t('defaultTokenExpired', chosen.name);
  if (token && !allowsPermission(policy, token.permission)) return t('failure_policy_allowFullTokens');
  return t('defaultTokenGone', chosen.name);
}
