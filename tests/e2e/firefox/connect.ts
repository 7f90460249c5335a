import type { Firefox } from '../../browsers/firefox.ts';
import type { SandboxAccount } from '../../sandbox/accounts-list.ts';
import { words } from '../english-words.ts';

const quoted = (text: string) => (text.includes('"') ? `'${text}'` : `"${text}"`);

/** XPath of the field that a label with this text belongs to. */
export const labeled = (text: string) => `//*[@id=//label[normalize-space(.)=${quoted(text)}]/@for]`;
/** XPath of the button with this text. */
export const button = (text: string) => `//button[normalize-space(.)=${quoted(text)}]`;
/** XPath of a heading with this text. */
export const heading = (text: string) => `//*[self::h1 or self::h2][normalize-space(.)=${quoted(text)}]`;

/** Signs in through the options page's form, key by key, and waits until the extension is connected. */
export async function connectInFirefox(firefox: Firefox, { email, password }: SandboxAccount): Promise<void> {
  await firefox.navigate(firefox.pageUrl('options.html#/connect'));
  await firefox.type(labeled(words('connectEmail')), email);
  await firefox.type(labeled(words('formPassword')), password);
  await firefox.click(button(words('connectButton')));
  await firefox.find(heading(words('connectDone')));
}
