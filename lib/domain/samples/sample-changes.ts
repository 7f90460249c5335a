/** What was changed in a sample for a profile, and what is left to do in it. */
export interface SampleChanges {
  /** The sample's region was changed to the profile's. */
  hostChanged: boolean;
  /** The sample calls another region than the profile's, which could not be changed. */
  regionUnset: boolean;
  /** The profile's id was filled into the path. */
  idFilled: boolean;
  /** A path that the reference misspells was corrected. */
  pathCorrected: boolean;
  /** Path parameters that the person has to fill in. */
  blanks: string[];
}
