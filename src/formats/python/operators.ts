import { PYTHON_LIMITS } from './limits.ts';
import { joinedPath } from './path-values.ts';
import { concatenated, formatted } from './text-methods.ts';
import { either, mixed, NOTHING, text, UNKNOWN, type Value } from './value.ts';

/** Collections of everything that is loaded, or that a module holds. */
const SEARCHED = /^(gc\.get_objects\(\)|(?:\w+\.){1,4}__dict__(?=\.)|sys\.modules(?=\.))(?:\.(?:items|values)\(\))?$/u;

export function operate(operator: string, left: Value, right: Value): Value {
  const [a, b] = [left.number, right.number];
  if (a !== undefined && b !== undefined) {
    const result = arithmetic(operator, a, b);
    return Number.isFinite(result) ? { number: result } : NOTHING;
  }
  if (operator === '+') return concatenated(left, right);
  if (operator === '/' && left.paths?.includes('pathlib.Path()') === true)
    return { ...joinedPath([left, right]), paths: ['pathlib.Path()'] };
  if (operator === '%' && left.texts !== undefined) return formatted(left.texts[0] ?? '', right.items ?? [right]);
  if (
    operator === '*' &&
    b !== undefined &&
    left.texts?.[0] !== undefined &&
    b >= 0 &&
    left.texts[0].length * b <= PYTHON_LIMITS.text
  ) {
    return text(left.texts[0].repeat(Math.trunc(b)), 'composed');
  }
  return mixed(left, right);
}

function arithmetic(operator: string, a: number, b: number): number {
  switch (operator) {
    case '+': return a + b;
    case '-': return a - b;
    case '*': return a * b;
    case '%': return ((a % b) + b) % b;
    case '//': return Math.floor(a / b);
    case '^': return a ^ b;
    case '&': return a & b;
    case '|': return a | b;
    case '<<': return b < 31 ? a << b : Number.NaN;
    case '>>': return a >> b;
    default: return Number.NaN;
  }
} // prettier-ignore

export function itemsOf(value: Value): readonly Value[] | undefined {
  if (value.items !== undefined) return value.items;
  const whole = value.texts?.[0];
  return whole === undefined || whole.length > PYTHON_LIMITS.items
    ? undefined
    : [...whole].map((character) => ({ texts: [character], number: character.codePointAt(0) ?? 0 }));
}

/** What lists programs that run, or things of an account: what is done to each is done through the list's name. */
const LISTED =
  /^(?:psutil|boto3|google\.cloud|azure)\.[\w.()[\]]*\)$|^(?:zmq|multiprocessing\.connection)\.[\w.()]*\.recv(?:_pyobj)?\(\)$/u;

export function elementOf(value: Value): Value {
  let any: Value | undefined;
  for (const item of value.items?.slice(0, PYTHON_LIMITS.values) ?? []) any = either(any, item);
  if (any !== undefined) return any;
  // Each of the paths that a pattern finds.
  if (value.paths?.includes('pathlib.Path()') === true) return value;
  const whole = mixed(value);
  // What is found among all objects, or in a module's names, is called under no name of its own.
  const paths = value.paths
    ?.filter((path) => SEARCHED.test(path) || path.endsWith('.*') || LISTED.test(path))
    .map((path) => (LISTED.test(path) ? `${path}[]` : path.replace(SEARCHED, '$1.*')));
  return paths === undefined || paths.length === 0 ? whole : { ...whole, paths };
}

export function ofCodes(value: Value | undefined): Value {
  if (value?.items === undefined) return value ?? NOTHING;
  const codes = value.items.map(({ number }) => number);
  if (codes.some((code) => code === undefined || code < 0 || code > 255)) return mixed(value);
  return text(codes.map((code) => String.fromCharCode(code ?? 0)).join(''), 'composed');
}

export function integer(value: Value | undefined, base: Value | undefined): Value {
  if (value?.number !== undefined) return { number: Math.trunc(value.number) };
  const found = Number.parseInt(
    value?.texts?.[0]?.replace(/^0[xXbBoO]/u, '') ?? '',
    Math.min(36, Math.max(2, base?.number ?? 10)) || 10,
  );
  return Number.isNaN(found) ? UNKNOWN : { number: found };
}

export function range(given: readonly Value[]): Value {
  const [start, end, step] =
    given.length === 1 ? [0, given[0]?.number, 1] : [given[0]?.number, given[1]?.number, given[2]?.number ?? 1];
  if (start === undefined || end === undefined || step === 0) return UNKNOWN;
  const length = Math.ceil((end - start) / step);
  if (!(length >= 0 && length <= 4096)) return UNKNOWN;
  return { items: Array.from({ length }, (_, index) => ({ number: start + index * step })) };
}
