import { describe, expect, it } from 'vitest';
import { fetchNotifications } from '../../../lib/platform/notifications.ts';
import { api, respondWith, withSandboxApi } from './sandbox-api.ts';

withSandboxApi();

describe('notifications', () => {
  const accept = { id: 'yes', label: 'Accept', triggers: [{ share_profile: 'accept' }] };
  const refuse = { id: 'no', label: 'Refuse', triggers: [{ share_profile: 'refuse' }] };

  it('are invitations when an enabled button accepts one', async () => {
    respondWith('/notification', [
      {
        id: '1',
        title: 'Limit',
        message: 'm',
        read: false,
        buttons: [accept, refuse],
        buttons_enabled: true,
      },
      { id: '2', buttons: [refuse, null, { id: 3 }, accept] },
      { id: '3', buttons: [accept] },
      { id: '4', buttons: [accept, refuse], buttons_enabled: false },
      { id: '5', buttons: [{ id: 'x', triggers: [{ url: 'https://acme.example' }] }] },
      { id: '6', buttons: null },
      { title: 'no id' },
    ]);
    const both = { acceptButtonId: 'yes', refuseButtonId: 'no' };
    expect((await fetchNotifications(api)).rows.map(({ id, invitation }) => [id, invitation])).toEqual([
      ['1', both],
      ['2', both],
      ['3', { acceptButtonId: 'yes', refuseButtonId: null }],
      ['4', null],
      ['5', null],
      ['6', null],
    ]);
  });

  it.each([
    ['buttons that are no list', { buttons: 'none' }],
    ['a button without an id', { buttons: [{ ...accept, id: null }, refuse] }],
    ['triggers that are no list', { buttons: [{ ...accept, triggers: 'accept' }] }],
    ['“false” as a text', { buttons: [accept, refuse], buttons_enabled: 'false' }],
    ['a number', { buttons: [accept, refuse], buttons_enabled: 0 }],
  ])('aren’t said to be an invitation, or none, because of %s', async (_what, row) => {
    respondWith('/notification', [{ id: '1', ...row }]);
    const { rows, partial } = await fetchNotifications(api);
    expect([rows[0]?.invitation, partial]).toEqual([undefined, false]);
  });

  it('are kept once', async () => {
    respondWith('/notification', [{ id: '1' }, { id: '2' }, { id: '1' }]);
    expect((await fetchNotifications(api)).rows.map(({ id }) => id)).toEqual(['1', '2']);
  });
});
