import { ageText } from '../../../lib/i18n/age-text.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { now, preferences } from '../../../lib/state/app-state.ts';
import { syncState } from '../../../lib/state/sync-state.ts';
import { CheckField } from '../../ui/choices.tsx';
import { savePreferences } from '../shared/save-preferences.ts';
import { Section } from '../shell/page.tsx';

/** Whether preferences are synced between the person's browsers, and what the last sync left out. */
export function SyncSection() {
  const { sync } = preferences.value;
  return (
    <Section title={t('settingsSync')} soft={t('settingsSyncSoft')}>
      <div class="stack">
        <CheckField
          label={t('settingsSyncOn')}
          hint={t('settingsSyncHint')}
          checked={sync}
          onChange={(on) => savePreferences({ sync: on })}
        />
        {sync ? <LastSync /> : <NotSynced />}
      </div>
    </Section>
  );
}

function LastSync() {
  const state = syncState.value;
  if (!state) return null;
  return (
    <div role="status">
      {state.refused ? (
        <p class="note note--warning">{t('settingsSyncRefused')}</p>
      ) : (
        state.syncedAt !== null && (
          <p class="soft">{t('settingsSyncDone', ageText(state.syncedAt, now.value))}</p>
        )
      )}
      {state.leftOut > 0 && <p class="note note--warning">{plural('settingsSyncLeftOut', state.leftOut)}</p>}
    </div>
  );
}

function NotSynced() {
  const state = syncState.value;
  if (!state) return null;
  return (
    <div role="status">
      {state.refused ? (
        <p class="note note--warning">{t('settingsSyncNotRemoved')}</p>
      ) : (
        state.syncedAt === null && <p class="soft">{t('settingsSyncRemoved')}</p>
      )}
    </div>
  );
}
