import type { YamlFacts } from './facts.ts';
import { YAML_LIMITS } from './limits.ts';

const NAMED = /(_target_|class_path|\btarget)["']?[ \t]*:[ \t]*["']?([A-Za-z_][\w.]{0,510})/u;
const TAGGED = /!!?<?(?:tag:yaml\.org,2002:)?(python\/[\w/]{1,40}:?[\w.]{0,400})/u;

/** What a text names that no parser could make a document of: by its lines alone, so that names show that loaders would see. */
export function scanText(text: string, facts: YamlFacts): void {
  let offset = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const place = { offset, line: index + 1 };
    offset += Buffer.byteLength(line) + 1;
    if (line.length > YAML_LIMITS.name * 8) continue;
    const [, key, value] = NAMED.exec(line) ?? [];
    if (
      key !== undefined &&
      value !== undefined &&
      (key !== 'target' || value.includes('.')) &&
      facts.names.length < YAML_LIMITS.listed
    )
      facts.names.push({ key, value, computed: false, pointer: '', ...place });
    const [, tag] = TAGGED.exec(line) ?? [];
    if (tag !== undefined && facts.tags.length < YAML_LIMITS.listed)
      facts.tags.push({ tag: `tag:yaml.org,2002:${tag}`, ...place });
  }
}
