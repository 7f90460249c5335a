import { regionOf } from '../regions/region.ts';
import type { FormatSubject } from './copy-format.ts';

/** TagoIO's hosted MCP server (tago-io/mcp-server, README). */
export const MCP_HOST = 'mcp.ai.tago.io';
const ADDRESS = `https://${MCP_HOST}`;
const INPUT = 'tagoToken';
const SERVER = '@tago-io/mcp';

/** Returns a `claude mcp add-json` command. The server's name must be a single word. */
export function mcpClaudeCode(subject: FormatSubject, token: string): string {
  const server = { type: 'http', url: ADDRESS, headers: headers(subject, token) };
  return `claude mcp add-json tagoio '${JSON.stringify(server)}'`;
}

/** Returns an `mcpServers` configuration. Clients differ in the key of the address. */
export function mcpHosted(
  addressKey: 'url' | 'serverUrl' | 'httpUrl',
  subject: FormatSubject,
  token: string,
): string {
  return asJson({ mcpServers: { [SERVER]: { [addressKey]: ADDRESS, headers: headers(subject, token) } } });
}

/** Returns a configuration for VS Code, which asks for the token itself, so it isn't in the text. */
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

/** Returns a configuration for a TagoDeploy instance: a local server over standard input and output. */
export function mcpLocal({ origin }: FormatSubject, token: string): string {
  const env = { TAGOIO_TOKEN: token, TAGOIO_API: origin };
  return asJson({ mcpServers: { [SERVER]: { command: 'npx', args: ['-y', '@tago-io/mcp-server'], env } } });
}

/** Returns the settings of {@link mcpLocal} as a `.env` file, which the server reads from its working directory. */
export function mcpLocalEnvironment({ origin }: FormatSubject, token: string): string {
  return `TAGOIO_TOKEN=${token}\nTAGOIO_API=${origin}\n`;
}

function headers({ origin }: FormatSubject, token: string): Record<string, string> {
  return { Authorization: `Bearer ${token}`, 'x-tagoio-region': regionOf(origin) };
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
