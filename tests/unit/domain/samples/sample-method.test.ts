import { Resources } from '@tago-io/sdk';
import { describe, expect, it, vi } from 'vitest';
import { isShell } from '../../../../lib/domain/samples/destinations/check-shell.ts';
import { methodOfSample, onlyReads, useOfSample } from '../../../../lib/domain/samples/sample-method.ts';

describe('methodOfSample', () => {
  it.each([
    ['curl -H "Profile-Token: x" https://api.tago.io/status', 'GET'],
    ['curl -X DELETE https://api.tago.io/device/1', 'DELETE'],
    ['curl --request=PUT https://api.tago.io/device/1', 'PUT'],
    ['curl https://api.tago.io/device -d \'{"name": "a"}\'', 'POST'],
    ["curl -L 'https://api.tago.io/device/1' \\\n  -X DELETE \\\n  -H 'token: x'", 'DELETE'],
    ["curl 'https://api.tago.io/device/1' \\\n  --request PATCH", 'PATCH'],
    ['curl -sXDELETE https://api.tago.io/device/1', 'DELETE'],
    ['curl -sS -XPUT https://api.tago.io/device/1', 'PUT'],
    [`curl https://api.tago.io/device -d'{"a":1}'`, 'POST'],
    [`curl https://api.tago.io/device --json '{"a":1}'`, 'POST'],
    ['curl https://api.tago.io/files -F file=@a.png', 'POST'],
    ['curl -T a.png https://api.tago.io/files', 'PUT'],
    ['curl -sG https://api.tago.io/device -d page=1', 'GET'],
    ['curl -I https://api.tago.io/device', 'HEAD'],
    [`curl https://api.tago.io/device\ncurl https://api.tago.io/device -d '{"a":1}'`, 'POST'],
    [`curl https://api.tago.io/device && curl -X DELETE https://api.tago.io/device/1 | jq '.id'`, 'DELETE'],
    ["# Don't run this twice\n$ curl https://api.tago.io/device/1 -X DELETE", 'DELETE'],
    [`curl "https://api.tago.io/device/$ID" -H "token: $TOKEN" -X DELETE`, 'DELETE'],
    [`curl -X POST https://api.tago.io/device -d '{"note": "-X GET; curl -X DELETE"}'`, 'POST'],
    [`curl https://api.tago.io/device -H 'x: -X DELETE'`, 'GET'],
    ['sudo TZ=UTC curl -X DELETE https://api.tago.io/device/1', 'DELETE'],
    ['// the same as with curl\nawait account.devices.create({ name: "a" })', 'POST'],
    ['constructor (token)\naccount.devices.create({ name: "a" })', 'POST'],
    ['wget -q --method=DELETE https://api.tago.io/device/1', 'DELETE'],
    [`wget --post-data '{"a":1}' https://api.tago.io/device`, 'POST'],
    ['GET https://api.us-e1.tago.io/data', 'GET'],
    ["axios.request({ method: 'patch', url })", 'PATCH'],
    ['account.devices.list()', null],
    ['await account.devices.create({ name: "a" })', 'POST'],
    ['await resources.run.userCreate({})', 'POST'],
    ['await resources.run.notificationCreate(id, {})', 'POST'],
    ['await account.devices.paramSet(id, {})', 'POST'],
    ['await resources.devices.empty(id)', 'POST'],
    ['device.addData([])', 'POST'],
    ['await account.devices.tokenList(id)', null],
    ['await resources.run.userList()', null],
    ['headers.set("Profile-Token", token)', null],
    ['response.headers.set("Profile-Token", token)', null],
    ['url.searchParams.set("page", 1)', null],
    ['xhr.setRequestHeader("token", token)', null],
    ['request.add_header("token", token)', null],
    ['new Account({ token }).devices.empty(id)', 'POST'],
    ['account.notifications.markRead([id])', 'POST'],
    ['account.devices.tokenGenerate(id)', 'POST'],
    ['asyncio.run(main())', null],
    ['seen.add(1); rows.update({})', null],
    ['resources.devices.sendDeviceData(id, [])', 'POST'],
    ['print("hello")', null],
    ['await account.devices.dataRestore(id)', 'POST'],
    ['await resources.files.uploadBase64([file])', 'POST'],
    ['await resources.account.disableOTP(credentials, "sms")', 'POST'],
    ['controller.cancel(); form.register(); setTimeout(done)', null],
    // Of several requests the one that changes something.
    [`await fetch(a, { method: "GET" });\nawait fetch(b, { method: "DELETE" })`, 'DELETE'],
    ['requests.get(a)\nrequests.request("PUT", b)', 'PUT'],
    ['conn.request("DELETE", "/device/1", headers=headers)', 'DELETE'],
    ['conn.request("GET", "/device", headers=headers)\ndata = conn.send(1)', 'GET'],
    ['request.httpMethod = "PATCH"', 'PATCH'],
    ['const devices = await account.devices.list();\nawait account.devices.create({})', 'POST'],
    ['fetch(url, { headers });\nawait account.devices.create({});\nnew Account({ token })', 'POST'],
    // Named as an argument or option of what sends the request.
    ['http.NewRequest("GET", url, nil)', 'GET'],
    ['http.NewRequestWithContext(ctx, "GET", url, nil)', 'GET'],
    ['xhr.open("HEAD", url)', 'HEAD'],
    ['connection.setRequestMethod("GET");', 'GET'],
    ['builder.method("OPTIONS", null)', 'OPTIONS'],
    ['CURLOPT_CUSTOMREQUEST => "GET"', 'GET'],
    ['curl_easy_setopt(hnd, CURLOPT_CUSTOMREQUEST, "GET");', 'GET'],
    ['VERB("GET", url)', 'GET'],
    ["stream_context_create(['http' => ['method' => 'get']])", 'GET'],
    ['[request setHTTPMethod:@"GET"];', 'GET'],
    ['method := "GET"', 'GET'],
    ['CURLOPT_CUSTOMREQUEST => "PUT"', 'PUT'],
    // Data.
    ['const verbs = ["GET", "OPTIONS"];', null],
    ['if (request.method === "GET") return;', null],
    ['const payment = { paymentMethod: "card" };', null],
    // Comments.
    ['// await account.devices.edit(id, {});\nawait account.devices.list()', null],
    ['await account.devices.list(); // or account.devices.delete(id)', null],
    ['# requests.post(url)\nrequests.get(url)', 'GET'],
    ['await fetch(url, { headers: { accept: "text/plain, */*" }, method: "PUT" })', 'PUT'],
    ['const ms = 60 * 1000; await account.devices.edit(id, {})', 'POST'],
  ])('of %j is %s', (text, method) => {
    expect(methodOfSample(text)).toBe(method);
  });

  it.each(['\n', 'sudo\n', 'A=\n', 'GET\n', 'fetch(', 'method ', '.run.aList', '// ', ' /*'])(
    'and what it is are soon found in many times %j',
    (line) => {
      const text = line.repeat(100_000 / line.length);
      expect([methodOfSample(text), useOfSample(text), isShell(text)]).toEqual([null, 'read', false]);
    },
    2000,
  );
});

