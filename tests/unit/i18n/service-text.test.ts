import { describe, expect, it } from 'vitest';
import { SERVICE_KEYS } from '../../../lib/domain/usage/service.ts';
import {
  amountText,
  exactAmountText,
  percentText,
  quantityText,
  rateText,
  resetsInText,
  resetsOnText,
  serviceLabel,
  serviceResetText,
  stopsText,
  wouldStopText,
} from '../../../lib/i18n/service-text.ts';

describe('amounts', () => {
  it('are written with their limit, and with a unit where it is not obvious', () => {
    expect(amountText('input', { used: 329_000, limit: 350_000 })).toBe('329,000 of 350,000');
    expect(amountText('file_storage', { used: 49.89, limit: 132 })).toBe('49.9 of 132\u00a0MB');
    expect(amountText('analysis', { used: 3, limit: 5 })).toBe('3 of 5\u00a0min');
    expect(exactAmountText('input', { used: 1, limit: 2 })).toBe('1 of 2 variables');
  });

  it('have every digit that is counted in tooltips and for screen readers', () => {
    expect(exactAmountText('file_storage', { used: 49.89, limit: 132 })).toBe('49.89 of 132\u00a0MB');
    expect(exactAmountText('file_storage', { used: 0.04, limit: 200 })).toBe('0.04 of 200\u00a0MB');
    expect(exactAmountText('file_storage', { used: 2.25, limit: 0 })).toBe(
      '2.25\u00a0MB used, not allocated',
    );
    expect(exactAmountText('file_storage', { used: 199.996, limit: 200 })).toBe('199.996 of 200\u00a0MB');
    expect(exactAmountText('file_storage', { used: 199.9999, limit: 200 })).toBe('199.999 of 200\u00a0MB');
    expect(amountText('file_storage', { used: 199.996, limit: 200 })).toBe('199.996 of 200\u00a0MB');
  });

  it('that are rounded to nothing have no sign', () => {
    expect(quantityText('file_storage', 49.89 - 49.894)).toBe('0\u00a0MB');
    expect(quantityText('file_storage', -0.02)).toBe('-0.02\u00a0MB');
  });

  it('of a day have the same digits where they shrink as where they grow', () => {
    expect([1234, -1234, 0.1234, -0.1234].map((perDay) => rateText('data_records', perDay))).toEqual([
      '1,230',
      '-1,230',
      '0.12',
      '-0.12',
    ]);
  });

  it('are abbreviated together with their limit from ten million on, and exact on request', () => {
    const usage = { used: 9_300_000, limit: 20_000_000 };
    expect(amountText('input', usage)).toBe('9.3M of 20M');
    expect(exactAmountText('input', usage)).toBe('9,300,000 of 20,000,000 variables');
  });

  it('just below a limit are not rounded up to it', () => {
    expect(amountText('input', { used: 19_960_000, limit: 20_000_000 })).toBe('19.96M of 20M');
    expect(amountText('input', { used: 12_310_000, limit: 12_345_678 })).toBe('12.31M of 12.35M');
    expect(amountText('input', { used: 19_999_999, limit: 20_000_000 })).toBe('19.999M of 20M');
    expect(amountText('input', { used: 20_000_000, limit: 20_000_000 })).toBe('20M of 20M');
    expect(amountText('input', { used: 20_010_000, limit: 20_000_000 })).toBe('20M of 20M');
    expect(amountText('file_storage', { used: 199.96, limit: 200 })).toBe('199.96 of 200\u00a0MB');
    expect(exactAmountText('file_storage', { used: 199.96, limit: 200 })).toBe('199.96 of 200\u00a0MB');
    expect(amountText('file_storage', { used: 199.86, limit: 200 })).toBe('199.9 of 200\u00a0MB');
  });

  it('just above nothing are not rounded down to it', () => {
    expect(amountText('file_storage', { used: 0.04, limit: 132 })).toBe('0.04 of 132\u00a0MB');
    expect(exactAmountText('file_storage', { used: 0.004, limit: 132 })).toBe('0.004 of 132\u00a0MB');
    expect(exactAmountText('file_storage', { used: 0.0001, limit: 132 })).toBe('0.001 of 132\u00a0MB');
    expect(amountText('file_storage', { used: 0, limit: 132 })).toBe('0 of 132\u00a0MB');
  });

  it('are "not allocated" without a limit, with what is used nevertheless', () => {
    expect(amountText('sms', { used: 0, limit: 0 })).toBe('not allocated');
    expect(amountText('file_storage', { used: 2.5, limit: 0 })).toBe('2.5\u00a0MB used, not allocated');
  });

  it('of unknown services have no unit', () => {
    expect(exactAmountText('edge_compute', { used: 12.5, limit: 40 })).toBe('12.5 of 40');
  });

  it('have a percentage in the language’s format', () => {
    expect(percentText(94)).toBe('94%');
    expect(percentText(1000)).toBe('1,000%');
  });

  it('have their unit in singular or plural', () => {
    expect(quantityText('input', 1)).toBe('1 variable');
    expect(quantityText('input', 3_000_000)).toBe('3,000,000 variables');
    expect(quantityText('file_storage', 49.891)).toBe('49.89\u00a0MB');
    expect(quantityText('quantum_bits', 5)).toBe('5');
  });
});

describe('texts', () => {
  it('exist for every service; an unknown service is shown by its key', () => {
    const all = SERVICE_KEYS.flatMap((key) => [serviceLabel(key), stopsText(key), wouldStopText(key)]);
    expect(all.filter((text) => /^(service|stops|wouldStop)_/.test(text))).toEqual([]);
    expect(new Set(SERVICE_KEYS.map(serviceLabel)).size).toBe(SERVICE_KEYS.length);
    expect(serviceLabel('edge_compute')).toBe('edge_compute');
    expect(stopsText('edge_compute')).not.toContain('_');
  });
});

describe('the reset', () => {
  it('is written in days, and as the first of the month in UTC', () => {
    const now = Date.UTC(2026, 10, 24, 14);
    expect(resetsInText(now)).toBe('resets in 7 days');
    expect(resetsOnText(now)).toBe('resets Dec 1');
    expect(resetsInText(Date.UTC(2026, 11, 31, 23, 59))).toBe('resets in 1 day');
    expect(resetsOnText(Date.UTC(2026, 11, 31, 23, 59))).toBe('resets Jan 1');
  });
});

it('a service that isn’t documented isn’t said never to be reset', () => {
  const now = Date.UTC(2026, 10, 20);
  expect(serviceResetText('input', now)).toBe(resetsOnText(now));
  expect(serviceResetText('data_records', now)).toBe('doesn’t reset');
  expect(serviceResetText('not_documented', now)).toBeNull();
});
