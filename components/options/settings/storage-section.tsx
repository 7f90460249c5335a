import { useEffect, useState } from 'preact/hooks';
import { numberText } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { Section } from '../shell/page.tsx';

interface Facts {
  kept: boolean;
  usedMegabytes: number | null;
}

/** Asks the browser to keep what is stored here, and says what it answered; it decides alone. */
export function StorageSection() {
  const [facts, setFacts] = useState<Facts | null>(null);
  useEffect(() => {
    let current = true;
    void readFacts().then((found) => {
      if (current) setFacts(found);
    });
    return () => {
      current = false;
    };
  }, []);
  return (
    <Section title={t('settingsStorage')} soft={t('settingsStorageSoft')}>
      <p role="status">
        {facts === null
          ? t('optionsLoading')
          : t(facts.kept ? 'settingsStorageKept' : 'settingsStorageNotKept')}
        {facts !== null && facts.usedMegabytes !== null && (
          <span class="soft">
            {' '}
            {t('settingsStorageUsed', numberText(facts.usedMegabytes, { maximumFractionDigits: 1 }))}
          </span>
        )}
      </p>
    </Section>
  );
}

async function readFacts(): Promise<Facts> {
  const { storage } = navigator;
  const kept = await storage.persist().catch(() => false);
  const usage = await storage.estimate().catch(() => null);
  return { kept, usedMegabytes: usage?.usage === undefined ? null : usage.usage / 1024 / 1024 };
}
