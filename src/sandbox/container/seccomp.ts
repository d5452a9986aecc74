import { ociSeccomp } from '../oci-bundle.ts';
import { ENOSYS } from '../seccomp/rules.ts';

/** Our rules as container engines read a profile. runc answers with each rule's own error; what no rule names is ENOSYS. */
export function containerSeccomp(): Readonly<Record<string, unknown>> {
  return ociSeccomp({ clone3: ENOSYS, otherwise: ENOSYS });
}
