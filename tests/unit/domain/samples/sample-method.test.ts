import { describe, expect, it } from 'vitest';
import { isShell } from '../../../../lib/domain/samples/destinations/check-shell.ts';
import { methodOfSample, onlyReads } from '../../../../lib/domain/samples/sample-method.ts';

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
  ])('of %j is %s', (text, method) => {
    expect(methodOfSample(text)).toBe(method);
  });

  it.each(['\n', 'sudo\n', 'A=\n', 'GET\n'])(
    'and what it is are soon found in many lines of %j',
    (line) => {
      const text = line.repeat(100_000 / line.length);
      expect([methodOfSample(text), isShell(text)]).toEqual([null, false]);
    },
    2000,
  );
});

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
