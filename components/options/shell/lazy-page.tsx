import { t } from '../../../lib/i18n/t.ts';
import { Page } from './page.tsx';
import { TableSkeleton } from './skeleton.tsx';
import { type Load, useLazy } from './use-lazy.ts';

/** A page whose code is fetched when it is first opened; see {@link useLazy}. */
export function LazyPage<Props extends object>({ load, props }: { load: Load<Props>; props: Props }) {
  const { Loaded, failed, retry } = useLazy(load);
  if (Loaded) return <Loaded {...props} />;
  if (!failed) return <TableSkeleton />;
  return (
    <Page title={t('optionsPageFailed')}>
      <LoadFailed onRetry={retry} />
    </Page>
  );
}

/** A part of a page whose code is fetched when it is first shown; see {@link useLazy}. */
export function LazyPart<Props extends object>({ load, props }: { load: Load<Props>; props: Props }) {
  const { Loaded, failed, retry } = useLazy(load);
  if (Loaded) return <Loaded {...props} />;
  return failed ? <LoadFailed onRetry={retry} /> : <TableSkeleton rows={5} />;
}

function LoadFailed({ onRetry }: { onRetry: () => void }) {
  return (
    <>
      <p class="soft">{t('optionsPageFailedHint')}</p>
      <button type="button" class="button" onClick={onRetry}>
        {t('optionsTryAgain')}
      </button>
    </>
  );
}
