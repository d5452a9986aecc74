import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { RdataFacts } from '../../src/formats/rdata/facts.ts';
import { factsOfBytes } from '../support/facts-of.ts';
import * as r from '../support/rdata-assembler.ts';

function rdata(bytes: Uint8Array): RdataFacts {
  const found = factsOfBytes('a.rds', bytes).documents?.find(({ format }) => format === 'r-data');
  if (found?.format !== 'r-data') throw new Error('no file of R');
  return found;
}
const honest = (name: string): Buffer =>
  readFileSync(fileURLToPath(new URL(`../../fixtures/formats/rdata/${name}`, import.meta.url)));

describe('files that R wrote', () => {
  it('say what they are made of', () => {
    const mixed = rdata(honest('mixed.rds'));
    expect(mixed).toMatchObject({ container: 'rds', encoding: 'xdr', version: 3, closures: 1, bytecodes: 1 });
    expect(mixed.writer).toMatch(/^4\.\d+\.\d+$/u);
    expect(mixed.packages).toContain('stats');
    expect(mixed.representations).toContain('compact_intseq');
    // The arguments of the function whose environment was kept: never used, so never run.
    expect(mixed.promises.length).toBeGreaterThan(0);
    expect(mixed.promises.every(({ variable }) => variable)).toBe(true);
    expect(rdata(honest('workspace.RData'))).toMatchObject({ container: 'rdata' });
  });

  it('say the same in each encoding', () => {
    const [plain, text, native] = ['plain.rds', 'text.rds', 'native.rds'].map((name) => rdata(honest(name)));
    expect(text).toEqual({ ...plain, encoding: 'ascii' });
    expect(native).toEqual({ ...plain, encoding: 'binary' });
  });
});

describe('an object of R', () => {
  it('may nest as deeply as R allows, and ends at a stated depth', () => {
    let deep = r.text('x');
    for (let depth = 0; depth < 10_000; depth += 1)
      deep = Buffer.concat([Buffer.from('0000001300000001', 'hex'), deep]);
    expect(factsOfBytes('a.rds', r.rds(deep)).complete).toBe(true);
    const endless = r.rds(Buffer.from('0000001300000002'.repeat(150_000), 'hex'));
    expect(factsOfBytes('a.rds', endless).limits.map(({ limit }) => limit)).toContain('rdata.depth');
  });

  it('that states a length past the end of the file takes no memory', () => {
    const vector = Buffer.from('0000000effffffff7fffffff00000000', 'hex');
    expect(factsOfBytes('a.rds', r.rds(vector))).toMatchObject({
      complete: false,
      problems: [{ code: 'rdata-length' }],
    });
  });

  it('is the only one in its file', () => {
    const two = Buffer.concat([r.rds(r.text('a')), r.rds(r.text('b'))]);
    expect(factsOfBytes('a.rds', two).problems).toMatchObject([{ code: 'rdata-trailing-data' }]);
  });

  it('keeps the names in a promise, also those that it refers to by number', () => {
    const code = r.call('system', Buffer.from('000001ff', 'hex'));
    expect(rdata(r.rds(r.promise(code))).promises).toMatchObject([
      { variable: false, forced: false, names: ['system'] },
    ]);
    const again = r.list(r.symbol('system'), r.promise(Buffer.from('000001ff', 'hex')));
    expect(rdata(r.rds(again)).promises).toMatchObject([{ names: ['system'] }]);
  });
});
