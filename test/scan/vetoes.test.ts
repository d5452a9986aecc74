import { describe, expect, it } from 'vitest';
import { judgeName } from '../../src/scan/judge-name.ts';

describe('names of allowed libraries', () => {
  it.each([
    ['gensim.utils', 'check_output'],
    ['numpy._core._methods', '_dump'],
    ['transformers.activations', 'ClassInstantier'],
    ['torchmetrics.functional.multimodal.clip_score', '_get_clip_model_and_processor'],
  ])('that act once they are called are dangerous even to keep: %s.%s', (module, name) => {
    expect(judgeName(module, name).kind).toBe('dangerous');
  });

  it('that load what their arguments name are kept and not called', () => {
    const judged = judgeName('torchtext.vocab', 'Vectors');
    expect(judged).toMatchObject({ kind: 'allowed' });
    expect(judged.kind === 'allowed' && [...judged.may].sort()).toEqual(['build', 'items', 'new', 'refer']);
  });
});
