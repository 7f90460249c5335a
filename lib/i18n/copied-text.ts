import type { SampleChanges } from '../domain/samples/sample-changes.ts';
import { t } from './t.ts';

/** Returns a name in the possessive form, for use in a sentence: `Acme Farms'`; in other languages the name alone. */
export function possessive(name: string): string {
  return t(/s$/i.test(name) ? 'docsOwnerS' : 'docsOwner', name);
}

/** Returns what was changed in a copied sample, and what is left to do in it, in a sentence each. */
export function copyNotes(copied: SampleChanges & { profileName: string }): string[] {
  const owner = possessive(copied.profileName);
  const notes: string[] = [];
  if (copied.hostChanged) notes.push(t('docsHostChanged', owner));
  if (copied.idFilled) notes.push(t('docsIdFilled', owner));
  if (copied.pathCorrected) notes.push(t('docsPathCorrected'));
  if (copied.blanks.length > 0) {
    notes.push(t('docsBlanksLeft', copied.blanks.map((blank) => `:${blank}`).join(', ')));
  }
  if (copied.regionUnset) notes.push(t('docsRegionUnset', copied.profileName));
  return notes;
}
