import { member, stringOf, type JsonNode } from '../json/tree.ts';
import type { ClaimList } from './claim-list.ts';
import { UNNAMED_METRIC } from './metrics.ts';

/**
 * `model-index` of a Hugging Face model card: a list of models with results, each `{task, dataset, metrics}`. The data set's
 * name says what was measured; `task.type` ("text-generation") says it only where nothing else does. A `verifyToken` can't
 * be checked offline, so a metric that calls itself verified is a claim like any other.
 */
export function readModelIndex(root: JsonNode, claims: ClaimList): void {
  for (const model of itemsOf(root)) {
    for (const result of itemsOf(member(model, 'results'))) {
      const names = [
        member(result, 'dataset', 'name'),
        member(result, 'dataset', 'type'),
        member(result, 'task', 'name'),
        member(result, 'task', 'type'),
      ];
      const task = names.map(stringOf).find((name) => name !== undefined && name !== '') ?? '';
      for (const metric of itemsOf(member(result, 'metrics'))) {
        claims.add({
          task,
          metric: stringOf(member(metric, 'type')) ?? stringOf(member(metric, 'name')) ?? UNNAMED_METRIC,
          value: member(metric, 'value'),
          stderr: member(metric, 'stderr'),
          n: member(metric, 'n') ?? member(result, 'dataset', 'n'),
        });
      }
    }
  }
}

function itemsOf(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.kind === 'array' ? node.items : [];
}
