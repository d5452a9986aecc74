import type { ByteSource } from '../byte-source.ts';
import type { PartialFacts } from '../facts.ts';
import { readCompiledSource, readTorchExport } from './export.ts';
import { readBytecode, readTorchScript } from './read.ts';

/** What makes an archive one of TorchScript; miniz, which PyTorch opens archives with, looks names up in either case. */
const OBJECT = /^([^/]+\/)?(?:data\.pkl|constants\.pkl|bytecode\.pkl|model\.json)$/iu;
const BYTECODE = /^(?:[^/]+\/)?bytecode\.pkl$/iu;
/** `models/<name>.json` since PyTorch 2.7, one document before. */
const PROGRAM = /^(?:[^/]+\/)?(?:models\/[^/]+\.json|serialized_exported_program\.json)$/iu;
/** AOTIModelPackageLoader compiles what it finds beside the programs, with the flags that it finds there. */
const COMPILED = /(?:^|\/)aotinductor\/.*(?:\.(?:cc|cpp|cu|cuh|h|hpp|py|s)|compile_flags\.json|linker_flags\.json)$/iu;

export type TorchMemberReader = (source: ByteSource) => PartialFacts;

/** The members of one archive that PyTorch compiles or interprets, and what reads each of them. */
export function torchMembers(names: readonly string[]): ReadonlyMap<string, TorchMemberReader> {
  const roots = new Set<string>();
  for (const name of names) {
    const object = OBJECT.exec(name);
    if (object !== null) roots.add(`${object[1] ?? ''}code/`.toLowerCase());
  }
  const found = new Map<string, TorchMemberReader>();
  for (const name of names) {
    const lower = name.toLowerCase();
    const code = lower.indexOf('code/');
    if (BYTECODE.test(name)) found.set(name, readBytecode);
    else if (PROGRAM.test(name)) found.set(name, readTorchExport);
    else if (COMPILED.test(name)) found.set(name, readCompiledSource);
    else if (code !== -1 && lower.endsWith('.py') && roots.has(lower.slice(0, code + 'code/'.length)))
      found.set(name, readTorchScript);
  }
  return found;
}
