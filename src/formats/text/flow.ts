import type { ByteSource } from '../byte-source.ts';
import { Collector } from '../collector.ts';
import type { PartialFacts } from '../facts.ts';
import { readPythonText } from '../python/read.ts';
import { TEXT_LIMITS } from './limits.ts';

/** Programs that are drawn: nodes of ComfyUI and Langflow, which hold Python of their own. */
const FLOW = /"class_type"\s{0,4}:|"type"\s{0,4}:\s{0,4}"code"|\bCustomComponent\b/u;
const CODE = /"(?:code|value|python_code|script|expression)"\s{0,4}:\s{0,4}("(?:[^"\\\n]|\\.){8,60000}")/gu;
/** A text with a statement that imports: others are prompts and names. */
const IMPORTS = /(?:^|[\n;])\s{0,20}(?:import|from)\s+[A-Za-z_]/u;

/** The Python in the nodes of a flow. Lines are those of the joined code: a node has none of its own. */
export function readFlow(source: ByteSource): PartialFacts | undefined {
  if (source.size > TEXT_LIMITS.settings) return undefined;
  const whole = new TextDecoder('utf-8').decode(source.read(0, source.size));
  if (!FLOW.test(whole)) return undefined;
  const code = [...whole.matchAll(CODE)]
    .map(([, literal]) => unquoted(literal ?? ''))
    .filter((text) => IMPORTS.test(text));
  if (code.length === 0) return undefined;
  const collector = new Collector();
  return { python: readPythonText(code.join('\n'), collector), ...collector.facts() };
}

function unquoted(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    return '';
  }
}
