import { existsSync } from 'node:fs';

/**
 * Whether `scripts/build-fixtures` has finished the family of trained models: signing is its last step. Until then the tests
 * on trained models are skipped, and the count of skipped tests says so.
 */
export const FIXTURES_BUILT = existsSync(new URL('../../fixtures/models/open-chat/model.sig', import.meta.url));