describe('useOfSample', () => {
  it.each([
    ['curl https://api.tago.io/device', 'read'],
    ['curl -X DELETE https://api.tago.io/device/1', 'write'],
    ['curl https://api.tago.io/device\ncurl -X DELETE https://api.tago.io/device/1', 'read-write'],
    ['await account.devices.list()', 'read'],
    ['await account.devices.create({ name: "a" })', 'write'],
    ['const [one] = await account.devices.list();\nawait account.devices.edit(one.id, {})', 'read-write'],
    ['await resources.run.userInfo(id);\nawait resources.run.userEdit(id, {})', 'read-write'],
    ['await resources.analysis.tokenGenerate(id)', 'read-write'],
    ['row.time.getTime();\nconsole.info(1);\nawait account.devices.edit(one.id, {})', 'write'],
    ['requests.post(url, headers=headers)', 'write'],
    ['requests.get(url, headers=headers)\nrequests.post(url, headers=headers)', 'read-write'],
    ['await fetch(url, { headers });\nawait fetch(url, { method: "POST", headers })', 'read-write'],
    ['await fetch(url, { method: "POST", headers, body: JSON.stringify({ a: 1 }) })', 'write'],
    ['const options = { method: "PUT", headers };\nawait fetch(url, options)', 'write'],
    ['print("hello")', 'read'],
    // Comments.
    ['// resources.devices.list()\nawait resources.devices.edit(id, {});', 'write'],
    ['# resources.devices.listDevice()\nresources.devices.edit(id, {})', 'write'],
    ['await resources.devices.edit(id, {}); // see resources.devices.info(id)', 'write'],
    ['/**\n * Like resources.devices.list().\n */\nawait resources.devices.edit(id, {});', 'write'],
    ['/*\nawait resources.devices.list();\n*/\nawait resources.devices.edit(id, {});', 'write'],
    ['/* first */ await resources.devices.list();\nawait resources.devices.edit(id, {});', 'read-write'],
    ['# requests.get(url)\nrequests.post(url)', 'write'],
    ['// fetch(url, { headers })\nawait fetch(url, { method: "POST", headers })', 'write'],
    ['// method: "GET"\nawait fetch(url, { method: "POST", headers })', 'write'],
    ['// await resources.devices.edit(id, {});\nawait resources.devices.list();', 'read'],
    // Lists and maps with the names of resources.
    ['tags.get("x")\nresources.devices.edit(id, {})', 'write'],
    ['files.get(name)\nrun.get(name)\nactions.get(1)\nresources.devices.edit(id, {})', 'write'],
    ['devices.get(id);\nawait resources.devices.edit(id, {});', 'write'],
    ['options.toList();\nArrays.asList(a);\nawait resources.devices.edit(id, {});', 'write'],
    ['logger.logInfo("done");\nawait resources.devices.edit(id, {});', 'write'],
    // Methods as data.
    ['await resources.devices.edit(id, { tags: [{ key: "verb", value: "GET" }] });', 'write'],
    ["requests.post(url, json={'options': ['GET', 'OPTIONS']})", 'write'],
    ['if (event.method === "GET") return;\nawait resources.devices.edit(id, {});', 'write'],
    ['requests.request("GET", url)\nrequests.request("POST", url)', 'read-write'],
    ['axios({ method: "get", url });\naxios({ method: "put", url });', 'read-write'],
    ['await Resources.devices.list();\nawait Resources.devices.edit(id, {});', 'read-write'],
  ])('of %j is %s', (text, use) => {
    expect(useOfSample(text)).toBe(use);
  });

  it('follows what the platform’s SDK sends in each of its calls', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    vi.stubGlobal('fetch', () => Promise.reject(new Error('offline')));
    const calls = await sdkCalls();
    vi.unstubAllGlobals();
    vi.useRealTimers();
    expect(calls.length).toBeGreaterThan(150);
    for (const { name, methods } of calls) {
      const [reads, writes] = [methods.some(onlyReads), !methods.every(onlyReads)];
      // A token that is handed out in response to a GET.
      if (name.endsWith('.tokenGenerate')) continue;
      expect([name, useOfSample(`await ${name}("id");`)]).toEqual([name, writes ? 'write' : 'read']);
      const both = useOfSample(`await ${name}("id");\naccount.devices.create({});`);
      if (reads && !writes) expect([name, both]).toEqual([name, 'read-write']);
      else expect([name, both]).toEqual([name, 'write']);
    }
  });
});

