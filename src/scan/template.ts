import { randomUUID } from 'node:crypto';
import { parse, tokenize } from '@huggingface/jinja';
import * as z from 'zod';
import type { Severity } from '../core/finding.ts';
import { behaviourOf, type Add } from './template-behaviour.ts';
import { descendants, field, isNode, textField } from './template-tree.ts';

/** Real chat templates have up to about 30,000 characters. */
const TEMPLATE_CHARACTERS = 256 << 10;
const TEMPLATE_NODES = 200_000;

const tokensSchema = z.array(z.looseObject({ type: z.string(), value: z.string() }));

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
/** The same without underscores: frames and code objects, and the order in which a class is searched. */
const INNER_ATTRIBUTE =
  /^(?:mro|func_(?:globals|code|closure)|[gca][ir]_(?:frame|code)|ag_(?:frame|code)|tb_frame|f_(?:globals|builtins|locals|back|code))$/u;
/** An inner name without its underscores, which something else gives. */
const INNER_WORD = /^(?:class|mro|bases?|subclasses|globals|builtins|import|init|getattribute)$/u;
const INNER = /\.\s*(?:mro\b|func_globals|gi_frame|cr_frame|ag_frame|tb_frame|f_globals|f_builtins|f_back)/u;
/** Functions of Python that a renderer must not have, and some have. */
const BUILT_IN: ReadonlySet<string> = new Set(
  'eval exec open compile globals locals vars getattr setattr breakpoint input __import__'.split(' '),
);
/** Rounds or copies past which a template only costs its renderer time and memory. */
const ROUNDS = 1_000_000;
const ESCAPED_UNDERSCORE = /\\(?:x5f|u005f|U0000005f|137|N\{LOW LINE\})/iu;
const LOADING_STATEMENT = /\{%[-+]?\s*(?:import|include|extends|from)\b/u;
/** Filters that make a name out of pieces. */
const BUILDING_FILTERS: ReadonlySet<string> = new Set(
  'format join replace reverse lower upper title capitalize string'.split(' '),
);
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
  // In the tree, text between blocks is a literal like any other, but it reaches nothing: a sample of Python in it is honest.
  // What marks it can't be foreseen, or a literal in a block could pass for text.
  const mark = randomUUID();
  let program: unknown;
  try {
    const tokens = tokensSchema.parse(tokenize(text));
    program = parse(tokens.map((token) => (token.type === 'Text' ? { ...token, value: mark + token.value } : token)));
  } catch {
    // Not every Jinja extension is known to the parser; the text of the blocks still shows what an escape needs.
    const blocks = text.match(BLOCK) ?? [];
    const reaching = blocks.find(
      (block) =>
        INNER_NAME.test(block) || ESCAPED_UNDERSCORE.test(block) || /\|\s*attr\b/u.test(block) || INNER.test(block),
    );
    const pieces = blocks.find((block) =>
      /["']_{1,2}[a-z]*["']|\bdict\([^)]{0,200}(?:\b__\w+|\w__)\s*=|["'][a-z]*__["']|["']__[a-z]+["']|%c|\{%[-+]?\s*debug\b/u.test(
        block,
      ),
    );
    if (reaching === undefined && pieces === undefined)
      add('medium', 'can not be parsed, so its blocks were only searched');
    else if (reaching === undefined)
      add('high', `can not be parsed and puts names together: ${pieces?.slice(0, 120) ?? ''}`);
    else add('critical', `can not be parsed and reaches into Python: ${reaching.slice(0, 120)}`);
    return [...hits.values()];
  }
  walk(program, mark, add);
  behaviourOf(program, mark, add);
  return [...hits.values()];
}

function walk(program: unknown, mark: string, add: Add): void {
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
      if (isNode(node, 'Set')) inspectBlock(field(node, 'body'), mark, add);
      if (isNode(node, 'StringLiteral') && textField(node, 'value').startsWith(mark)) continue;
      inspect(node, add);
      for (const child of Object.values(node)) if (child !== null && typeof child === 'object') pending.push(child);
    }
  }
}

/** Between `{% set name %}` and its end, text becomes a value like that of a literal. */
function inspectBlock(body: unknown, mark: string, add: Add): void {
  if (!Array.isArray(body)) return;
  const text = body.map((node: unknown) => (isNode(node, 'StringLiteral') ? textField(node, 'value') : '')).join('');
  const value = text.replaceAll(mark, '').trim();
  if (/^_{0,2}\w{1,40}_{1,2}$|^__\w{1,40}$/u.test(value))
    add(INNER_NAME.test(value) ? 'critical' : 'high', `keeps the text ${value}, a part of an inner attribute's name`);
}

