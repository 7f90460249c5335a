import { issueToken } from '../../../sandbox/tokens.ts';
import { ines, sandbox } from '../signed-in-account.ts';

/** Adds a token of the profile "Acme Farms" on the platform. */
export function addToken(name: string, more: Partial<Parameters<typeof issueToken>[1]> = {}) {
  return issueToken(sandbox.state, {
    region: 'us-e1',
    name,
    profile: ines.id('Acme Farms'),
    created_by: ines.account.id,
    created_at: sandbox.clock.iso(),
    ...more,
  });
}

/** Returns what identifies a token in the extension's list. */
export const idOf = ({ name, created_at }: { name: string; created_at: string }) => ({
  name,
  createdAt: created_at,
});
