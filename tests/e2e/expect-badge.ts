import type { Badge, Extension } from './extension.ts';
import { expect } from './fixtures.ts';

/** Waits until the toolbar shows this badge. */
export async function expectBadge(extension: Extension, badge: Partial<Badge>): Promise<void> {
  await expect.poll(() => extension.badge()).toEqual(expect.objectContaining(badge));
}

/** Matches a title with this text in it. */
export const titleWith = (text: string) => expect.stringContaining(text) as unknown as string;
