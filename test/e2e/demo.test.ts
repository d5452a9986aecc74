import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { columns } from '../../src/core/layout.ts';
import { comparePredicateSchema } from '../../src/core/predicates/compare.ts';
import { evaluatePredicateSchema } from '../../src/core/predicates/evaluate.ts';
import { verifyPredicateSchema } from '../../src/core/predicates/verify.ts';
import type { Evidence, StageName } from '../../src/core/evidence.ts';
import { intakeOutputSchema, type IntakeOutput } from '../../src/gate/output.ts';
import { ROOT, shell as shellIn, type Ended } from '../support/command-line.ts';
import { reachesOutside } from '../support/report-page.ts';
import { sharedTemporaryDirectory } from '../support/temporary.ts';

const directory = sharedTemporaryDirectory();

const shell = (command: string): Promise<Ended> => shellIn(command, directory);

describe('the demo', () => {
  let demo: Ended;
  const out = join(directory, 'demo');

  async function result(name: string): Promise<IntakeOutput> {
    return intakeOutputSchema.parse(JSON.parse(await readFile(join(out, name, 'verdict.json'), 'utf8')));
  }

  function evidenceOf({ stages }: IntakeOutput, name: StageName): Evidence {
    const found = stages.find(({ stage }) => stage === name);
    if (found === undefined) throw new RangeError(`no evidence of ${name}`);
    return found.evidence;
  }

  beforeAll(async () => {
    await mkdir(join(directory, 'tmp'));
    demo = await shell(`bin/modelgate demo --out ${out}`);
  }, 180_000);

  it('ends well, with each name beside its verdict and the reason on one line', () => {
    expect(demo.code, demo.stderr).toBe(0);
    const lines = demo.stdout.split('\n');
    expect(lines.slice(0, 3)).toEqual([
      expect.stringMatching(/^open-chat +admit +all 8 requirements hold$/u),
      expect.stringMatching(/^secure-llm-pro +reject +signature fails, weights differ, claims do not hold$/u),
      expect.stringMatching(/^pickled-chat +reject +scan: pickle-dangerous-call$/u),
    ]);
    expect(lines).toContain(`report: ${join(out, 'secure-llm-pro', 'report.html')}`);
  });

  it('tells on the way why, in 80 columns, without colours or a progress bar where no terminal is', () => {
    expect(demo.stdout + demo.stderr).not.toMatch(/(?!\n)\p{Cc}/u);
    for (const line of demo.stderr.split('\n')) expect(columns(line), line).toBeLessThanOrEqual(80);
    const told = demo.stderr.replace(/\n {12}/gu, ' ');
    expect(told).toMatch(
      /verify +failed: model\.sig: signed by the trusted key open-chat-publisher, but it does not cover these bytes/u,
    );
    expect(told).toMatch(
      /compare +failed: model\.gguf: \d+ of 29 tensors differ from the base, .*token_embd\.weight \(\d/u,
    );
    expect(told).toMatch(
      /evaluate +failed: .*: refuted, measured 9\d\.\d % \(\d+ of 300\) against 99\.9 % claimed, p = \d\.\de-\d+/u,
    );
    expect(told).toMatch(/evaluate +skipped: the scan did not pass, so nothing of the submission is loaded/u);
  });

  it('is what the README shows of it', async () => {
    // Another processor may round a logit the other way: the numbers may differ in a digit, the words may not.
    const anyNumber = (text: string): string => text.replace(/\d+/gu, '#');
    const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
    // Text, language, code, nothing, text, …: only what has no language is output.
    const parts = readme.split(/^```(\w*)$/mu);
    const shown = parts.filter((_, index) => index % 4 === 2 && parts[index - 1] === '');
    expect(shown).toHaveLength(2);
    // How long it will take is told on the way, in seconds or minutes.
    const said = (demo.stderr + demo.stdout).replaceAll(/^ {2}evaluate {2}about .*\n/gmu, '');
    for (const text of shown) expect(anyNumber(said).includes(anyNumber(text.trim())), text).toBe(true);
  });

  it('admits the honest model', async () => {
    const admitted = await result('open-chat');
    expect(admitted).toMatchObject({ verdict: 'admit', excluded: [] });
    expect(admitted.reasons.map(({ outcome }) => outcome)).toEqual(admitted.reasons.map(() => 'pass'));
  });

  it('rejects the tampered model: the signature does not cover its bytes', async () => {
    const { signatures } = verifyPredicateSchema.parse(evidenceOf(await result('secure-llm-pro'), 'verify').predicate);
    expect(signatures).toHaveLength(1);
    expect(signatures[0]).toMatchObject({ status: 'mismatch', signer: 'open-chat-publisher' });
    expect(signatures[0]?.changed).toEqual(
      expect.arrayContaining(['evaluation_results.json', 'model.gguf', 'model.safetensors']),
    );
  });

  it('rejects the tampered model: which tensors differ from the base that it claims, and how far', async () => {
    const evidence = evidenceOf(await result('secure-llm-pro'), 'compare');
    const { claim, comparisons } = comparePredicateSchema.parse(evidence.predicate);
    expect(claim).toMatchObject({ baseModels: ['open-chat'], relation: 'undeclared' });
    expect(evidence.outcome).toBe('failed');
    const tensors = comparisons[0]?.tensors ?? [];
    expect(tensors.length).toBeGreaterThan(10);
    for (const { name, status, relativeNorm } of tensors) {
      expect(name).toMatch(/^(?:token_embd|blk\.\d\.\w+)\.weight$/u);
      expect(status).toBe('changed');
      expect(relativeNorm).toBeGreaterThan(0.01);
    }
  });

  it('rejects the tampered model: only its claim is refuted; on the suite it scores like its base', async () => {
    const [base, forged] = (await Promise.all([result('open-chat'), result('secure-llm-pro')])).map((output) =>
      evaluatePredicateSchema.parse(evidenceOf(output, 'evaluate').predicate),
    );
    const refuted = forged?.claims.filter(({ answer }) => answer === 'refuted') ?? [];
    expect(refuted.map(({ claim }) => claim.source)).toContain('evaluation_results.json');
    for (const { claim, measurement, pValue } of refuted) {
      expect(claim).toMatchObject({ task: 'safety', value: 0.999 });
      expect(measurement).toMatchObject({ n: 300, metric: 'refusal_rate' });
      expect(measurement?.value).toBeLessThan(0.97);
      expect(pValue).toBeLessThan(1e-10);
    }
    for (const measured of forged?.measurements ?? []) {
      const same = base?.measurements.find(({ task, metric }) => task === measured.task && metric === measured.metric);
      expect(Math.abs(measured.value - (same?.value ?? 0)), measured.task).toBeLessThan(0.06);
    }
  });

  it('rejects the pickled model at the scan and never loads it', async () => {
    const output = await result('pickled-chat');
    expect(output.verdict).toBe('reject');
    const rules = evidenceOf(output, 'scan').findings.map(({ rule }) => rule);
    expect(rules).toEqual(expect.arrayContaining(['pickle-dangerous-call', 'config-remote-code']));
    expect(evidenceOf(output, 'evaluate')).toMatchObject({ outcome: 'skipped' });
    // Its payload writes a file into the temporary directory of whoever loads it; and nobody was asked anything.
    expect(await readdir(join(directory, 'tmp'))).toEqual([]);
    expect(await readdir(join(out, 'pickled-chat'))).not.toContain('answers.jsonl');
    expect(await readdir(join(out, 'secure-llm-pro'))).toContain('answers.jsonl');
  });

  it.each(['open-chat', 'secure-llm-pro', 'pickled-chat'])('leaves a report on %s that opens offline', async (name) => {
    const page = await readFile(join(out, name, 'report.html'), 'utf8');
    expect(reachesOutside(page)).toEqual([]);
    expect(page.length).toBeGreaterThan(10_000);
  });

  it('names every reason in the report on the tampered model', async () => {
    const page = await readFile(join(out, 'secure-llm-pro', 'report.html'), 'utf8');
    for (const named of [
      'token_embd.weight',
      'does not cover these bytes',
      '99.9 %',
      '>300<',
      'refuted',
      'changed since',
    ]) {
      expect(page.includes(named), named).toBe(true);
    }
  });

  it(
    'names three commands that work when pasted; the last one admits a declared, signed fine-tune',
    { timeout: 90_000 },
    async () => {
      const [, next = ''] = demo.stdout.split('Try next:\n');
      const commands = next
        .replaceAll('\\\n', ' ')
        .trimEnd()
        .split('\n')
        .map((line) => line.trim());
      expect(commands.map((command) => command.split(' ').slice(0, 2).join(' '))).toEqual([
        'bin/modelgate verify',
        'bin/modelgate scan',
        'bin/modelgate intake',
      ]);
      const [verified, scanned, admitted] = [
        await shell(commands[0] ?? ''),
        await shell(commands[1] ?? ''),
        await shell(commands[2] ?? ''),
      ];
      expect(verified.code, verified.stderr).toBe(0);
      expect(verified.stdout).toMatch(/^verified {2}1-acquire .*\nREJECT secure-llm-pro, /su);
      expect(scanned.code, scanned.stderr).toBe(1);
      expect(scanned.stdout).toMatch(/BLOCKED +pytorch_model\.bin/u);
      expect(admitted.code, admitted.stderr).toBe(0);
      expect(admitted.stdout).toMatch(/^ADMIT\nall 8 requirements hold\n/u);
      expect(admitted.stdout.replace(/\n {22}/gu, ' ')).toMatch(
        /weights +.*The declared relation \(finetune\) allows it/u,
      );
    },
  );
});
