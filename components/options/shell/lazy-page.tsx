import type { ComponentChildren } from 'preact';
import { t } from '../../../lib/i18n/t.ts';
import { DiagnosticsLink } from '../../ui/diagnostics-link.tsx';
import { VanishingButton } from '../../ui/vanishing-button.tsx';
import { Page } from './page.tsx';
import { TableSkeleton } from './skeleton.tsx';
import { type LoadComponent, useLazy } from './use-lazy.ts';

/** A page whose code is loaded when it is first opened; see {@link useLazy}. */
export function LazyPage<Props extends object>({
  load,
  props,
}: {
  load: LoadComponent<Props>;
  props: Props;
}) {
  const { Loaded, failed, retry } = useLazy(load);
  if (Loaded) return <Loaded {...props} />;
  if (!failed) return <TableSkeleton />;
  return (
    <Page title={t('optionsPageFailed')}>
      <LoadFailed onRetry={retry} />
    </Page>
  );
}

/** A part of a page whose code is loaded when it is first shown; see {@link useLazy}. */
export function LazyPart<Props extends object>({
  load,
  props,
  placeholder = <TableSkeleton rows={5} />,
}: {
  load: LoadComponent<Props>;
  props: Props;
  /** Shown until the code is there. */
  placeholder?: ComponentChildren;
}) {
  const { Loaded, failed, retry } = useLazy(load);
  if (Loaded) return <Loaded {...props} />;
  return failed ? <LoadFailed onRetry={retry} /> : placeholder;
}

function LoadFailed({ onRetry }: { onRetry: () => void }) {
  return (
    <>
      <p class="soft">{t('optionsPageFailedHint')}</p>
      <VanishingButton onClick={onRetry}>{t('optionsTryAgain')}</VanishingButton> <DiagnosticsLink />
    </>
  );
}
