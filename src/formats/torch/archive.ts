import type { ByteSource } from '../byte-source.ts';
import type { PartialFacts } from '../facts.ts';
import type { Interpretation } from '../pickle/interpreter.ts';
import type { ZipMember } from '../zip/facts.ts';
import { readTensors, storageReferences } from './tensors.ts';

const OBJECT = 'data.pkl';

/** What `torch.load` finds in an archive: `<root>/data.pkl`, storages in `<root>/data/`, TorchScript in `<root>/code/`. */
export function readTorchArchive(
  source: ByteSource,
  members: readonly ZipMember[],
  runs: ReadonlyMap<string, Interpretation>,
): Pick<PartialFacts, 'torch' | 'tensors' | 'problems'> {
  const object = members.find(
    ({ name }) =>
      name === OBJECT || (name.endsWith(`/${OBJECT}`) && name.indexOf('/') === name.length - OBJECT.length - 1),
  );
  const run = object === undefined ? undefined : runs.get(object.name);
  if (object === undefined || run === undefined) return {};
  const root = object.name.slice(0, -OBJECT.length);
  const byName = new Map(members.map((member) => [member.name, member]));
  const code = members
    .filter(({ name }) => name.startsWith(`${root}code/`) && name.endsWith('.py'))
    .map(({ name }) => name);
  const order = byName.get(`${root}byteorder`);
  const byteOrder =
    order?.method === 0 && order.size <= 16
      ? Buffer.from(source.read(order.dataOffset, order.size)).toString('latin1')
      : undefined;
  const { tensors, leftOut, outside } = readTensors(run, ({ key }) => {
    const storage = byName.get(`${root}data/${key}`);
    // Only stored members have elements at an offset of the file; big-endian ones have others than they seem.
    return storage?.method === 0 && byteOrder !== 'big'
      ? { offset: storage.dataOffset, bytes: storage.size }
      : undefined;
  });
  // torch.load refuses such a tensor (checkInBoundsForStorage); loaders that map the file read what lies behind.
  const message = `the tensor ${JSON.stringify(outside)} leaves its storage`;
  return {
    ...(outside === undefined ? {} : { problems: [{ code: 'torch-tensor-outside', message }] }),
    torch: {
      kind: code.length > 0 ? 'script' : 'zip',
      ...(byteOrder === undefined ? {} : { byteOrder }),
      code,
      storages: storageReferences(run).size,
      tensorsLeftOut: leftOut,
    },
    tensors,
  };
}
