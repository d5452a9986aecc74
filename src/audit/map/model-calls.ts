import type { PythonCall } from '../../formats/python/facts.ts';
import { readProgram } from '../scripts/python.ts';
import type { Spot } from './act.ts';
import type { PipelineMap } from './pipeline.ts';

export interface ModelCall {
  readonly call: PythonCall;
  readonly path: string;
  /** What of a pipeline leads there; empty for files that no pipeline was seen to run. */
  readonly via: readonly Spot[];
}

/** What a file must hold to be read: parsing is dear. */
const TELLING =
  /from_pretrained\s*\(|load_dataset\s*\(|snapshot_download\s*\(|hf_hub_download\s*\(|trust_remote_code|hub\.load\s*\(|SentenceTransformer\s*\(|weights_only|torch\.load\s*\(|pickle\.loads?\s*\(|joblib\.load\s*\(/u;
const SKIPPED = /(?:^|\/)(?:tests?|docs?|examples?|third_party|vendor|site-packages)\//u;
const FILES = 2_000;

const known = new WeakMap<PipelineMap, readonly ModelCall[]>();

/** Calls of the repository's Python that load models and data; those that pipelines lead to first. */
export function modelCalls(map: PipelineMap): readonly ModelCall[] {
  const found = known.get(map) ?? read(map);
  known.set(map, found);
  return found;
}

function read(map: PipelineMap): ModelCall[] {
  const calls: ModelCall[] = [];
  const seen = new Set<string>();
  for (const { steps } of map.jobs) {
    for (const { acts } of steps) {
      for (const { call, path, via } of acts) {
        if (call === undefined) continue;
        // Python inside of a workflow has the workflow's lines elsewhere.
        if (path.endsWith('.py')) seen.add(path);
        if (path.endsWith('.py')) calls.push({ call, path, via });
      }
    }
  }
  let left = FILES;
  for (const path of map.repository.paths) {
    if (!path.endsWith('.py') || seen.has(path) || SKIPPED.test(path)) continue;
    if (left-- <= 0) break;
    const source = map.repository.text(path);
    if (source === undefined || !TELLING.test(source.text)) continue;
    for (const call of readProgram(source.text).calls) calls.push({ call, path, via: [] });
  }
  return calls;
}
