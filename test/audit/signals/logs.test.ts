import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync, crc32 } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLog } from '../../../src/audit/logs/read-log.ts';
import { readLogs } from '../../../src/audit/logs/read-logs.ts';
import { withoutControls } from '../../../src/audit/logs/strip.ts';
import { SignalCollector } from '../../../src/audit/signals/collector.ts';
import { SIGNAL_LIMITS } from '../../../src/audit/signals/limits.ts';
import { MemorySource, type ByteSource } from '../../../src/formats/byte-source.ts';
import { SECRETS } from '../../support/secrets.ts';
import { temporaryDirectory } from '../../support/temporary.ts';

function found(text: string | Buffer): string[] {
  const collector = new SignalCollector();
  readLog(new MemorySource(Buffer.from(text)), 'run.log', collector);
  return collector.findings.map(({ rule, severity, line }) => `${rule} ${severity} ${line}`).sort();
}

/** One step as GitHub shows it: what is told, in colour, then the shell, the settings and what it printed. */
function step(
  commands: readonly string[],
  environment: readonly string[] = [],
  output: readonly string[] = [],
): string {
  return [
    `##[group]Run ${commands[0] ?? ''}`,
    ...commands.map((line) => `\u001B[36;1m${line}\u001B[0m`),
    'shell: /usr/bin/bash -e {0}',
    ...(environment.length === 0 ? [] : ['env:', ...environment.map((line) => `  ${line}`)]),
    '##[endgroup]',
    ...output,
  ]
    .map((line, index) => `2026-05-01T10:00:${String(index % 60).padStart(2, '0')}.1234567Z ${line}\r\n`)
    .join('');
}

describe('a log of GitHub Actions', () => {
  it('tells what was downloaded and run, across the lines of a step', () => {
    expect(found(step(['curl -fsSL https://tool.invalid/i.sh -o i.sh', 'bash i.sh']))).toEqual([
      'log-download-executed medium 3',
    ]);
    expect(found(step(['curl -fsSL http://tool.invalid/i.sh | sudo bash']))).toEqual(['log-download-executed high 2']);
    expect(found(step(['curl -fsSL https://tool.invalid/i.sh | tee page.html']))).toEqual([]);
  });

  it('does not take what a program printed for what a shell was told', () => {
    expect(found(step(['cat README.md'], [], ['curl https://tool.invalid/i.sh | bash']))).toEqual([]);
  });

  it('tells installs from elsewhere, by the command and by what pip printed', () => {
    expect(found(step(['pip install git+https://github.com/a/b@main']))).toEqual(['log-unverified-install medium 2']);
    expect(found(step([`pip install git+https://github.com/a/b@${'a'.repeat(40)}`]))).toEqual([]);
    expect(found(step(['pip install torch --index-url https://download.pytorch.org/whl/cpu']))).toEqual([
      'log-unverified-install low 2',
    ]);
    expect(
      found(step(['make'], [], ['Looking in indexes: https://pypi.org/simple, https://pypi.team.invalid/simple'])),
    ).toEqual(['log-unverified-install medium 5']);
    expect(found(step(['make'], [], ['Looking in indexes: https://pypi.org/simple']))).toEqual([]);
  });

  const checkout = ['##[group]Run actions/checkout@v4', 'with:', '  ref: refs/pull/12/merge', '##[endgroup]', ''].join(
    '\n',
  );

  it('tells an evaluation on the code of a pull request, and how much it could reach', () => {
    expect(found(checkout + step(['python evaluate.py']))).toEqual(['log-submitted-code-ran medium 6']);
    expect(found(checkout + step(['python evaluate.py'], ['HF_TOKEN: ***']))).toEqual([
      'log-submitted-code-ran high 6',
    ]);
    expect(found(step(['python evaluate.py'], ['HF_TOKEN: ***']))).toEqual([]);
    expect(found(step(['python3 submissions/team/run.py']))).toEqual(['log-submitted-code-ran medium 2']);
  });

  it('tells a refused checkout that was forced from one that held', () => {
    const refusal = '##[error]Refusing to check out fork pull request code in a privileged run\n';
    expect(found(refusal)).toEqual(['log-fork-checkout-forced low 1']);
    expect(found(refusal + step(['git fetch origin refs/pull/3/head', 'git checkout FETCH_HEAD']))).toEqual([
      'log-fork-checkout-forced high 3',
    ]);
    expect(found('##[group]Run actions/checkout@v6\nwith:\n  allow-unsafe-pr-checkout: true\n##[endgroup]\n')).toEqual([
      'log-fork-checkout-forced high 3',
    ]);
  });

  it('tells a check that failed and stopped nothing', () => {
    const failed = '##[error]Process completed with exit code 1.';
    expect(found(step(['python verify.py'], [], [failed]) + step(['python publish.py']))).toEqual([
      'log-gate-skipped medium 5',
    ]);
    expect(found(step(['python verify.py'], [], [failed]) + step(['upload the report']))).toEqual([]);
    expect(found(step(['cosign verify-blob model.bin || true']))).toEqual(['log-gate-skipped medium 2']);
    expect(found('Skipping signature verification of the model\n')).toEqual(['log-gate-skipped medium 1']);
    expect(found('validate pyproject....(no files to check)Skipped\n12 passed, 3 skipped in validation\n')).toEqual([]);
  });

  it('tells models that bring their own code, and unpinned ones', () => {
    expect(found(step(['python load.py --trust-remote-code']))).toEqual(['log-remote-code-trust high 2']);
    expect(found('trust_remote_code=False\n')).toEqual([]);
    expect(found('trust_remote_code: True\n')).toEqual(['log-remote-code-trust high 1']);
    expect(found(step(['hf download org/model']))).toEqual(['log-unpinned-model medium 2']);
    expect(found(step(['hf download org/model --revision 0123abc']))).toEqual([]);
    expect(found('A new version of the following files was downloaded from https://huggingface.co/a/b:\n')).toEqual([
      'log-remote-code-trust high 1',
      'log-unpinned-model medium 1',
    ]);
  });

  it('tells internal names once', () => {
    expect(found('to build7.ci.internal\nto build7.ci.internal\nfrom /home/runner/work and /home/alice/x\n')).toEqual([
      'log-internals-printed info 3',
      'log-internals-printed low 1',
    ]);
  });
});

