import { useMemo, useState } from 'preact/hooks';
import { needsToken } from '../../../lib/domain/profiles/profile.ts';
import { t } from '../../../lib/i18n/t.ts';
import { Button } from '../../ui/button.tsx';
import { reasonNotToOpenForm } from '../../ui/disabled-reasons.ts';
import { parseSort, sortText } from '../../ui/table.tsx';
import { ListAge } from '../shared/list-age.tsx';
import { ListPlaceholder } from '../shared/list-placeholder.tsx';
import type { ProfileRow } from '../shared/profile-rows.ts';
import { Section } from '../shell/page.tsx';
import { PageFilter } from '../shell/page-filter.tsx';
import { route, setParams } from '../shell/router.ts';
import { DefaultTokens } from '../tokens/default-tokens.tsx';
import { GenerateDialog } from '../tokens/generate-dialog.tsx';
import { Rotations } from '../tokens/rotations.tsx';
import { matchesFilter, TOKEN_SORTS, tokenRows } from '../tokens/token-rows.ts';
import { TokensTable } from '../tokens/tokens-table.tsx';

/** Lists a profile's tokens, to generate, copy, rotate and revoke them. */
export function TokensTab({ row }: { row: ProfileRow }) {
  const { params } = route.value;
  const query = params.q ?? '';
  const sort = parseSort(params.sort, TOKEN_SORTS, { key: 'created', descending: true });
  const { tokens, profile } = row;
  const [generating, setGenerating] = useState(false);
  const all = useMemo(() => tokenRows([row]), [row]);
  const rows = useMemo(() => all.filter((row) => !query || matchesFilter(row, query)), [all, query]);
  const denied = needsToken(profile);
  return (
    <>
      <Section
        title={t('navTokens')}
        soft={<ListAge row={row} kind="tokens" />}
        actions={
          <>
            <PageFilter found={rows.length} label={t('tokensFilter')} />
            <Button
              kind="primary"
              disabledReason={denied ? t('profileDenied') : reasonNotToOpenForm(profile)}
              onClick={() => setGenerating(true)}
            >
              {t('tokensGenerateDots')}
            </Button>
          </>
        }
      >
        <Rotations rows={all} withProfile={false} />
        {!tokens?.fetchedAt ? (
          <ListPlaceholder rows={[row]} kind="tokens" />
        ) : (
          <TokensTable
            rows={rows}
            total={all.length}
            filter={query}
            sort={sort}
            onSort={(next) => setParams({ sort: sortText(next) })}
            withProfile={false}
            empty={
              <div class="empty" role="status">
                <b>{query ? t('profilesNoneFound', query) : t('tokensNone')}</b>
              </div>
            }
          />
        )}
        {generating && <GenerateDialog row={row} onClose={() => setGenerating(false)} />}
      </Section>
      <DefaultTokens row={row} />
    </>
  );
}
