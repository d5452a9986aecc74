import { describe, expect, it } from 'vitest';
import { PERMISSIONS } from '../../src/scan/data/pickle-allowlist/group.ts';
import { ALLOW_GROUPS, allowedNames } from '../../src/scan/data/pickle-allowlist/index.ts';
import { dangerOf } from '../../src/scan/data/pickle-dangerous.ts';
import { judgeName } from '../../src/scan/judge-name.ts';
import { rule as unknownGlobal } from '../../src/scan/rules/pickle-unknown-global.ts';
import * as p from '../support/pickle-assembler.ts';
import { factsOfBytes } from '../support/facts-of.ts';

describe('the allowlist', () => {
  it('holds exact names with a source and a reason', () => {
    for (const { source, why, may, names } of ALLOW_GROUPS) {
      expect(source.length).toBeGreaterThan(8);
      expect(why.length).toBeGreaterThan(3);
      for (const permission of may) expect(PERMISSIONS).toContain(permission);
      for (const [module, list] of Object.entries(names)) {
        expect(module).toMatch(/^[A-Za-z_][\w.]*$/u);
        for (const name of list.split(' ')) expect(`${module} ${name}`).toMatch(/^[\w.]+ [A-Za-z_][\w.]*$/u);
      }
    }
  });

  it('never lets a name be called that is known to be dangerous', () => {
    const reviewed =
      /^(?:torch\.jit\._pickle|sklearn\.externals\.joblib)\.|^dill\._dill\._create_array$|^urllib\.parse\./u;
    for (const [name, may] of allowedNames()) {
      // Members of enumerations are looked up by value, in whatever module they live.
      if (may.has('call') && !may.has('member') && !reviewed.test(name))
        expect([name, dangerOf(name)]).toEqual([name, undefined]);
    }
  });
});

describe('a name', () => {
  it.each([
    ['os', 'system'],
    ['posix', 'system'],
    ['nt', 'system'],
    ['subprocess', 'Popen'],
    ['commands', 'getoutput'],
    ['__builtin__', 'eval'],
    ['builtins', 'exec'],
    ['__builtin__', 'apply'],
    ['builtins', 'getattr'],
    ['importlib', 'import_module'],
    ['importlib._bootstrap', '_gcd_import'],
    ['runpy', '_run_code'],
    ['torch.serialization', 'os.system'],
    ['torch', '_utils.sys.modules'],
    ['collections', 'OrderedDict.__init__.__globals__'],
    ['torch.hub', 'load'],
    ['torch', 'load'],
    ['torch.fx.graph_module', 'reduce_graph_module'],
    ['numpy.testing._private.utils', 'runstring'],
    ['operator', 'attrgetter'],
    ['_operator', 'methodcaller'],
    ['cloudpickle.cloudpickle', '_make_function'],
    ['dill._dill', '_create_function'],
    ['urllib2', 'urlopen'],
    ['cPickle', 'loads'],
  ])('%s %s is dangerous', (module, name) => {
    expect(judgeName(module, name).kind).toBe('dangerous');
  });

  it.each([
    ['collections', 'OrderedDict'],
    ['__builtin__', 'set'],
    ['copy_reg', '_reconstructor'],
    ['torch._utils', '_rebuild_tensor_v2'],
    ['torch.nn.modules.linear', 'Linear'],
    ['numpy._core.multiarray', '_reconstruct'],
  ])('%s %s is allowed', (module, name) => {
    expect(judgeName(module, name).kind).toBe('allowed');
  });

  it.each([
    ['collections', 'OrderedDict.fromkeys'],
    ['torch.nn.modules.linear', 'Linear.forward'],
    ['torch.nn.modules.linear', 'Linear\u200b'],
    ['Collections', 'OrderedDict'],
    ['', 'collections.OrderedDict'],
  ])('%j %j is unknown, because only exact names are allowed', (module, name) => {
    expect(judgeName(module, name).kind).toBe('unknown');
  });
});

describe('an allowed name used for more than it is allowed for', () => {
  const messages = (...parts: readonly Uint8Array[]): string[] =>
    [...unknownGlobal.check(factsOfBytes('a.pkl', p.pickle(...parts)), { files: new Map() })].map(
      ({ message }) => message,
    );
  const tensor = p.pickle(p.global('torch._utils', '_rebuild_tensor_v2'), p.emptyTuple, p.reduce);

  it.each([
    ['a module constructed by a call', [p.global('torch.nn.modules.linear', 'Linear'), p.emptyTuple, p.reduce]],
    ['items set on a tensor (CVE-2026-24747)', [tensor, p.mark, p.none, p.none, p.setItems]],
    ['a value appended to a tensor', [tensor, p.none, p.append]],
    ['a function kept as a parameter that is called', [p.global('math', 'sqrt'), p.int1(4), p.tuple1, p.reduce]],
    [
      'a class made by type',
      [p.global('builtins', 'type'), p.short('X'), p.emptyTuple, p.emptyDict, p.tuple3, p.reduce],
    ],
  ])('is reported: %s', (_, parts) => {
    expect(messages(p.proto(4), ...parts, p.stop)).toHaveLength(1);
  });

  it('is silent for a tensor, a module and the type of None', () => {
    expect(messages(p.proto(4), tensor, p.stop)).toEqual([]);
    expect(
      messages(
        p.proto(4),
        p.global('torch.nn.modules.linear', 'Linear'),
        p.emptyTuple,
        p.newObj,
        p.emptyDict,
        p.build,
        p.stop,
      ),
    ).toEqual([]);
    expect(messages(p.proto(4), p.global('builtins', 'type'), p.none, p.tuple1, p.reduce, p.stop)).toEqual([]);
  });
});
