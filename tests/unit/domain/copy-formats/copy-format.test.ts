import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Resources } from '@tago-io/sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CopyFormat,
  containsToken,
  type FormatSubject,
  formatHosts,
  formatSubject,
  formatsFor,
  renderFormat,
  takesToken,
} from '../../../../lib/domain/copy-formats/copy-format.ts';
import { type ApiOrigin, profileKeyOf } from '../../../../lib/domain/identity/keys.ts';
import { EU, US } from '../make.ts';

const DEPLOY = 'https://api.5f1a2b3c4d5e6f7a8b9c0d1e.tagoio.net' as ApiOrigin;
const LOCAL = 'http://127.0.0.1:8787' as ApiOrigin;
const TOKEN = 'p-00000000-1111-2222-3333-444444444444';

const subject = (origin: ApiOrigin, name = 'Acme Farms'): FormatSubject => ({
  id: '5f1a2b3c4d5e6f7a8b9c0d1e',
  name,
  email: 'ines@acme.example',
  origin,
  isDistinct: true,
});
const render = (format: CopyFormat, origin: ApiOrigin, name?: string) =>
  renderFormat(format, subject(origin, name), TOKEN);

describe('formatsFor', () => {
  it('offers the hosted MCP server for public regions, the local one for TagoDeploy', () => {
    const mcp = (origin: ApiOrigin) => formatsFor(origin).filter((format) => format.startsWith('mcp'));
    expect(mcp(US)).toEqual([
      'mcp-claude-code',
      'mcp-cursor',
      'mcp-windsurf',
      'mcp-gemini',
      'mcp-amazon-q',
      'mcp-vscode',
    ]);
    expect(mcp(EU)).toEqual(mcp(US));
    expect(mcp(DEPLOY)).toEqual(['mcp-local', 'mcp-local-env']);
    expect(mcp(LOCAL)).toEqual([]);
  });

  it('has the token in every format that needs one, and in no other', () => {
    for (const origin of [US, EU, DEPLOY, LOCAL]) {
      for (const format of formatsFor(origin)) {
        expect(render(format, origin).includes(TOKEN), format).toBe(containsToken(format));
      }
    }
    expect(formatsFor(US).filter((format) => !containsToken(format))).toEqual(['cli-config', 'mcp-vscode']);
  });

  it('offers MCP formats for tokens with the prefix p- only: MCP servers take others for device tokens', () => {
    for (const format of [...formatsFor(US), ...formatsFor(DEPLOY)]) {
      expect(takesToken(format, TOKEN)).toBe(true);
      expect(takesToken(format, TOKEN.slice(2))).toBe(!format.startsWith('mcp'));
    }
  });

  it('lists every host that receives the token', () => {
    expect(formatHosts('token', US)).toEqual([]);
    expect(formatHosts('curl', EU)).toEqual(['api.eu-w1.tago.io']);
    expect(formatHosts('mcp-cursor', EU)).toEqual(['mcp.ai.tago.io', 'api.eu-w1.tago.io']);
    for (const origin of [US, EU, DEPLOY, LOCAL]) {
      for (const format of formatsFor(origin)) {
        const named = [...render(format, origin).matchAll(/https?:\/\/([^/"'\s]+)/g)]
          .map(([, host]) => host!)
          .filter((host) => !host.startsWith('sse.'));
        const hosts = formatHosts(format, origin);
        expect(
          named.filter((host) => !hosts.includes(host)),
          format,
        ).toEqual([]);
      }
    }
  });
});

describe('CLI', () => {
  it('configures an environment with the region’s addresses and without a token', () => {
    expect(JSON.parse(render('cli-config', EU))).toEqual({
      'acme-farms': {
        analysisList: [],
        id: '5f1a2b3c4d5e6f7a8b9c0d1e',
        profileName: 'Acme Farms',
        email: 'ines@acme.example',
        tagoAPIURL: 'https://api.eu-w1.tago.io',
        tagoSSEURL: 'https://sse.eu-w1.tago.io/events',
      },
    });
    expect(render('cli-config', US)).toContain('"tagoSSEURL": "https://sse.tago.io/events"');
    expect(render('cli-config', DEPLOY)).toContain(
      '"tagoSSEURL": "https://sse.5f1a2b3c4d5e6f7a8b9c0d1e.tagoio.net/events"',
    );
  });

  it('names the environment with one shell word that is not "default", whatever the profile is called', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('default', 'Default', "x'; rm -rf ~", '日本', '-t'),
    );
    fc.assert(
      fc.property(name, (profileName) => {
        const command = render('cli-login', US, profileName);
        const word = /^tagoio login ([a-z0-9]+(?:-[a-z0-9]+)*) -t p-[\w-]+$/.exec(command)?.[1];
        expect(word).toBeDefined();
        expect(word).not.toBe('default');
        expect(Object.keys(JSON.parse(render('cli-config', US, profileName)))).toEqual([word]);
      }),
    );
  });
});

describe('the environments of the CLI', () => {
  const named = (
    names: string[],
    keys = names.map((_, index) => profileKeyOf(US, `5f1a2b3c4d5e6f7a8b00000${index}`)),
  ) => {
    const profiles = names.map((name, index) => ({ name, profileKey: keys[index]! }));
    return profiles.map(
      (profile) => renderFormat('cli-login', formatSubject(profile, '', profiles), TOKEN).split(' ')[2],
    );
  };

  it('have the letters of a name without their accents', () => {
    expect(named(['São Paulo', 'Produção', 'Köln', 'Straße'])).toEqual([
      'sao-paulo',
      'producao',
      'koln',
      'strasse',
    ]);
  });

  it('are different for different profiles, whatever these are called', () => {
    expect(named(['Production', 'Production', 'Acme EU', 'Acme (EU)', '日本', '東京', 'Default'])).toEqual([
      'production-000000',
      'production-000001',
      'acme-eu-000002',
      'acme-eu-000003',
      'profile-000004',
      'profile-000005',
      'default-000006',
    ]);
  });

  it('are the same for one profile that two accounts see', () => {
    const key = profileKeyOf(US, '5f1a2b3c4d5e6f7a8b000000');
    expect(named(['Acme', 'Acme'], [key, key])).toEqual(['acme', 'acme']);
  });
});

describe('MCP', () => {
  const server = (format: CopyFormat, origin: ApiOrigin) =>
    JSON.parse(render(format, origin)).mcpServers['@tago-io/mcp'];
  const headers = { Authorization: `Bearer ${TOKEN}`, 'x-tagoio-region': 'eu-w1' };

  it('uses the address key that each client expects', () => {
    const url = 'https://mcp.ai.tago.io';
    expect(server('mcp-cursor', EU)).toEqual({ url, headers });
    expect(server('mcp-amazon-q', EU)).toEqual({ url, headers });
    expect(server('mcp-windsurf', EU)).toEqual({ serverUrl: url, headers });
    expect(server('mcp-gemini', EU)).toEqual({ httpUrl: url, headers });
    expect(server('mcp-cursor', US).headers['x-tagoio-region']).toBe('us-e1');
  });

  it('passes the configuration to Claude Code as one shell word of JSON', () => {
    const printed = execFileSync('sh', [
      '-c',
      `claude() { printf '%s\\n' "$@"; }; ${render('mcp-claude-code', EU)}`,
    ]);
    const [mcp, add, name, json] = printed.toString().trim().split('\n');
    expect([mcp, add, name]).toEqual(['mcp', 'add-json', 'tagoio']);
    expect(JSON.parse(json!)).toEqual({ type: 'http', url: 'https://mcp.ai.tago.io', headers });
  });

  it('makes VS Code prompt for the token', () => {
    const config = JSON.parse(render('mcp-vscode', EU));
    expect(config.servers['@tago-io/mcp'].headers.Authorization).toMatch(/^Bearer \$\{input:tagoToken\}$/);
    expect(config.inputs).toEqual([
      { type: 'promptString', id: 'tagoToken', description: 'TagoIO token of Acme Farms', password: true },
    ]);
  });

  it('runs locally for TagoDeploy, configured in the client or by a .env file', () => {
    const env = { TAGOIO_TOKEN: TOKEN, TAGOIO_API: DEPLOY };
    expect(server('mcp-local', DEPLOY)).toEqual({ command: 'npx', args: ['-y', '@tago-io/mcp-server'], env });
    expect(render('mcp-local-env', DEPLOY)).toBe(`TAGOIO_TOKEN=${TOKEN}\nTAGOIO_API=${DEPLOY}\n`);
  });
});

describe('SDKs', () => {
  it.each([
    [US, 'https://api.tago.io'],
    [EU, 'https://api.eu-w1.tago.io'],
    [DEPLOY, DEPLOY],
  ])('the official JavaScript SDK connects to %s', (origin, address) => {
    const text = render('sdk-javascript', origin);
    const call = /new Resources\((.*)\);/.exec(text)![1];
    const resources = new Function('Resources', `return new Resources(${call})`)(Resources) as {
      params: { token: string; region: unknown };
    };
    expect(resources.params.token).toBe(TOKEN);

    expect(connectionOf(resources.params.region).api).toBe(address);
  });

  it('is valid Python, and sets TAGOIO_API where the Python SDK has no region', () => {
    for (const origin of [US, EU, DEPLOY]) {
      const text = render('sdk-python', origin);
      execFileSync('python3', ['-c', `import ast, sys; ast.parse(sys.stdin.read())`], { input: text });
      expect(text.includes('TAGOIO_API')).toBe(origin !== US);
    }
  });
});

function connectionOf(region: unknown): { api: string } {
  const require = createRequire(import.meta.url);
  const folder = path.dirname(require.resolve('@tago-io/sdk'));
  return (require(path.join(folder, 'regions.js')) as { default(region: unknown): { api: string } }).default(
    region,
  );
}
