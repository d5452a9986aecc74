import { member, naturalOf, stringOf, type JsonNode } from '../json/tree.ts';
import type { ClaimList } from './claim-list.ts';
import type { SamplesFacts } from './facts.ts';
import { numberText } from './number.ts';
import { SampleTally } from './sample-tally.ts';

/** Whether a document is what promptfoo exports: `{evalId, results: {version, stats, results}}`. */
export function isPromptfoo(root: JsonNode): boolean {
  return member(root, 'results', 'stats', 'successes') !== undefined;
}

/**
 * Promptfoo states counts, not rates. One claim for each prompt with its provider where the file has them (version 3), one for
 * all otherwise; each as passed of all.
 */
export function readPromptfoo(root: JsonNode, claims: ClaimList): SamplesFacts[] {
  const results = member(root, 'results');
  const prompts = listOf(member(results, 'prompts')).flatMap((prompt) => {
    const counts = countsOf(member(prompt, 'metrics'), ['testPassCount', 'testFailCount', 'testErrorCount']);
    const provider = stringOf(member(prompt, 'provider')) ?? 'prompt';
    return counts === undefined ? [] : [{ ...counts, provider }];
  });
  const task = stringOf(member(root, 'config', 'description')) ?? 'promptfoo';
  const all = countsOf(member(results, 'stats'), ['successes', 'failures', 'errors']);
  const tally = new SampleTally();
  for (const [at, result] of listOf(member(results, 'results')).entries()) {
    const index = naturalOf(member(result, 'promptIdx'));
    const filter = prompts.length > 1 && index !== undefined ? String(index) : undefined;
    // The same test of every prompt: each prompt has as many answers as there are tests.
    const test = filter === undefined ? undefined : numberText(member(result, 'testIdx'));
    tally.add(test ?? numberText(member(result, 'id')) ?? String(at), 'pass_rate', filter, member(result, 'success'));
  }
  const facts = tally.facts();
  const stated = prompts.length > 1 ? prompts : all === undefined ? prompts : [all];
  for (const [index, { passed, n, offset }] of stated.entries()) {
    const filter = prompts.length > 1 ? String(index) : undefined;
    claims.add({
      task,
      metric: 'pass_rate',
      value: { kind: 'number', offset, text: String(passed / n) },
      n: { kind: 'number', offset, text: String(n) },
      about: { filter },
    });
  }
  return facts.items === 0 ? [] : [{ task, ...facts, whole: true }];
}

interface Counts {
  readonly passed: number;
  readonly n: number;
  readonly offset: number;
}

function countsOf(node: JsonNode | undefined, names: readonly [string, string, string]): Counts | undefined {
  const [passed, failed, errors] = names.map((name) => naturalOf(member(node, name)));
  if (node === undefined || passed === undefined || failed === undefined) return undefined;
  const n = passed + failed + (errors ?? 0);
  return n === 0 ? undefined : { passed, n, offset: node.offset };
}

function listOf(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.kind === 'array' ? node.items : [];
}
