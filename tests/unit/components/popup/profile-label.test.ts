import { expect, it } from 'vitest';
import { labelOf } from '../../../../components/popup/profile-label.ts';
import { connectionRows, loadedSignal, profileRows } from '../../../../lib/state/store-signals.ts';
import { makeConnection, makeProfile } from '../../domain/make.ts';

const connection = makeConnection('a');
const [first, second] = ['a', 'b'].map((id) => makeProfile(connection, id.repeat(24), 'Production'));

it('names a profile as its row does', () => {
  connectionRows.set([connection]);
  profileRows.set([first!, second!]);
  loadedSignal.value = 'all';
  expect(labelOf(first!)).toMatch(/^Production · /);
  expect(labelOf(first!)).not.toBe(labelOf(second!));
});
