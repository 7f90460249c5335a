import { describe, expect, it } from 'vitest';
import { modeWithin } from '../../../../../components/options/connect/ways-to-connect.tsx';

describe('the way to connect that is shown', () => {
  it('is the chosen one, or else the first that is offered', () => {
    expect(modeWithin(['sign-in', 'token', 'console'], 'console')).toBe('console');
    expect(modeWithin(['console', 'sign-in', 'token'], '')).toBe('console');
    // Following a console isn't allowed.
    expect(modeWithin(['sign-in', 'token'], '')).toBe('sign-in');
    expect(modeWithin(['token'], 'sign-in')).toBe('token');
  });
});
