import { get, listOf, scalarOf, textOf, type YamlNode, type YamlScalar } from '../yaml/node.ts';

/** By names in lower case; values as far as the files tell them. */
export type Parameters = ReadonlyMap<string, YamlScalar>;

const PARAMETER = /\$\((?:inputs\.|tt\.)?params(?:\.([\w-]+)|\[['"]([^'"\]]+)['"]\])\)/gu;
const LENGTH = 4_096;
const COUNT = 500;

/**
 * Parameters of a run, pipeline or task: what is given, else the default. Of `around` values are put in that a value asks for, as
 * Tekton does it. What nothing tells is left out.
 */
export function parametersOf(
  node: YamlNode | undefined,
  given: Parameters | undefined,
  around: Parameters = new Map(),
): Parameters {
  const found = new Map<string, YamlScalar>(given);
  for (const item of listOf(node).slice(0, COUNT)) {
    const name = textOf(get(item, 'name'))?.toLowerCase();
    if (name === undefined || found.has(name)) continue;
    const value = scalarOf(get(item, 'value')) ?? scalarOf(get(item, 'default'));
    if (value !== undefined) found.set(name, filled(value, around));
  }
  return found;
}

function filled(scalar: YamlScalar, around: Parameters): YamlScalar {
  if (!scalar.text.includes('$(')) return scalar;
  const text = scalar.text
    .replaceAll(PARAMETER, (whole, plain: string | undefined, quoted: string | undefined) => {
      return around.get((plain ?? quoted ?? '').toLowerCase())?.text ?? whole;
    })
    .slice(0, LENGTH);
  return text === scalar.text ? scalar : { ...scalar, text, value: text, placeOf: () => scalar.place };
}

/** The value of one of a reference's parameters. */
export function valueIn(ref: YamlNode, name: string): YamlScalar | undefined {
  const item = listOf(get(ref, 'params')).find((one) => textOf(get(one, 'name')) === name);
  return scalarOf(get(item, 'value'));
}
