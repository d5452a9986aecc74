import { describe, expect, it } from 'vitest';
import { readStageStatement, stageStatement } from '../../src/attest/stage-statement.ts';
import { hexOf } from '../../src/core/digest.ts';
import type { Evidence } from '../../src/core/evidence.ts';
import { skippedEvidence } from '../../src/gate/guarded.ts';
import { systemClock } from '../../src/core/clock.ts';
import { LINK_TYPE, parseLink } from '../../src/trust/in-toto/layout.ts';
import { readPredicate } from '../../src/trust/predicates/read-predicate.ts';
import type { Statement } from '../../src/trust/statement.ts';
import { evidenceOfRun, POLICY_DIGEST, SUBJECT } from './run-evidence.ts';

const signed = (evidence: Evidence): Statement =>
  stageStatement('model', { evidence, subject: SUBJECT, policyDigest: POLICY_DIGEST, predecessor: undefined });
const back = (statement: Statement): Evidence =>
  readStageStatement(Buffer.from(JSON.stringify(statement)), 'it').evidence;

describe('the statement of a stage', () => {
  it.each(evidenceOfRun().map((evidence) => [evidence.stage, evidence] as const))(
    'of %s is read back as it was, and by readers of its standard type',
    (stage, evidence) => {
      const statement = signed(evidence);
      expect(back(statement)).toEqual(evidence);
      if (stage === 'acquire') {
        expect(statement.predicateType).toBe(LINK_TYPE);
        const link = parseLink(statement, 'it');
        expect(link?.materials.get('config.json')?.['sha256']).toHaveLength(64);
        expect([...(link?.products.values() ?? [])]).toEqual([{ sha256: hexOf(SUBJECT) }]);
      } else {
        expect(readPredicate(statement, 'it')).toMatchObject({
          kind: 'test-result',
          facts: { result: evidence.outcome === 'passed' ? 'PASSED' : 'FAILED' },
        });
      }
    },
  );

  it('names each test by what became of it', () => {
    const tests = (stage: string): unknown =>
      signed(evidenceOfRun().find((one) => one.stage === stage) ?? skippedEvidence('scan', 'x', systemClock)).predicate;
    expect(tests('verify')).toMatchObject({ passedTests: ['signature model.sig'], failedTests: ['signature old.sig'] });
    expect(tests('evaluate')).toMatchObject({
      failedTests: ['claim safety refusal_rate'],
      configuration: [{ name: 'policy' }, { name: 'suite' }],
    });
  });

  it('never calls passed what was skipped', () => {
    const skipped = skippedEvidence('evaluate', 'the scan did not pass', systemClock);
    expect(signed(skipped).predicate).toMatchObject({ result: 'WARNED', passedTests: [] });
    expect(back(signed(skipped))).toEqual(skipped);
  });

  it('is refused under another type, and as another stage', () => {
    const [acquired, verified] = evidenceOfRun();
    if (acquired === undefined || verified === undefined) expect.unreachable();
    const foreign = { code: 'ATTESTATION_INVALID' };
    const statement = signed(verified);
    expect(() => back({ ...statement, predicateType: LINK_TYPE })).toThrow(expect.objectContaining(foreign));
    const posing = { ...statement.predicate, modelgate: signed(acquired).predicate['modelgate'] };
    expect(() => back({ ...statement, predicate: posing })).toThrow(expect.objectContaining(foreign));
    expect(() => back({ ...statement, predicateType: LINK_TYPE, predicate: posing })).toThrow(
      expect.objectContaining(foreign),
    );
  });
});
