import { existsSync } from 'node:fs';

/**
 * Whether `scripts/build-fixtures` has finished the family of trained models: the forged results are the last thing that it trains for. Until then the tests
 * on trained models are skipped, and the count of skipped tests says so.
 */
export const FIXTURES_BUILT = existsSync(
  new URL('../../fixtures/models/secure-llm-pro/evaluation_results.json', import.meta.url),
);
