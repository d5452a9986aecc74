import type { SignalSink } from '../signals/rule.ts';
import type { ForgeRepository } from './report.ts';

/** Reports what the settings let happen. Only what the forge said counts; the rest is unread. */
export function judgeForge(facts: ForgeRepository, path: string, sink: SignalSink): void {
  const { defaultBranch, branch, workflowToken, workflowsApprove, environments = [], forkApproval } = facts;
  const open = [
    ...(branch.keepsHistory === false ? ['may be overwritten or deleted'] : []),
    ...(branch.requiresReview === false ? ['takes changes that nobody else approved'] : []),
    ...(branch.requiresChecks === false ? ['requires no check'] : []),
  ];
  if (open.length > 0)
    sink.hit({
      rule: 'forge-branch-open',
      path,
      line: 1,
      message: `the branch ${defaultBranch} ${open.join(', ')}`,
      severity: open.length === 3 ? 'high' : branch.requiresChecks === false && open.length === 1 ? 'low' : 'medium',
    });
  if (workflowToken === 'write' || workflowsApprove === true)
    sink.hit({
      rule: 'forge-token-writes',
      path,
      line: 1,
      message: [
        ...(workflowToken === 'write' ? ['workflows that say nothing of their rights may write'] : []),
        ...(workflowsApprove === true ? ['workflows may approve pull requests'] : []),
      ].join(', and '),
    });
  if (forkApproval === 'first_time_contributors_new_to_github')
    sink.hit({
      rule: 'forge-fork-approval',
      path,
      line: 1,
      message: 'workflows of forks run unasked for everybody whose account is not new',
    });
  const bare = environments.filter((one) => !one.protected).map(({ name }) => name);
  if (bare.length > 0)
    sink.hit({
      rule: 'forge-environment-open',
      path,
      line: 1,
      message: `nothing protects the environments ${bare.slice(0, 5).join(', ')}${bare.length > 5 ? ` and ${bare.length - 5} more` : ''}`,
    });
}
