import type { Firefox } from '../../browsers/firefox.ts';

/** Modifier keys as WebDriver writes them. */
const MODIFIERS: Record<string, string> = { Alt: '\uE00A', Ctrl: '\uE009', Shift: '\uE008' };

/** Presses a shortcut such as `Alt+Shift+K` in the window in front, whatever has the focus in it. */
export async function pressInBrowser({ marionette }: Firefox, shortcut: string): Promise<void> {
  const values = shortcut.split('+').map((key) => MODIFIERS[key] ?? key.toLowerCase());
  await marionette.send('Marionette:SetContext', { value: 'chrome' });
  try {
    await marionette.send('WebDriver:PerformActions', {
      actions: [
        {
          type: 'key',
          id: 'keyboard',
          actions: [
            ...values.map((value) => ({ type: 'keyDown', value })),
            ...values.toReversed().map((value) => ({ type: 'keyUp', value })),
          ],
        },
      ],
    });
  } finally {
    await marionette.send('Marionette:SetContext', { value: 'content' });
  }
}
