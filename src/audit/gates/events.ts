/**
 * What a run that a stranger starts can do. `privileged`: with secrets and a token that may write, whoever starts it.
 * `confined`: from a fork without secrets and with a token that reads. `trusted`: only whoever may write can start it.
 * `called`: as whoever calls it.
 * `setting`: as a setting of another service says that its files don't show. Source: GitHub's documentation of events that trigger workflows.
 */
export type Exposure = 'privileged' | 'confined' | 'trusted' | 'called' | 'setting';

const PRIVILEGED = new Set([
  'pull_request_target',
  'workflow_run',
  'issue_comment',
  'issues',
  'discussion',
  'discussion_comment',
  'fork',
  'watch',
  'gollum',
  'check_run',
  'check_suite',
  'status',
]);
const CONFINED = new Set(['pull_request', 'pull_request_review', 'pull_request_review_comment']);

export function exposureOf(event: string): Exposure {
  if (PRIVILEGED.has(event)) return 'privileged';
  if (CONFINED.has(event)) return 'confined';
  return event === 'workflow_call' ? 'called' : 'trusted';
}

/** Names of branches for which a service puts a number in runs for pull requests: `refs/pull/1/merge`, `PR-1`, `pull/1`. */
const NUMBERED =
  /^(?:azure\.build\.sourcebranch|jenkins\.(?:branch_name|git_branch|git_local_branch|job_name|job_base_name)$|circleci\.git\.branch$)/u;

/** Whether a payload holds an object: `github.event.issue` is empty in a run for a push, and so harms nobody. */
export function holdsContext(event: string, path: string): boolean {
  if (NUMBERED.test(path)) return !/^(?:pr|change request|pull_request)$/u.test(event);
  const [, , object = ''] = path.split('.');
  if (event === 'workflow_call' || !path.startsWith('github.event.')) {
    return path !== 'github.head_ref' || /^(?:pull_request|workflow_call)/u.test(event);
  }
  switch (object) {
    case 'pull_request':
      return event.startsWith('pull_request');
    case 'issue':
      return event === 'issues' || event === 'issue_comment';
    case 'comment':
      return event.endsWith('comment');
    case 'review':
      return event.startsWith('pull_request_review');
    case 'discussion':
    case 'answer':
      return event.startsWith('discussion');
    case 'workflow_run':
      return event === 'workflow_run';
    case 'commits':
    case 'head_commit':
      return event === 'push';
    case 'pages':
      return event === 'gollum';
    case 'forkee':
      return event === 'fork';
    case 'check_run':
    case 'check_suite':
      return event === object;
    case 'client_payload':
      return event === 'repository_dispatch';
    case 'release':
      return event === 'release';
    case 'inputs':
      return event === 'workflow_dispatch';
    case 'description':
    case 'target_url':
    case 'context':
      return event === 'status';
    default:
      return true;
  }
}
