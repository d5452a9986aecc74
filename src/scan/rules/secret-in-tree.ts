import type { Confidence, Severity } from '../../core/finding.ts';
import type { SecretFacts } from '../../formats/secrets/facts.ts';
import { SECRET_NAMES } from '../../formats/secrets/names.ts';
import type { Rule, RuleContext } from '../rule.ts';

export const rule: Rule = {
  id: 'secret-in-tree',
  title: 'A secret lies in the submission',
  severity: 'high',
  confidence: 'high',
  atlas: ['AML.T0055'],
  advice:
    'Revoke it where it was issued, then remove it from the files and their history: whoever has the model has it.',
  appliesTo: (file) => file.secrets !== undefined,
  *check(file, context) {
    const { found, leftOut } = file.secrets ?? { found: [], leftOut: 0 };
    for (const secret of found) {
      const { offset, line, member } = secret;
      const first = firstPlaces(context).get(secret.fingerprint);
      yield {
        message: `${describe(secret)}${first === undefined || first === file.path ? '' : `; the same as in ${first}`}`,
        ...grade(secret),
        offset,
        ...(line === undefined ? {} : { line }),
        ...(member === undefined ? {} : { member }),
      };
    }
    if (leftOut > 0) yield { message: `${leftOut} more secrets are not listed` };
  },
};

function describe({ kind, masked, length, checksum, encrypted, patterned }: SecretFacts): string {
  const notes = [
    ...(masked === '' ? [] : [`${masked}…`]),
    `${length} characters`,
    ...(encrypted === true ? ['under a passphrase'] : []),
    ...(checksum === 'fails' ? ['its checksum fails: edited, or of a form yet unknown'] : []),
    ...(patterned === true ? ['it looks made up'] : []),
  ];
  return `${SECRET_NAMES[kind].name} (${notes.join(', ')})`;
}

function grade({ kind, checksum, encrypted, patterned }: SecretFacts): {
  readonly severity: Severity;
  readonly confidence: Confidence;
} {
  const { severity } = SECRET_NAMES[kind];
  if (patterned === true) return { severity: 'low', confidence: 'low' };
  if (encrypted === true) return { severity: 'medium', confidence: 'high' };
  // Issuers call the form of their tokens opaque and have changed it: a sum that fails lowers the confidence, no more.
  if (checksum === 'fails') return { severity, confidence: 'low' };
  return { severity, confidence: kind === 'environment-secret' ? 'medium' : 'high' };
}

/** The first file that holds each secret, once for a scan: a hostile tree holds as many as it likes. */
const places = new WeakMap<RuleContext['files'], ReadonlyMap<string, string>>();

function firstPlaces({ files }: RuleContext): ReadonlyMap<string, string> {
  const known = places.get(files);
  if (known !== undefined) return known;
  const first = new Map<string, string>();
  for (const { path, secrets } of files.values())
    for (const { fingerprint } of secrets?.found ?? []) if (!first.has(fingerprint)) first.set(fingerprint, path);
  places.set(files, first);
  return first;
}
