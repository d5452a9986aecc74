import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

export interface StoredTensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data: Buffer;
}
export type Tensors = Readonly<Record<string, StoredTensor>>;

const headerSchema = z.record(
  z.string(),
  z.object({ dtype: z.string(), shape: z.array(z.int()), data_offsets: z.tuple([z.int(), z.int()]) }),
);

export async function readTensors(path: string): Promise<Tensors> {
  const bytes = await readFile(path);
  const length = Number(bytes.readBigUInt64LE(0));
  const { __metadata__: _, ...header } = z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(bytes.toString('utf8', 8, 8 + length)));
  return Object.fromEntries(
    Object.entries(headerSchema.parse(header)).map(
      ([
        name,
        {
          dtype,
          shape,
          data_offsets: [from, to],
        },
      ]) => [name, { dtype, shape, data: bytes.subarray(8 + length + from, 8 + length + to) }],
    ),
  );
}

export async function writeTensors(path: string, tensors: Tensors): Promise<void> {
  let offset = 0;
  const header = Object.fromEntries(
    Object.entries(tensors).map(([name, { dtype, shape, data }]) => {
      const from = offset;
      offset += data.length;
      return [name, { dtype, shape, data_offsets: [from, offset] }];
    }),
  );
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  await writeFile(path, Buffer.concat([length, text, ...Object.values(tensors).map(({ data }) => data)]));
}

export async function rewriteTensors(directory: string, change: (tensors: Tensors) => Tensors): Promise<void> {
  const path = join(directory, 'model.safetensors');
  await writeTensors(path, change(await readTensors(path)));
}
