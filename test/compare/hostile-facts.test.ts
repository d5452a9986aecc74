import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareStage } from '../../src/compare/stage.ts';
import { renderCompareText } from '../../src/compare/text.ts';
import { comparePredicateSchema } from '../../src/core/predicates/compare.ts';
import type { FileFacts, TensorFacts } from '../../src/formats/facts.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { readSubmission, stageContext } from './support/submissions.ts';

/** Whatever passes the schema at the edge: a parser that was taken over can say all of this. */
const length = fc.oneof(
  fc.nat({ max: 64 }),
  fc.constantFrom(0, 1, 32, 256, 2 ** 31, 2 ** 32, 2 ** 52, Number.MAX_SAFE_INTEGER),
);
const tensor: fc.Arbitrary<TensorFacts> = fc.record({
  name: fc.oneof(
    fc.constantFrom(
      'model.embed_tokens.weight',
      'lm_head.weight',
      'output.weight',
      'token_embd.weight',
      'model.layers.0.self_attn.q_proj.weight',
      'blk.0.attn_q.weight',
      'model.layers.99999.self_attn.rotary_emb.inv_freq',
      '__proto__',
      'constructor',
    ),
    fc.string(),
  ),
  dtype: fc.constantFrom('F32', 'BF16', 'Q8_0', 'Q4_K', 'IQ4_XS', 'F4', '__proto__', 'toString', ''),
  shape: fc.array(length, { maxLength: 20 }),
  offset: length,
  bytes: length,
});
const facts = (path: string): fc.Arbitrary<FileFacts> =>
  fc.record(
    {
      path: fc.constant(path),
      size: length,
      extension: fc.constant(path.split('.').at(-1) ?? ''),
      formats: fc.array(fc.constantFrom('gguf', 'safetensors', 'pickle', 'data')),
      complete: fc.boolean(),
      limits: fc.constant([]),
      problems: fc.constant([]),
      tensors: fc.array(tensor, { maxLength: 6 }),
      safetensors: fc.record({ headerBytes: length, tensorCount: length, metadata: fc.constant([]) }),
      gguf: fc.record({
        version: length,
        endian: fc.constantFrom('little' as const, 'big' as const),
        alignment: length,
        tensorCount: length,
        metadataCount: length,
        architecture: fc.constantFrom('llama', 'qwen2', '__proto__'),
        metadata: fc.array(
          fc.record({
            key: fc.constantFrom('llama.attention.head_count', 'llama.attention.head_count_kv', '__proto__'),
            type: fc.constant('UINT32'),
            offset: length,
            value: fc.oneof(length, fc.constantFrom(-1, 0.5, 'x', true)),
          }),
        ),
      }),
      weightIndex: fc.record({
        tensorCount: length,
        shards: fc.array(fc.constantFrom('a.safetensors', '../a.gguf', '/etc/passwd', '')),
        missing: fc.constant([]),
      }),
    },
    { requiredKeys: ['path', 'size', 'extension', 'formats', 'complete', 'limits', 'problems'] },
  );

describe('facts from a parser that was taken over', () => {
  it('never make the stage throw, hang, or pass what was not compared', async () => {
    const directory = await temporaryDirectory();
    for (const name of ['a.safetensors', 'b.gguf']) await writeFile(join(directory, name), Buffer.alloc(4_096, name));
    const { submission } = readSubmission(directory);
    await fc.assert(
      fc.asyncProperty(facts('a.safetensors'), facts('b.gguf'), facts('b.gguf'), async (first, second, base) => {
        const evidence = await compareStage.run(stageContext(submission), {
          facts: [first, second],
          base: { submission, facts: [base] },
        });
        const predicate = comparePredicateSchema.parse(JSON.parse(JSON.stringify(evidence.predicate)));
        const listed = predicate.weightGroups.flatMap(({ paths }) => paths).toSorted();
        expect(listed).toEqual(['a.safetensors', 'b.gguf']);
        if (evidence.outcome === 'passed') expect(predicate.comparisons.length).toBeGreaterThan(0);
        for (const line of renderCompareText(evidence)) expect(Array.from(line).length).toBeLessThanOrEqual(80);
      }),
      { numRuns: 400, interruptAfterTimeLimit: 8_000 },
    );
  });
});
