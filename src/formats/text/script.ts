import type { ByteSource } from '../byte-source.ts';
import { Collector } from '../collector.ts';
import type { PartialFacts } from '../facts.ts';
import type { ParseContext } from '../parser.ts';
import type { TextFacts } from './facts.ts';
import { TEXT_LIMITS } from './limits.ts';
import { reachesIn } from './reaching-template.ts';

/** The text that rules read: of scripts, and of template files. */
export function readScript(source: ByteSource, text: TextFacts, { extension }: ParseContext): PartialFacts {
  const collector = new Collector();
  const read = (limit: 'script' | 'template'): string => {
    const bytes = TEXT_LIMITS[limit];
    if (source.size > bytes) collector.limit(`text.${limit}`, `of ${source.size} bytes only ${bytes} were kept`, bytes);
    return decode(source.read(0, bytes), text.encoding);
  };
  // Python is read to its end by its own reader.
  if (text.language === 'python')
    return { script: { language: 'python', text: decode(source.read(0, TEXT_LIMITS.script), text.encoding) } };
  if (text.language !== undefined)
    return { script: { language: text.language, text: read('script') }, ...collector.facts() };
  if (extension === 'jinja' || extension === 'jinja2' || extension === 'j2') {
    return { chatTemplates: [{ key: '', text: read('template'), offset: 0 }], ...collector.facts() };
  }
  if (/^(?:tmpl|tpl|template|prompt)$/u.test(extension)) {
    const found = read('template');
    if (reachesIn(found)) return { chatTemplates: [{ key: '', text: found, offset: 0 }], ...collector.facts() };
  }
  return {};
}

function decode(bytes: Uint8Array, encoding: TextFacts['encoding']): string {
  const label = encoding === 'utf-16le' || encoding === 'utf-16be' ? encoding : 'utf-8';
  return new TextDecoder(label).decode(bytes);
}
