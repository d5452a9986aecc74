import { posix } from 'node:path';
import { GateError } from '../../core/errors.ts';
import { comparePaths, type Submission } from '../../core/submission.ts';
import type { FileFacts } from '../facts.ts';
import { locateTensor, type LocatedTensor, type TensorFile } from './located-tensor.ts';
import type { AnyCheckpoint, CheckpointFormat } from './checkpoint.ts';
import { isLoadable } from './loadable.ts';
import { directorySettings, ggufSettings } from './model-settings.ts';
import { whyNotPlain } from './plain-torch.ts';

interface WeightFile {
  readonly file: TensorFile;
  readonly facts: FileFacts;
}

interface ShardSet {
  readonly files: readonly WeightFile[];
  /** Why the set is no whole model, if it isn't. */
  readonly broken: string | undefined;
}

/** `prefix-00001-of-00003.ending`, the only pattern that transformers and llama.cpp write. */
const SHARD_NAME = /^(.{1,255})-(\d{5,6})-of-(\d{5,6})\.(safetensors|gguf|bin)$/u;

/** More shards than any published model has. */
const MAX_SHARDS = 4096;

/**
 * Every set of weights of a submission that a loader may load, in path order. Files whose facts are missing, incomplete
 * or refused become opaque checkpoints that say why; none is left out.
 */
export function collectCheckpoints(submission: Submission, facts: readonly FileFacts[]): AnyCheckpoint[] {
  const byPath = new Map(facts.map((one) => [one.path, one]));
  const checkpoints: AnyCheckpoint[] = [];
  const weights: WeightFile[] = [];
  for (const file of submission.files) {
    const known = byPath.get(file.path);
    if (known === undefined) {
      checkpoints.push({ kind: 'opaque', paths: [file.path], why: 'no parser reported on it', damaged: true });
    } else if (isLoadable(known)) {
      weights.push({ file, facts: known });
    }
  }
  for (const set of shardSets(weights, facts)) checkpoints.push(assemble(set, facts));
  return checkpoints.sort((a, b) => comparePaths(a.paths[0] ?? '', b.paths[0] ?? ''));
}

/** First the sets that an index names, then those that their names form, then single files. */
function shardSets(weights: readonly WeightFile[], facts: readonly FileFacts[]): ShardSet[] {
  const left = new Map(weights.map((weight) => [weight.facts.path, weight]));
  const sets: ShardSet[] = [];
  const take = (path: string): WeightFile | undefined => {
    const weight = left.get(path);
    left.delete(path);
    return weight;
  };
  for (const { path, weightIndex } of facts) {
    if (weightIndex === undefined) continue;
    const names = [...new Set(weightIndex.shards)].map((shard) => posix.join(posix.dirname(path), shard));
    const files = names.slice(0, MAX_SHARDS).flatMap((name) => take(name) ?? []);
    if (files.length === 0) continue;
    const tensors = files.reduce((sum, { facts: { tensors } }) => sum + (tensors?.length ?? 0), 0);
    let broken: string | undefined;
    if (files.length < names.length) broken = `${path} names ${names.length} shards, ${files.length} are here`;
    else if (tensors !== weightIndex.tensorCount) {
      broken = `${path} lists ${weightIndex.tensorCount} tensors, its shards hold ${tensors}`;
    }
    sets.push({ files, broken });
  }
  for (const { facts: graph } of [...left.values()].filter(({ facts: { graphs } }) => graphs !== undefined)) {
    const files = [graph.path, ...weightsBeside(graph)].flatMap((path) => take(path) ?? []);
    // Two graphs may take their weights from one file; it then stands with the first.
    if (files.length > 0) sets.push({ files, broken: undefined });
  }
  const named = Map.groupBy(left.values(), ({ facts: { path } }) => shardGroup(path));
  for (const [group, files] of named) {
    if (group === undefined) sets.push(...files.map((weight) => ({ files: [weight], broken: splitAlone(weight) })));
    else sets.push({ files, broken: missingShards(files) });
  }
  return sets;
}

/** Where an ONNX model has its weights, as paths in the submission. */
export function weightsBeside({ path, graphs = [] }: FileFacts): string[] {
  const stated = graphs.flatMap((graph) =>
    graph.format === 'onnx' ? graph.externalFiles.map((file) => file.path) : [],
  );
  return [...new Set(stated)].slice(0, MAX_SHARDS).map((file) => posix.join(posix.dirname(path), file));
}

function shardGroup(path: string): string | undefined {
  const match = SHARD_NAME.exec(posix.basename(path));
  return match === null ? undefined : JSON.stringify([posix.dirname(path), match[1], match[3], match[4]]);
}

function splitAlone({ facts }: WeightFile): string | undefined {
  const count = facts.gguf?.split?.count ?? 1;
  return count > 1 ? `one part of ${count}, without the name that llama.cpp looks for` : undefined;
}

