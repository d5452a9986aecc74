import { parse, tokenize } from '@huggingface/jinja';
import type { Severity } from '../core/finding.ts';

/** Real chat templates have up to about 30,000 characters. */
const TEMPLATE_CHARACTERS = 256 << 10;
const TEMPLATE_NODES = 200_000;

export interface TemplateHit {
  readonly message: string;
  readonly severity: Severity;
}

/** Attributes that lead from any Python value to its interpreter: the steps of every known template escape. */
const INNER_NAME =
  /__(?:class|mro|bases?|subclasses|globals|builtins|import|init|init_subclass|new|getattribute|getattr|dict|code|func|self|module|reduce|reduce_ex|call|loader|spec|closure|wrapped|doc|subclasshook|str|repr|format|getitem|setattr|delattr|enter|exit|kwdefaults|defaults|qualname|annotations)__/u;
/** Objects of Jinja itself that carry functions, so that escapes start from them. */
const OPEN_OBJECTS: ReadonlySet<string> = new Set([
  'lipsum',
  'cycler',
  'joiner',
  'self',
  'url_for',
  'get_flashed_messages',
]);
const ESCAPED_UNDERSCORE = /\\(?:x5f|u005f|U0000005f|137|N\{LOW LINE\})/iu;
const LOADING_STATEMENT = /\{%[-+]?\s*(?:import|include|extends|from)\b/u;
const BLOCK = /\{[{%][^]{0,20000}?[%}]\}/gu;

/**
 * Reads a chat template's syntax tree for what a sandbox escape needs (CVE-2024-34359 and its successors). The template is
 * parsed and never rendered. Templates in honest models give nothing.
 */
export function inspectTemplate(text: string): readonly TemplateHit[] {
  const hits = new Map<string, TemplateHit>();
  const add = (severity: Severity, message: string): void => {
    if (hits.size < 32) hits.set(message, { severity, message });
  };
  if (LOADING_STATEMENT.test(text)) add('high', 'loads another template');
  if (text.length > TEMPLATE_CHARACTERS) {
    add('high', `is longer than the ${TEMPLATE_CHARACTERS} characters that are read`);
    return [...hits.values()];
  }
  let program: unknown;
  try {
    program = parse(tokenize(text));
  } catch {
    // Not every Jinja extension is known to the parser; the text of the blocks still shows what an escape needs.
    const blocks = text.match(BLOCK) ?? [];
    const reaching = blocks.find(
      (block) => INNER_NAME.test(block) || ESCAPED_UNDERSCORE.test(block) || /\|\s*attr\b/u.test(block),
    );
    if (reaching === undefined) add('medium', 'can not be parsed, so its blocks were only searched');
    else add('critical', `can not be parsed and reaches into Python: ${reaching.slice(0, 120)}`);
    return [...hits.values()];
  }
  walk(program, add);
  return [...hits.values()];
}

type Add = (severity: Severity, message: string) => void;

function walk(program: unknown, add: Add): void {
  const pending: unknown[] = [program];
  let nodes = 0;
  while (pending.length > 0) {
    const node = pending.pop();
    if (node === null || typeof node !== 'object') continue;
    nodes += 1;
    if (nodes > TEMPLATE_NODES) {
      add('high', `has more than ${TEMPLATE_NODES} nodes`);
      return;
    }
    if (node instanceof Map) pending.push(...node.keys(), ...node.values());
    else {
      inspect(node, add);
      for (const child of Object.values(node)) if (child !== null && typeof child === 'object') pending.push(child);
    }
  }
}

function inspect(node: object, add: Add): void {
  switch (field(node, 'type')) {
    case 'StringLiteral': {
      const value = textField(node, 'value');
      if (INNER_NAME.test(value)) add('critical', `names ${INNER_NAME.exec(value)?.[0] ?? ''}`);
      else if (ESCAPED_UNDERSCORE.test(value))
        add('critical', 'writes underscores as escapes, which hides attribute names');
      else if (/^__?[a-z]+$|^[a-z]+__$/u.test(value) && value.length < 24)
        add('high', `holds ${JSON.stringify(value)}, half of an inner attribute's name`);
      return;
    }
    case 'MemberExpression': {
      const object = field(node, 'object');
      const property = field(node, 'property');
      const name = field(node, 'computed') === true ? constantText(property, 0) : textField(property, 'value');
      if (name?.startsWith('_') === true)
        add(name.startsWith('__') ? 'critical' : 'high', `reads the attribute ${name.slice(0, 60)}`);
      if (isNode(object, 'Identifier') && OPEN_OBJECTS.has(textField(object, 'value'))) {
        add('high', `reads attributes of ${textField(object, 'value')}`);
      }
      return;
    }
    case 'FilterExpression': {
      const filter = field(node, 'filter');
      const name = isNode(filter, 'CallExpression')
        ? textField(field(filter, 'callee'), 'value')
        : textField(filter, 'value');
      if (name === 'attr') add('high', 'reads attributes by a computed name (attr)');
      return;
    }
    case 'BinaryExpression': {
      const text = constantText(node, 0);
      if (text !== undefined && INNER_NAME.test(text))
        add('critical', `puts together ${INNER_NAME.exec(text)?.[0] ?? ''}`);
      else if (text !== undefined && /^_+$/u.test(text)) add('high', 'puts together underscores');
      return;
    }
    default:
  }
}

/** The text of a literal or of literals joined by `+`, `~` and `*`; undefined if it isn't constant. */
function constantText(node: unknown, depth: number): string | undefined {
  if (depth > 32) return undefined;
  if (isNode(node, 'StringLiteral')) return textField(node, 'value');
  if (!isNode(node, 'BinaryExpression')) return undefined;
  const left = constantText(field(node, 'left'), depth + 1);
  const operator = textField(field(node, 'operator'), 'value');
  if (operator === '*') {
    const times = field(field(node, 'right'), 'value');
    return left !== undefined && typeof times === 'number' && times < 64
      ? left.repeat(Math.max(0, Math.floor(times)))
      : undefined;
  }
  const right = constantText(field(node, 'right'), depth + 1);
  return (operator === '+' || operator === '~') && left !== undefined && right !== undefined
    ? (left + right).slice(0, 4096)
    : undefined;
}

/** The library's node classes are plain data here: whatever a field holds is checked before use. */
function field(node: unknown, name: string): unknown {
  return node !== null && typeof node === 'object' && Object.hasOwn(node, name) ? Reflect.get(node, name) : undefined;
}

function textField(node: unknown, name: string): string {
  const value = field(node, name);
  return typeof value === 'string' ? value : '';
}

function isNode(node: unknown, type: string): node is object {
  return field(node, 'type') === type;
}
