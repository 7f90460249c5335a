import { numberText } from '../../../lib/i18n/service-text.ts';
import { plural } from '../../../lib/i18n/t.ts';
import { distinctName, type ProfileRow } from '../shared/profile-rows.ts';
import { UnknownValue } from '../shared/unknown-value.tsx';
import { profileHref } from '../shell/router.ts';
import { isRisky } from '../tokens/review.ts';

/** How many tokens a profile has, and how many of them have full permission and don't expire. */
export function TokensCell({ row }: { row: ProfileRow }) {
  const { tokens, profile } = row;
  if (!tokens?.fetchedAt) return <UnknownValue row={row} what="tokens" />;
  const count = tokens.tokens.length;
  const risky = tokens.tokens.filter(isRisky).length;
  return (
    <span class="tokens-cell">
      <a
        class="link"
        href={profileHref(profile, 'tokens')}
        aria-label={plural('tokensOfProfile', count, distinctName(row))}
      >
        {numberText(count)}
      </a>
      {risky > 0 && (
        <span class="soft" title={plural('tokensRiskyHint', risky)}>
          <span class="visually-hidden">, </span>
          {plural('tokensRiskyShort', risky)}
        </span>
      )}
    </span>
  );
}