/** Returns the SDK's calls with the methods of the requests that each of them sends. */
async function sdkCalls(): Promise<{ name: string; methods: string[] }[]> {
  type Resource = Record<string, (...args: unknown[]) => unknown> & {
    doRequest: (request: { method: string }) => Promise<unknown>;
  };
  const calls: { name: string; methods: string[] }[] = [];
  const visit = async (resource: Resource, path: string) => {
    for (const name of Object.getOwnPropertyNames(Object.getPrototypeOf(resource))) {
      if (name === 'constructor' || name.startsWith('_') || typeof resource[name] !== 'function') continue;
      const methods: string[] = [];
      resource.doRequest = async ({ method }) => {
        methods.push(method);
        return [];
      };
      // Some want other arguments, or wait: what they have sent until then counts.
      void Promise.resolve()
        .then(() => resource[name]?.('id', 'id', 'id', 'id'))
        .catch(() => {});
      await new Promise((done) => setImmediate(done));
      if (methods.length > 0) calls.push({ name: `${path}.${name}`, methods });
    }
    for (const [key, part] of Object.entries(resource))
      if (isResource(part)) await visit(part, `${path}.${key}`);
  };
  const isResource = (part: unknown): part is Resource =>
    typeof part === 'object' && part !== null && 'params' in part;
  const resources = new Resources({ token: 'p-0', region: 'us-e1' });
  for (const [key, part] of Object.entries(resources))
    if (isResource(part)) await visit(part, `resources.${key}`);
  return calls;
}

describe('onlyReads', () => {
  it.each([
    ['GET', true],
    ['HEAD', true],
    [null, true],
    ['POST', false],
    ['PUT', false],
    ['DELETE', false],
    ['PATCH', false],
  ])('%s: %s', (method, reads) => {
    expect(onlyReads(method)).toBe(reads);
  });
});
