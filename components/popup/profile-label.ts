import { refId } from '../../lib/domain/identity/keys.ts';
import type { Profile } from '../../lib/domain/profiles/profile.ts';
import { labelText } from '../../lib/i18n/profile-text.ts';
import { disambiguators } from './popup-model.ts';

/** Returns a profile's name as its row shows it: with what distinguishes it from others of that name. */
export const labelOf = (profile: Profile): string =>
  labelText(profile, disambiguators.value.get(refId(profile)));
