import { useEffect, useState } from 'preact/hooks';
import { numberText } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { Section } from '../shell/page.tsx';

interface StorageState {
  /** The browser won't delete it on its own. */
  persisted: boolean;
  usedMegabytes: number | null;
}

/** Requests persistent storage from the browser, and says what it decided. */
export function StorageSection() {
  const [state, setState] = useState<StorageState | null>(null);
  useEffect(() => {
    let current = true;
    void readStorageState().then((found) => {
      if (current) setState(found);
    });
    return () => {
      current = false;
    };
  }, []);
  return (
    <Section title={t('settingsStorage')} soft={t('settingsStorageSoft')}>
      <p role="status">
        {state === null
          ? t('optionsLoading')
          : t(state.persisted ? 'settingsStorageKept' : 'settingsStorageNotKept')}
        {state !== null && state.usedMegabytes !== null && (
          <span class="soft">
            {' '}
            {t('settingsStorageUsed', numberText(state.usedMegabytes, { maximumFractionDigits: 1 }))}
          </span>
        )}
      </p>
    </Section>
  );
}

async function readStorageState(): Promise<StorageState> {
  const { storage } = navigator;
  // A browser that doesn't say hasn't promised to keep the data, and no size is shown.
  const persisted = await storage.persist().catch(() => false);
  const usage = await storage.estimate().catch(() => null);
  return { persisted, usedMegabytes: usage?.usage === undefined ? null : usage.usage / 1024 / 1024 };
}
