import { needsToken } from '../../../lib/domain/profiles/profile.ts';
import { reasonNotToChoose } from '../../ui/disabled-reasons.ts';
import type { ProfileRow } from './profile-rows.ts';

/**
 * Returns false if nothing of a profile can be read while others can be: nobody gave it a token, or its account can't
 * be asked. Reads signals.
 */
export const isReadable = ({ profile }: ProfileRow): boolean =>
  !needsToken(profile) && reasonNotToChoose(profile) === undefined;