describe('a trace of GitLab', () => {
  it('is read through its sections and colours', () => {
    const trace = [
      'section_start:1700000000:step_script\r\u001B[0K\u001B[0KExecuting "step_script"',
      '\u001B[32;1m$ git fetch origin refs/merge-requests/7/head\u001B[0;m',
      '\u001B[32;1m$ make evaluate\u001B[0;m',
      'section_end:1700000001:step_script\r\u001B[0K',
      'WARNING: job sign-check failed but allowed',
    ].join('\n');
    expect(found(trace)).toEqual(['log-gate-skipped medium 5', 'log-submitted-code-ran medium 3']);
  });

  it('is read with the times that newer runners put before each line', () => {
    expect(found('2026-05-22T12:43:46.962646Z 00O $ wget -qO- https://x.invalid/a.sh | sh\n')).toEqual([
      'log-download-executed medium 1',
    ]);
  });
});

describe('secrets in logs', () => {
  it('are told by line and never shown, colours around and inside of the line', () => {
    const token = SECRETS['hugging-face-token'];
    const collector = new SignalCollector();
    readLog(new MemorySource(Buffer.from(`one\ntwo\ntoken \u001B[31m${token}\u001B[0m\n`)), 'run.log', collector);
    expect(collector.findings).toMatchObject([{ rule: 'log-secret-printed', line: 3, severity: 'high' }]);
    expect(JSON.stringify(collector.findings)).not.toContain(token.slice(4, 20));
  });

  it('are not repeated by another rule that quotes their line', () => {
    const token = SECRETS['github-token'];
    const collector = new SignalCollector();
    const text = step([`pip install git+https://x:${token}@github.com/a/b@main`]);
    readLog(new MemorySource(Buffer.from(text)), 'run.log', collector);
    expect(collector.findings.map(({ rule }) => rule)).toContain('log-unverified-install');
    expect(JSON.stringify(collector.findings)).not.toContain(token.slice(4, 20));
  });
});

