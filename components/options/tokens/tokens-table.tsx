import { useMemo, useState } from 'preact/hooks';
import { ageText } from '../../../lib/i18n/age-text.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { now } from '../../../lib/state/app-state.ts';
import { Button } from '../../parts/button.tsx';
import { columnDate, exactTime, fromNow } from '../dates.ts';
import { personName } from '../person-name.ts';
import type { ProfileLine } from '../profiles/lines.ts';
import { profileHref } from '../shell/router.ts';
import { type Column, type Sort, Table } from '../table/table.tsx';
import { CopyTokenButton } from './copy-token-button.tsx';
import { permissionText } from './permission-text.ts';
import { isExpired, isExpiring, isRisky } from './review.ts';
import { RevokeDialog } from './revoke-dialog.tsx';
import { sortTokens, type TokenRow } from './token-rows.ts';
import '../profiles/profiles.css';
import './tokens.css';

/** Tokens with what is known of them, never a value; several can be chosen and revoked together. */
export function TokensTable({
  rows,
  sort,
  onSort,
  withProfile,
}: {
  rows: TokenRow[];
  sort: Sort;
  onSort: (sort: Sort) => void;
  /** A column for the profile, where there are several. */
  withProfile: boolean;
}) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [revoking, setRevoking] = useState<TokenRow[] | null>(null);
  const sorted = useMemo(() => sortTokens(rows, sort), [rows, sort.key, sort.descending]);
  const toggle = (id: string) =>
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  const selected = rows.filter((row) => chosen.has(row.id) && !row.token.ours);
  const columns = tokenColumns({ withProfile, chosen, toggle, onRevoke: (row) => setRevoking([row]) });
  return (
    <>
      <div class="row tokens-bar">
        <span class="soft" role="status">
          {selected.length > 0
            ? plural('tokensSelected', selected.length)
            : plural('tokensCount', rows.length)}
        </span>
        {selected.length > 0 && (
          <>
            <Button onClick={() => setChosen(new Set())}>{t('tokensClearSelection')}</Button>
            <Button kind="danger" onClick={() => setRevoking(selected)}>
              {plural('tokensRevokeMany', selected.length)}
            </Button>
          </>
        )}
      </div>
      <Table
        caption={t('navTokens')}
        columns={columns}
        rows={sorted}
        rowKey={(row) => row.id}
        sort={sort}
        onSort={onSort}
        minWidth={withProfile ? 1010 : 860}
      />
      {revoking && (
        <RevokeDialog
          rows={revoking}
          onClose={() => {
            setRevoking(null);
            setChosen(new Set());
          }}
        />
      )}
    </>
  );
}

function tokenColumns({
  withProfile,
  chosen,
  toggle,
  onRevoke,
}: {
  withProfile: boolean;
  chosen: ReadonlySet<string>;
  toggle: (id: string) => void;
  onRevoke: (row: TokenRow) => void;
}): Column<TokenRow>[] {
  return [
    {
      key: 'name',
      label: t('profilesName'),
      sort: 'ascending',
      cell: (row) => (
        <span class="token-name">
          <input
            type="checkbox"
            aria-label={t('tokensSelect', row.token.name)}
            checked={chosen.has(row.id)}
            disabled={row.token.ours}
            onChange={() => toggle(row.id)}
          />
          <b title={row.token.name}>{row.token.name}</b>
        </span>
      ),
    },
    ...(withProfile ? [profileColumn()] : []),
    {
      key: 'permission',
      label: t('tokensPermission'),
      width: '100px',
      sort: 'ascending',
      cell: ({ token }) => (
        <span class={isRisky(token) ? 'risky' : undefined}>{permissionText(token.permission)}</span>
      ),
    },
    {
      key: 'created',
      label: t('profilesColumnCreated'),
      width: '104px',
      sort: 'descending',
      cell: ({ token, line }) => {
        const at = Date.parse(token.createdAt);
        return Number.isNaN(at) ? (
          ''
        ) : (
          <span title={exactTime(at, zoneOf(line))}>{columnDate(at, zoneOf(line))}</span>
        );
      },
    },
    {
      key: 'used',
      label: t('tokensLastUsed'),
      width: '110px',
      sort: 'descending',
      cell: ({ token, line }) =>
        token.lastAuthorizedAt ? (
          <span title={exactTime(token.lastAuthorizedAt, zoneOf(line))}>
            {ageText(token.lastAuthorizedAt, now.value)}
          </span>
        ) : (
          <span class="soft">{t('tokensNeverUsed')}</span>
        ),
    },
    {
      key: 'expires',
      label: t('tokensExpiration'),
      width: '150px',
      sort: 'ascending',
      cell: (row) => <Expiration row={row} />,
    },
    {
      key: 'by',
      label: t('tokensCreatedBy'),
      width: '120px',
      sort: 'ascending',
      cell: ({ token }) => (
        <span title={token.createdBy ?? undefined}>{personName(token.createdBy ?? '')}</span>
      ),
    },
    {
      key: 'actions',
      label: t('tokensActions'),
      width: '132px',
      align: 'end',
      cell: (row) => <RowActions row={row} onRevoke={() => onRevoke(row)} />,
    },
  ];
}

function profileColumn(): Column<TokenRow> {
  return {
    key: 'profile',
    label: t('profilesColumnProfile'),
    width: '16%',
    sort: 'ascending',
    cell: ({ line }) => (
      <a class="link" href={profileHref(line.profile, 'tokens')} title={line.profile.name}>
        {line.profile.name}
        {line.tags.length > 0 && <span class="soft"> {line.tags.join(', ')}</span>}
      </a>
    ),
  };
}

function zoneOf(line: ProfileLine): string | undefined {
  return line.connection?.timezone;
}

/** Relative, with the exact time on hover; what never ends with full permission is marked. */
function Expiration({ row: { token, line } }: { row: TokenRow }) {
  if (token.expiresAt === null) {
    return <span class={isRisky(token) ? 'risky' : 'soft'}>{t('tokensNever')}</span>;
  }
  const soon = isExpiring(token, now.value) || isExpired(token, now.value);
  return (
    <span class={soon ? 'risky' : undefined} title={exactTime(token.expiresAt, zoneOf(line))}>
      {isExpired(token, now.value)
        ? t('tokensExpiredAgo', fromNow(token.expiresAt, now.value))
        : fromNow(token.expiresAt, now.value)}
    </span>
  );
}

function RowActions({ row, onRevoke }: { row: TokenRow; onRevoke: () => void }) {
  if (row.token.ours) {
    return (
      <span class="tag" title={t('tokensOursHint')}>
        {t('tokensOurs')}
      </span>
    );
  }
  return (
    <span class="token-actions">
      <CopyTokenButton row={row} />
      <Button aria-label={t('tokensRevokeOf', row.token.name)} onClick={onRevoke}>
        {t('tokensRevoke')}
      </Button>
    </span>
  );
}
