import type { ServiceStatus } from '../../lib/domain/usage/usage-status.ts';
import { levelText } from '../../lib/i18n/service-text.ts';
import { plural, t } from '../../lib/i18n/t.ts';
import { Figure, Figures } from '../options/shared/figures.tsx';
import { MissingValue } from '../options/shared/missing-value.tsx';
import { OrderButtons } from '../options/shared/order-buttons.tsx';
import { ResultsList } from '../options/shared/results-list.tsx';
import { TableSkeleton } from '../options/shell/skeleton.tsx';
import { ServiceList, ServiceSkeleton } from '../popup/service-list.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { DiagnosticsLink } from '../ui/diagnostics-link.tsx';
import { Actions, Dialog } from '../ui/dialog.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { LevelShape } from '../ui/level.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { announce, announceFailure } from '../ui/toast.tsx';
import { ignore, LONG_NAME, Sample } from './sample.tsx';

const SERVICES: ServiceStatus[] = [
  { service: 'output', used: 350_000, limit: 350_000, level: 'blocked', percent: 100, lastMonth: false },
  {
    service: 'data_records',
    used: 2_182_500,
    limit: 2_250_000,
    level: 'high',
    percent: 97,
    lastMonth: false,
  },
  { service: 'file_storage', used: 109.6, limit: 132, level: 'warning', percent: 83, lastMonth: false },
  { service: 'input', used: 12, limit: 350_000, level: 'ok', percent: 0, lastMonth: false },
  { service: 'sms', used: 4, limit: 60, level: null, percent: null, lastMonth: true },
  { service: 'email', used: 0, limit: 0, level: null, percent: null, lastMonth: false },
];

interface Row {
  name: string;
  level: 'warning' | 'high' | 'blocked';
}
const ROWS: Row[] = [
  { name: 'Acme Farms', level: 'high' },
  { name: 'Greenhouse Iberia', level: 'blocked' },
  { name: LONG_NAME, level: 'warning' },
];

export function ServiceSamples({ now }: { now: number }) {
  return (
    <Sample name="ServiceList, ServiceSkeleton">
      <div class="sample__card">
        <ServiceList services={SERVICES} detailed={false} now={now} />
      </div>
      <div class="sample__card">
        <ServiceList services={SERVICES} detailed now={now} />
      </div>
      <div class="sample__card">
        <ServiceSkeleton />
      </div>
    </Sample>
  );
}

export function FigureSamples() {
  const next = { href: '#', text: t('overviewRaise'), about: 'Acme Farms' };
  return (
    <Sample name="Figures, OrderButtons, ResultsList, MissingValue, TableSkeleton">
      <Figures label={t('overviewSummary')}>
        <Figure
          label={t('overviewBlocked')}
          value={plural('settingsProfilesCount', 2)}
          level="blocked"
          next={next}
        >
          Greenhouse Iberia
        </Figure>
        <Figure
          label={t('overviewNear')}
          value={plural('settingsProfilesCount', 1)}
          level="high"
          next={next}
        />
        <Figure label={t('costTotal')} value="–">
          {t('usageNotRead')}
        </Figure>
      </Figures>
      <OrderButtons name="Acme Farms" index={0} count={3} onMove={ignore} />
      <OrderButtons name="Greenhouse Iberia" index={1} count={3} onMove={ignore} small />
      <ResultsList
        results={[
          { label: 'ana@field.example', failure: null },
          { label: 'nobody@field.example', failure: { code: 'no-account' } },
        ]}
      />
      <MissingValue sign="…" why={t('profilesNotRead')} /> <MissingValue sign="?" why={t('limitsUnread')} />
      <div class="sample__card">
        <TableSkeleton rows={3} />
      </div>
    </Sample>
  );
}

export function TableSamples() {
  const columns: Column<Row>[] = [
    { key: 'name', label: t('profilesColumnProfile'), sort: 'ascending', cell: ({ name }) => name },
    {
      key: 'star',
      label: t('profilesColumnFavourite'),
      icon: 'star',
      sort: 'ascending',
      width: '44px',
      cell: () => null,
    },
    {
      key: 'level',
      label: t('profilesColumnWorst'),
      width: '160px',
      align: 'end',
      sort: 'descending',
      cell: ({ level }) => (
        <span class={`level-mark level--${level}`}>
          <LevelShape level={level} /> {levelText(level)}
        </span>
      ),
    },
  ];
  const sort = { key: 'level', descending: true };
  const common = { columns, rowKey: ({ name }: Row) => name, sort, onSort: ignore, minWidth: 480 };
  return (
    <Sample name="Table">
      <Table
        {...common}
        caption={t('navProfiles')}
        rows={ROWS}
        highlighted={({ level }) => level === 'high'}
      />
      <Table {...common} caption={t('navTokens')} rows={[]} />
    </Sample>
  );
}

export function ErrorSamples() {
  return (
    <Sample name="ErrorBoundary, Toasts, DiagnosticsLink">
      <DiagnosticsLink />
      <ErrorBoundary what={t('navProfiles')} where="samples">
        <Fails />
      </ErrorBoundary>
      <Button onClick={showToasts}>{t('formNotifications')}</Button>
    </Sample>
  );
}

function Fails(): never {
  throw new Error('a sample');
}

export function showToasts(): void {
  announce(t('tokensCopied', 'Workshop'));
  announceFailure({ code: 'offline' });
}

/** One dialog at a time, by the page's hash. */
export const DIALOGS = {
  dialog: () => (
    <Dialog title={t('profilesAdd')} onClose={ignore}>
      <p>{t('profileDeleteHint')}</p>
      <Actions>
        <Button>{t('formCancel')}</Button>
        <Button kind="primary">{t('alertsSave')}</Button>
      </Actions>
    </Dialog>
  ),
  'dialog-wide': () => (
    <Dialog title={t('profilesAdd')} onClose={ignore} wide busy>
      <p>{t('profileDeleteHint')}</p>
    </Dialog>
  ),
  confirm: () => (
    <ConfirmDialog
      title={t('profileDelete')}
      label={t('profileDelete')}
      busyLabel={t('optionsSaving')}
      typeName="Acme Farms"
      busy={false}
      failure={null}
      onConfirm={ignore}
      onClose={ignore}
    >
      <p>{t('profileDeleteHint')}</p>
    </ConfirmDialog>
  ),
  'confirm-failed': () => (
    <ConfirmDialog
      title={t('profileDelete')}
      label={t('profileDelete')}
      busyLabel={t('optionsSaving')}
      busy={false}
      danger={false}
      failure={{ code: 'offline' }}
      onConfirm={ignore}
      onClose={ignore}
    >
      <p>{t('profileDeleteHint')}</p>
    </ConfirmDialog>
  ),
  'confirm-busy': () => (
    <ConfirmDialog
      title={t('profileDelete')}
      label={t('profileDelete')}
      busyLabel={t('optionsSaving')}
      busy
      failure={null}
      onConfirm={ignore}
      onClose={ignore}
    >
      <p>{t('profileDeleteHint')}</p>
    </ConfirmDialog>
  ),
} as const;
