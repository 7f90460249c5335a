import { regionOf } from '../regions/region.ts';
import type { FormatSubject } from './copy-format.ts';

/** TagoIO's hosted MCP server (tago-io/mcp-server, README). */
export const MCP_HOST = 'mcp.ai.tago.io';
const ADDRESS = `https://${MCP_HOST}`;
const INPUT = 'tagoToken';
const SERVER = '@tago-io/mcp';

/** `claude mcp add-json`; its server names are words. */
export function mcpClaudeCode(subject: FormatSubject, token: string): string {
  const server = { type: 'http', url: ADDRESS, headers: headers(subject, token) };
  return `claude mcp add-json tagoio '${JSON.stringify(server)}'`;
}

/** `mcpServers`; each client has a key of its own for the address. */
export function mcpHosted(
  addressKey: 'url' | 'serverUrl' | 'httpUrl',
  subject: FormatSubject,
  token: string,
): string {
  return asJson({ mcpServers: { [SERVER]: { [addressKey]: ADDRESS, headers: headers(subject, token) } } });
}

/** VS Code asks for the token itself and keeps it: none is in the text. */
export function mcpVsCode(subject: FormatSubject): string {
  return asJson({
    servers: {
      [SERVER]: { type: 'http', url: ADDRESS, headers: headers(subject, `\${input:${INPUT}}`) },
    },
    inputs: [
      {
        type: 'promptString',
        id: INPUT,
        description: `TagoIO token of ${subject.name}`,
        password: true,
      },
    ],
  });
}

/** For a TagoDeploy instance: the server on the person's machine, over its standard input and output. */
export function mcpLocal({ origin }: FormatSubject, token: string): string {
  const env = { TAGOIO_TOKEN: token, TAGOIO_API: origin };
  return asJson({ mcpServers: { [SERVER]: { command: 'npx', args: ['-y', '@tago-io/mcp-server'], env } } });
}

/** Returns the same settings as a `.env` file, which the server reads where it is started. */
export function mcpLocalEnvironment({ origin }: FormatSubject, token: string): string {
  return `TAGOIO_TOKEN=${token}\nTAGOIO_API=${origin}\n`;
}

function headers({ origin }: FormatSubject, token: string): Record<string, string> {
  return { Authorization: `Bearer ${token}`, 'x-tagoio-region': regionOf(origin) };
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
