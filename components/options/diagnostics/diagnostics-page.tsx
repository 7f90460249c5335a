import { useEffect, useState } from 'preact/hooks';
import { type ErrorEntry, MAX_ERRORS } from '../../../lib/domain/diagnostics/error-entry.ts';
import {
  type Diagnostics,
  diagnosticsReport,
  failedWords,
  failureWords,
} from '../../../lib/domain/diagnostics/report.ts';
import type { RequestCount } from '../../../lib/domain/diagnostics/request-count.ts';
import { ageText } from '../../../lib/i18n/age-text.ts';
import { numberText } from '../../../lib/i18n/service-text.ts';
import { language, t } from '../../../lib/i18n/t.ts';
import { loaded, now, storeProblem } from '../../../lib/state/app-state.ts';
import { onDiagnosticsChange, readDiagnostics } from '../../../lib/state/diagnostics.ts';
import { Button } from '../../ui/button.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { announce } from '../../ui/toast.tsx';
import { readGranted, usePermissions } from '../shared/permissions.ts';
import { Page, Section } from '../shell/page.tsx';
import { TableSkeleton } from '../shell/skeleton.tsx';
import './diagnostics.css';

/** Recent errors and requests, and a report of them that is safe to post in public. */
export function DiagnosticsPage() {
  const permissions = usePermissions();
  const [facts, setFacts] = useState<Diagnostics | null>(null);
  const read = () =>
    readDiagnostics({ language: language(), granted: readGranted(permissions) }).then(setFacts);
  useEffect(() => {
    void read();
    return onDiagnosticsChange(read);
  }, [loaded.value, storeProblem.value]);
  const copy = async () => {
    if (!facts) return;
    try {
      await navigator.clipboard.writeText(diagnosticsReport(facts));
      announce(t('diagnosticsCopied'));
    } catch {
      announce(t('diagnosticsNotCopied'), 'error');
    }
  };
  return (
    <Page
      title={t('diagnosticsTitle')}
      soft={t('diagnosticsSoft')}
      actions={
        <>
          <Button onClick={read}>{t('diagnosticsReadAgain')}</Button>
          <Button kind="primary" disabled={!facts} onClick={copy}>
            {t('diagnosticsCopy')}
          </Button>
        </>
      }
    >
      {facts ? <Facts facts={facts} /> : <TableSkeleton />}
    </Page>
  );
}

function Facts({ facts }: { facts: Diagnostics }) {
  const requests = facts.requests && Object.entries(facts.requests).sort(([a], [b]) => a.localeCompare(b));
  return (
    <>
      <Section title={t('diagnosticsErrors')} soft={t('diagnosticsErrorsSoft', MAX_ERRORS)}>
        {!facts.errors?.length ? (
          <p class="soft">{t(facts.errors ? 'diagnosticsNoErrors' : 'popupUnreadable')}</p>
        ) : (
          <Table
            caption={t('diagnosticsErrors')}
            columns={errorColumns()}
            rows={[...facts.errors].reverse()}
            rowKey={({ at, where, code, status, places }) => `${at} ${where} ${code} ${status} ${places[0]}`}
          />
        )}
      </Section>
      <Section title={t('diagnosticsRequests')} soft={t('diagnosticsRequestsSoft')}>
        {!requests?.length ? (
          <p class="soft">{t(requests ? 'diagnosticsNoRequests' : 'popupUnreadable')}</p>
        ) : (
          <Table
            caption={t('diagnosticsRequests')}
            columns={requestColumns()}
            rows={requests}
            rowKey={([route]) => route}
            minWidth={1000}
          />
        )}
      </Section>
      <Section title={t('diagnosticsReport')} soft={t('diagnosticsReportSoft')}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and has to by keyboard. */}
        <pre class="report" tabIndex={0} lang="en">
          {diagnosticsReport(facts)}
        </pre>
      </Section>
    </>
  );
}

function errorColumns(): Column<ErrorEntry>[] {
  return [
    { key: 'where', label: t('diagnosticsWhere'), cell: ({ where }) => <code>{where}</code> },
    {
      key: 'what',
      label: t('diagnosticsWhat'),
      width: '16rem',
      cell: ({ code, status }) => <code>{failureWords(code, status)}</code>,
    },
    {
      key: 'count',
      label: t('diagnosticsTimes'),
      width: '6rem',
      align: 'end',
      cell: ({ count }) => numberText(count),
    },
    { key: 'at', label: t('diagnosticsLast'), width: '12rem', cell: ({ at }) => ageText(at, now.value) },
  ];
}

function requestColumns(): Column<[string, RequestCount]>[] {
  const milliseconds = (value: number) => t('diagnosticsMs', numberText(Math.round(value)));
  return [
    { key: 'route', label: t('diagnosticsRoute'), cell: ([route]) => <code>{route}</code> },
    {
      key: 'count',
      label: t('diagnosticsCalls'),
      width: '6rem',
      align: 'end',
      cell: ([, { count }]) => numberText(count),
    },
    {
      key: 'failed',
      label: t('diagnosticsFailed'),
      width: '14rem',
      cell: ([, { failed }]) => failedWords(failed) || '–',
    },
    {
      key: 'mean',
      label: t('diagnosticsMean'),
      width: '8rem',
      align: 'end',
      cell: ([, { totalMs, count }]) => milliseconds(totalMs / count),
    },
    {
      key: 'longest',
      label: t('diagnosticsLongest'),
      width: '8rem',
      align: 'end',
      cell: ([, { maxMs }]) => milliseconds(maxMs),
    },
    {
      key: 'wait',
      label: t('diagnosticsWait'),
      width: '9rem',
      align: 'end',
      cell: ([, { maxWaitMs }]) => milliseconds(maxWaitMs),
    },
  ];
}
