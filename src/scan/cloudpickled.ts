import type { PickleStream, PickleUse } from '../formats/pickle/facts.ts';
import { HARMLESS_CODE } from './data/cloudpickle-code.ts';

const MODULES: ReadonlySet<string> = new Set(['cloudpickle.cloudpickle', 'cloudpickle.cloudpickle_fast']);
const ANYTHING = /^/u;

/** What cloudpickle calls to make a function of its code, and with what; `_function_setstate` sets attributes of any object. */
const MAKERS: ReadonlyMap<string, RegExp> = new Map([
  ['_builtin_type', /^\("CodeType"\)$/u],
  ['_make_function', /^\(cloudpickle\.cloudpickle\._builtin_type\(/u],
  ['_function_setstate', /^\(cloudpickle\.cloudpickle\._make_function\(/u],
  ['_make_empty_cell', /^\(\)$/u],
  ['_make_cell', ANYTHING],
]);

export function isCloudpickle(module: string): boolean {
  return MODULES.has(module);
}

/** Whether all that cloudpickle is called for in the stream is to make functions whose whole code is known to be harmless. */
export function makesHarmlessFunctions(stream: PickleStream): boolean {
  return stream.uses.filter(({ module }) => isCloudpickle(module)).every(isHarmless);
}

function isHarmless({ kind, target, name, args, argsComplete, asData }: PickleUse): boolean {
  const maker = MAKERS.get(name);
  if (maker === undefined || asData) return false;
  if (kind === 'global') return target === 'name';
  if (kind !== 'reduce' || args.length === 0) return false;
  if (target === 'result')
    return name === '_builtin_type' && argsComplete && args.every((one) => HARMLESS_CODE.has(one));
  return target === 'name' && (maker === ANYTHING || (argsComplete && args.every((one) => maker.test(one))));
}
