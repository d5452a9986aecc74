import { Collector } from '../collector.ts';
import type { Parser } from '../parser.ts';
import type { YamlFacts } from './facts.ts';
import { YAML_LIMITS } from './limits.ts';

/** `@callbacks = "spacy.copy_from_base_model.v1"`, also in a dictionary on one line. */
const REGISTERED = /(@[a-z_]{2,40})["']?[ \t]*[=:][ \t]*["']?([^"'\s,}]{1,256})/gu;

/** `config.cfg` of spaCy and thinc: functions that are registered under a name, which building the pipeline calls. */
export const spacyConfigParser: Parser = {
  id: 'spacy-config',
  recognise: ({ path, head }) => path.endsWith('.cfg') && /^\s*\[[a-z]/u.test(Buffer.from(head).toString('latin1')),
  parse(source) {
    const collector = new Collector();
    if (source.size > YAML_LIMITS.parsed)
      collector.limit('yaml.parsed', `of ${source.size} bytes ${YAML_LIMITS.parsed} are read`, YAML_LIMITS.parsed);
    const text = Buffer.from(source.read(0, Math.min(source.size, YAML_LIMITS.parsed))).toString('latin1');
    const names: YamlFacts['names'] = [];
    let offset = 0;
    let section = '';
    for (const [index, line] of text.split('\n').entries()) {
      section = /^\s*\[([\w.]{1,200})\]/u.exec(line)?.[1] ?? section;
      for (const { 1: key = '', 2: value = '' } of line.slice(0, YAML_LIMITS.name * 8).matchAll(REGISTERED)) {
        if (names.length < YAML_LIMITS.listed)
          names.push({ key, value, computed: false, pointer: section, offset, line: index + 1 });
        else collector.limit('yaml.listed', `more than ${YAML_LIMITS.listed} names of code in one file`, offset);
      }
      offset += line.length + 1;
    }
    if (names.length === 0) return undefined;
    return { documents: [{ format: 'yaml', documents: 1, names, tags: [] }], ...collector.facts() };
  },
};