describe('files of logs', () => {
  const line = Buffer.from('$ wget -qO- https://x.invalid/a.sh | sh\n');

  it('are found in directories, and the steps beside the log of the whole job are told once', async () => {
    const directory = await temporaryDirectory();
    mkdirSync(join(directory, 'build'));
    writeFileSync(join(directory, '0_build.txt'), line);
    writeFileSync(join(directory, 'build/1_Run.txt'), line);
    writeFileSync(join(directory, 'picture.png'), Buffer.from([0x89, 0x50, 0, 0]));
    const collector = new SignalCollector();
    expect(readLogs([directory], collector)).toMatchObject({ files: 1, lines: 1 });
    expect(collector.findings).toHaveLength(1);
    expect(collector.gaps).toEqual([{ path: join(directory, 'picture.png'), reason: 'no text' }]);
  });

  it('are read inside of the zip that GitHub gives', async () => {
    const path = join(await temporaryDirectory(), 'logs.zip');
    writeFileSync(path, zipOf('0_build.txt', line));
    const collector = new SignalCollector();
    expect(readLogs([path], collector)).toMatchObject({ files: 1, lines: 1 });
    expect(collector.gaps).toEqual([]);
    expect(collector.findings).toMatchObject([{ rule: 'log-download-executed', path: `${path}!0_build.txt`, line: 1 }]);
  });

  it('that are not there are a mistake of the caller', () => {
    expect(() => readLogs(['/nowhere/run.log'], new SignalCollector())).toThrow(/can not be opened/u);
  });
});

describe('hostile logs', () => {
  it('keep no control sequence, closed or not', () => {
    const strip = (text: string): string => withoutControls(Buffer.from(text)).toString();
    expect(strip('\u001B[1;31mred\u001B[0m \u001B]0;title\u0007x\u001B]8;;u\u001B\\y\u001B(Bz\r\n')).toBe('red xyz\n');
    expect(strip('\u001B[999999\nnext\u001B')).toBe('\nnext');
    expect(strip('\u001B]open\nnext')).toBe('\nnext');
  });

  it('of random pieces are read without a fault', () => {
    const piece = fc.constantFrom(
      'curl ',
      'wget ',
      'http://x.invalid/a ',
      '| sh',
      '\n',
      '$ ',
      '+ ',
      '##[group]Run ',
      '##[endgroup]',
      '"',
      "'",
      '$(',
      '`',
      '<<EOF',
      '\u001B[',
      '\0',
      '\uD800',
      'section_end:',
      'refs/pull/1/head',
      '\r',
      'trust_remote_code=',
      'skip ',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 200 }),
        (pieces) => {
          found(pieces.join(''));
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each(['curl ', 'a.', '-a', 'skip verif', '/home/a', '$ $(', 'arn:aws:a:a:', 'https://10.', '\'"', '\u001B['])(
    'of nothing but %j cost time by their length only',
    (piece) => {
      const before = process.cpuUsage().user;
      found(`$ ${piece.repeat(Math.ceil((2 << 20) / piece.length))}\n${`${piece.repeat(200)}\n`.repeat(500)}`);
      expect((process.cpuUsage().user - before) / 1e6).toBeLessThan(5);
    },
  );

  it('of any size are read in blocks, and a flood of findings is cut', () => {
    const line = Buffer.from('$ wget -qO- https://x.invalid/a.sh | sh   \n');
    const size = line.length * 60_000;
    let largest = 0;
    const source: ByteSource = {
      size,
      read: (offset, length) => {
        largest = Math.max(largest, length);
        const wanted = Math.min(length, size - offset);
        return Buffer.alloc(wanted + line.length, line).subarray(offset % line.length, (offset % line.length) + wanted);
      },
    };
    const collector = new SignalCollector();
    expect(readLog(source, 'run.log', collector)).toBe(60_000);
    expect(largest).toBe(SIGNAL_LIMITS.block);
    expect(collector.findings).toHaveLength(SIGNAL_LIMITS.findings);
    expect(collector.findings.at(-1)?.message).toContain('not listed');
  });
});

function zipOf(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x0403_4b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(crc32(content), 14);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(content.length, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x0201_4b50, 0);
  central.writeUInt16LE(20, 4);
  local.copy(central, 6, 4, 28);
  const start = local.length + name.length + packed.length;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(start, 16);
  return Buffer.concat([local, Buffer.from(name), packed, central, Buffer.from(name), end]);
}
