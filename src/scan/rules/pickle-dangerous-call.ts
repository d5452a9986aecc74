import type { PickleStream, PickleUse } from '../../formats/pickle/facts.ts';
import { isCloudpickle, makesHarmlessFunctions } from '../cloudpickled.ts';
import { judgeName } from '../judge-name.ts';
import { pickleLocation } from '../pickle-place.ts';
import type { Rule, RuleHit } from '../rule.ts';

/** A pickle that imports or calls what runs, loads or reaches anything. */
export const rule: Rule = {
  id: 'pickle-dangerous-call',
  title: 'A pickle imports or calls a dangerous function',
  severity: 'critical',
  confidence: 'high',
  atlas: ['AML.T0011.000', 'AML.T0010.003', 'AML.T0050'],
  advice:
    'Do not load the file: loading it is what runs the call. Ask for safetensors, or treat the sender as hostile.',
  appliesTo: (file) => (file.pickles?.length ?? 0) > 0,
  *check(file) {
    for (const stream of file.pickles ?? []) yield* dangerousUses(stream);
  },
};

function* dangerousUses(stream: PickleStream): Generator<RuleHit> {
  const harmless = makesHarmlessFunctions(stream);
  for (const use of stream.uses) {
    if (use.target !== 'name' || (use.kind !== 'global' && use.kind !== 'attribute')) continue;
    const judged = judgeName(use.module, use.name);
    if (judged.kind !== 'dangerous') continue;
    if (judged.full === 'builtins.getattr' && isResolved(use, stream)) continue;
    if (harmless && isCloudpickle(use.module)) continue;
    if (judged.full === 'dill._dill._load_type' && namesPlainTypes(use, stream)) continue;
    const call = stream.uses.find(
      (other) =>
        other !== use &&
        other.kind !== 'global' &&
        other.kind !== 'attribute' &&
        other.module === use.module &&
        other.name === use.name,
    );
    const what = call === undefined ? `imports ${judged.full}` : `calls ${judged.full}${call.args[0] ?? '()'}`;
    yield {
      message: `${what}, which ${judged.reason}`,
      ...pickleLocation(stream, use.offset),
    };
  }
}

/** dill writes types without a module of their own by name; these only hold values, which can't be said of types of code. */
const PLAIN_TYPES = /^\("(?:slice|range|NoneType|EllipsisType|NotImplementedType|PartialType)"\)$/u;

function namesPlainTypes(loadType: PickleUse, stream: PickleStream): boolean {
  return (
    !loadType.asData &&
    stream.uses
      .filter((use) => use.kind === 'reduce' && use.target === 'name')
      .filter(({ module, name }) => module === loadType.module && name === loadType.name)
      .every(({ args, argsComplete }) => argsComplete && args.every((one) => PLAIN_TYPES.test(one))) &&
    !stream.uses.some(
      ({ kind, module, name }) =>
        (kind === 'obj' || kind === 'inst') && module === loadType.module && name === loadType.name,
    )
  );
}

/** Every use of getattr named a constant attribute of a known global; those attributes are judged by their own names. */
function isResolved(getattr: PickleUse, stream: PickleStream): boolean {
  return (
    !getattr.asData &&
    stream.uses.some((use) => use.kind === 'attribute') &&
    !stream.uses.some(
      (use) =>
        use !== getattr && use.kind !== 'attribute' && use.module === getattr.module && use.name === getattr.name,
    )
  );
}
