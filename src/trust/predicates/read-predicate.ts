import * as z from 'zod';
import { CLOCK_SKEW_MS, type Clock } from '../../core/clock.ts';
import { GateError } from '../../core/errors.ts';
import type { AttestationKind, AttestedFacts } from '../../core/predicates/attestation.ts';
import { OLDER_STATEMENT_TYPE, type Statement } from '../statement.ts';
import { checkBom, MODEL_CARD_TYPES, readModelCard } from './model-card.ts';
import { OLDER_PROVENANCE_TYPES, PROVENANCE_TYPES, readOlderProvenance, readProvenance } from './provenance.ts';
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
  /** Where `read` asks for more than the type does. */
  readonly check?: (predicate: unknown) => AttestedFacts;
  /** Superseded. */
  readonly older?: boolean;
}

/** A predicate type is one line here. */
const READERS: readonly Reader[] = [
  { kind: 'provenance', types: PROVENANCE_TYPES, read: readProvenance },
  { kind: 'provenance', types: OLDER_PROVENANCE_TYPES, read: readOlderProvenance, older: true },
  { kind: 'verification-summary', types: SUMMARY_TYPES, read: readSummary },
  { kind: 'test-result', types: TEST_RESULT_TYPES, read: readTestResult },
  { kind: 'attributes', types: ATTRIBUTE_TYPES, read: readAttributes },
  { kind: 'vulnerabilities', types: VULNERABILITY_TYPES, read: readVulnerabilities },
  { kind: 'model-card', types: MODEL_CARD_TYPES, read: readModelCard, check: checkBom },
];

/**
 * That a statement has what its type asks for, as far as the type is known here, and tells of no time to come.
 * @returns the superseded forms that it is in
 * @throws GateError PREDICATE_INVALID, STATEMENT_FROM_FUTURE
 */
export function checkPredicate(statement: Statement, where: string, clock: Clock): string[] {
  const reader = READERS.find(({ types }) => types.includes(statement.predicateType));
  if (reader !== undefined) refuseFuture(parsed(reader.check ?? reader.read, statement, where), where, clock);
  return olderForms(statement);
}

/** A clock that is wrong by hours, or a forgery. @throws GateError STATEMENT_FROM_FUTURE */
export function refuseFuture({ statedAt }: AttestedFacts, where: string, clock: Clock): void {
  if (statedAt !== undefined && Date.parse(statedAt) > clock.now().getTime() + CLOCK_SKEW_MS)
    throw new GateError('STATEMENT_FROM_FUTURE', `${where} tells of ${statedAt}, which is yet to come`);
}

/** For people: what of a statement was superseded, and is read all the same. */
export function olderForms({ _type, predicateType }: Pick<Statement, '_type' | 'predicateType'>): string[] {
  const older = READERS.some((reader) => reader.older === true && reader.types.includes(predicateType));
  return [...(_type === OLDER_STATEMENT_TYPE ? [_type] : []), ...(older ? [predicateType] : [])];
}

/**
 * What a statement says, or undefined for a type that nobody here knows.
 * @throws GateError PREDICATE_INVALID
 */
export function readPredicate(
  statement: Pick<Statement, 'predicateType' | 'predicate'>,
  where: string,
): { readonly kind: AttestationKind; readonly facts: AttestedFacts } | undefined {
  const reader = READERS.find(({ types }) => types.includes(statement.predicateType));
  return reader === undefined ? undefined : { kind: reader.kind, facts: parsed(reader.read, statement, where) };
}

function parsed(
  read: Reader['read'],
  { predicateType, predicate }: Pick<Statement, 'predicateType' | 'predicate'>,
  where: string,
): AttestedFacts {
  try {
    return read(predicate);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    throw new GateError(
      'PREDICATE_INVALID',
      `${where}: its predicate is no ${predicateType}: ${z.prettifyError(error)}`,
    );
  }
}
