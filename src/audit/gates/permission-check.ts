import type { Step } from '../github/model.ts';
import { textOf } from '../yaml/node.ts';

/** Actions whose purpose is to ask what somebody may do, and that fail or say so. */
const ACTIONS =
  /(?:check|verify|is|has|require|get|validate)[\w/-]*(?:permission|authori[sz]|member|collaborator|access|maintainer)|(?:permission|membership|collaborator|actor)s?[\w-]*(?:check|guard|gate)|actions-cool\/check-user-permission/u;
/** The same by GitHub's API. */
const ASKS =
  /collaborators\/[^\s]*\/permission|getCollaboratorPermissionLevel|getMembershipForUser|checkMembershipFor(?:Org|User)|checkCollaborator|orgs\/[^\s]+\/(?:members|memberships)\/|viewerPermission|author_association/u;

/** Whether a step asks for somebody's permission. What it does with the answer is taken on trust. */
export function checksPermission(step: Step): boolean {
  if (step.uses !== undefined && ACTIONS.test(`${step.uses.name}/${step.uses.path}`)) return true;
  const script = step.with.find(({ key }) => key === 'script');
  return ASKS.test(step.run?.text ?? '') || ASKS.test(textOf(script?.value) ?? '');
}
