import { describe, expect, it } from 'vitest';
import { parseOperation, wantsProfileToken } from '../../../../lib/domain/samples/sample-operation.ts';
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
