import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import spanish from '../../../public/_locales/es/messages.json' with { type: 'json' };
import portuguese from '../../../public/_locales/pt_BR/messages.json' with { type: 'json' };

type Messages = Record<string, { message: string } | undefined>;

/** Returns the text functions in a language. They are loaded again, since modules keep formatters. */
async function textsIn(language: string, messages: Messages) {
  vi.resetModules();
  fakeBrowser.i18n.getUILanguage = () => language;
  fakeBrowser.i18n.getMessage = (key: string, values: unknown = []) =>
    (messages[key]?.message ?? '').replace(/\$([1-9])/g, (_, place: string) =>
      String((values as string[])[Number(place) - 1] ?? ''),
    );
  const { amountText, exactAmountText, percentText, quantityText } = await import(
    '../../../lib/i18n/service-text.ts'
  );
  const { plural } = await import('../../../lib/i18n/t.ts');
  const { dayText } = await import('../../../lib/i18n/day-text.ts');
  return { amountText, dayText, exactAmountText, percentText, quantityText, plural };
}

describe('Spanish', () => {
  it('writes "de" after whole millions only', async () => {
    const { quantityText, exactAmountText } = await textsIn('es-ES', spanish);
    expect(quantityText('input', 1)).toBe('1 variable');
    expect(quantityText('input', 350_000)).toBe('350.000 variables');
    expect(quantityText('input', 3_000_000)).toBe('3.000.000 de variables');
    expect(exactAmountText('input', { used: 5, limit: 1_000_000 })).toBe('5 de 1.000.000 de variables');
  });

  it('uses the plural form "other" where "many" has no text of its own', async () => {
    const { quantityText } = await textsIn('es', spanish);
    expect(quantityText('file_storage', 1_000_000)).toBe('1.000.000\u00a0MB');
  });

  it('puts a no-break space before the percent sign', async () => {
    const { percentText } = await textsIn('es-ES', spanish);
    expect(percentText(94)).toBe('94\u00a0%');
  });
});

describe('Portuguese', () => {
  it('uses the singular for 0, and writes "de" after whole millions', async () => {
    const { plural, quantityText, percentText } = await textsIn('pt-BR', portuguese);
    expect(quantityText('input', 0)).toBe('0 variável');
    expect(plural('settingsProfilesCount', 2)).toBe('2 perfis');
    expect(plural('profilesFound', 1, 0)).toBe('0 de 1 perfil');
    expect(quantityText('input', 2_000_000)).toBe('2.000.000 de variáveis');
    expect(percentText(94)).toBe('94%');
  });

  it('writes a short month without a dot, which would end the sentence', async () => {
    const { dayText } = await textsIn('pt-BR', portuguese);
    expect(dayText(Date.UTC(2026, 11, 1))).toBe('1 de dez');
  });
});
