import type { Finding } from '../core/finding.ts';

interface FindingKind {
  readonly severity: Finding['severity'];
  readonly confidence: Finding['confidence'];
  /** MITRE ATLAS technique ids. */
  readonly atlas: readonly string[];
  /** What the reader does about it. One sentence. */
  readonly advice: string;
}

/** Manipulated model, and a poisoned model published. */
const MANIPULATED = ['AML.T0018', 'AML.T0058'];

/** Everything that this stage can point at. Each has its section in docs/guide/compare.md. */
export const FINDING_KINDS = {
  'weights-differ-from-base': {
    severity: 'high',
    confidence: 'high',
    atlas: MANIPULATED,
    advice: 'Ask the submitter what was changed, or have the base itself submitted.',
  },
  'weights-edited-in-place': {
    severity: 'high',
    confidence: 'medium',
    atlas: MANIPULATED,
    advice: 'Ask what the edit is for; test the model around the named layers or tokens before it is used.',
  },
  'base-not-related': {
    severity: 'high',
    confidence: 'high',
    atlas: MANIPULATED,
    advice: 'Ask which model it really comes from, and compare with that.',
  },
  'tensors-not-compared': {
    severity: 'medium',
    confidence: 'high',
    atlas: [],
    advice: 'Have the missing or foreign tensors explained: nothing is known of them.',
  },
  'surroundings-differ-dangerously': {
    severity: 'high',
    confidence: 'medium',
    atlas: MANIPULATED,
    advice: "Read the named template, token, default or hook beside the base's before anything loads it.",
  },
  'weights-not-finite': {
    severity: 'medium',
    confidence: 'high',
    atlas: [],
    advice: 'Take it for damaged until the submitter explains the values.',
  },
  'model-settings-differ-from-base': {
    severity: 'medium',
    confidence: 'high',
    atlas: MANIPULATED,
    advice: 'Compare the named settings with those that the base was published with.',
  },
  'weight-files-disagree': {
    severity: 'medium',
    confidence: 'high',
    atlas: MANIPULATED,
    advice: 'Ask which file is meant, and have the others left out.',
  },
} as const satisfies Readonly<Record<string, FindingKind>>;

export type FindingKindId = keyof typeof FINDING_KINDS;

export function isFindingKind(id: string): id is FindingKindId {
  return Object.hasOwn(FINDING_KINDS, id);
}

/** Where a finding of this stage is explained. */
export function findingDocs(id: FindingKindId): string {
  return `docs/guide/compare.md#${id}`;
}

/** A finding of a kind; `tensor` is cut at a length that a report can hold. */
export function finding(id: FindingKindId, message: string, path: string, tensor?: string): Finding {
  const { severity, confidence, atlas } = FINDING_KINDS[id];
  const location = { path, ...(tensor === undefined ? {} : { tensor: tensor.slice(0, MAX_TENSOR_NAME) }) };
  return { rule: id, severity, confidence, message, location, atlas: [...atlas] };
}

const MAX_TENSOR_NAME = 256;
