import * as z from 'zod';
import { GateError } from '../../core/errors.ts';
import type { AttestationKind, AttestedFacts } from '../../core/predicates/attestation.ts';
import type { Statement } from '../statement.ts';
import { MODEL_CARD_TYPES, readModelCard } from './model-card.ts';
import { PROVENANCE_TYPES, readProvenance } from './provenance.ts';
import {
  ATTRIBUTE_TYPES,
  readAttributes,
  readSummary,
  readTestResult,
  SUMMARY_TYPES,
  TEST_RESULT_TYPES,
} from './results.ts';
import { readVulnerabilities, VULNERABILITY_TYPES } from './vulnerabilities.ts';

interface Reader {
  readonly kind: AttestationKind;
  readonly types: readonly string[];
  /** Throws zod's error for what is not of its type. Unknown members are passed over, as in-toto demands. */
  readonly read: (predicate: unknown) => AttestedFacts;
}

/** A predicate type is one line here. */
const READERS: readonly Reader[] = [
  { kind: 'provenance', types: PROVENANCE_TYPES, read: readProvenance },
  { kind: 'verification-summary', types: SUMMARY_TYPES, read: readSummary },
  { kind: 'test-result', types: TEST_RESULT_TYPES, read: readTestResult },
  { kind: 'attributes', types: ATTRIBUTE_TYPES, read: readAttributes },
  { kind: 'vulnerabilities', types: VULNERABILITY_TYPES, read: readVulnerabilities },
  { kind: 'model-card', types: MODEL_CARD_TYPES, read: readModelCard },
];

/**
 * What a statement says, or undefined for a type that nobody here knows.
 * @throws GateError PREDICATE_INVALID
 */
export function readPredicate(
  { predicateType, predicate }: Pick<Statement, 'predicateType' | 'predicate'>,
  where: string,
): { readonly kind: AttestationKind; readonly facts: AttestedFacts } | undefined {
  const reader = READERS.find(({ types }) => types.includes(predicateType));
  if (reader === undefined) return undefined;
  try {
    return { kind: reader.kind, facts: reader.read(predicate) };
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    throw new GateError(
      'PREDICATE_INVALID',
      `${where}: its predicate is no ${predicateType}: ${z.prettifyError(error)}`,
    );
  }
}
