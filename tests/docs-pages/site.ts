import fs from 'node:fs';
import { generateSample } from './generate.ts';
import { codeBlock, lines, operationArticle, page, tabs } from './markup.ts';
import { operations } from './operations.ts';

const file = (name: string) => fs.readFileSync(new URL(name, import.meta.url), 'utf8');

/** Headers of the site's pages; strict, since the real ones are not known. */
const HEADERS = {
  'content-security-policy':
    "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'; require-trusted-types-for 'none'",
};

const html = (text: string, headers: Record<string, string> = HEADERS) =>
  new Response(text, { headers: { 'content-type': 'text/html; charset=utf-8', ...headers } });

/** Languages of the API reference, in the order of its tabs, with each one's default variant. */
const LANGUAGES: [language: string, variant: string, highlight: string][] = [
  ['curl', 'cURL', 'bash'],
  ['python', 'http.client', 'python'],
  ['go', 'Native', 'go'],
  ['nodejs', 'Axios', 'javascript'],
  ['rust', 'reqwest', 'rust'],
  ['swift', 'URLSession', 'swift'],
];

/** Returns the path of an operation's page. */
export function operationPath(method: string, path: string): string {
  return `/docs/api/${method.toLowerCase()}-${path.replaceAll('/', '-')}/`;
}

const articles: Record<string, string> = {
  '/docs/': `<h1>Docs</h1><p>Nothing to copy here.</p>${codeBlock('npm install @tago-io/sdk')}`,
  '/docs/api/sidebar/tagoio-api-intro/': `<h1>API</h1>${tabs([
    [
      'Device-Token',
      codeBlock('curl -H "Device-Token: <your-device-token>" \\\n  https://api.us-e1.tago.io/status'),
    ],
    [
      'Profile-Token',
      codeBlock('curl -H "Profile-Token: <your-profile-token>" \\\n  https://api.us-e1.tago.io/status'),
    ],
    [
      'Network-Token',
      codeBlock('curl -H "Token: <your-network-token>" \\\n  https://api.us-e1.tago.io/status'),
    ],
  ])}`,
  '/docs/tagoio/analysis/sdk/python-sdk/': `<h1>Python SDK</h1>${codeBlock('pip install tagoio-sdk')}${codeBlock(
    'from tagoio_sdk import Account\n\naccount = Account({"token": "your-token"})\ndevices = account.devices.list()\nprint(devices)',
    'python',
  )}`,
  '/docs/tagoio/analysis/sdk/js/': `<h1>JavaScript SDK</h1><details><summary>Example</summary>${codeBlock(
    'import { Account } from "@tago-io/sdk";\n\nconst account = new Account({ token: "YOUR-PROFILE-TOKEN" });\nawait account.devices.create({ name: "Sensor" });',
    'javascript',
  )}</details>`,
  '/docs/tagoio/devices/managing-devices/': `<h1>Managing devices</h1>${codeBlock(
    '{\n  "device_id": "5f1a2b3c4d5e6f7a8b9c0d1e",\n  "token": "8be70d95-0dbc-4e16-89b6-b23b077d05e5"\n}',
    'json',
  )}${codeBlock('Authorization: Your-Device-Token', 'http')}`,
  '/docs/narrow/': `<h1>A long first line</h1>${codeBlock(
    `curl -H "Profile-Token: <your-profile-token>" https://api.us-e1.tago.io/device?${'filter[tags][0][key]=a&'.repeat(8)}`,
  )}`,
};
for (const operation of operations) {
  articles[operationPath(operation.method, operation.path)] = operationArticle(operation);
}

/** Returns a handler for docs.tago.io, with the real site's HTML. `extra`: further articles by path. */
export function docsSite(extra: Record<string, string> = {}): (request: Request) => Response {
  const all = { ...articles, ...extra };
  return (request) => {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === '/assets/site.js') {
      return new Response(file('site.client.js'), { headers: { 'content-type': 'text/javascript' } });
    }
    if (pathname === '/assets/site.css') {
      return new Response(file('site.css'), { headers: { 'content-type': 'text/css' } });
    }
    // The browser asks for it at some time, and a missing one is an error in the console.
    if (pathname === '/favicon.ico') return new Response(null, { status: 204 });
    if (pathname === '/samples.json') {
      return Response.json(samplesOf(searchParams.get('method')!, searchParams.get('path')!));
    }
    const article = all[pathname] ?? all[decodeURIComponent(pathname)];
    return article ? html(page(pathname, article)) : new Response('not found', { status: 404 });
  };
}

/** The body of every operation that has one, as a person may have completed it. */
export const BODY = { name: 'string', email: 'ana@example.com' };

/** Returns an operation's sample in every language, as the reference shows it. */
function samplesOf(method: string, path: string): Record<string, { html: string; highlight: string }> {
  const operation = operations.find((one) => one.method === method && one.path === path)!;
  const scheme = { device: 'Device-Token', network: 'Token' }[operation.takes as string];
  const json = { key: 'Content-Type', value: 'application/json' };
  const headers = [
    ...(operation.hasBody ? [json] : []),
    { key: 'Accept', value: 'application/json' },
    ...(scheme ? [{ key: scheme, value: `<${scheme}>` }] : []),
  ];
  const request = {
    method,
    url: `https://api.us-e1.tago.io${path}`,
    headers,
    ...(operation.hasBody ? { body: BODY } : {}),
  };
  return Object.fromEntries(
    LANGUAGES.map(([language, variant, highlight]) => [
      language,
      { html: lines(generateSample(language, variant, request).trimEnd(), highlight), highlight },
    ]),
  );
}
