import { REQUIREMENTS, type Absence, type Policy, type RequirementId } from '../core/policy.ts';

export type ProfileName = Policy['profile'];

interface Profile {
  /** One sentence for `--help` and the docs. */
  readonly summary: string;
  /** Levels that differ from `require`. */
  readonly lowered: Partial<Policy['requirements']>;
  readonly accept: readonly Absence[];
  readonly scan: Policy['scan'];
}

/** What a policy file starts from. docs/guide/policy.md tabulates what each means for a submission. */
export const PROFILES: Readonly<Record<ProfileName, Profile>> = {
  strict: {
    summary: 'Everything must be proven; whatever can not be is quarantined. The default.',
    lowered: {},
    accept: [],
    scan: { failOn: 'high', ignore: 'forbid' },
  },
  hub: {
    summary: 'For a public hub: what a submitter leaves unsaid is recorded, what they lie about is rejected.',
    lowered: {},
    accept: ['unsigned', 'untrusted-signer', 'no-base', 'no-claims', 'unmeasured-claims'],
    scan: { failOn: 'high', ignore: 'allow' },
  },
  research: {
    summary:
      'For a laboratory: code execution, broken signatures and refuted claims reject; other differences go to a person.',
    lowered: { weights: 'review' },
    accept: [
      'unsigned',
      'untrusted-signer',
      'no-base',
      'unpinned-base',
      'no-claims',
      'unmeasured-claims',
      'not-runnable',
      'over-budget',
      'unevaluated-weights',
    ],
    scan: { failOn: 'high', ignore: 'allow' },
  },
};

/** Every requirement at `require` but for what the profile lowers. */
export function levelsOf(profile: ProfileName): Policy['requirements'] {
  const all = Object.fromEntries(REQUIREMENTS.map((id) => [id, 'require'])) as Record<RequirementId, 'require'>;
  return { ...all, ...PROFILES[profile].lowered };
}
