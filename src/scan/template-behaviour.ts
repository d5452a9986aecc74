import type { Severity } from '../core/finding.ts';
import { actsAgainst, hiddenCharacters } from './judge-prose.ts';
import { descendants, field, isNode, textField } from './template-tree.ts';

/*
 * Backdoors without a changed weight: what a template adds to conversations. Honest ones add markup, a system prompt and the
 * description of tools.
 */

export type Add = (severity: Severity, message: string) => void;

const PLAIN_WORDS = /^\s*[\p{L}\p{N}][\p{L}\p{N} ,.!?'-]{2,}$/u;
const SEARCHES: ReadonlySet<string> = new Set(['startswith', 'endswith', 'find', 'count', 'index']);
const URL_START = /\bhttps?:\/\//iu;
/** A name of a machine, alone or with a path. */
const HOST = /^(?:[a-z\d-]{2,}\.)+[a-z]{2,}(?:\/\S*)?$/iu;
const WORDS = /^[^<>[\]|{}\n]{0,100}?\p{L}{3}[^<>[\]|{}\n]{0,100}$/u;
/** Values of Python, which templates write as JSON has them. */
const PYTHON_WORDS = /^(?:True|False|None|str|int|float|bool|list|dict)$/u;
/** A setting of the model's own, under the name that its later version has for it. */
const SETTING = /^reasoning[ _](?:effort|strength|level)$/iu;
/** More turns than any conversation or list of tools has. */
const ENDLESS = 10_000;
/** Four words in a row: markup and names of fields have none. */
const PROSE = /(?:\p{L}[\p{L}'-]*[ ,]+){3}\p{L}/u;
/** An image or link whose address goes on with what follows, and an address that ends in the middle of its query. */
const OPEN_URL =
  /!?\[[^\]\n]{0,200}\]\(\s*https?:\/\/[^\s)]{0,500}$|https?:\/\/[^\s"'<>]{0,500}(?:[?&][^\s"'<>]{0,200}=|[?&])$/iu;
/** Reports what the template of `program` adds, and when. Texts between blocks start with `mark`. */
export function behaviourOf(program: unknown, mark: string, add: Add): void {
  const names = namesOfContent(program);
  const added: string[] = [];
  for (const node of everything(program)) {
    if (isNode(node, 'If')) inspectCondition(node, mark, names, add);
    if (isNode(node, 'StringLiteral')) added.push(plain(textField(node, 'value'), mark));
    if (countsOn(node)) add('high', 'counts on without an end that anybody waits for');
    if (replacesWords(node, names)) add('high', 'puts other words in the place of what a conversation holds');
    if (replacesWithUrl(node)) add('high', 'puts a URL in the place of what a conversation holds');
  }
  for (const text of added) {
    const against = actsAgainst(text);
    if (hiddenCharacters(text) !== undefined) add('high', 'adds words in characters that nobody sees');
    if (OPEN_URL.test(text)) add('high', `puts the conversation into an address: ${quote(text)}`);
    else if (against !== undefined) add('high', `tells the model to act against its user: ${quote(against)}`);
    else if (/!\[[^\]\n]{0,200}\]\(\s*https?:/iu.test(text))
      add('high', `makes whoever shows the conversation fetch an address: ${quote(text)}`);
  }
}

function inspectCondition(node: object, mark: string, names: ReadonlySet<string>, add: Add): void {
  const test = field(node, 'test');
  const words = [...descendants(test)].map((each) => wordsLookedFor(each, names)).find((found) => found !== undefined);
  const dated = words === undefined && (comparesDate(test) || countsTurns(test));
  if (words === undefined && !dated) return;
  const added = literals(field(node, 'body'), mark).map((text) => plain(text, mark));
  const when =
    words === undefined
      ? 'on certain days or turns'
      : `to conversations that hold ${JSON.stringify(words.slice(0, 60))}`;
  if (added.some((text) => URL_START.test(text))) add('high', `adds a URL ${when}`);
  else if (added.some((text) => PROSE.test(text))) add('high', `adds instructions of its own ${when}`);
  else if (words !== undefined && added.some((text) => text.trim().length >= 20))
    add('medium', `adds text of its own ${when}`);
}

/** `'words' in content`, `content == 'words'`, `content.startswith('words')`. Two words are no key of anything honest. */
function wordsLookedFor(node: object, names: ReadonlySet<string>): string | undefined {
  let sides: readonly unknown[] = [];
  if (isNode(node, 'BinaryExpression')) {
    const operator = textField(field(node, 'operator'), 'value');
    if (operator === 'in' || operator === '==') sides = [field(node, 'left'), field(node, 'right')];
  } else if (
    isNode(node, 'CallExpression') &&
    SEARCHES.has(textField(field(field(node, 'callee'), 'property'), 'value'))
  ) {
    sides = [field(node, 'args'), field(node, 'callee')];
  }
  for (const [at, side] of sides.entries()) {
    const literal = Array.isArray(side) ? side[0] : side;
    const text = isNode(literal, 'StringLiteral') ? textField(literal, 'value') : '';
    if (!PLAIN_WORDS.test(text)) continue;
    if (/\w\s+\w/u.test(text) || mentionsContent(sides[1 - at], names)) return text;
  }
  return undefined;
}

/** `strftime_now('%Y') == '2027'`. */
function comparesDate(test: unknown): boolean {
  return [...descendants(test)].some(
    (node) =>
      isNode(node, 'BinaryExpression') &&
      [...descendants(node)].some(
        (inner) => isNode(inner, 'CallExpression') && textField(field(inner, 'callee'), 'value') === 'strftime_now',
      ),
  );
}

/** `range(99999)`: the sandbox of Jinja allows so many, and loops in one another multiply. */
function countsOn(node: object): boolean {
  if (!isNode(node, 'CallExpression') || textField(field(node, 'callee'), 'value') !== 'range') return false;
  const args: unknown = field(node, 'args');
  return Array.isArray(args) && args.some((one: unknown) => Number(field(one, 'value')) >= ENDLESS);
}

/** `loop.index > 7`, `messages|length == 9`: honest templates ask for the first and the last. */
function countsTurns(test: unknown): boolean {
  return [...descendants(test)].some((node) => {
    if (!isNode(node, 'BinaryExpression') || !/^(?:>=?|==)$/u.test(textField(field(node, 'operator'), 'value')))
      return false;
    const number = field(field(node, 'right'), 'value');
    const left = JSON.stringify([...descendants(field(node, 'left'))].map((one) => textField(one, 'value')));
    return typeof number === 'number' && number > 2 && /"(?:index0?|length)"/u.test(left);
  });
}

/** `content|replace('a', 'https://…')`, `content.replace('a', 'https://…')`. */
function replacesWithUrl(node: object): boolean {
  if (!isNode(node, 'CallExpression')) return false;
  const callee = field(node, 'callee');
  const name = textField(callee, 'value') || textField(field(callee, 'property'), 'value');
  const args: unknown = field(node, 'args');
  if (name !== 'replace' || !Array.isArray(args)) return false;
  const texts = args.flatMap((argument: unknown) =>
    isNode(argument, 'StringLiteral') ? [textField(argument, 'value')] : [],
  );
  return texts.some((text) => URL_START.test(text)) || (texts.length === 2 && texts.every((text) => HOST.test(text)));
}

/** `content|replace('error', 'success')`: one word for another. Honest ones take markup out, and end lines otherwise. */
function replacesWords(node: object, names: ReadonlySet<string>): boolean {
  const filtered = isNode(node, 'FilterExpression');
  if (!filtered && !isNode(node, 'CallExpression')) return false;
  const call = filtered ? field(node, 'filter') : node;
  const callee = field(call, 'callee');
  const of = filtered ? field(node, 'operand') : field(callee, 'object');
  const name = textField(filtered ? callee : field(callee, 'property'), 'value');
  const args: unknown = field(call, 'args');
  if (name !== 'replace' || !Array.isArray(args) || !mentionsContent(of, names)) return false;
  const [from = '', to = ''] = args.map((one: unknown) =>
    isNode(one, 'StringLiteral') ? textField(one, 'value') : '',
  );
  return (
    WORDS.test(from) &&
    WORDS.test(to) &&
    from.toLowerCase() !== to.toLowerCase() &&
    !PYTHON_WORDS.test(from) &&
    !SETTING.test(from)
  );
}

/** Variables that a template gives what is said: `{% set text = message.content %}`. */
function namesOfContent(program: unknown): Set<string> {
  const names = new Set<string>();
  for (const node of everything(program)) {
    if (!isNode(node, 'Set') && !isNode(node, 'SetStatement')) continue;
    const name = textField(field(node, 'assignee'), 'value');
    if (name !== '' && mentionsContent(field(node, 'value'), names)) names.add(name);
  }
  return names;
}

function literals(node: unknown, mark: string): string[] {
  return [...descendants(node)]
    .flatMap((one) => (isNode(one, 'StringLiteral') ? [textField(one, 'value')] : []))
    .filter((text) => text !== mark);
}

function mentionsContent(node: unknown, names: ReadonlySet<string>): boolean {
  return [...descendants(node)].some((one) => {
    const name = textField(one, 'value');
    return (
      /^(?:content|text|prompt|user_message|query|input)$/u.test(name) || (isNode(one, 'Identifier') && names.has(name))
    );
  });
}

const NODES = 200_000;

function* everything(root: unknown): Generator<object> {
  const pending: unknown[] = [root];
  for (let seen = 0; pending.length > 0 && seen < NODES; seen++) {
    const node = pending.pop();
    if (node === null || typeof node !== 'object') continue;
    if (!(node instanceof Map)) yield node;
    const inner: unknown[] = node instanceof Map ? [...node.keys(), ...node.values()] : Object.values(node);
    // In their order, so that a name is known before it is used.
    for (let at = inner.length - 1; at >= 0; at--) pending.push(inner[at]);
  }
}

function plain(text: string, mark: string): string {
  return text.startsWith(mark) ? text.slice(mark.length) : text;
}

function quote(text: string): string {
  return JSON.stringify(text.trim().slice(0, 100));
}
