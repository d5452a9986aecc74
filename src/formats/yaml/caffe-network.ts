import { Collector } from '../collector.ts';
import type { Parser } from '../parser.ts';
import type { YamlFacts } from './facts.ts';
import { YAML_LIMITS } from './limits.ts';

/** Braces in strings and comments are none: `param_str: "{}"` is how honest layers are configured. */
const LAYER =
  /python_param\s*:?\s*\{((?:[^{}"'#]|"(?:[^"\\\n]|\\.){0,2000}"|'(?:[^'\\\n]|\\.){0,2000}'|#[^\n]{0,2000}\n){0,4000})\}/gu;
/** Strings of the text format, of which several in a row are one. */
const FIELD = /\b(module|layer)\s*:\s*((?:"(?:[^"\\\n]|\\.){0,256}"\s{0,8}|'(?:[^'\\\n]|\\.){0,256}'\s{0,8}){1,8})/gu;
const PIECE = /"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'/gu;
const ESCAPE = /\\(?:x([\da-fA-F]{1,2})|([0-7]{1,3})|(.))/gu;

/** `.prototxt` of Caffe: a layer of the type `Python` is a class that Caffe imports and builds (caffe/layers/python_layer.hpp). */
export const caffeNetworkParser: Parser = {
  id: 'caffe-network',
  recognise: ({ extension, head }) =>
    extension === 'prototxt' && /^\s*(?:#|name\s*:|layers?\s*\{|input\s*:)/u.test(Buffer.from(head).toString('latin1')),
  parse(source) {
    const collector = new Collector();
    if (source.size > YAML_LIMITS.parsed)
      collector.limit('yaml.parsed', `of ${source.size} bytes ${YAML_LIMITS.parsed} are read`, YAML_LIMITS.parsed);
    const text = Buffer.from(source.read(0, Math.min(source.size, YAML_LIMITS.parsed))).toString('latin1');
    const names: YamlFacts['names'] = [];
    let line = 1;
    let from = 0;
    for (const { 1: body = '', index } of text.matchAll(LAYER)) {
      for (let at = text.indexOf('\n', from); at !== -1 && at < index; at = text.indexOf('\n', at + 1)) line += 1;
      from = index;
      const fields = new Map(
        [...body.matchAll(FIELD)].map(([, key = '', value = '']) => [key, textOf(value)] as const),
      );
      const value = `${fields.get('module') ?? ''}.${fields.get('layer') ?? ''}`.slice(0, YAML_LIMITS.name);
      if (names.length < YAML_LIMITS.listed)
        names.push({ key: 'python_param', value, computed: false, pointer: '', offset: index, line });
      else collector.limit('yaml.listed', `more than ${YAML_LIMITS.listed} names of code in one file`, index);
    }
    if (names.length === 0 && collector.complete) return undefined;
    return { documents: [{ format: 'yaml', documents: 1, names, tags: [] }], ...collector.facts() };
  },
};

function textOf(pieces: string): string {
  return [...pieces.matchAll(PIECE)].map(([, double, single]) => unescaped(double ?? single ?? '')).join('');
}

function unescaped(text: string): string {
  return text.replaceAll(ESCAPE, (_, hex?: string, octal?: string, other?: string) =>
    hex === undefined && octal === undefined
      ? (other ?? '')
      : String.fromCharCode(Number.parseInt(hex ?? octal ?? '', hex === undefined ? 8 : 16)),
  );
}
