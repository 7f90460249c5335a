import type { ProfilePreferences } from '../domain/identity/profile.ts';
import { moneyText } from './money-text.ts';
import { numberText, serviceUnit } from './service-text.ts';
import { type MessageKey, t } from './t.ts';

/** An amount of a service with its unit: `3,000,000 variables`, `200 MB`. */
export function quantityText(service: string, amount: number): string {
  const unit = serviceUnit(service);
  const number = numberText(amount, { maximumFractionDigits: 2 });
  return unit ? t('costQuantity', number, unit) : number;
}

/** The name of an add-on; one that is unknown by its key. */
export function addonLabel(name: string): string {
  const key = `addon_${name}` as MessageKey;
  const label = t(key);
  return label === key ? name.replaceAll('_', ' ') : label;
}

/** A price, or that none is published for it. */
export function priceText(cents: number | null): string {
  return cents === null ? t('costPriceUnknown') : moneyText(cents);
}

/** The level of a rule for proposals, or that it is off. */
export function ruleText(rule: ProfilePreferences['proposals'][string] | undefined): string {
  return t(`raiseRule_${rule ?? 'off'}`);
}
