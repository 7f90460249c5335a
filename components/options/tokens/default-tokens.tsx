import { isolate } from '../../../lib/domain/text/foreign.ts';
import { type TokenFacts, type TokenId, tokenIdOf } from '../../../lib/domain/tokens/token.ts';
import { chooseToken, copyable, permits, sameToken } from '../../../lib/domain/tokens/token-choice.ts';
import { t } from '../../../lib/i18n/t.ts';
import { now } from '../../../lib/state/app-state.ts';
import { SelectField } from '../../ui/field.tsx';
import { permissionText } from '../shared/permission-text.ts';
import type { ProfileRow } from '../shared/profile-rows.ts';
import { saveProfilePreferences } from '../shared/save-preferences.ts';
import { Section } from '../shell/page.tsx';

/** Which of a profile's tokens are copied by default: one for samples that read, one for samples that write. */
export function DefaultTokens({ row }: { row: ProfileRow }) {
  const tokens = copyable(row.tokens?.tokens ?? [], now.value);
  const { readToken, writeToken } = row.preferences ?? { readToken: null, writeToken: null };
  const save = (change: { readToken: TokenId | null } | { writeToken: TokenId | null }) =>
    saveProfilePreferences(row.profile.profileKey, change);
  if (tokens.length === 0) return null;
  return (
    <Section title={t('defaultTokens')} soft={t('defaultTokensSoft')}>
      <div class="settings-fields settings-fields--wide">
        <TokenChoice
          label={t('defaultTokenReading')}
          hint={t('defaultTokenReadingHint')}
          reads
          tokens={tokens}
          chosen={readToken}
          onChange={(token) => void save({ readToken: token })}
        />
        <TokenChoice
          label={t('defaultTokenWriting')}
          hint={t('defaultTokenWritingHint')}
          reads={false}
          tokens={tokens}
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
  reads,
  tokens,
  chosen,
  onChange,
}: {
  label: string;
  hint: string;
  reads: boolean;
  tokens: TokenFacts[];
  chosen: TokenId | null;
  onChange: (token: TokenId | null) => void;
}) {
  const fitting = tokens.filter(({ permission }) => permits(permission, reads));
  const automatic = chooseToken(tokens, { reads, preferred: null, now: now.value });
  const automaticText =
    typeof automatic === 'string'
      ? t('defaultTokenNone')
      : t('defaultTokenAutomatic', automatic.name, permissionText(automatic.permission));
  const gone = chosen !== null && !fitting.some((token) => sameToken(token, chosen));
  return (
    <SelectField
      label={label}
      hint={hint}
      error={gone ? t('defaultTokenGone', chosen.name) : null}
      value={chosen && !gone ? choiceOf(chosen) : AUTOMATIC}
      choices={[
        { value: AUTOMATIC, label: automaticText },
        ...fitting.map((token) => ({
          value: choiceOf(token),
          label: `${isolate(token.name)} · ${permissionText(token.permission)}`,
        })),
      ]}
      onChange={(value) => {
        const token = fitting.find((one) => choiceOf(one) === value);
        onChange(token ? tokenIdOf(token) : null);
      }}
    />
  );
}
