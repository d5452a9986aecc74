import { parseExpression } from '../expression/parse.ts';
import type { Step } from '../github/model.ts';
import { blankStep, checkoutStep, written } from '../systems/blank.ts';
import { marked, type Marks } from '../systems/marked.ts';
import { get, mapOf, scalarOf, textOf, type YamlNode, type YamlScalar } from '../yaml/node.ts';
import { excludesChanges, type Item } from './syntax.ts';
import { commandOfTask, programOfInput, shellOfInput } from './tasks.ts';

const SHELLS: readonly (readonly [string, string])[] = [
  ['script', 'bash'],
  ['bash', 'bash'],
  ['pwsh', 'pwsh'],
  ['powershell', 'pwsh'],
];

/** A step of Azure Pipelines. Undefined for what runs nothing, such as a template. */
export function azureStep({ node, kept }: Item, marks: Marks): Step | undefined {
  const base: Step = { ...common(node, marks), ...(kept ? { condition: noChange(node) } : {}) };
  const checkout = scalarOf(get(node, 'checkout'));
  if (checkout !== undefined) return checkout.text === 'self' ? { ...base, ...checkedOut(node, checkout) } : base;
  for (const [key, shell] of SHELLS) {
    const script = scalarOf(get(node, key));
    if (script !== undefined) return { ...base, place: script.place, run: marked(script, marks), shell };
  }
  const task = textOf(get(node, 'task'));
  return task === undefined ? undefined : { ...base, ...taskRun(task, node, marks) };
}

function checkedOut(node: YamlNode, { place }: YamlScalar): Partial<Step> {
  const directory = textOf(get(node, 'path'));
  const { uses, with: given } = checkoutStep(
    node,
    directory === undefined ? undefined : directory.replace(/^s\//u, ''),
  );
  return { place, uses, with: given };
}

function common(node: YamlNode, marks: Marks): Step {
  const condition = scalarOf(get(node, 'condition'));
  return {
    ...blankStep(node),
    id: textOf(get(node, 'name'))?.toLowerCase(),
    name: textOf(get(node, 'displayName')) ?? textOf(get(node, 'task')),
    ...(condition !== undefined && excludesChanges(condition.text) ? { condition: noChange(condition) } : {}),
    directory: workingDirectory(textOf(get(node, 'workingDirectory'))),
    env: mapOf(get(node, 'env')).map((entry) =>
      entry.value.kind === 'scalar' ? { ...entry, value: marked(entry.value, marks) } : entry,
    ),
    continueOnError: scalarOf(get(node, 'continueOnError')),
  };
}

/** A condition that is false for changes, in the words of the model. */
function noChange({ place }: YamlNode): NonNullable<Step['condition']> {
  const text = "github.event_name == 'push'";
  return { scalar: written(text, { kind: 'map', place, entries: [] }), expression: parseExpression(text) };
}

function workingDirectory(path: string | undefined): string | undefined {
  const plain = path?.replace(/^\$\((?:Build\.SourcesDirectory|System\.DefaultWorkingDirectory)\)\/?/iu, '');
  return plain === undefined || plain === '' ? undefined : plain;
}

function taskRun(task: string, node: YamlNode, marks: Marks): Partial<Step> {
  const inputs = get(node, 'inputs');
  for (const { key, value } of mapOf(inputs)) {
    if (value.kind !== 'scalar' || value.text === '') continue;
    const shell = shellOfInput(task, key);
    if (shell !== undefined) return { run: marked(value, marks), shell };
    const program = programOfInput(task, key);
    if (program !== undefined && !/^inline$/iu.test(textOf(get(inputs, 'targetType')) ?? ''))
      return { run: written(`${program} ${workingDirectory(value.text) ?? value.text}`, value), shell: 'bash' };
  }
  const command = commandOfTask(task);
  return command === undefined ? {} : { run: written(command, get(node, 'task') ?? node), shell: 'bash' };
}
