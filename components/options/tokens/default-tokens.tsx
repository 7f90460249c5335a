import { isolate } from '../../../lib/domain/text/foreign.ts';
import type { TokenFacts, TokenId } from '../../../lib/domain/tokens/token.ts';
import { chooseToken, copyable, permits, sameToken } from '../../../lib/domain/tokens/token-choice.ts';
import { t } from '../../../lib/i18n/t.ts';
import { resultOf, send } from '../../../lib/messages/client.ts';
import { now } from '../../../lib/state/app-state.ts';
import { SelectField } from '../../ui/field.tsx';
import { announceFailure } from '../../ui/toast.tsx';
import type { ProfileRow } from '../shared/profile-rows.ts';
import { Section } from '../shell/page.tsx';
import { permissionText } from './permission-text.ts';

/** Which of a profile's tokens a copy takes when none is named: one for reading, one for what changes something. */
export function DefaultTokens({ row }: { row: ProfileRow }) {
  const tokens = copyable(row.tokens?.tokens ?? [], now.value);
  const { readToken, writeToken } = row.preferences ?? { readToken: null, writeToken: null };
  const save = async (change: { readToken: TokenId | null } | { writeToken: TokenId | null }) => {
    const { profileKey } = row.profile;
    const result = await resultOf(() => send('setProfilePreferences', { profileKey, change }));
    if (!result.ok) announceFailure(result.failure);
  };
  if (tokens.length === 0) return null;
  return (
    <Section title={t('defaultTokens')} soft={t('defaultTokensSoft')}>
      <div class="settings-fields">
        <Choice
          label={t('defaultTokenReading')}
          hint={t('defaultTokenReadingHint')}
          reads
          tokens={tokens}
          chosen={readToken}
          onChange={(token) => void save({ readToken: token })}
        />
        <Choice
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
const idOf = ({ name, createdAt }: TokenId) => JSON.stringify([name, createdAt]);

function Choice({
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
      value={chosen && !gone ? idOf(chosen) : AUTOMATIC}
      choices={[
        { value: AUTOMATIC, label: automaticText },
        ...fitting.map((token) => ({
          value: idOf(token),
          label: `${isolate(token.name)} · ${permissionText(token.permission)}`,
        })),
      ]}
      onChange={(value) => {
        const token = fitting.find((one) => idOf(one) === value);
        onChange(token ? { name: token.name, createdAt: token.createdAt } : null);
      }}
    />
  );
}
