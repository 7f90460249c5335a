import { expect, type Locator, type Page } from '@playwright/test';

/** More than any page has to tab through. */
const MAX_PRESSES = 150;

/** A person who has nothing but a keyboard. */
export class Keyboard {
  constructor(readonly page: Page) {}

  /** Presses Tab until a control has the focus. */
  async tabTo(control: Locator): Promise<void> {
    await expect(control).toBeVisible();
    for (let presses = 0; presses <= MAX_PRESSES; presses++) {
      if (await isFocused(control)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not lead to ${control}`);
  }

  /** Goes to a button or link by Tab and presses it. */
  async press(control: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
    // A disabled button is passed over, and may be enabled in a moment.
    await expect(control).toBeEnabled();
    await this.tabTo(control);
    await this.page.keyboard.press(key);
  }

  /** Goes to a field by Tab and types into it, in place of what it has. */
  async type(field: Locator, text: string): Promise<void> {
    await this.tabTo(field);
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.type(text);
  }

  async keys(...names: string[]): Promise<void> {
    for (const name of names) await this.page.keyboard.press(name);
  }
}

/** Returns true if a control has the focus; a page may render it again at any moment. */
function isFocused(control: Locator): Promise<boolean> {
  return control.evaluate((element) => element === document.activeElement);
}
