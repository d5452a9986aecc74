import type { Step } from '../github/model.ts';
import { textOf } from '../yaml/node.ts';

/** Actions whose purpose is to ask what somebody may do, and that fail or say so. */
const ACTIONS =
  /(?:check|verify|is|has|require|get|validate)[\w/-]*(?:permission|authori[sz]|member|collaborator|access|maintainer)|(?:permission|membership|collaborator|actor)s?[\w-]*(?:check|guard|gate)|actions-cool\/check-user-permission/u;
/** Of these those that only tell, by an output. */
const TELLING =
  /^(?:actions-cool\/check-user-permission|prince-chrismc\/check-actor-permissions-action|tspascoal\/get-user-teams-membership|morfien101\/actions-authorized-user|[\w.-]+\/(?:is|has|get)[\w-]*)$/u;
/** The same by GitHub's API. */
const ASKS =
  /collaborators\/[^\s]*\/permission|getCollaboratorPermissionLevel|getMembershipForUser|checkMembershipFor(?:Org|User)|checkCollaborator|orgs\/[^\s]+\/(?:members|memberships)\/|viewerPermission|author_association/u;
const FAILS =
  /\bexit\s+(?:[1-9]|"?\$)|\breturn\s+[1-9]|\|\|\s*(?:false|die|fail)\b|&&\s*false\b|setFailed|\bthrow\b|process\.exit\((?!0)|sys\.exit\((?!0\))|raise |^\s*false\s*$/mu;
/** A test that ends a shell which stops at the first failure. */
const TESTS = /^(?:[^\n#]*\|\s*)?(?:grep|\[\[?|test)\s(?![^\n]*(?:\|\||;\s*then|&&))/mu;
const TELLS = /GITHUB_OUTPUT|set-output|setOutput|GITHUB_ENV|exportVariable|\breturn\b/u;

/** Whether a step asks for somebody's permission, and what becomes of the answer. */
export type PermissionCheck = 'fails' | 'tells' | 'nothing';

/** Undefined where a step asks for none. `tells`: whoever comes behind must ask for what it said. */
export function permissionCheck(step: Step): PermissionCheck | undefined {
  const action = step.uses !== undefined && ACTIONS.test(`${step.uses.name}/${step.uses.path}`);
  const code = step.run?.text ?? textOf(step.with.find(({ key }) => key === 'script')?.value) ?? '';
  if (!action && !ASKS.test(code)) return undefined;
  const told = step.with.find(({ key }) => /^(?:error-if-missing|exit|fail|fail-if-not)$/u.test(key))?.value;
  const tells = action ? TELLING.test(step.uses?.name ?? '') && textOf(told) !== 'true' : TELLS.test(code);
  if (step.continueOnError?.text === 'true') return tells ? 'tells' : 'nothing';
  if (action) return tells ? 'tells' : 'fails';
  if (FAILS.test(code) || (step.run !== undefined && TESTS.test(code))) return 'fails';
  return tells ? 'tells' : 'nothing';
}

/** Whether, of steps in their order, the check at `index` keeps what stands behind them from running. */
export function isEnforced(steps: readonly Step[], index: number): boolean {
  const step = steps[index];
  const check = step === undefined ? undefined : permissionCheck(step);
  if (check !== 'tells') return check === 'fails';
  if (step?.id === undefined) return false;
  const output = `steps.${step.id}.`;
  return steps.slice(index + 1).some((next) => {
    const code = `${next.run?.text ?? ''}\n${textOf(next.with.find(({ key }) => key === 'script')?.value) ?? ''}`;
    const given = next.env.map(({ value }) => textOf(value) ?? '').join(' ');
    return `${next.condition?.scalar.text ?? ''} ${code} ${given}`.includes(output) && FAILS.test(code);
  });
}
