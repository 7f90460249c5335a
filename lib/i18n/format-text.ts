import type { CopyFormat } from '../domain/copy-formats/copy-format.ts';
import { type MessageKey, t } from './t.ts';

/** Returns a copy format's name, e.g. `MCP: Claude Code`. */
export function formatText(format: CopyFormat): string {
  return t(`format_${format.replaceAll('-', '_')}` as MessageKey);
}
