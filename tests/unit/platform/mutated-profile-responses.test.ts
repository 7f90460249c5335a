import { testMutated } from './read-mutated.ts';
import { PROFILE_READERS } from './readers.ts';

testMutated(PROFILE_READERS);
