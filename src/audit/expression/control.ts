import { serviceControl } from '../systems/variables.ts';
import type { Control } from './syntax.ts';

/** Free text of payloads of webhooks, by the end of the path. Source: GitHub's documentation of webhook events. */
const FREE: readonly RegExp[] = [
  /^github\.head_ref$/u,
  /^github\.event\.(?:issue|pull_request|discussion|release)\.(?:title|body)$/u,
  /^github\.event\.(?:comment|review|review_comment|answer)\.body$/u,
  /^github\.event\.changes\..*\.from$/u,
  /^github\.event\.pull_request\.head\.(?:ref|label)$/u,
  /^github\.event\.pull_request\.head\.repo\.(?:default_branch|description|homepage)$/u,
  /^github\.event\.(?:pull_request|issue)\.milestone\.(?:title|description)$/u,
  /^github\.event\.pages\.(?:[^.]+\.)?(?:page_name|title|summary)$/u,
  /^github\.event\.(?:commits\.[^.]+|head_commit)\.(?:message|(?:author|committer)\.(?:name|email))$/u,
  /^github\.event\.workflow_run\.(?:head_branch|display_title|name)$/u,
  /^github\.event\.workflow_run\.head_commit\.(?:message|(?:author|committer)\.(?:name|email))$/u,
  /^github\.event\.workflow_run\.head_repository\.(?:description|default_branch)$/u,
  /^github\.event\.workflow_run\.pull_requests\.[^.]+\.head\.ref$/u,
  /^github\.event\.check_(?:suite|run)\.(?:.*\.)?head_branch$/u,
  /^github\.event\.merge_group\.head_(?:ref|commit\.message)$/u,
  /^github\.event\.(?:discussion_comment|commit_comment)\.body$/u,
  /^github\.event\.forkee\.(?:description|homepage|default_branch)$/u,
  /^github\.event\.(?:description|target_url|context|branches\.[^.]+\.name)$/u,
];
/** A pull request or an issue in the payload of a command that somebody has given in a comment. */
const PAYLOAD =
  /^github\.event\.client_payload\.(?:.*\.)?(?:pull_request|issue|comment)\.(?:title|body|head\.(?:ref|label))$|^github\.event\.client_payload\.(?:.*\.)?(?:head_?ref|pull_request_title|pr_title|issue_title)$/u;
/** Whole objects that hold free text: `toJSON(github.event)`. */
const HOLDERS =
  /^github(?:\.event(?:\.(?:issue|pull_request|comment|review|discussion|head_commit|commits|workflow_run|changes|pages)(?:\.(?:head|\*|\d+|head_commit|head_repository|author|repo))?)?)?$/u;
/** Labels are made by whoever may triage; tags and branches by whoever may push. */
const WRITER: readonly RegExp[] = [
  /^(?:inputs|github\.event\.inputs)(?:\.|$)/u,
  /^github\.event\.client_payload(?:\.|$)/u,
  /^github\.(?:ref|ref_name|base_ref)$/u,
  /^github\.event\.(?:ref|base_ref|label\.name|label\.description|milestone\.title|milestone\.description)$/u,
  /^github\.event\.(?:issue|pull_request)\.labels(?:\.|$)/u,
  /^github\.event\.(?:release|repository|organization)\.(?:name|tag_name|description|homepage|target_commitish)$/u,
  /^github\.event\.deployment\.(?:payload|ref|task|environment)/u,
  /^github\.event\.pull_request\.base\.(?:ref|label)$/u,
  /^vars(?:\.|$)/u,
];
const DERIVED = /^(?:steps|needs|jobs|env|matrix)(?:\.|$)/u;
const FIXED =
  /^(?:steps|needs)\.[^.]+\.(?:outcome|conclusion|result)$|^(?:secrets|runner|job|strategy)(?:\.|$)|^github\.(?:repository|repository_owner|repository_id|workspace|token|run_id|run_number|run_attempt|job|workflow|workflow_ref|workflow_sha|action|action_path|action_ref|action_repository|api_url|server_url|graphql_url|env|path|event_name|event_path|sha|retention_days|secret_source|ref_type|ref_protected)$/u;

/** `path` in lower case, its parts by dots. */
export function controlOf(path: string): Control {
  if (FREE.some((pattern) => pattern.test(path)) || PAYLOAD.test(path)) return 'free';
  if (FIXED.test(path)) return 'fixed';
  if (DERIVED.test(path)) return 'derived';
  if (WRITER.some((pattern) => pattern.test(path))) return 'writer';
  if (HOLDERS.test(path)) return 'free';
  return path.startsWith('github.') ? 'formed' : serviceControl(path).control;
}

/** Names of a commit or branch that a stranger chose: whoever checks it out has the stranger's files. */
const HEAD =
  /^github\.head_ref$|^github\.event\.pull_request\.(?:head\.(?:sha|ref|label)|merge_commit_sha|number|(?:patch|diff|commits)_url|head\.repo\..*)$|^github\.event\.number$|^github\.event\.workflow_run\.(?:head_sha|head_branch|head_commit\.id|head_repository\.(?:full_name|clone_url|html_url)|pull_requests\..*)$|^github\.event\.issue\.(?:number|pull_request\..*)$|^github\.event\.check_(?:suite|run)\..*(?:head_sha|head_branch|pull_requests\..*)$/u;

const DISPATCHED =
  /^github\.event\.client_payload\.(?:.*\.)?(?:pull_request\.(?:head\..*|number|merge_commit_sha)|head_?(?:sha|ref))$/u;

export function namesHead(path: string): boolean {
  return HEAD.test(path) || DISPATCHED.test(path) || serviceControl(path).head;
}
