import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/t.ts';
import { Page } from './page.tsx';
import { TableSkeleton } from './skeleton.tsx';

type Load<Props> = () => Promise<ComponentType<Props>>;

const loaded = new Map<unknown, ComponentType<never>>();

/** A page whose code is fetched when it is first opened. `load` must be the same function each time. */
export function LazyPage<Props extends object>({ load, props }: { load: Load<Props>; props: Props }) {
  const [attempt, setAttempt] = useState(0);
  const [failed, setFailed] = useState(false);
  const Loaded = loaded.get(load) as ComponentType<Props> | undefined;
  useEffect(() => {
    if (loaded.has(load)) return;
    let current = true;
    load().then(
      (component) => {
        loaded.set(load, component as ComponentType<never>);
        if (current) setAttempt((count) => count + 1);
      },
      () => {
        if (current) setFailed(true);
      },
    );
    return () => {
      current = false;
    };
  }, [load, attempt]);
  if (Loaded) return <Loaded {...props} />;
  if (!failed) return <TableSkeleton />;
  return (
    <Page title={t('optionsPageFailed')}>
      <p class="soft">{t('optionsPageFailedHint')}</p>
      <button
        type="button"
        class="button"
        onClick={() => {
          setFailed(false);
          setAttempt((count) => count + 1);
        }}
      >
        {t('optionsTryAgain')}
      </button>
    </Page>
  );
}
