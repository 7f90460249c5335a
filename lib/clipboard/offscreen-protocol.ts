/** Requests of the background to the offscreen document, over a private port that no other page can listen to. */
export type ClipboardRequest = { do: 'write'; text: string } | { do: 'read' };
export type ClipboardResponse = { ok: true; text: string } | { ok: false };

export const OFFSCREEN_PAGE = 'offscreen.html';
