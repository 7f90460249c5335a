import { describe, expect, it } from 'vitest';
import {
  areNameRules,
  confirmsFullToken,
  MAX_NAME_RULES,
  MAX_RULE_TEXT_LENGTH,
  matchesName,
  type NameMatch,
  type NameRule,
  nameRuleProblem,
  ruleColour,
} from '../../../../lib/domain/settings/name-rules.ts';
import { withRuleReplaced } from '../../../../lib/domain/settings/replace-name-rule.ts';

const rule = (change: Partial<NameRule> = {}): NameRule => ({
  text: 'prod',
  match: 'contains',
  colour: '#b8405e',
  confirmFull: true,
  ...change,
});

describe('matchesName', () => {
  const cases: [NameMatch, string, string, boolean][] = [
    ['contains', 'prod', 'Acme PROD', true],
    ['contains', 'prod', 'Product tests', true],
    ['contains', 'producao', 'Acme · Produção', true],
    ['contains', 'prod', 'Staging', false],
    ['word', 'prod', 'Acme (prod) 2', true],
    ['word', 'prod', 'prod', true],
    ['word', 'prod', 'Product prod.eu', true],
    ['word', 'prod', 'Product tests', false],
    ['word', 'prod', 'preprod', false],
    ['word', 'cliente a', 'Cliente A — prod', true],
    ['start', 'prod', ' Prod Acme', true],
    ['start', 'prod', 'Acme prod', false],
    ['end', 'prod', 'Acme prod', true],
    ['end', 'prod', 'Acme prod 2', false],
  ];
  it.each(cases)('%s %j in %j: %s', (match, text, name, applies) => {
    expect(matchesName({ match, text }, name)).toBe(applies);
  });
});

describe('rules', () => {
  const rules = [
    rule({ text: 'prod', colour: null }),
    rule({ text: 'acme', colour: '#2a6fb5', confirmFull: false }),
    rule({ text: 'acme prod', colour: '#b8405e', confirmFull: false }),
  ];

  it('colour by the first that has a colour, and ask if any asks', () => {
    expect(ruleColour('Acme Prod', rules)).toBe('#2a6fb5');
    expect(ruleColour('Bravo Prod', rules)).toBeNull();
    expect(confirmsFullToken('Acme Prod', rules)).toBe(true);
    expect(confirmsFullToken('Acme', rules)).toBe(false);
  });

  it('are refused with their reason', () => {
    expect(nameRuleProblem(rule(), [])).toBeNull();
    expect(nameRuleProblem(rule({ text: ' ' }), [])).toBe('ruleNameEmpty');
    expect(nameRuleProblem(rule({ text: 'x'.repeat(MAX_RULE_TEXT_LENGTH + 1) }), [])).toBe('ruleNameTooLong');
    expect(nameRuleProblem(rule({ text: 'a\u0007' }), [])).toBe('ruleNameCharacters');
    expect(nameRuleProblem(rule({ text: 'PROD' }), [rule()])).toBe('ruleNameTwice');
    expect(nameRuleProblem(rule({ match: 'end' }), [rule()])).toBeNull();
    expect(nameRuleProblem(rule({ colour: null, confirmFull: false }), [])).toBe('ruleNameNoEffect');
  });

  it('are stored, synced and read from a backup only as the editor makes them', () => {
    expect(areNameRules([])).toBe(true);
    expect(areNameRules(rules)).toBe(true);
    const many = Array.from({ length: MAX_NAME_RULES + 1 }, (_, index) => rule({ text: `p${index}` }));
    expect(areNameRules(many.slice(1))).toBe(true);
    const wrong: unknown[] = [
      null,
      {},
      many,
      [rule(), rule()],
      [rule({ text: ' prod' })],
      [rule({ colour: 'red' })],
      [rule({ colour: 'url(https://x.example)' })],
      [{ ...rule(), match: 'regex' }],
      [{ ...rule(), confirmFull: 1 }],
      [null],
    ];
    for (const value of wrong) expect(areNameRules(value), JSON.stringify(value)).toBe(false);
  });
});

describe('a rule that was opened to be edited or removed', () => {
  const [prod, acme, test] = ['prod', 'acme', 'test'].map((text) => rule({ text })) as [
    NameRule,
    NameRule,
    NameRule,
  ];

  it('is the one replaced or removed, wherever it is after a change from elsewhere', () => {
    expect(withRuleReplaced([acme, test, prod], prod, null)).toEqual([acme, test]);
    const edited = rule({ text: 'production' });
    expect(withRuleReplaced([acme, prod], prod, edited)).toEqual([acme, edited]);
    // Its colour was changed elsewhere; it is still the same rule.
    expect(withRuleReplaced([rule({ colour: null }), acme], prod, edited)).toEqual([edited, acme]);
  });

  it('is no other one when it is gone', () => {
    expect(withRuleReplaced([acme, test], prod, null)).toBeNull();
    expect(withRuleReplaced([], prod, acme)).toBeNull();
    expect(withRuleReplaced([rule({ match: 'word' })], prod, null)).toBeNull();
  });
});
