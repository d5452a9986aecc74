import { member, naturalOf, type JsonNode } from '../json/tree.ts';
import type { AboutClaim, ClaimList } from './claim-list.ts';
import { metricName } from './metrics.ts';

/** OpenCompass' file of one data set: `{"accuracy": 56.2, "details": {"0": {"correct": true}}}`, or counts of programs. */
export function isOpenCompass(root: JsonNode): boolean {
  if (root.kind !== 'object' || root.members.has('results')) return false;
  return root.members.has('details') || (root.members.has('wrong_answer') && root.members.has('pass'));
}

/** The file's name is the data set's. Every score is a percentage. */
export function readOpenCompass(root: JsonNode, path: string, claims: ClaimList): void {
  const task = (path.split('/').at(-1) ?? '').replace(/\.json$/iu, '');
  const members = root.kind === 'object' ? root.members : new Map<string, JsonNode>();
  const total = totalOf(members);
  for (const [name, value] of members) {
    if (value.kind !== 'number' || COUNTS.has(name)) continue;
    const metric = name.endsWith('pass@1') ? 'pass@1' : name;
    const counted = metric === 'pass@1' || metricName(metric) === 'acc';
    claims.add({
      task,
      metric,
      value,
      n:
        counted && total !== undefined
          ? { kind: 'number', offset: value.offset, text: String(total.count) }
          : undefined,
      about: counted && total !== undefined ? { total } : { meanOf: 'other' },
    });
  }
}

const COUNTS: ReadonlySet<string> = new Set(['pass', 'timeout', 'failed', 'wrong_answer', 'time']);

/** Right ones of all: by program, or by the answers where each says whether it is right. */
function totalOf(members: ReadonlyMap<string, JsonNode>): AboutClaim['total'] {
  const counts = ['pass', 'timeout', 'failed', 'wrong_answer'].map((name) => naturalOf(members.get(name)));
  const [passed] = counts;
  const all = counts.reduce<number>((sum, number) => sum + (number ?? 0), 0);
  if (passed !== undefined && all > 0) return { sum: passed, count: all };
  const details = members.get('details');
  const answers =
    details?.kind === 'object' ? [...details.members.values()] : details?.kind === 'array' ? details.items : [];
  const right = answers
    .filter(({ kind }) => kind === 'object')
    .map((answer) => member(answer, 'correct') ?? member(answer, 'is_correct'));
  if (right.length === 0 || right.some((node) => node?.kind !== 'true' && node?.kind !== 'false')) return undefined;
  return { sum: right.filter((node) => node?.kind === 'true').length, count: right.length };
}
