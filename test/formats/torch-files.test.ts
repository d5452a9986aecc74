import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { references } from '../../src/formats/torchscript/tokens.ts';
import { SCAN_RULES } from '../../src/scan/rules.ts';
import { runRules } from '../../src/scan/run-rules.ts';
import { factsOfBytes } from '../support/facts-of.ts';
import * as p from '../support/pickle-assembler.ts';
import { tar } from '../support/tar-assembler.ts';
import * as s from '../support/torchscript-archives.ts';
import { zip } from '../support/zip-assembler.ts';

const LEGACY = readFileSync(fileURLToPath(new URL('../../fixtures/formats/torch/legacy.bin', import.meta.url)));

async function findings(path: string, bytes: Uint8Array): Promise<string[]> {
  const { findings: found } = await runRules(SCAN_RULES, [factsOfBytes(path, bytes)], new AbortController().signal);
  return found.map(({ rule, severity }) => `${rule} ${severity}`);
}

describe('the names of a TorchScript source', () => {
  const names = (text: string): string[] => [...references(text)].map(({ parts }) => parts.join('.'));

  it('are found across lines, comments and brackets, and not in strings or after the dot of a value', () => {
    expect(
      names('y = (torch # no\n  .\n  \\\n  save)("torch.a", \'ops.b\').torch.c; """\nops.d"""; 1.5e3; z2'),
    ).toEqual(['y', 'torch.save', 'z2']);
  });

  it('end with an unclosed string, and that is said', () => {
    expect(factsOfBytes('m.pt', s.torchscript('x = "torch'))).toMatchObject({
      complete: false,
      problems: [{ code: 'torchscript-string', member: 'm/code/__torch__.py' }],
    });
  });
});

describe('TorchScript', () => {
  it('is found in an archive inside an archive, and under names in capitals', async () => {
    const inner = s.torchscript('torch.save(x, "/tmp/modelgate-marker")');
    expect(await findings('outer.zip', zip([{ name: 'inner.pt', data: inner }]))).toContain(
      'torchscript-operator high',
    );
    const capitals = zip([
      { name: 'M/DATA.PKL', data: p.pickle(p.proto(2), p.none, p.stop) },
      { name: 'M/CODE/__TORCH__.PY', data: Buffer.from('torch.save') },
    ]);
    expect(await findings('m.pt', capitals)).toContain('torchscript-operator high');
  });

  it('is not what Python sources in an archive are', async () => {
    const sources = zip([{ name: 'code/train.py', data: Buffer.from('import torch\ntorch.save(1, "x")\n') }]);
    expect(await findings('sources.zip', sources)).not.toContain('torchscript-operator high');
  });
});

describe('the pickles of older PyTorch files', () => {
  const evil = p.commandPickle(2);
  const pickles = factsOfBytes('legacy.bin', LEGACY).pickles ?? [];

  it('are five, with the storages behind them', () => {
    expect(pickles).toHaveLength(5);
  });

  it.each([0, 1, 2, 3, 4])('are found when the one at place %i is another', async (place) => {
    const { offset = 0, length = 0 } = pickles[place] ?? {};
    const changed = Buffer.concat([LEGACY.subarray(0, offset), evil, LEGACY.subarray(offset + length)]);
    expect(await findings('legacy.bin', changed)).toContain('pickle-dangerous-call critical');
  });

  it.each([1, 2, 3, 4])('are found when one more stands before place %i', async (place) => {
    const { offset = 0 } = pickles[place] ?? {};
    const changed = Buffer.concat([LEGACY.subarray(0, offset), evil, LEGACY.subarray(offset)]);
    expect(await findings('legacy.bin', changed)).toContain('pickle-dangerous-call critical');
  });

  it('are found behind the storages', async () => {
    expect(await findings('legacy.bin', Buffer.concat([LEGACY, evil]))).toContain('pickle-dangerous-call critical');
  });

  // torch/serialization.py, legacy_load: a count, then for each storage a pickle and its elements.
  const tarParts = (between: Uint8Array): Buffer =>
    tar([
      { name: 'sys_info', data: p.pickle(p.proto(2), p.emptyDict, p.stop) },
      { name: 'pickle', data: p.pickle(p.proto(2), p.emptyDict, p.stop) },
      {
        name: 'storages',
        data: Buffer.concat([
          p.pickle(p.proto(2), p.int1(1), p.stop),
          p.pickle(
            p.proto(2),
            p.binUnicode('0'),
            p.binUnicode('cpu'),
            p.global('torch', 'FloatStorage'),
            p.tuple3,
            p.stop,
          ),
          Buffer.from('0200000000000000000000000000803f', 'hex'),
          between,
        ]),
      },
      { name: 'tensors', data: p.pickle(p.proto(2), p.int1(0), p.stop) },
    ]);

  it('are read in an archive of tar too, between the elements of storages', async () => {
    expect(await findings('old.tar', tarParts(evil))).toContain('pickle-dangerous-call critical');
    expect(await findings('old.tar', tarParts(new Uint8Array()))).toEqual([]);
  });
});
