/** What the background asks of the offscreen document, over a port of its own: no other page hears it. */
export type ClipboardRequest = { do: 'write'; text: string } | { do: 'read' };
export type ClipboardAnswer = { ok: true; text: string } | { ok: false };

export const OFFSCREEN_PAGE = 'offscreen.html';
