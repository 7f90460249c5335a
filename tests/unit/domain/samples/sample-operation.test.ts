import { describe, expect, it } from 'vitest';
import {
  methodOfSample,
  onlyReads,
  parseOperation,
  wantsProfileToken,
} from '../../../../lib/domain/samples/sample-operation.ts';
import { operations } from '../../../docs-pages/operations.ts';

describe('parseOperation', () => {
  it.each([
    ['GET https://api.us-e1.tago.io/profile/:id/summary', 'GET', '/profile/:id/summary'],
    ['get https://api.eu-w1.tago.io/device', 'GET', '/device'],
    [' POST\n/account/login/ ', 'POST', '/account/login'],
    ['DELETE https://api.us-e1.tago.io/', 'DELETE', '/'],
    // Method and address are separate elements, whose texts are joined without a space.
    ['GEThttps://api.us-e1.tago.io/device', 'GET', '/device'],
  ])('reads %j', (text, method, path) => {
    expect(parseOperation(text)).toEqual({ method, path });
  });

  it.each(['', 'GET', 'https://api.us-e1.tago.io/device', 'FETCH /device'])('refuses %j', (text) => {
    expect(parseOperation(text)).toBeNull();
  });
});

describe('wantsProfileToken', () => {
  it('is right for every operation of the reference', () => {
    for (const operation of operations) {
      const schemes = operation.takes === 'device' || operation.takes === 'network' ? 1 : 0;
      expect(wantsProfileToken(operation, schemes), `${operation.method} ${operation.path}`).toBe(
        operation.takes === 'profile',
      );
    }
    expect(operations).toHaveLength(107);
  });
});

describe('methodOfSample', () => {
  it.each([
    ['curl -H "Profile-Token: x" https://api.tago.io/status', 'GET'],
    ['curl -X DELETE https://api.tago.io/device/1', 'DELETE'],
    ['curl --request=PUT https://api.tago.io/device/1', 'PUT'],
    ['curl https://api.tago.io/device -d \'{"name": "a"}\'', 'POST'],
    ['GET https://api.us-e1.tago.io/data', 'GET'],
    ["axios.request({ method: 'patch', url })", 'PATCH'],
    ['account.devices.list()', null],
    ['await account.devices.create({ name: "a" })', 'POST'],
    ['await resources.run.userCreate({})', null],
    ['resources.devices.sendDeviceData(id, [])', 'POST'],
    ['print("hello")', null],
  ])('of %j is %s', (text, method) => {
    expect(methodOfSample(text)).toBe(method);
  });
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
