import { expect, it, vi } from 'vitest';

vi.mock('../../../../components/ui/send-move.ts', () => ({
  isMoving: () => false,
  sendMove: () => Promise.resolve({ ok: true }),
}));

import { moveRowNow } from '../../../../components/popup/move-row.ts';
import { rows } from '../../../../components/popup/popup-model.ts';
import { labelOf } from '../../../../components/popup/profile-label.ts';
import { status } from '../../../../components/popup/status-message.ts';
import { defaultProfilePreferences } from '../../../../lib/domain/settings/profile-preferences.ts';
import {
  connectionRows,
  loadedSignal,
  preferenceRows,
  profileRows,
} from '../../../../lib/state/store-signals.ts';
import { makeConnection, makeProfile } from '../../domain/make.ts';

it('says which of two profiles of one name was moved', async () => {
  const connection = makeConnection('a');
  const profiles = ['a', 'b'].map((id) => makeProfile(connection, id.repeat(24), 'Plant'));
  connectionRows.set([connection]);
  profileRows.set(profiles);
  preferenceRows.set(
    profiles.map(({ profileKey }, index) => ({
      ...defaultProfilePreferences(profileKey),
      position: index + 1,
    })),
  );
  loadedSignal.value = 'all';
  const [first] = rows.value;
  await moveRowNow(first!.id, 1);
  expect(status.value?.text).toContain(`${labelOf(first!.profile)} is now 2 of 2`);
});
