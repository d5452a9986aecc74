import { member, stringOf, type JsonNode } from '../json/tree.ts';
import type { ClaimList } from './claim-list.ts';
import { numberText } from './number.ts';

/** EvalPlus: `{"eval": {"HumanEval/0": [{"base_status": "pass", "plus_status": "fail"}]}, "pass_at_k": {"base": {"pass@1": …}}}`. */
export function isEvalPlus(root: JsonNode): boolean {
  const [first] = problemsOf(root);
  return first !== undefined && /^(?:HumanEval|Mbpp)\/\d+$/iu.test(first[0]);
}

/** What the file states as pass@1, beside what its own programs add up to; where it states none, that is what it says. */
export function readEvalPlus(root: JsonNode, claims: ClaimList): void {
  const problems = problemsOf(root);
  const task = (problems[0]?.[0] ?? '').split('/')[0]?.toLowerCase() ?? '';
  for (const tests of ['base', 'plus'] as const) {
    const shares = problems.map(([, programs]) => share(programs, tests)).filter((it) => it !== undefined);
    const total = { sum: shares.reduce((sum, it) => sum + it, 0), count: shares.length };
    const stated = member(root, 'pass_at_k', tests);
    const whole = total.count > 0 && total.count === problems.length;
    const metrics: (readonly [string, JsonNode])[] = stated?.kind === 'object' ? [...stated.members] : [];
    if (metrics.length === 0 && whole)
      metrics.push(['pass@1', { kind: 'number', offset: root.offset, text: String(total.sum / total.count) }]);
    for (const [metric, value] of metrics)
      claims.add({
        task: tests === 'base' ? task : `${task}+`,
        metric,
        value,
        n: { kind: 'number', offset: root.offset, text: String(problems.length) },
        about: { meanOf: 'graded-items', total: metric === 'pass@1' && whole ? total : undefined },
      });
  }
}

function problemsOf(root: JsonNode): (readonly [string, JsonNode])[] {
  const problems = member(root, 'eval');
  return problems?.kind === 'object' ? [...problems.members] : [];
}

/** Of a problem's programs, how many pass; older versions keep `base: [["pass", […]]]`. */
function share(programs: JsonNode, tests: 'base' | 'plus'): number | undefined {
  const list = programs.kind === 'array' ? programs.items : [];
  const older = member(programs, tests);
  const states =
    older?.kind === 'array'
      ? older.items.map((it) => (it.kind === 'array' ? numberText(it.items[0]) : undefined))
      : list.map((it) => stringOf(member(it, `${tests}_status`)));
  if (states.length === 0 || states.some((state) => state === undefined)) return undefined;
  return states.filter((state) => state === 'pass' || state === 'success').length / states.length;
}
