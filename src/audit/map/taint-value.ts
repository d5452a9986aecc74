import type { Control } from '../expression/syntax.ts';
import type { Job, Step, Workflow } from '../github/model.ts';
import type { Spot } from './act.ts';

/** Where an expression stands: `env`, `steps` and `matrix` mean what they do there. */
export interface Site {
  readonly workflow: Workflow;
  readonly job: Job;
  readonly step: Step | undefined;
}

/** What a value may hold in the end, and how it came there. */
export interface Taint {
  /** `derived` is what nothing in the repository tells more of. */
  readonly control: Control;
  /** The context that it goes back to: `github.event.issue.title`. */
  readonly source: string;
  /** The value names a commit, branch or repository of a stranger's pull request. */
  readonly head: boolean;
  /** From the source to here; without the place that was asked about. */
  readonly through: readonly Spot[];
  /** A program whose text is not read stands between: it may hand on all of the source, or nothing. */
  readonly answer?: 'text' | 'unknown';
  /** Another workflow or program starts this one with it: the event that it came with is that one's. */
  readonly dispatched?: true;
}

export const FIXED: Taint = { control: 'fixed', source: '', head: false, through: [] };
const RANK: Readonly<Record<Control, number>> = { fixed: 0, formed: 1, derived: 2, writer: 3, free: 4 };

export function worseOf(left: Taint, right: Taint): Taint {
  const worse = RANK[right.control] > RANK[left.control] ? right : left;
  return worse.head || !(left.head || right.head) ? worse : { ...worse, head: true };
}

/** Names of outputs that hold what somebody wrote. */
export const TEXTS =
  /name|title|body|text|message|phone|mail|url|uri|link|branch|ref|path|file|dir|model|package|repo|user|author|team|description|content|command|cmd|arg|input|query|prompt|json|args|result|list|matrix|diff|comment|label|tag|(?:^|[_-])id$/iu;
/** Names of such that say yes or no, or count. */
export const FLAGS =
  /^(?:is|has|should|can|skip|run|found|valid|ok|ready|changed|match|exists|enabled|allowed|authori[sz]ed|trigger|continue|proceed)(?![-_]?(?:name|file|path|model|title|body|text))|(?:count|number|num|(?:^|[_-])(?:pr|pull|pull_request|issue|run|comment|job|check|artifact|release|workflow|node|suite|deployment|installation)[_-]?id|^id|sha|valid|status|exists|found|ok|success|passed|level|flag|matched|version|hash|date|time|score|exit_?code|code)$/iu;
