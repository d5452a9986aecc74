import { PYTHON_LIMITS } from './limits.ts';
import { decode, rot13 } from './decode.ts';
import { either, NOTHING, origins, text, UNKNOWN, withOrigins, type Value } from './value.ts';

/** Methods of `str` and `bytes` that texts are put together with; undefined for any other. */
export function textMethod(name: string, receiver: Value, given: readonly Value[]): Value | undefined {
  const [first, second] = given.map(({ texts }) => texts?.[0]);
  const each = (change: (value: string) => string): Value => {
    let found: Value = NOTHING;
    for (const value of receiver.texts ?? []) found = either(found, text(change(value).slice(0, PYTHON_LIMITS.joined)));
    const from = origins(receiver, ...given);
    return withOrigins(from === undefined ? found : { ...found, origins: from }, 'composed');
  };
  switch (name) {
    case 'join':
      return joined(receiver, given[0]);
    case 'encode':
    case 'decode':
      if (first !== undefined && /rot_?13/iu.test(first)) return each(rot13);
      if (first !== undefined && /^(?:hex|base_?64|zlib|zip)(?:_codec)?$/iu.test(first))
        return withOrigins(
          each((value) => decode('codecs.decode', value, first) ?? ''),
          'decoded',
        );
      return receiver;
    case 'replace':
      return first === undefined || second === undefined ? undefined : each((value) => replaced(value, first, second));
    case 'strip':
    case 'rstrip':
    case 'lstrip':
      return first === undefined ? each((value) => value.trim()) : each((value) => value);
    case 'lower':
    case 'casefold':
      return each((value) => value.toLowerCase());
    case 'upper':
      return each((value) => value.toUpperCase());
    case 'swapcase':
      return each((value) =>
        value.replaceAll(/\p{L}/gu, (letter) =>
          letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
        ),
      );
    case 'format':
      return receiver.texts === undefined ? undefined : formatted(receiver.texts[0] ?? '', given);
    case 'split': {
      const [value] = receiver.texts ?? [];
      if (value === undefined) return undefined;
      const parts = first === undefined ? value.trim().split(/\s+/u) : first === '' ? [value] : value.split(first);
      return { items: parts.slice(0, PYTHON_LIMITS.items).map((part) => text(part, 'composed')) };
    }
    default:
      return undefined;
  }
}

/** Doubling a text again and again costs memory before any limit on the result is looked at. */
function replaced(value: string, from: string, to: string): string {
  if (from === '') return value;
  const parts = value.split(from);
  return parts.length * to.length > PYTHON_LIMITS.joined ? value : parts.join(to);
}

export function joined(separator: Value, of: Value | undefined): Value {
  const between = separator.texts?.[0];
  const { items } = of ?? NOTHING;
  const from = origins(separator, of, ...(items ?? []).slice(0, 64));
  if (between === undefined || items === undefined) {
    const whole = of?.texts;
    if (between === '' && whole !== undefined)
      return withOrigins({ texts: whole, ...(from === undefined ? {} : { origins: from }) }, 'composed');
    return withOrigins(from === undefined ? NOTHING : { origins: from }, 'composed', 'unknown');
  }
  const parts: string[] = [];
  let length = 0;
  for (const item of items) {
    const part = item.texts?.[0];
    if (part === undefined || (length += part.length + between.length) > PYTHON_LIMITS.joined) {
      return withOrigins(from === undefined ? NOTHING : { origins: from }, 'composed', 'unknown');
    }
    parts.push(part);
  }
  return withOrigins({ texts: [parts.join(between)], ...(from === undefined ? {} : { origins: from }) }, 'composed');
}

/** `'{}{}'.format(a, b)` and `'%s%s' % (a, b)`: the values in their order, so far as all are known. */
export function formatted(pattern: string, given: readonly Value[]): Value {
  const from = origins(...given);
  let next = 0;
  let known = true;
  const result = pattern
    .slice(0, PYTHON_LIMITS.text * 4)
    .replaceAll(/\{(\d{0,3})\}|%s/gu, (_, index: string | undefined) => {
      const value = given[index === undefined || index === '' ? next++ : Number(index)];
      const part = value?.texts?.[0];
      if (part === undefined) known = false;
      return part?.slice(0, PYTHON_LIMITS.text) ?? '\uFFFC';
    });
  const value = withOrigins({ texts: [result], ...(from === undefined ? {} : { origins: from }) }, 'composed');
  return known ? value : { ...value, origins: origins(value, UNKNOWN) ?? new Set() };
}

export function concatenated(left: Value, right: Value): Value {
  const from = origins(left, right);
  if (left.items !== undefined && right.items !== undefined) {
    if (left.items.length + right.items.length > PYTHON_LIMITS.items) return UNKNOWN;
    return { items: [...left.items, ...right.items] };
  }
  const texts: string[] = [];
  for (const a of left.texts ?? [])
    for (const b of right.texts ?? [])
      if (texts.length < PYTHON_LIMITS.values && a.length + b.length <= PYTHON_LIMITS.joined) texts.push(a + b);
  if (texts.length > 0) return withOrigins({ texts, ...(from === undefined ? {} : { origins: from }) }, 'composed');
  // What is known of it stays: `'curl ' + url` starts a program that is named.
  const part = left.texts?.[0] ?? right.texts?.[0];
  const kept = part === undefined ? {} : { texts: [left.texts === undefined ? `\uFFFC${part}` : `${part}\uFFFC`] };
  return withOrigins({ ...kept, ...(from === undefined ? {} : { origins: from }) }, 'unknown');
}

export function sliced(of: Value, start: number | undefined, end: number | undefined, step: number | undefined): Value {
  const change = <T>(items: readonly T[]): T[] => {
    const picked =
      step !== undefined && step < 0 && start === undefined && end === undefined
        ? items.toReversed()
        : items.slice(start, end);
    const width = Math.abs(step ?? 1);
    return width > 1 ? picked.filter((_, index) => index % width === 0) : picked;
  };
  const { texts, items } = of;
  return withOrigins(
    {
      ...of,
      ...(texts === undefined ? {} : { texts: texts.map((value) => change([...value]).join('')) }),
      ...(items === undefined ? {} : { items: change(items) }),
    },
    'composed',
  );
}
