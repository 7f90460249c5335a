import { type ApiOrigin, originOf, platformIdOf } from '../identity/keys.ts';
import type { Profile } from '../profiles/profile.ts';
import { regionOf } from '../regions/region.ts';
import { cliConfig, cliLogin, environmentWord } from './cli.ts';
import { MCP_HOST, mcpClaudeCode, mcpHosted, mcpLocal, mcpLocalEnvironment, mcpVsCode } from './mcp.ts';
import { sdkJavaScript, sdkPython } from './sdk.ts';

/** The profile that a configuration is for. */
export interface FormatSubject {
  /** The platform's id of the profile. */
  id: string;
  name: string;
  /** The account's. */
  email: string;
  origin: ApiOrigin;
  /** Whether no other profile has an {@link environmentWord} like its name's. */
  isDistinct: boolean;
}

/** Returns what a configuration says of a profile; `email`: its account's; `profiles`: all that are known. */
export function formatSubject(
  { profileKey, name }: Pick<Profile, 'profileKey' | 'name'>,
  email: string,
  profiles: readonly Pick<Profile, 'profileKey' | 'name'>[],
): FormatSubject {
  const word = environmentWord(name);
  const isDistinct = profiles.every(
    (other) => other.profileKey === profileKey || environmentWord(other.name) !== word,
  );
  return { id: platformIdOf(profileKey), name, email, origin: originOf(profileKey), isDistinct };
}

type Render = (subject: FormatSubject, token: string) => string;

interface FormatDefinition {
  render: Render;
  /** Whether the text contains the token. */
  secret: boolean;
  /** Whether it is available for a TagoDeploy instance, for the platform's own regions, or for both. */
  for: 'regions' | 'deploy' | 'all';
  /** Whether the tool only accepts tokens with the prefix `p-`, and takes others for a device's. */
  prefixed: boolean;
  /** Whether the tool connects to TagoIO's hosted MCP server, which then calls the API. */
  hosted: boolean;
}

const DEFINITIONS = {
  token: plainFormat((_, token) => token),
  header: plainFormat((_, token) => `token: ${token}`),
  curl: plainFormat(({ origin }, token) => `curl -L '${origin}/profile/current' \\\n-H 'token: ${token}'`),
  'sdk-javascript': plainFormat(sdkJavaScript),
  'sdk-python': plainFormat(sdkPython),
  'cli-config': { ...plainFormat((subject) => cliConfig(subject)), secret: false },
  'cli-login': plainFormat(cliLogin),
  'mcp-claude-code': hostedFormat(mcpClaudeCode),
  'mcp-cursor': hostedFormat((subject, token) => mcpHosted('url', subject, token)),
  'mcp-windsurf': hostedFormat((subject, token) => mcpHosted('serverUrl', subject, token)),
  'mcp-gemini': hostedFormat((subject, token) => mcpHosted('httpUrl', subject, token)),
  'mcp-amazon-q': hostedFormat((subject, token) => mcpHosted('url', subject, token)),
  'mcp-vscode': { ...hostedFormat((subject) => mcpVsCode(subject)), secret: false },
  'mcp-local': { ...plainFormat(mcpLocal), for: 'deploy', prefixed: true },
  'mcp-local-env': { ...plainFormat(mcpLocalEnvironment), for: 'deploy', prefixed: true },
} satisfies Record<string, FormatDefinition>;

export type CopyFormat = keyof typeof DEFINITIONS;

/** Returns the formats that are available for a profile on this API, in the order in which they are offered. */
export function formatsFor(origin: ApiOrigin): CopyFormat[] {
  const deploy = regionOf(origin) === 'deploy';
  // The MCP server only accepts https addresses.
  const local = origin.startsWith('http:');
  return (Object.keys(DEFINITIONS) as CopyFormat[]).filter((format) => {
    const wanted = definitionOf(format).for;
    return wanted === 'all' || (wanted === 'deploy' ? deploy && !local : !deploy);
  });
}

/** Returns true if the text in this format contains the token. */
export function containsToken(format: CopyFormat): boolean {
  return definitionOf(format).secret;
}

/** Returns true if the tool only accepts tokens with the prefix `p-`. */
export function needsPrefix(format: CopyFormat): boolean {
  return definitionOf(format).prefixed;
}

/** Returns true if the tool accepts this token as a profile's. */
export function takesToken(format: CopyFormat, token: string): boolean {
  return !needsPrefix(format) || /^p-/i.test(token);
}

/** Returns the hosts that a tool with this configuration sends the token to. */
export function formatHosts(format: CopyFormat, origin: ApiOrigin): string[] {
  if (format === 'token' || format === 'header') return [];
  const api = new URL(origin).host;
  return definitionOf(format).hosted ? [MCP_HOST, api] : [api];
}

/** Returns the text to copy. Formats without a secret ignore `token`. */
export function renderFormat(format: CopyFormat, subject: FormatSubject, token: string): string {
  return definitionOf(format).render(subject, token);
}

function definitionOf(format: CopyFormat): FormatDefinition {
  return DEFINITIONS[format];
}

function plainFormat(render: Render): FormatDefinition {
  return { render, secret: true, for: 'all', prefixed: false, hosted: false };
}

function hostedFormat(render: Render): FormatDefinition {
  return { render, secret: true, for: 'regions', prefixed: true, hosted: true };
}
