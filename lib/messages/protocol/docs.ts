import type { Result } from '../../domain/failure.ts';

/** The few messages that the docs site's content script may send. No answer ever holds a token. */
export interface DocsProtocol {
  /**
   * Copies a sample: the background puts a token at each place and writes the clipboard.
   * `places` are [start, end) offsets into `text`.
   */
  copySample(data: {
    text: string;
    places: [number, number][];
    /** HTTP method of the sample where known: decides between the reading and the writing token. */
    method: string | null;
  }): Result<{ tokenName: string; permission: string; profileName: string; hostChanged: boolean }>;
  /** Opens the popup (where the browser can) or the options page. */
  openSwitcher(): Result<null>;
}
