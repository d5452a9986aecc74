import type { FileFacts } from '../../formats/facts.ts';
import type { PickleStream, PickleUse, PickleUseKind } from '../../formats/pickle/facts.ts';
import type { Permission } from '../data/pickle-allowlist/group.ts';
import { isAllowedModule } from '../data/pickle-allowlist/index.ts';
import { judgeName } from '../judge-name.ts';
import { localModule } from '../local-module.ts';
import { pickleLocation } from '../pickle-place.ts';
import type { Rule, RuleContext } from '../rule.ts';

/** Which permission each use needs. */
const NEEDS: Readonly<Record<PickleUseKind, Permission>> = {
  global: 'refer',
  attribute: 'refer',
  reduce: 'call',
  inst: 'call',
  obj: 'call',
  newobj: 'new',
  newobj_ex: 'new',
  build: 'build',
  setitems: 'items',
  append: 'items',
  persid: 'refer',
  extension: 'refer',
};

/** A pickle that imports a name which is on no list, or uses an allowed one for more than it is allowed for. */
export const rule: Rule = {
  id: 'pickle-unknown-global',
  title: 'A pickle uses a name that is not on the allowlist',
  severity: 'high',
  confidence: 'medium',
  atlas: ['AML.T0011.000', 'AML.T0010.003'],
  advice: 'Ask for safetensors. If the name is harmless, have it reviewed and added to the allowlist with its source.',
  // In a database's file rows are torn apart, and what stands between their pieces reads as any name.
  appliesTo: (file) => (file.pickles?.length ?? 0) > 0 && !file.formats.includes('sqlite'),
  *check(file, context) {
    for (const stream of file.pickles ?? []) {
      for (const use of stream.uses) {
        const message = complaint(use, stream, file, context);
        if (message === undefined) continue;
        yield { message, ...pickleLocation(stream, use.offset) };
      }
    }
  },
};

/**
 * Objects in arrays of joblib are a pickle with a memo of its own, which a plain unpickler mixes up: it takes names from
 * wrong entries. Only what a stream names in a module that no honest file uses is more than such a mix.
 */
function isMixUp(use: PickleUse): boolean {
  return (use.kind !== 'global' && use.kind !== 'attribute') || use.target !== 'name' || isAllowedModule(use.module);
}

function complaint(use: PickleUse, stream: PickleStream, file: FileFacts, context: RuleContext): string | undefined {
  if (use.kind === 'persid' || (stream.origin === 'alternative' && isMixUp(use))) return undefined;
  if (use.kind === 'extension') return `uses extension code ${use.name}, whose function only the loading process knows`;
  const args = use.args[0] ?? '';
  switch (use.target) {
    case 'extension':
    case 'persid':
      // CVE-2026-24747: a storage that is resolved so takes items past its end.
      if (use.kind === 'setitems' || use.kind === 'append')
        return `adds items to what the loader resolves (${use.target})`;
      return use.kind === 'build' ? undefined : `calls what the loader resolves (${use.target})${args}`;
    case 'unknown':
      if (use.kind === 'global') return `imports a name that is computed while loading: ${args}`;
      return NEEDS[use.kind] === 'call' || NEEDS[use.kind] === 'new'
        ? `calls a value that is no known function${args}`
        : undefined;
    case 'result':
    case 'name':
      break;
  }
  if (use.kind === 'attribute' && use.target === 'result') return boundMethod(use);
  const judged = judgeName(use.module, use.name);
  const need = NEEDS[use.kind];
  // A dangerous name has its own rule; saying twice that its result is used tells nothing new.
  if (judged.kind === 'dangerous') return undefined;
  if (use.target === 'result' && (need === 'call' || need === 'new')) {
    if (judged.kind === 'allowed' && judged.may.has('invoke')) return undefined;
    return `calls what ${judged.full} returned: ${args}`;
  }
  if (judged.kind === 'unknown') {
    if (use.kind !== 'global' && use.kind !== 'attribute') return undefined;
    if (isTorchScript(use, stream, file)) return undefined;
    const local = localModule(use.module, file.path, context);
    return local === undefined
      ? `imports ${judged.full}, which is not on the allowlist`
      : `imports ${judged.full} from ${local}, a file of this submission`;
  }
  const shadow = localModule(use.module, file.path, context);
  if (shadow !== undefined && (use.kind === 'global' || use.kind === 'attribute'))
    return `imports ${judged.full} from ${shadow}, a file of this submission`;
  if (judged.may.has(need) || isTypeOfConstant(use, judged.full) || isAllocation(use, judged.may)) return undefined;
  // The result of an allowed call may be given state: what it is made of was allowed.
  if (use.target === 'result' && need === 'build' && (judged.may.has('call') || judged.may.has('new')))
    return undefined;
  return `${describeUse(use.kind)} ${judged.full}${args}, which is allowed only to ${[...judged.may].join(', ')}`;
}

const ACTING = /^(?:pathlib(?:\._local)?|logging)\./u;

/** A method of an object that the stream made: how bound methods pickle. Calling it is reported as calling a result. */
function boundMethod(use: PickleUse): string | undefined {
  const dot = use.name.lastIndexOf('.');
  const made = judgeName(use.module, use.name.slice(0, dot));
  const method = use.name.slice(dot + 1);
  // A path does things to files, a logger to its handlers: whoever calls the method later does them.
  if (ACTING.test(made.full)) return `takes the method ${method} of a ${made.full}`;
  if (made.kind === 'allowed' && !method.startsWith('__')) return undefined;
  return made.kind === 'dangerous' ? undefined : `takes the attribute ${method} of a ${made.full}`;
}

/** INST and OBJ without arguments allocate a class as NEWOBJ does (Modules/_pickle.c, instantiate): old-style instances. */
function isAllocation(use: PickleUse, may: ReadonlySet<Permission>): boolean {
  return (
    (use.kind === 'inst' || use.kind === 'obj') &&
    use.argsComplete &&
    use.args.every((args) => args === '()') &&
    may.has('new')
  );
}

/** `type(None)` and its like: how the types of constants pickle. With three arguments `type` makes a class. */
function isTypeOfConstant(use: PickleUse, full: string): boolean {
  return (
    full === 'builtins.type' &&
    use.kind === 'reduce' &&
    use.argsComplete &&
    use.args.every((args) => /^\((?:None|(?:builtins|__builtin__)\.(?:Ellipsis|NotImplemented))\)$/u.test(args))
  );
}

function describeUse(kind: PickleUseKind): string {
  if (kind === 'build') return 'gives state to';
  if (kind === 'setitems' || kind === 'append') return 'adds items to';
  return 'calls';
}

/** Classes of TorchScript archives are compiled from `code/`; no Python module of that name is imported. */
function isTorchScript(use: PickleUse, stream: PickleStream, file: FileFacts): boolean {
  return file.torch?.kind === 'script' && stream.member !== undefined && use.module.startsWith('__torch__');
}
