import { equal, isList, isMapping, numberOf, str, truthy, type Value } from './values.ts';

/** What a template can't do, in words for its author; the caller adds where. */
export class TemplateFault {
  readonly why: string;

  constructor(why: string) {
    this.why = why;
  }
}

export function fault(why: string): never {
  // oxlint-disable-next-line no-throw-literal -- caught where the path is known
  throw new TemplateFault(why);
}

/** Code points, as Python counts and cuts. */
export function characters(text: string): string[] {
  return [...text];
}

function strip(text: string, which: string, ends: 'both' | 'left' | 'right'): string {
  const set = new Set(characters(which));
  const all = characters(text);
  const drop = (it: string | undefined): boolean => it !== undefined && (which === '' ? /\s/u.test(it) : set.has(it));
  let [start, end] = [0, all.length];
  if (ends !== 'right') while (start < end && drop(all[start])) start++;
  if (ends !== 'left') while (end > start && drop(all[end - 1])) end--;
  return all.slice(start, end).join('');
}

function split(text: string, separator: Value | undefined, most: number): Value[] {
  if (typeof separator !== 'string') {
    const words = text.trim().split(/\s+/u);
    return words.length === 1 && words[0] === '' ? [] : words;
  }
  const parts = text.split(separator);
  if (most < 0 || parts.length <= most + 1) return parts;
  return [...parts.slice(0, most), parts.slice(most).join(separator)];
}

export function title(text: string): string {
  return text.toLowerCase().replace(/\p{L}+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1));
}

export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
}

const textOf = (value: Value | undefined, otherwise = ''): string => (typeof value === 'string' ? value : otherwise);

/** Methods of Python's texts, lists and dictionaries that task files use. */
export function callMethod(target: Value, name: string, args: readonly Value[]): Value {
  const [first, second] = args;
  if (typeof target === 'string') {
    switch (name) {
      case 'strip':
        return strip(target, textOf(first), 'both');
      case 'lstrip':
        return strip(target, textOf(first), 'left');
      case 'rstrip':
        return strip(target, textOf(first), 'right');
      case 'lower':
        return target.toLowerCase();
      case 'upper':
        return target.toUpperCase();
      case 'title':
        return title(target);
      case 'capitalize':
        return capitalize(target);
      case 'replace':
        return target.replaceAll(textOf(first), () => textOf(second));
      case 'split':
        return split(target, first, second === undefined ? -1 : (numberOf(second) ?? -1));
      case 'splitlines':
        return target.split(/\r\n|\r|\n/u);
      case 'join':
        return first !== undefined && isList(first) ? first.map(str).join(target) : fault('join() wants a list');
      case 'startswith':
        return target.startsWith(textOf(first));
      case 'endswith':
        return target.endsWith(textOf(first));
      case 'index':
      case 'find': {
        const at = target.indexOf(textOf(first));
        return at < 0 && name === 'index' ? fault(`${JSON.stringify(first)} is not in the text`) : at;
      }
      case 'count':
        return target.split(textOf(first)).length - 1;
      case 'isdigit':
        return /^\p{Nd}+$/u.test(target);
      default:
    }
  } else if (isList(target)) {
    const at = first === undefined ? -1 : target.findIndex((it) => equal(it, first));
    if (name === 'index') return at < 0 ? fault(`${str(first ?? null)} is not in the list`) : at;
    if (name === 'count') return target.filter((it) => equal(it, first ?? null)).length;
  } else if (isMapping(target)) {
    if (name === 'get') return target.get(textOf(first)) ?? second ?? null;
    if (name === 'keys') return [...target.keys()];
    if (name === 'values') return [...target.values()];
    if (name === 'items') return [...target].map(([key, value]) => [key, value]);
  }
  return fault(`no method ${name}() of this value is known`);
}

/** Filters of Jinja that task files use, and lm-evaluation-harness's own regex_replace. */
export function applyFilter(
  name: string,
  value: Value,
  args: readonly Value[],
  named: ReadonlyMap<string, Value>,
): Value {
  const [first, second] = args;
  switch (name) {
    case 'trim':
      return strip(str(value), textOf(first), 'both');
    case 'lower':
    case 'upper':
    case 'title':
    case 'capitalize':
      return callMethod(str(value), name, []);
    case 'replace':
      return str(value).replaceAll(textOf(first), () => textOf(second));
    case 'length':
    case 'count':
      return typeof value === 'string'
        ? characters(value).length
        : isList(value)
          ? value.length
          : isMapping(value)
            ? value.size
            : fault('length of a number');
    case 'join':
      return isList(value) ? value.map(str).join(textOf(first ?? named.get('d'))) : fault('join of no list');
    case 'first':
      return (isList(value) ? value : characters(str(value)))[0] ?? fault('first of nothing');
    case 'last':
      return (isList(value) ? value : characters(str(value))).at(-1) ?? fault('last of nothing');
    case 'list':
      return isList(value) ? value : isMapping(value) ? [...value.keys()] : characters(str(value));
    case 'string':
      return str(value);
    case 'int':
      return typeof value === 'string' ? Number.parseInt(value, 10) || 0 : Math.trunc(numberOf(value) ?? 0);
    case 'abs':
      return Math.abs(numberOf(value) ?? fault('abs of no number'));
    case 'default':
    case 'd':
      return value === null || (second !== undefined && truthy(second) && !truthy(value)) ? (first ?? '') : value;
    case 'safe':
      return value;
    default:
      return fault(`the filter "${name}" is not known`);
  }
}
