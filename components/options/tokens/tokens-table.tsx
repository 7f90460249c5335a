import type { ComponentChildren } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import { plural, t } from '../../../lib/i18n/t.ts';
import { Button } from '../../ui/button.tsx';
import { reasonNotToSend } from '../../ui/disabled-reasons.ts';
import { type Sort, Table } from '../../ui/table.tsx';
import { VanishingButton } from '../../ui/vanishing-button.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import { RotateDialog } from './rotate-dialog.tsx';
import { toggleSelection } from './selection.ts';
import { reasonNotToSelect, tokenColumns } from './token-columns.tsx';
import { sortTokens, type TokenRow } from './token-rows.ts';
import '../profiles/profiles.css';
import './tokens.css';

/**
 * A table of tokens without their values; several can be selected and revoked together. It stays in place while no
 * token passes the filters: the selection, and a dialog of a token that the list no longer has, stay with it.
 */
export function TokensTable({
  rows,
  total,
  filter,
  sort,
  onSort,
  withProfile,
  empty,
}: {
  rows: TokenRow[];
  /** How many there are without filter; the page says so above. */
  total: number;
  /** By what the rows were chosen. */
  filter: string;
  sort: Sort;
  onSort: (sort: Sort) => void;
  /** Shows a column for the profile. */
  withProfile: boolean;
  /** Shown while there are no rows. */
  empty: ComponentChildren;
}) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [rotating, setRotating] = useState<TokenRow | null>(null);
  const [revoking, setRevoking] = useState<TokenRow[] | null>(null);
  const sorted = useMemo(() => sortTokens(rows, sort), [rows, sort.key, sort.descending]);
  const anchor = useRef<string | null>(null);
  const selectable = sorted.filter((row) => reasonNotToSelect(row) === undefined).map(({ id }) => id);
  const ours = rows.filter(({ token }) => token.ours).length;
  const unselectable = rows.length - selectable.length - ours;
  const toggle = (id: string, range: boolean) => {
    setChosen(toggleSelection(chosen, selectable, id, range ? anchor.current : null));
    anchor.current = id;
  };
  const canBeSelected = new Set(selectable);
  const selected = rows.filter(({ id }) => chosen.has(id) && canBeSelected.has(id));
  const columns = tokenColumns({
    withProfile,
    chosen,
    toggle,
    onRotate: setRotating,
    onRevoke: (row) => setRevoking([row]),
  });
  return (
    <>
      {rows.length === 0 ? (
        empty
      ) : (
        <>
          <div class="row tokens-bar">
            <span class="soft" role="status">
              {selected.length > 0
                ? plural('tokensSelected', selected.length)
                : rows.length < total && plural('tokensCount', rows.length)}
            </span>
            {selected.length < selectable.length && (
              <>
                <VanishingButton onClick={() => setChosen(new Set(selectable))}>
                  {plural('tokensSelectAll', selectable.length)}
                </VanishingButton>
                {ours > 0 && <span class="soft">{plural('tokensSelectAllBut', ours)}</span>}
              </>
            )}
            {unselectable > 0 && selectable.length > 0 && (
              <span class="soft">{plural('tokensSelectStuck', unselectable)}</span>
            )}
            {selected.length > 0 && (
              <>
                <VanishingButton onClick={() => setChosen(new Set())}>
                  {t('tokensClearSelection')}
                </VanishingButton>
                <Button
                  kind="danger"
                  disabledReason={reasonNotToSend()}
                  onClick={() => setRevoking(selected)}
                >
                  {plural('tokensRevokeManyDots', selected.length)}
                </Button>
                <span class="soft">{t('tokensRangeHint')}</span>
              </>
            )}
          </div>
          <Table
            caption={t('navTokens')}
            columns={columns}
            rows={sorted}
            rowKey={(row) => row.id}
            filter={filter}
            sort={sort}
            onSort={onSort}
            minWidth={withProfile ? 1010 : 850}
          />
        </>
      )}
      {rotating && <RotateDialog row={rotating} onClose={() => setRotating(null)} />}
      {revoking && <RevokeDialog rows={revoking} onClose={() => setRevoking(null)} />}
    </>
  );
}
