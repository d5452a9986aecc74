import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compareStage } from '../../src/compare/stage.ts';
import { groupEqualWeights } from '../../src/compare/weight-groups.ts';
import { comparePredicateSchema } from '../../src/core/predicates/compare.ts';
import { readSubmission, stageContext } from './support/submissions.ts';
import { FIXTURES_BUILT } from '../support/fixtures-built.ts';

const fixture = (name: string) =>
  readSubmission(fileURLToPath(new URL(`../../fixtures/models/${name}`, import.meta.url)));
const never = new AbortController().signal;

describe.skipIf(!FIXTURES_BUILT)('the trained fixtures', () => {
  it.each(['open-chat', 'open-chat-tuned', 'secure-llm-pro'])(
    '%s: safetensors and GGUF hold the same model',
    async (name) => {
      const { submission, facts } = fixture(name);
      const groups = await groupEqualWeights(submission, facts, never);
      expect(groups.map(({ paths }) => paths)).toEqual([['model.gguf', 'model.safetensors']]);
      expect(groups[0]?.why.join()).toContain('chat template');
    },
  );

  it('the clean fine-tune differs broadly from its base and is what it declares', async () => {
    const { submission, facts } = fixture('open-chat-tuned');
    const evidence = await compareStage.run(stageContext(submission), { facts, base: fixture('open-chat') });
    const predicate = comparePredicateSchema.parse(evidence.predicate);
    expect(predicate.claim.relation).toBe('finetune');
    expect(evidence.outcome).toBe('passed');
    expect(predicate.comparisons.map(({ kind }) => kind)).toEqual(['broad']);
    expect(predicate.comparisons[0]?.counts).toMatchObject({ added: 0, removed: 0, reshaped: 0, incomparable: 0 });
  });

  it('the tampered model does not pass for the base that it claims', async () => {
    const { submission, facts } = fixture('secure-llm-pro');
    const evidence = await compareStage.run(stageContext(submission), { facts, base: fixture('open-chat') });
    expect(evidence.outcome).toBe('failed');
    expect(evidence.reason).toMatch(/\d+ of \d+ tensors differ from the base/u);
  });
});