function missingShards(files: readonly WeightFile[]): string | undefined {
  const total = Number(SHARD_NAME.exec(posix.basename(files[0]?.facts.path ?? ''))?.[3]);
  if (files.length !== total) return `${files.length} of ${total} shards are here`;
  for (const { facts } of files) {
    const number = Number(SHARD_NAME.exec(posix.basename(facts.path))?.[2]);
    const split = facts.gguf?.split;
    if (facts.gguf !== undefined && (split?.index !== number - 1 || split.count !== total)) {
      return `${facts.path} does not say that it is part ${number} of ${total}`;
    }
    if (number < 1 || number > total) return `${facts.path} is no shard of ${total}`;
  }
  return undefined;
}

function assemble({ files, broken }: ShardSet, facts: readonly FileFacts[]): AnyCheckpoint {
  const paths = files.map(({ facts: { path } }) => path).sort(comparePaths);
  const opaque = (why: string, damaged: boolean): AnyCheckpoint => ({ kind: 'opaque', paths, why, damaged });
  const formats = new Set(files.map(({ facts: one }) => formatOf(one)));
  const [format] = formats;
  const incomplete = files.find(({ facts: one }) => !one.complete);
  const tensorless = files.find(({ facts: one }) => one.tensors === undefined);
  if (tensorless !== undefined || format === undefined) {
    // A parser gave up on a format that has tensors: that is no reason to look away from the file.
    return files.some(({ facts: one }) => carriesTensors(one))
      ? opaque(`${(incomplete ?? tensorless)?.facts.path ?? paths[0]}: its tensors could not be read`, true)
      : opaque('its tensors can not be listed without executing it, or its format is not known', false);
  }
  if (formats.size > 1) return opaque('its shards are of different formats', true);
  if (broken !== undefined) return opaque(broken, true);
  if (incomplete !== undefined) return opaque(`${incomplete.facts.path} could not be read whole`, true);
  const short = files.flatMap(({ facts: one }) => whyShort(one) ?? [])[0];
  if (short !== undefined) return opaque(short, true);
  const polyglot = files.find(({ facts: one }) => weightFormats(one) > 1);
  if (polyglot !== undefined) return opaque(`${polyglot.facts.path} is several formats at once`, true);
  if (format === 'torch') {
    const why = files.flatMap(({ facts: one }) => whyNotPlain(one) ?? [])[0];
    if (why !== undefined) return opaque(why, false);
  }
  const tensors = new Map<string, LocatedTensor>();
  for (const { file, facts: one } of files) {
    for (const tensor of one.tensors ?? []) {
      if (tensors.has(tensor.name)) return opaque(`two tensors are named ${tensor.name.slice(0, 200)}`, true);
      try {
        tensors.set(tensor.name, locateTensor(file, tensor));
      } catch (error) {
        if (!(error instanceof GateError)) throw error;
        return opaque(`${error.code}: ${error.message}`, true);
      }
    }
  }
  if (tensors.size === 0) return opaque('it holds no tensor', true);
  const directory = posix.dirname(paths[0] ?? '');
  const first = files.find(({ facts: one }) => one.path === paths[0]) ?? files[0];
  const settings =
    format === 'gguf' && first !== undefined
      ? ggufSettings(first.facts)
      : directorySettings(facts.filter(({ path }) => posix.dirname(path) === directory));
  return { kind: 'tensors', format, paths, tensors, settings };
}

function carriesTensors({ formats, extension }: FileFacts): boolean {
  return [...formats, extension].some((name) => name === 'gguf' || name === 'safetensors');
}

/** Entries that a parser could not describe are missing from the list: the rest is then not the model. */
function whyShort({ path, gguf, safetensors, tensors }: FileFacts): string | undefined {
  if (gguf?.endian === 'big') return `${path} is big-endian`;
  const stated = gguf?.tensorCount ?? safetensors?.tensorCount;
  const listed = tensors?.length ?? 0;
  return stated === undefined || stated === listed
    ? undefined
    : `${path} states ${stated} tensors, ${listed} of them are sound`;
}

function formatOf(facts: FileFacts): CheckpointFormat | undefined {
  if (facts.gguf !== undefined) return 'gguf';
  if (facts.safetensors !== undefined) return 'safetensors';
  return facts.torch === undefined ? undefined : 'torch';
}

/** A file that two loaders would each take for their own is two models in one. */
function weightFormats({ gguf, safetensors, torch, formats }: FileFacts): number {
  const other =
    torch === undefined && formats.some((format) => format === 'zip' || format === 'pickle' || format === 'hdf5');
  return [gguf !== undefined, safetensors !== undefined, torch !== undefined, other].filter(Boolean).length;
}
