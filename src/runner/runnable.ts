import type { Submission, SubmissionFile } from '../core/submission.ts';
import type { Checkpoint } from '../formats/checkpoints/checkpoint.ts';
import { collectCheckpoints, weightsBeside } from '../formats/checkpoints/collect.ts';
import { posix } from 'node:path';
import { modelFiles } from './model-files.ts';
import { sourceFiles } from './convert/source-files.ts';
import type { FileFacts } from '../formats/facts.ts';

export type Runnable =
  | { readonly kind: 'file'; readonly file: SubmissionFile }
  | { readonly kind: 'onnx'; readonly file: SubmissionFile; readonly beside: readonly BesideFile[] }
  /** Runs once it is converted. */
  | { readonly kind: 'checkpoint'; readonly checkpoint: Checkpoint }
  | { readonly kind: 'none'; readonly why: string };

/** A file that an ONNX model's loader looks for by name, beside the model. */
export interface BesideFile {
  readonly name: string;
  readonly file: SubmissionFile;
}

/**
 * The member of a weight group that the runner here can load: a GGUF whose facts show nothing wrong, else a safetensors
 * checkpoint that may be converted to one, else an ONNX model with a tokenizer. llama.cpp's loader has had memory-safety faults on malformed headers
 * (CVE-2024-23605), so a file with a structural problem isn't loaded even behind walls.
 */
export function runnableMember(
  paths: readonly string[],
  facts: readonly FileFacts[],
  submission: Submission,
): Runnable {
  const reasons: string[] = [];
  for (const path of paths) {
    const known = facts.find((it) => it.path === path);
    const file = submission.files.find((it) => it.path === path);
    const why = known === undefined || file === undefined ? 'nothing is known about it' : whyNot(known);
    if (why === undefined && file !== undefined) return { kind: 'file', file };
    if (why !== undefined) reasons.push(`${path}: ${why}`);
  }
  const members = new Set(paths);
  const checkpoint = collectCheckpoints(submission, facts).find(
    (one): one is Checkpoint =>
      one.kind === 'tensors' && one.format === 'safetensors' && one.paths.every((path) => members.has(path)),
  );
  if (checkpoint !== undefined) return { kind: 'checkpoint', checkpoint };
  const graph = paths.map((path) => facts.find((it) => it.path === path)).find((it) => it?.formats.includes('onnx'));
  if (graph !== undefined) {
    const onnx = onnxMember(graph, facts, submission);
    return typeof onnx === 'string' ? { kind: 'none', why: `${graph.path}: ${onnx}` } : onnx;
  }
  return { kind: 'none', why: reasons.slice(0, 8).join('; ') || 'an empty group' };
}

/** Of a weight group, every file of the submission that evaluating it will read. */
export function pathsUsed(
  paths: readonly string[],
  facts: readonly FileFacts[],
  submission: Submission,
): readonly string[] {
  const member = runnableMember(paths, facts, submission);
  if (member.kind === 'none') return [];
  if (member.kind === 'file') return [member.file.path];
  if (member.kind === 'onnx') return [member.file.path, ...member.beside.map(({ file }) => file.path)];
  const sources = sourceFiles(member.checkpoint, submission);
  const read = [...sources.values(), ...modelFiles(member.checkpoint, submission)];
  return [...new Set([...member.checkpoint.paths, ...read.map(({ path }) => path)])];
}

/** What stands beside an ONNX model; exporters put the model itself into a directory `onnx`. */
const ONNX_SOURCES = [
  'tokenizer.json',
  'tokenizer_config.json',
  'config.json',
  'generation_config.json',
  'chat_template.jinja',
];

function onnxMember(
  graph: FileFacts,
  facts: readonly FileFacts[],
  { files }: Submission,
): Extract<Runnable, { kind: 'onnx' }> | string {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const directory = posix.dirname(graph.path);
  const homes = [directory, ...(posix.basename(directory) === 'onnx' ? [posix.dirname(directory)] : [])];
  const home = homes.find((it) => byPath.has(posix.join(it, 'tokenizer.json')));
  if (home === undefined) return 'no tokenizer.json stands beside it';
  const wanted = [
    ...weightsBeside(graph),
    ...ONNX_SOURCES.map((name) => posix.join(home, name)).filter((path) => byPath.has(path)),
  ];
  const beside: BesideFile[] = [];
  for (const path of [graph.path, ...wanted]) {
    const known = facts.find((it) => it.path === path);
    const file = byPath.get(path);
    if (known === undefined || file === undefined) return `it takes weights from ${path}, which is not there`;
    if (![directory, home].includes(posix.dirname(path))) return `it takes weights from ${path}, in another directory`;
    const [problem] = known.problems;
    if (problem !== undefined) return `the structure of ${path} is not sound (${problem.code}), so it is not loaded`;
    if (!known.complete) return `${path} was not read whole (${known.limits[0]?.limit ?? 'unknown limit'})`;
    if (path !== graph.path) beside.push({ name: posix.basename(path), file });
  }
  const file = byPath.get(graph.path);
  return file === undefined ? 'nothing is known about it' : { kind: 'onnx', file, beside };
}

function whyNot(facts: FileFacts): string | undefined {
  const { gguf, problems, limits } = facts;
  if (gguf === undefined) return 'no runner here loads this format';
  if (problems[0] !== undefined) return `its structure is not sound (${problems[0].code}), so it is not loaded`;
  if (!facts.complete) return `it was not read whole (${limits[0]?.limit ?? 'unknown limit'}), so it is not loaded`;
  if (gguf.endian === 'big') return 'its numbers are big-endian';
  if (gguf.split !== undefined && gguf.split.count > 1) return 'one part of a split model, which no runner here loads';
  if (gguf.architecture === undefined) return 'it names no architecture';
  if (gguf.tokenizer === undefined || gguf.tokenizer.tokens === 0) return 'it brings no vocabulary';
  return undefined;
}
