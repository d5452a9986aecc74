import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { scanSarif } from '../../src/scan/sarif.ts';
import { SCAN_RULES } from '../../src/scan/rules.ts';
import { commandPickle } from '../support/pickle-assembler.ts';
import { reportOf } from '../support/scan-report.ts';

const SCHEMA = join(import.meta.dirname, '../../fixtures/schemas/sarif-2.1.0.schema.json');
const BIDI = 'a\u001b[31m\u202e very % #? \\ https:';

/** The official schema is in draft 4, of which it uses nothing that draft 7 reads otherwise but the name of `$id`. */
function validator() {
  const { id, $schema, ...schema } = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(SCHEMA, 'utf8')));
  expect([id, $schema]).toEqual([expect.stringContaining('sarif-2.1.0'), 'http://json-schema.org/draft-04/schema#']);
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  ajv.addFormat('uri', (text) => /^[a-z][a-z\d+.-]*:/u.test(text) && URL.canParse(text));
  ajv.addFormat('uri-reference', /^(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[\dA-F]{2})*$/u);
  ajv.addFormat('date-time', z.iso.datetime().safeParse.bind(z.iso.datetime()) as never);
  return ajv.compile(schema);
}

async function sample() {
  return reportOf({
    'README.md': Buffer.from('# A model\n'),
    'weights/pytorch_model.bin': commandPickle(2),
    [BIDI]: commandPickle(4),
    'whole.rar': Buffer.concat([Buffer.from('526172211a0700', 'hex'), Buffer.alloc(57)]),
  });
}

describe('SARIF', () => {
  it('is valid against the official schema of 2.1.0', async () => {
    const validate = validator();
    validate(JSON.parse(JSON.stringify(scanSarif(await sample(), { under: 'models/a/' }))));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('is held by a schema that refuses what is no SARIF', async () => {
    const validate = validator();
    const log = JSON.parse(JSON.stringify(scanSarif(await sample())));
    log.runs[0].results[0].level = 'fatal';
    log.runs[0].results[1].locations[0].physicalLocation.artifactLocation.uri = 'a b';
    log.runs[0].tool.driver.colour = 'red';
    expect(validate(log)).toBe(false);
    expect(validate.errors?.map(({ instancePath }) => instancePath).sort()).toEqual([
      '/runs/0/results/0/level',
      '/runs/0/results/1/locations/0/physicalLocation/artifactLocation/uri',
      '/runs/0/tool/driver',
    ]);
  });

  it('has references that hold: rules, techniques, artifacts', async () => {
    const report = await sample();
    const [run] = JSON.parse(JSON.stringify(scanSarif(report))).runs;
    const { driver } = run.tool;
    expect(driver.rules.map(({ id }: { id: string }) => id)).toEqual(SCAN_RULES.map(({ id }) => id));
    expect(driver.supportedTaxonomies[0]).toMatchObject({ guid: run.taxonomies[0].guid, index: 0 });
    expect(run.results).toHaveLength(report.files.flatMap(({ findings }) => findings).length);
    for (const result of run.results) {
      const rule = driver.rules[result.ruleIndex];
      expect(rule.id).toBe(result.ruleId);
      expect(result.taxa.length).toBeGreaterThan(0);
      for (const { target } of rule.relationships) expect(run.taxonomies[0].taxa[target.index].id).toBe(target.id);
      for (const { id, index } of result.taxa) expect(run.taxonomies[0].taxa[index].id).toBe(id);
      const { uri, index } = result.locations[0].physicalLocation.artifactLocation;
      expect(run.artifacts[index].location.uri).toBe(uri);
    }
    for (const [index, file] of report.files.entries()) {
      expect(run.artifacts[index].hashes).toEqual({ 'sha-256': file.sha256 });
      expect(decodeURIComponent(run.artifacts[index].location.uri)).toBe(file.path);
    }
  });

  it('explains every rule: a description, a page, a link and a grade', async () => {
    const [run] = JSON.parse(JSON.stringify(scanSarif(await sample()))).runs;
    for (const rule of run.tool.driver.rules) {
      expect(rule.fullDescription.text.length).toBeGreaterThan(20);
      expect(rule.help.markdown).toContain('## What to do');
      expect(rule.helpUri).toMatch(/^https:\/\//u);
      expect(Number(rule.properties['security-severity'])).toBeGreaterThanOrEqual(0);
    }
  });

  it('finds the same finding again when the file grew, and tells twins apart', async () => {
    const twice = Buffer.concat([commandPickle(2), commandPickle(2)]);
    const prints = async (bytes: Buffer): Promise<string[]> => {
      const [run] = JSON.parse(JSON.stringify(scanSarif(await reportOf({ 'a.pkl': bytes })))).runs;
      return run.results.map(
        (it: { partialFingerprints: Record<string, string> }) => it.partialFingerprints['modelgateFinding/v1'],
      );
    };
    const once = await prints(commandPickle(2));
    const both = await prints(twice);
    expect(both).toEqual(expect.arrayContaining(once));
    expect(new Set(both).size).toBe(both.length);
  });

  it('says which files were not read whole, and holds no character that drives a terminal', async () => {
    const log = scanSarif(await sample());
    const [run] = JSON.parse(JSON.stringify(log)).runs;
    expect(run.invocations).toMatchObject([
      { executionSuccessful: true, exitCode: 1, toolExecutionNotifications: [{ level: 'error' }] },
    ]);
    expect(JSON.stringify(log)).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    // A new rule moves the indexes, which the references are tested by.
    const text = JSON.stringify(run.results, (key, value: unknown) => (/index$/iu.test(key) ? undefined : value), 1);
    expect(text).toMatchSnapshot();
  });
});
