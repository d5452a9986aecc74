import { get, listOf, scalarOf, textOf, type YamlNode, type YamlScalar } from '../yaml/node.ts';

/** By names in lower case; values as far as the files tell them. */
export type Parameters = ReadonlyMap<string, YamlScalar>;

const PARAMETER = /\$\((?:inputs\.|tt\.)?params(?:\.([\w-]+)|\[['"]([^'"\]]+)['"]\])\)/gu;
const LENGTH = 4_096;
const COUNT = 500;

/** Told what was cut off, and where. */
export type Cut = (reason: string, node: YamlNode) => void;

/**
 * Parameters of a run, pipeline or task: what is given, else the default. Of `around` values are put in that a value asks for, as
 * Tekton does it. What nothing tells is left out.
 */
export function parametersOf(
  node: YamlNode | undefined,
  given: Parameters | undefined,
  around: Parameters,
  cut: Cut,
): Parameters {
  const found = new Map<string, YamlScalar>(given);
  if (listOf(node).length > COUNT && node !== undefined) cut(`more than ${COUNT} parameters`, node);
  for (const item of listOf(node).slice(0, COUNT)) {
    const name = textOf(get(item, 'name'))?.toLowerCase();
    if (name === undefined || found.has(name)) continue;
    const value = scalarOf(get(item, 'value')) ?? scalarOf(get(item, 'default'));
    if (value !== undefined) found.set(name, filled(value, around, cut));
  }
  return found;
}

function filled(scalar: YamlScalar, around: Parameters, cut: Cut): YamlScalar {
  if (!scalar.text.includes('$(')) return scalar;
  const whole = scalar.text.replaceAll(PARAMETER, (written, plain: string | undefined, quoted: string | undefined) => {
    return around.get((plain ?? quoted ?? '').toLowerCase())?.text ?? written;
  });
  if (whole.length > LENGTH) cut(`a parameter of more than ${LENGTH} characters`, scalar);
  const text = whole.slice(0, LENGTH);
  return text === scalar.text ? scalar : { ...scalar, text, value: text, placeOf: () => scalar.place };
}

/** The value of one of a reference's parameters. */
export function valueIn(ref: YamlNode, name: string): YamlScalar | undefined {
  const item = listOf(get(ref, 'params')).find((one) => textOf(get(one, 'name')) === name);
  return scalarOf(get(item, 'value'));
}
