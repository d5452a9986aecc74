import type { Control } from '../expression/syntax.ts';

interface Known {
  readonly control: Control;
  /** It names a commit, branch or repository of a stranger's change. */
  readonly head: boolean;
}

const free = { control: 'free', head: false } as const;
const headed = { control: 'free', head: true } as const;
const formedHead = { control: 'formed', head: true } as const;
const writer = { control: 'writer', head: false } as const;
const derived = { control: 'derived', head: false } as const;

/**
 * Variables that services set and whose text others write, by their names in the environment. Sources: GitLab's, Azure Pipelines',
 * CircleCI's and Jenkins' (branch API) documentation of predefined variables.
 */
const ENVIRONMENT: ReadonlyMap<string, Known> = new Map<string, Known>([
  ['GITHUB_HEAD_REF', headed],
  ...['MESSAGE', 'TITLE', 'DESCRIPTION', 'AUTHOR', 'TAG_MESSAGE'].map((name) => [`CI_COMMIT_${name}`, free] as const),
  ...['REF_NAME', 'BRANCH'].map((name) => [`CI_COMMIT_${name}`, headed] as const),
  ['CI_COMMIT_TAG', writer],
  ['CI_BUILD_REF_NAME', headed],
  ...['TITLE', 'DESCRIPTION'].map((name) => [`CI_MERGE_REQUEST_${name}`, free] as const),
  ['CI_MERGE_REQUEST_SOURCE_BRANCH_NAME', headed],
  ['CI_MERGE_REQUEST_SOURCE_PROJECT_PATH', formedHead],
  ['CI_MERGE_REQUEST_SOURCE_PROJECT_URL', formedHead],
  ['CI_MERGE_REQUEST_SOURCE_BRANCH_SHA', formedHead],
  ['CI_MERGE_REQUEST_LABELS', writer],
  ['CI_EXTERNAL_PULL_REQUEST_SOURCE_BRANCH_NAME', headed],
  ['TRIGGER_PAYLOAD', writer],
  ['BUILD_SOURCEBRANCH', free],
  ['BUILD_SOURCEBRANCHNAME', free],
  ['BUILD_SOURCEVERSIONMESSAGE', free],
  ['BUILD_SOURCEVERSIONAUTHOR', free],
  ['BUILD_REQUESTEDFOR', free],
  ['SYSTEM_PULLREQUEST_SOURCEBRANCH', headed],
  ['SYSTEM_PULLREQUEST_SOURCEBRANCHNAME', headed],
  ['SYSTEM_PULLREQUEST_SOURCEREPOSITORYURI', formedHead],
  ['SYSTEM_PULLREQUEST_SOURCECOMMITID', formedHead],
  ['CIRCLE_BRANCH', headed],
  ['CIRCLE_TAG', writer],
  ['CIRCLE_PR_USERNAME', { control: 'formed', head: false }],
  ['CIRCLE_PR_REPONAME', formedHead],
  ...['TITLE', 'AUTHOR_DISPLAY_NAME', 'AUTHOR_EMAIL'].map((name) => [`CHANGE_${name}`, free] as const),
  ['CHANGE_AUTHOR', { control: 'formed', head: false }],
  ['CHANGE_BRANCH', headed],
  ['CHANGE_FORK', formedHead],
  ...['BRANCH_NAME', 'GIT_BRANCH', 'GIT_LOCAL_BRANCH', 'JOB_NAME', 'JOB_BASE_NAME'].map(
    (name) => [name, free] as const,
  ),
  ['TAG_NAME', writer],
  ...['NAME', 'EMAIL'].flatMap((name) => [
    [`GIT_COMMITTER_${name}`, free] as const,
    [`GIT_AUTHOR_${name}`, free] as const,
  ]),
]);

/** A variable of the environment that a service sets; undefined for all others. */
export function environmentVariable(name: string): Known | undefined {
  return ENVIRONMENT.get(name.toUpperCase());
}

/** Values of Tekton's Pipelines as Code that stand in double braces, by the end of their names. */
const TEKTON_FREE =
  /^(?:source_branch|pull_request_title|trigger_comment|event_title|body\..*(?:title|body|message|description|ref|label|name|email|head_branch|default_branch)|headers\..*|cel:.*)$/u;
const TEKTON_HEAD = /^(?:revision|source_branch|source_url|body\.pull_request\.head\..*)$/u;
const CIRCLE_FREE =
  /^(?:git\.branch|git\.commit\.(?:subject|body|message|author_.*)|event\..*(?:title|body|message|ref|name))$/u;

/** What `controlOf` says of the contexts of other services: `azure.…`, `tekton.…`, `circleci.…`, `jenkins.…`. */
export function serviceControl(path: string): Known {
  const at = path.indexOf('.');
  const [service, name] = [path.slice(0, at), path.slice(at + 1)];
  switch (service) {
    case 'azure':
    case 'jenkins':
    case 'gitlab':
      return environmentVariable(name.replaceAll('.', '_')) ?? { control: 'fixed', head: false };
    case 'tekton':
      if (TEKTON_FREE.test(name)) return { control: 'free', head: TEKTON_HEAD.test(name) };
      if (/^params(?:\.|$)/u.test(name)) return derived;
      return name.startsWith('tasks.') ? derived : { control: 'formed', head: TEKTON_HEAD.test(name) };
    case 'circleci':
      if (CIRCLE_FREE.test(name)) return { control: 'free', head: name === 'git.branch' };
      return /^git\.(?:tag|branch)/u.test(name) ? writer : { control: 'formed', head: name === 'git.revision' };
    default:
      return { control: 'fixed', head: false };
  }
}
