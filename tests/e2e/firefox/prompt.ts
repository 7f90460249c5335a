import type { Firefox } from '../../browsers/firefox.ts';

/**
 * Presses a button of the permission prompt that Firefox shows beside its address bar: the first one allows, the
 * second one denies. Waits (10 s) for the prompt, and until it is gone.
 */
export async function answerPrompt(firefox: Firefox, answer: 'allow' | 'deny'): Promise<void> {
  await firefox.runInChrome(
    `
    const window = Services.wm.getMostRecentWindow('navigator:browser');
    // A prompt ignores presses within its first half second.
    Services.prefs.setIntPref('security.notification_enable_delay', 0);
    const prompt = () => window.document.getElementById('addon-webext-permissions-notification');
    const until = (condition) =>
      new Promise((resolve, reject) => {
        const deadline = Date.now() + 10_000;
        const look = () => {
          if (condition()) resolve();
          else if (Date.now() > deadline) reject(new Error('gave up on the permission prompt'));
          else window.setTimeout(look, 50);
        };
        look();
      });
    await until(() => window.PopupNotifications.panel.state === 'open' && prompt()?.button);
    prompt()[args[0] === 'allow' ? 'button' : 'secondaryButton'].click();
    await until(() => window.PopupNotifications.panel.state === 'closed');
  `,
    answer,
  );
}
