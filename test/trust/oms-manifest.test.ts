import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { omsStatement, parseManifest, OMS_PREDICATE, type Resource } from '../../src/trust/oms-manifest.ts';
import { parseStatement, OLDER_STATEMENT_TYPE, STATEMENT_TYPE, type Statement } from '../../src/trust/statement.ts';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const resource = (name: string, more: object = {}): Record<string, unknown> => ({
  name,
  algorithm: 'sha256',
  digest: digest(name),
  ...more,
});

/** A manifest whose root is that of its resources as they are written. */
function manifest(resources: readonly Record<string, unknown>[], serialization: object = {}): Statement {
  const root = createHash('sha256');
  for (const one of resources) root.update(Buffer.from(String(one['digest']), 'hex'));
  return {
    _type: STATEMENT_TYPE,
    subject: [{ name: 'model', digest: { sha256: root.digest('hex') } }],
    predicateType: OMS_PREDICATE,
    predicate: {
      resources,
      serialization: { method: 'files', hash_type: 'sha256', allow_symlinks: false, ...serialization },
    },
  };
}

const SHARDS = { method: 'shards', shard_size: 10 };

describe('a manifest', () => {
  it.each([
    ['the least that it can say', manifest([resource('a')])],
    ['members of in-toto that OMS has no use for', manifest([resource('a', { uri: 'x', annotations: {} })])],
    ['shards as the specification names their hash', manifest([resource('a:0:10'), resource('a:10:13')], SHARDS)],
    [
      'shards as the reference implementation does',
      manifest([resource('a:0:10', { algorithm: 'sha256-sharded-10' })], { ...SHARDS, hash_type: 'sha256-sharded-10' }),
    ],
    ['a colon in a name', manifest([resource('a:b:0:10')], SHARDS)],
    ['ignored paths', manifest([resource('a')], { ignore_paths: ['.git', 'notes', 'a b/ü', '..hidden'] })],
  ])('may hold %s', (_what, statement) => expect(parseManifest(statement, 'it').resources).not.toHaveLength(0));

  it.each([
    ['no resource', manifest([])],
    ['another hash than it says', manifest([resource('a')], { hash_type: 'blake3' })],
    ['a hash that nobody knows', manifest([resource('a')], { hash_type: 'md5' })],
    ['another way than files and shards', manifest([resource('a')], { method: 'tar' })],
    ['nothing about links', manifest([resource('a')], { allow_symlinks: undefined })],
    ['a word about links', manifest([resource('a')], { allow_symlinks: 'false' })],
    ['a shard size for files', manifest([resource('a')], { shard_size: 10 })],
    ['shards of no size', manifest([resource('a:0:10')], { method: 'shards' })],
    ['shards of half a byte', manifest([resource('a:0:10')], { ...SHARDS, shard_size: 0.5 })],
    ['a shard that is longer than its size', manifest([resource('a:0:11')], SHARDS)],
    ['a shard that begins between two', manifest([resource('a:5:10')], SHARDS)],
    ['a file among shards', manifest([resource('a')], SHARDS)],
    ['a pattern among the ignored', manifest([resource('a')], { ignore_paths: ['*.py'] })],
    ['a set among the ignored', manifest([resource('a')], { ignore_paths: ['[a-z]'] })],
    ['an absolute path among the ignored', manifest([resource('a')], { ignore_paths: ['/etc'] })],
    ['a way out among the ignored', manifest([resource('a')], { ignore_paths: ['x/../../y'] })],
    ['a name that leads out', manifest([resource('../a')])],
    ['a name that is absolute', manifest([resource('/a')])],
    ['a name that can be written otherwise', manifest([resource('./a')])],
    ['a directory', manifest([resource('a/')])],
    ['a name twice', manifest([resource('a'), resource('a')])],
  ])('may not hold %s', (_what, statement) =>
    expect(() => parseManifest(statement, 'it')).toThrow(expect.objectContaining({ code: 'ATTESTATION_INVALID' })),
  );

  it('is of in-toto Statement v1 alone', () => {
    const older = Buffer.from(JSON.stringify({ ...manifest([resource('a')]), _type: OLDER_STATEMENT_TYPE }));
    expect(() => parseStatement(older, 'it')).toThrow(expect.objectContaining({ code: 'ATTESTATION_INVALID' }));
  });

  it('is written in the order of names as they are written, and comes back', () => {
    const shards = [0, 20, 100, 10].map((start): Resource => ({
      path: 'w',
      algorithm: 'blake3',
      digest: digest(String(start)),
      range: { start, end: start + 10 },
    }));
    const statement = omsStatement('model', shards, { hash: 'blake3', shardSize: 10, ignored: [] });
    const { resources } = statement.predicate as { resources: { name: string; algorithm: string }[] };
    expect(resources.map(({ name }) => name)).toEqual(['w:0:10', 'w:100:110', 'w:10:20', 'w:20:30']);
    expect(resources.map(({ algorithm }) => algorithm)).toEqual(Array.from({ length: 4 }, () => 'blake3'));
    expect(parseManifest(statement, 'it')).toMatchObject({ sharded: true });
  });
});
