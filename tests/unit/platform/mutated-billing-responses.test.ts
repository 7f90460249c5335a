import { testMutated } from './read-mutated.ts';
import { TOKEN_AND_BILLING_READERS } from './readers.ts';

testMutated(TOKEN_AND_BILLING_READERS);
