import type { Start } from '../map/pipeline.ts';
import { PUSH, startBy } from '../systems/starts.ts';
import { get, listOf, textOf, type YamlNode } from '../yaml/node.ts';
import type { Keyword } from './merge.ts';

/** Of somebody else's fork GitLab runs the pipeline in the fork, unless a member starts it in the project. */
const CHANGE: Start = startBy('merge_request_event', 'confined');

/**
 * What starts a job: pushes, schedules and triggers, and merge requests where its rules, its `only:` or those of the workflow let them.
 * Source: GitLab's documentation of `rules`, `only` and merge request pipelines.
 */
export function gitlabStarts(
  keywords: ReadonlyMap<string, Keyword>,
  workflow: YamlNode | undefined,
  called: boolean,
): Start[] {
  const whole = admits(listOf(get(workflow, 'rules')));
  const rules = keywords.get('rules');
  const only = keywords.get('only');
  const changes =
    rules !== undefined
      ? admits(listOf(rules.entry.value), whole)
      : only !== undefined
        ? refsOf(only.entry.value).some((ref) => /^(?:merge_requests|external_pull_requests)$/u.test(ref))
        : whole;
  return [PUSH, ...(changes ? [CHANGE] : []), ...(called ? [startBy('workflow_call', 'called')] : [])];
}

/** Whether a rule lets runs for merge requests through. One without `if:` leaves it to the workflow. */
function admits(rules: readonly YamlNode[], otherwise = false): boolean {
  for (const rule of rules) {
    const condition = textOf(get(rule, 'if'));
    const never = textOf(get(rule, 'when')) === 'never';
    if (condition === undefined) {
      if (never) return false;
      if (otherwise) return true;
      continue;
    }
    const asks =
      /\$CI_(?:OPEN_MERGE_REQUESTS|MERGE_REQUEST_\w+|EXTERNAL_PULL_REQUEST_\w+)\b(?!\s*==\s*null)/u.test(condition) ||
      /merge_request_event|external_pull_request_event/u.test(condition);
    const denies = /!=\s*["']?merge_request_event|\$CI_MERGE_REQUEST_\w+\s*==\s*(?:null|"")/u.test(condition);
    if (asks && !denies) return !never;
  }
  return false;
}

function refsOf(node: YamlNode): string[] {
  const refs = node.kind === 'map' ? get(node, 'refs') : node;
  return listOf(refs).flatMap((item) => textOf(item) ?? []);
}
