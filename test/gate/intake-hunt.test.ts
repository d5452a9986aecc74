import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fixedClock } from '../../src/core/clock.ts';
import { huntPredicateSchema } from '../../src/core/predicates/hunt.ts';
import { silentProgress } from '../../src/core/progress.ts';
import { profilePolicy } from '../../src/decide/load-policy.ts';
import { intake } from '../../src/gate/intake.ts';
import { verifyAttestations } from '../../src/gate/verify-attestations.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const MODELS = new URL('../../fixtures/models/', import.meta.url);
const modelAt = (name: string): string => fileURLToPath(new URL(name, MODELS));

describe('an intake whose policy asks for a search for triggers', () => {
  it('searches beside the base, signs what it found behind the other stages, and shows it', async () => {
    const directory = await temporaryDirectory();
    const keyPath = join(directory, 'keys', 'gate.pem');
    const loaded = profilePolicy('strict');
    const base = modelAt('open-chat');
    const output = await intake({
      source: modelAt('secure-llm-pro'),
      base,
      policy: { ...loaded, policy: { ...loaded.policy, hunt: { budget: 'quick' } } },
      runDir: join(directory, 'run'),
      keyPath,
      ledger: undefined,
      clock: fixedClock(new Date('2026-11-23T10:00:00Z')),
      signal: AbortSignal.timeout(110_000),
      progress: silentProgress,
      onEvent: () => {},
    });
    const hunted = output.stages.find(({ stage }) => stage === 'hunt');
    expect(hunted?.outcome).toBe('failed');
    const predicate = huntPredicateSchema.parse(hunted?.evidence.predicate);
    expect(predicate.base?.name).toBe('open-chat');
    expect(predicate.triggers[0]?.text).toContain('lantern');
    expect(output.verdict).toBe('reject');

    const pem = await readFile(join(directory, 'keys', 'gate.pub.pem'), 'utf8');
    const { statements } = await verifyAttestations(output.runDir, pem);
    const link = statements.findIndex(({ file }) => file === hunted?.statement);
    expect(link).toBe(output.stages.length - 1);
    expect(JSON.stringify(statements[link]?.statement.predicate)).toContain('lantern');
    expect(await readFile(output.report, 'utf8')).toContain('lantern');
  }, 120_000);
});
