import { describe, expect, it } from 'vitest';
import type { ApiOrigin } from '../../../../lib/domain/identity/keys.ts';
import { setSampleHost } from '../../../../lib/domain/samples/api-host.ts';
import { EU, US } from '../make.ts';

describe('setSampleHost', () => {
  it.each([
    ['https://api.tago.io/data', US, 'https://api.tago.io/data', false],
    ['https://api.us-e1.tago.io/data', US, 'https://api.us-e1.tago.io/data', false],
    ['https://api.tago.io/data', EU, 'https://api.eu-w1.tago.io/data', true],
    ['"https://api.us-e1.tago.io"', EU, '"https://api.eu-w1.tago.io"', true],
    ['https://api.eu-w1.tago.io/info', US, 'https://api.us-e1.tago.io/info', true],
    ['HTTPSConnection("api.us-e1.tago.io")', EU, 'HTTPSConnection("api.eu-w1.tago.io")', true],
    ['GET https://api.<region>.tago.io/data', US, 'GET https://api.us-e1.tago.io/data', true],
    [
      'https://api.us-e1.tago.io/x',
      'https://api.acme.com:8443' as ApiOrigin,
      'https://api.acme.com:8443/x',
      true,
    ],
    ['host: api.tago.io', 'http://localhost:8787' as ApiOrigin, 'host: localhost:8787', true],
    [
      'a https://api.tago.io b https://api.eu-w1.tago.io',
      EU,
      'a https://api.eu-w1.tago.io b https://api.eu-w1.tago.io',
      true,
    ],
  ])('%j for %s becomes %j', (text, origin, expected, changed) => {
    expect(setSampleHost(text, origin)).toEqual({ text: expected, changed });
  });

  it.each([
    'https://admin.tago.io',
    'mqtt.tago.io:1883',
    'https://api.tago.io.evil.example/',
    'my-api.tago.io',
    'me@api.tago.io',
    'https://eu.api.tago.io',
    'https://api.us-e2.tago.io',
    'api.tago.iot',
  ])('leaves %j alone', (text) => {
    expect(setSampleHost(text, EU)).toEqual({ text, changed: false });
  });
});
