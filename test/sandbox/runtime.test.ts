import * as fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { GateError } from '../../src/core/errors.ts';
import { rawProgram } from '../../src/sandbox/probe/raw-program.ts';
import { readElfNeeds } from '../../src/sandbox/runtime/elf.ts';
import { runtimeMounts } from '../../src/sandbox/runtime/runtime-mounts.ts';

const directory = mkdtempSync(join(tmpdir(), 'sandbox-elf-'));
afterAll(() => rmSync(directory, { recursive: true }));
const file = join(directory, 'file');

describe('what a program needs to start', () => {
  it('reads the loader and the libraries of this Node, as the dynamic loader mapped them', () => {
    const { interpreter, libraries } = readElfNeeds(process.execPath);
    const mapped = readFileSync('/proc/self/maps', 'utf8');
    expect(libraries.length).toBeGreaterThan(2);
    for (const name of libraries) expect(mapped).toContain(`/${name.replace(/\.so.*$/u, '')}`);
    expect(interpreter).toMatch(/^\/lib.*\/ld-linux/u);
  });

  it('shows every library that Node has mapped, so that nothing is missing inside', () => {
    const sources = runtimeMounts().map(({ source }) => source);
    for (const { target } of runtimeMounts().slice(1)) expect(target).toMatch(/^\/(usr\/)?lib(64)?\//u);
    for (const name of readElfNeeds(process.execPath).libraries) {
      expect(sources.some((source) => source.includes(name.replace(/\.so.*$/u, '')))).toBe(true);
    }
  });

  it('adds what a native addon needs', () => {
    const addon = runtimeMounts().find(({ target }) => target.includes('libstdc++'))?.source ?? '';
    expect(runtimeMounts({ addons: [addon] }).length).toBeGreaterThanOrEqual(runtimeMounts().length - 1);
  });

  it('finds nothing to load in a static program', () => {
    writeFileSync(file, rawProgram([{ number: 39, arguments: [] }]));
    expect(readElfNeeds(file)).toMatchObject({ interpreter: undefined, libraries: [], searchPath: [] });
  });

  it('refuses garbage, cuts and lies with an error that names the file, and never hangs', () => {
    const real = readFileSync(process.execPath).subarray(0, 64 * 1024);
    const refusal = (bytes: Uint8Array): void => {
      writeFileSync(file, bytes);
      try {
        readElfNeeds(file);
      } catch (error) {
        expect(error).toBeInstanceOf(GateError);
        expect(error).toMatchObject({ code: 'SANDBOX_FAILED', message: expect.stringContaining(file) });
      }
    };
    fc.assert(fc.property(fc.uint8Array({ maxLength: 512 }), refusal), { numRuns: 200 });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2_000 }),
        fc.integer({ min: 0, max: 255 }),
        fc.nat(real.length),
        (at, value, length) => {
          const bytes = Buffer.from(real.subarray(0, length));
          if (at < bytes.length) bytes[at] = value;
          refusal(bytes);
        },
      ),
      { numRuns: 200 },
    );
  });
});
