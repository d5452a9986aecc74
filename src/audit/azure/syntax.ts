import { get, listOf, mapOf, textOf, type YamlEntry, type YamlNode, type YamlScalar } from '../yaml/node.ts';

const DEPTH = 20;
const ITEMS = 5_000;

/** An item of a list of stages, jobs or steps, behind every `${{ if … }}` and `${{ each … }}` that stands around it. */
export interface Item {
  readonly node: YamlNode;
  /** A condition around it keeps it out of runs for pull requests. */
  readonly kept: boolean;
}

export function itemsOf(node: YamlNode | undefined, kept = false, budget = { left: ITEMS }, depth = 0): Item[] {
  if (depth > DEPTH || budget.left <= 0) return [];
  return listOf(node).flatMap((item): Item[] => {
    // Aliases nest lists in one another without end.
    if (budget.left-- <= 0) return [];
    if (item.kind === 'list') return itemsOf(item, kept, budget, depth + 1);
    const conditional = mapOf(item).filter(({ key }) => key.startsWith('${{'));
    if (conditional.length === 0) return item.kind === 'map' ? [{ node: item, kept }] : [];
    return conditional.flatMap(({ key, value }) => itemsOf(value, kept || excludesChanges(key), budget, depth + 1));
  });
}

/** Whether a condition is false in runs for pull requests. */
export function excludesChanges(condition: string | undefined): boolean {
  if (condition === undefined || /\bor\(/u.test(condition)) return false;
  return (
    /\bne\(\s*variables(?:\.|\[')build\.reason(?:'\])?\s*,\s*'PullRequest'/iu.test(condition) ||
    /\beq\(\s*variables(?:\.|\[')build\.sourcebranch(?:name)?(?:'\])?\s*,\s*'(?!merge|refs\/pull)/iu.test(condition) ||
    /\bstartsWith\(\s*variables(?:\.|\[')build\.sourcebranch(?:'\])?\s*,\s*'refs\/(?:heads|tags)/iu.test(condition) ||
    /\bnot\(\s*eq\(\s*variables(?:\.|\[')build\.reason(?:'\])?\s*,\s*'PullRequest'/iu.test(condition)
  );
}

/** `variables:` as a map or as a list of `name` and `value`; groups of them lie in the service. */
export function variablesOf(node: YamlNode | undefined): YamlEntry[] {
  if (node?.kind === 'map') return [...node.entries].filter(({ key }) => !key.startsWith('${{'));
  return itemsOf(node).flatMap(({ node: item }) => {
    const name = textOf(get(item, 'name'));
    const value = get(item, 'value');
    return name === undefined || value === undefined ? [] : [{ key: name, place: item.place, value }];
  });
}

/** Names of variable groups, which is where secrets come from. */
export function groupsOf(node: YamlNode | undefined): YamlScalar[] {
  return itemsOf(node).flatMap(({ node: item }) => {
    const group = get(item, 'group');
    return group?.kind === 'scalar' ? [group] : [];
  });
}