function inspect(node: object, add: Add): void {
  switch (field(node, 'type')) {
    case 'StringLiteral': {
      const value = textField(node, 'value');
      if (INNER_NAME.test(value)) add('critical', `names ${INNER_NAME.exec(value)?.[0] ?? ''}`);
      else if (ESCAPED_UNDERSCORE.test(value))
        add('critical', 'writes underscores as escapes, which hides attribute names');
      else if (/^__\w+__$/u.test(value))
        add('high', `holds ${JSON.stringify(value.slice(0, 60))}, the name of an inner attribute`);
      else if (/^__?[a-z]+$|^[a-z]+__$/u.test(value) && value.length < 24)
        add('high', `holds ${JSON.stringify(value)}, half of an inner attribute's name`);
      return;
    }
    case 'Identifier': {
      const name = textField(node, 'value');
      // `__import__`: no variable of a template is called so, and a renderer may have the built-in ones among its globals.
      if (/^__\w+__$/u.test(name)) add('high', `names ${name.slice(0, 60)}`);
      return;
    }
    case 'MemberExpression': {
      const object = field(node, 'object');
      const property = field(node, 'property');
      const name = field(node, 'computed') === true ? constantText(property, 0) : textField(property, 'value');
      if (name?.startsWith('_') === true)
        add(name.startsWith('__') ? 'critical' : 'high', `reads the attribute ${name.slice(0, 60)}`);
      if (name !== undefined && INNER_ATTRIBUTE.test(name)) add('critical', `reads the attribute ${name}`);
      if (name === undefined && field(node, 'computed') === true && INNER_WORD.test(literalsOf(property)))
        add('high', "puts an inner attribute's name together with what is not constant");
      if (isNode(object, 'Identifier') && OPEN_OBJECTS.has(textField(object, 'value'))) {
        add('high', `reads attributes of ${textField(object, 'value')}`);
      }
      if (isNode(object, 'StringLiteral') && isNode(property, 'SliceExpression'))
        add('high', 'takes a constant text apart');
      if (field(node, 'computed') === true && BUILDING_FILTERS.has(filterName(property)))
        add('high', `reads an attribute whose name the filter ${filterName(property)} puts together`);
      return;
    }
    case 'FilterExpression': {
      const name = filterName(node);
      if (name === 'attr') add('high', 'reads attributes by a computed name (attr)');
      if (name === 'format' && textField(field(node, 'operand'), 'value').includes('%c'))
        add('high', 'puts text together from character codes');
      return;
    }
    case 'CallExpression': {
      const called = textField(field(node, 'callee'), 'value');
      if (isNode(field(node, 'callee'), 'Identifier') && BUILT_IN.has(called))
        add('high', `calls ${called}, which no renderer of templates has`);
      // `dict(__cla=1, ss__=2)|join`: names of arguments that are put together.
      if (keywordsOf(field(node, 'args')).some((name) => /^__|__$/u.test(name)))
        add('high', "has halves of an inner attribute's name as names of arguments");
      if (called === 'range' && largest(field(node, 'args')) > ROUNDS)
        add('high', 'asks for more rounds than any conversation has');
      return;
    }
    case 'BinaryExpression': {
      if (
        textField(field(node, 'operator'), 'value') === '*' &&
        isNode(field(node, 'left'), 'StringLiteral') &&
        largest([field(node, 'right')]) > ROUNDS
      )
        add('high', 'repeats a text more often than any conversation needs');
      const text = constantText(node, 0);
      if (text !== undefined && INNER_NAME.test(text))
        add('critical', `puts together ${INNER_NAME.exec(text)?.[0] ?? ''}`);
      else if (text !== undefined && /^_+$/u.test(text)) add('high', 'puts together underscores');
      else if (text === undefined && INNER_NAME.test(runsOfLiterals(node)))
        add('critical', `puts together ${INNER_NAME.exec(runsOfLiterals(node))?.[0] ?? ''}`);
      return;
    }
    default:
  }
}

/** The literals of a sum, one after the other. */
function literalsOf(node: unknown): string {
  return isNode(node, 'BinaryExpression')
    ? [...descendants(node)].map((one) => (isNode(one, 'StringLiteral') ? textField(one, 'value') : '')).join('')
    : '';
}

function keywordsOf(args: unknown): string[] {
  return Array.isArray(args)
    ? args.flatMap((argument: unknown) =>
        isNode(argument, 'KeywordArgumentExpression') ? [textField(field(argument, 'key'), 'value')] : [],
      )
    : [];
}

/** `''` for a node that is no filter. */
function filterName(node: unknown): string {
  if (!isNode(node, 'FilterExpression')) return '';
  const filter = field(node, 'filter');
  return isNode(filter, 'CallExpression') ? textField(field(filter, 'callee'), 'value') : textField(filter, 'value');
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

/** The largest number among literals, with powers of two of them worked out. */
function largest(nodes: unknown): number {
  let most = 0;
  for (const node of Array.isArray(nodes) ? nodes : []) {
    const value = field(node, 'value');
    if (typeof value === 'number') most = Math.max(most, value);
    const [left, right] = [field(field(node, 'left'), 'value'), field(field(node, 'right'), 'value')];
    if (typeof left !== 'number' || typeof right !== 'number') continue;
    const operator = textField(field(node, 'operator'), 'value');
    most = Math.max(most, operator === '**' ? left ** right : left * right);
  }
  return most;
}

/** The literals of a chain of `+` and `~`, each run of them joined; what is no literal parts them. */
function runsOfLiterals(node: unknown): string {
  const parts: string[] = [];
  let left = node;
  for (let length = 0; length < 256 && isNode(left, 'BinaryExpression'); length++) {
    parts.push(constantText(field(left, 'right'), 0) ?? '\n');
    left = field(left, 'left');
  }
  parts.push(constantText(left, 0) ?? '\n');
  return parts.toReversed().join('');
}
