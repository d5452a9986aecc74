import type { Argument } from './syntax.ts';
import type { Value } from './value.ts';

/** A function that is handed over together with what it will be called with. */
export interface DeferredCall {
  readonly callee: Value;
  readonly given: readonly Value[];
  readonly arguments: readonly Argument[];
}

/** Where the function stands, by position; what follows it are its arguments. */
const FOLLOWED: readonly (readonly [RegExp, number])[] = [
  [/^atexit\.register$|^asyncio\.to_thread$|(?:Executor|Pool|executor|pool)\(\)(?:\[\])?\.submit$|\.call_soon(?:_threadsafe)?$|ExitStack\(\)\.callback$|copy_context\(\)\.run$/u, 0],
  [/\.run_in_executor$|\.call_(?:later|at)$|^weakref\.finalize$/u, 1],
]; // prettier-ignore
/** Where the function stands, and where the sequence of its arguments. */
const LISTED: readonly (readonly [RegExp, number, number])[] = [
  [/^_thread\.start_new_thread$|(?:^multiprocessing\.|Pool\(\)\.)(?:apply|apply_async|starmap)$|^(?:torch\.)?multiprocessing\.spawn$/u, 0, 1],
  [/^threading\.(?:Thread|Timer)$|^(?:torch\.)?multiprocessing\.(?:[\w.()]*\.)?Process$/u, 1, 3],
]; // prettier-ignore

/** What a thread, a process, a pool or an end of the program is told to call; undefined for any other call. */
export function deferredCall(
  path: string,
  given: readonly Value[],
  site: readonly Argument[],
): DeferredCall | undefined {
  const followed = FOLLOWED.find(([pattern]) => pattern.test(path));
  if (followed !== undefined) {
    const [, at] = followed;
    const callee = given[at];
    return callee === undefined ? undefined : { callee, given: given.slice(at + 1), arguments: site.slice(at + 1) };
  }
  const listed = LISTED.find(([pattern]) => pattern.test(path));
  if (listed === undefined) return undefined;
  const timer = path.endsWith('.Timer');
  const named = (...names: readonly string[]): Value | undefined =>
    given[site.findIndex(({ name }) => name !== undefined && names.includes(name))];
  const callee = named('target', 'function', 'func', 'fn') ?? positional(given, site, listed[1]);
  const list = named('args') ?? positional(given, site, timer ? 2 : listed[2]);
  return callee === undefined ? undefined : { callee, given: list?.items ?? [], arguments: [] };
}

function positional(given: readonly Value[], site: readonly Argument[], at: number): Value | undefined {
  return site[at]?.name === undefined ? given[at] : undefined;
}
