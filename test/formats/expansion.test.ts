import { createHash } from 'node:crypto';
import { closeSync, openSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { allowance, expand } from '../../src/formats/archive/expand.ts';
import { ARCHIVE_LIMITS } from '../../src/formats/archive/limits.ts';
import { MemorySource } from '../../src/formats/byte-source.ts';
import { decompressInto, type Compression } from '../../src/formats/compression/codecs.ts';
import { expandInto, Output } from '../../src/formats/compression/output.ts';
import { parseFile } from '../../src/formats/parse-file.ts';
import { Scratch } from '../../src/formats/scratch.ts';
import { commandPickle } from '../support/pickle-assembler.ts';
import { sevenZip } from '../support/seven-zip-assembler.ts';
import { tar } from '../support/tar-assembler.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { zip } from '../support/zip-assembler.ts';

const LINES = Array.from(
  { length: 60 },
  (_, line) => `${String(line).padStart(4, '0')} weights, and more weights\n`,
).join('');
const CONTENT = Buffer.from(LINES.repeat(2_400));
const ZEROS = Buffer.alloc(CONTENT.length);

/** Blocks without compression, of 256 KiB each, and no hashes. */
function lz4(content: Buffer): Buffer {
  const blocks: Buffer[] = [Buffer.from('04224d186050fb', 'hex')];
  for (let at = 0; at < content.length; at += 1 << 18) {
    const block = content.subarray(at, at + (1 << 18));
    const size = Buffer.alloc(4);
    size.writeUInt32LE((0x8000_0000 | block.length) >>> 0);
    blocks.push(size, block);
  }
  return Buffer.concat([...blocks, Buffer.alloc(4)]);
}

/** As xz 5.4, lzip 1.23 and bzip2 1.0.8 wrote them under their lowest presets. */
const STREAMS: readonly (readonly [Compression, Buffer, Buffer])[] = [
  ['gzip', CONTENT, gzipSync(CONTENT)],
  ['zstd', CONTENT, zstdCompressSync(CONTENT)],
  ['lz4', CONTENT, lz4(CONTENT)],
  [
    'xz',
    CONTENT,
    Buffer.from(
      '/Td6WFoAAATm1rRGAgAhAQwAAACPmEGc///wAexdABhohA7mU1yIuxWWe8Qro8O3JnV8ZaoMpLEChzKiNK45lmKZiCUNteipc6FJvhRq+ZL7JFGq93nvSkBQxr8rMCom1ku30zT+Ige/DEl7XprhWbiYd9kuuTXRQrHRV1RRqWBo4jAIgwWTon/2ZPRB7YB9NLL408HJ/BmgmEB8i87srvgK0px4fCUObhxTIsVReSFfiFuHYaiSuqAaao0sHgeA5sgYbvfM+9Spyu0mJ3ZET+X/2Ap5ghOHl8IEl7+18Ooc9qkdUkf2k+qGA7ML1RSBvH79WrubSuck4XCepyNf7CjLhdGVmIp+KpHyJ3X3GcAGmE2Y/div1ZAPxCVT+PWRNjEFpbDub8FwTUcM0ZERqq1gHbrOsScYXFmG6WZSWL7pdqxZ5OVbBQj5x9qt/PtSK3TNHlsgQvndUz34KWQJO4DLKmzftTvwxL0uX6oPPktmQpATDv8Qk/hxeFn4C83/lShGD6n8fN77mjAuVsCPhfODgcBlxCVT+PWRNjEFpbDub8FwTUcM0ZERqq1gHbrOsScYXFmG6WZSWL7pdqxZ5OVbBQj5x9qt/PtSK3TNHlsgQvndUz34KWQJO4DLKmzftTvwxL0uX6oPPktmQpATDv8Qk/hxeFn4C83/lShGD6n8fN77mjAuVWn41p//EAErAOxzU6f9vq58MRqft40xbnCepyNf7CjLhdGVmIp+KpHyJ3X3GcAGmE2Y/div1ZAPxCVT+PWRNjEFpbDub8FwTUcM0ZERqq1gHbrOsScYXFmG6WZSWL7pdqxZ5OVbBQj5x9qt/PtSK3TNHlsgQvndUz34KWQJO4DLKmzftTvwxL0uX6oPPktmQpATDv8Qk/hxeFn4C83/lShGD6n8fN77mjAuVsCPhfODgcBlxCVT+PWRNjEFpbDub8FwTUcM0ZERqq1gHbrOsScYXFmG6WZSWL7pdqxZ5OVbBQj5x9qt/PtSK3TNHlsgQvndUz34KWQJO4DLKmzftTvwxL0uX6oPPktmQpATDv8Qk/hxeFn4C83/lShGD6n8fN77mjAuVsCPhfODgcBlxCVRDz+yhB59ACsA7HNTp/2+rnwxGp+3jTFucJ6nI1/sKMuF0ZWYin4qkfIndfcZwAX3mEnpAAAAAH4W/vW0f21TAAHqBoC7kAJlVddAscRn+wIAAAAABFla',
      'base64',
    ),
  ],
  [
    'lzma',
    CONTENT,
    Buffer.from(
      'XQAABAD//////////wAYaIQO5lNciLsVlnvEK6PDtyZ1fGWqDKSxAocyojSuOZZimYglDbXoqXOhSb4UavmS+yRRqvd570pAUMa/KzAqJtZLt9M0/iIHvwxJe16a4Vm4mHfZLrk10UKx0VdUUalgaOIwCIMFk6J/9mT0Qe2AfTSy+NPByfwZoJhAfIvO7K74CtKceHwlDm4cUyLFUXkhX4hbh2GokrqgGmqNLB4HgObIGG73zPvUqcrtJid2RE/l/9gKeYITh5fCBJe/tfDqHPapHVJH9pPqhgOzC9UUgbx+/Vq7m0rnJOFwnqcjX+woy4XRlZiKfiqR8id19xnABphNmP3Yr9WQD8QlU/j1kTYxBaWw7m/BcE1HDNGREaqtYB26zrEnGFxZhulmUli+6XasWeTlWwUI+cfarfz7Uit0zR5bIEL53VM9+ClkCTuAyyps37U78MS9Ll+qDz5LZkKQEw7/EJP4cXhZ+AvN/5UoRg+p/Hze+5owLlbAj4Xzg4HAZcQlU/j1kTYxBaWw7m/BcE1HDNGREaqtYB26zrEnGFxZhulmUli+6XasWeTlWwUI+cfarfz7Uit0zR5bIEL53VM9+ClkCTuAyyps37U78MS9Ll+qDz5LZkKQEw7/EJP4cXhZ+AvN/5UoRg+p/Hze+5owLlbAj4Xzg4HAZcQlU/j1kTYxBaWw7m/BcE1HDNGREaqtYB26zrEnGFxZhulmUli+6XasWeTlWwUI+cfarfz7Uit0zR5bIEL53VM9+ClkCTuAyyps37U78MS9Ll+qDz5LZkKQEw7/EJP4cXhZ+AvN/5UoRg+p/Hze+5owLlbAj4Xzg4HAZcQlU/j1kTYxBaWw7m/BcE1HDNGREaqtYB26zrEnGFxZhulmUli+6XasWeTlWwUI+cfarfz7Uit0zR5bIEL53VM9+ClkCTuAyyps37U78MS9Ll+qDz5LZkKQEw7/EJP4cXhZ+AvN/5UoRg+p/Hze+5owLlbAj4Xzg4HAZcQlU/j1kTYxBaWw7m/BcE1HDNGREaqtYB26zrEnGFxZhulmUli+6XasWeTlWwUI+cfarfz7Uit0zR5bIEL53VM9+ClkCTuAyyps37U78MS6UUEVFGf//pGAIA==',
      'base64',
    ),
  ],
  [
    'lzip',
    CONTENT,
    Buffer.from(
      'TFpJUAEQABhohA7mU1yIuxWWe8Qro8O3JnV8ZaoMpLD3gwQYI53OFqBhVmH5GFrAUexm7Zy/MAeNIq18BJLWfJ8pbYlT7gfPznLem1E5ZzVGKYxpQ8OCn734y3kwQsstMq7nblucGq47EDd7qMmNEugRMyF5AZheo8uoUOBS/DVQdK5Hyq3N1xOkHSC/qJm5FYSY0Iu/pSNH2A5Et1pW4W3zsFJ5AcIlJB5kXFkMHlS61TRJgBAkPzRtk0rLhFH8vpWjVlRN7Cw2+wTn8O/smIdeoiXKoIUVVTnhvaI+VmV+SPTQdFaDnARuzL3Z6Iqtly3/LuuaHbrOsScYXFmG6WZSWL7pdqxZ5OVbBQj5x9qt/PtSK3TNHlsgQvndUz34KWQJO4DLKmzftTvwxL0uX6oPPktmQpATDv8Qk/hxeFn4C83/lShGD6n8fN77mjAuVsCPhe8+sv10V//+IG13WMiRiAAAEAAAAAAAcwEAAAAAAABMWklQARAAGA0C+w0J4Dyo56GJZqVpTZU1S0LKT0iwbKP6IvoIH7MyEFlvwsb0yP7JApLDVg4MDMFejzCJ2GwmxgHNmqkRQdhl4fokigsZ7PkHvNPYGTtuHrhLd+Q3vXV73ppwLbCHvU/eoxY1aWyWRbc93318il8/O9zMgEf0r0lSO+wrVlhd5bo2vDvtolMFHdOkRMKHYYOEcQzf/JF+edYpHe0ThhlOX970ct0f3LYsRXXuWchlJJRk1hevSaXEpAM1ZGZp8Yrgdxnm2OS9xUGV5qd2AFaEGWnR4Mbdnf3WJXhZ+AvN/5UoRg+p/Hze+5owLlbAj4Xzg4HAZcQlU/j1kTYxBaWw7m/BcE1HDNGREaqtYB26zrEnGFxZhulmUli+6XasWeTlWwUI+cfarfz7Uit0zR5bIEL53VM9+ClkCTuAyyps37U78MS9Ll+qDz5LZkJsKg5cTf//8DfERvzoJgkAABAAAAAAAHUBAAAAAAAATFpJUAEQABmMACdopM2C9lXwVlHdpgeZk1fABZgfqbBADMQ580N3zLsAufNlvMJeqt5NNkK+jNhYPzRcVmnjvQ4oRn19sKx04Ixid1U1++Ji6sK1nNwLpcDNp/GOZpxCsYtdf0Bn+soTh72dnag7tlLrj5b3TGNXGORuNr5QzxDujSK4pHSSKTs7xxB9l/whFxj+uHxg1hjwlG688iwZO4nwcTn/SQ1QFs9ljQpnAK0yrWqMSCU/o+wuDkq1dDJTkfT5sOMoA+ztYb2McnbwIH4gdf5TKMdbVTNPbi4TUkQ1KGZ1zrHnJiOo+AaL2fV/1g0bP313q4MUIW7R1XrzPhRTYnasWeTlWwUI+cfarfz7Uit0zR5bIEL53VM9+ClkCTuAyyps37U78MS9Ll+qDz5LZkKQEw7/EJP4cXhZ+AvN/5UoRg+p/Hze+5owLlbAj4Xzg4GdDxB8vf///ZK3jkhfQYAAABAAAAAAAHQBAAAAAAAATFpJUAEQABqIC2aZ4oxjZLvL0UnHcXoOmvuOKo3tMOL5jeH6IPoI/aKvdRBiIksWHIrig7F7oU7C2fgIISe6rdk22OTTW+QYREdXViTR3L2X1tATUvdzU+pIvTrS0lltY4hF/7raMwk674iZu7xMkkmSchyezl4zfvmyIqOglH9kxIdk71vbQIQpjmruZ4xlOttxACdAiUliCEgcUtdW7Z/2GX3GFNnt/g8Hm8Ip5zl46NQRGUxfe8H+4QiyLQZb3bbfK+U7vcxTYpKryOz3sMjQuRw2Gw18SWYsS/9aJqxyDBaSp745jyThcJ6nI1/sKMuF0ZWYin4qkfIndfcZwAaYTZj92K/VkA/EJVP49ZE2MQWlsO5vwXBNRwzRkRGqrWAdus6xJxhcWYbpZlJYvul2rFnk5VsFCPnH2q38+1IrdM0eWyBC+d1TPfgpZAk7gMsqbN+z5Az+oH///WwrMetdQCgAABAAAAAAAHQBAAAAAAAATFpJUAEQABAdyKa5DwtViR3i+K6WZLmq8Rdgy0ty79Tjl1PKeDD2ZeS9K3uMkB6oFIe7K8ud0Ej8uGDTQsqU3FwhvqhoUPSIuVSMzgyGg9IawIsH3PTf3iH9ssjcBSXBJcRMl1ERtUT+BKWKCFwGS/VtbjTir0GiKaKrCdWTXecHWdwa1PVx6tx6b8x1dyEV2v0LFBJZYJpfGVIfHFf9Ui8EbOGt0/b6tcAKYq07iHedeMmRw0FcE2DnQMBf6eqlRgD+eZavrX2wpiVyTLpP2UA5sEim7gKvB6W9Ll+qDz5LZkKQEw73vbSpWP//46qiOnXCD0uAHQQAAAAAAAUBAAAAAAAA',
      'base64',
    ),
  ],
  ['bzip2', ZEROS, Buffer.from('QlpoMTFBWSZTWYcp1zMAIjDAAsAAAAIACCAAMMwFKaaChDYQoQ8XckU4UJCHKdcz', 'base64')],
];

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A scratch file of `size` bytes. */
async function scratchOf(size: number): Promise<Scratch> {
  const path = join(await temporaryDirectory(), 'scratch');
  const descriptor = openSync(path, 'wx+');
  unlinkSync(path);
  onTestFinished(() => closeSync(descriptor));
  return new Scratch(descriptor, size);
}

describe('a stream that is handed on as it expands', () => {
  it.each(STREAMS)(
    'gives all of its content, and holds no more than matches reach back to: %s',
    (id, content, packed) => {
      const hash = createHash('sha256');
      const output = new Output(content.length * 2 + 1, (bytes) => hash.update(bytes));
      const twice = new MemorySource(id === 'lzma' ? packed : Buffer.concat([packed, packed]));
      const { consumed, fault } = expandInto(twice.size, output, () => decompressInto(id, twice, output));
      expect(fault).toBeUndefined();
      expect(consumed).toBe(twice.size);
      expect(hash.digest('hex')).toBe(
        sha256(twice.size === packed.length ? content : Buffer.concat([content, content])),
      );
      expect(output.bytes.length).toBeLessThan(content.length);
    },
  );

  it.each(STREAMS)('ends at its limit, with what came before: %s', (id, content, packed) => {
    const hash = createHash('sha256');
    const most = 2_000_000;
    const output = new Output(most, (bytes) => hash.update(bytes));
    const source = new MemorySource(packed);
    const { fault } = expandInto(source.size, output, () => decompressInto(id, source, output));
    expect(fault).toMatchObject({ kind: 'limit' });
    expect(hash.digest('hex')).toBe(sha256(content.subarray(0, most)));
  });

  it.each(STREAMS)(
    'is broken where a byte in its middle is another, or its end is missing: %s',
    (id, content, packed) => {
      const changed = Buffer.from(packed);
      const middle = packed.length >> 1;
      changed[middle] = (changed[middle] ?? 0) ^ 0x55;
      const cut = packed.subarray(0, packed.length - 5);
      for (const bytes of id === 'lz4' || id === 'zstd' ? [cut] : [changed, cut]) {
        const output = new Output(content.length * 2, () => {});
        const source = new MemorySource(bytes);
        const { fault } = expandInto(source.size, output, () => decompressInto(id, source, output));
        expect(fault?.kind).toBe('broken');
        expect(fault?.offset).toBeLessThanOrEqual(bytes.length);
      }
    },
  );
});

describe('the scratch file', () => {
  it('takes what is more than memory holds, and is read as any file is', async () => {
    const scratch = await scratchOf(1 << 30);
    const content = Buffer.alloc(ARCHIVE_LIMITS.held + (3 << 20), LINES);
    const budget = { bytes: scratch.size, scratch };
    const packed = new MemorySource(zstdCompressSync(content));
    const expanded = expand(packed, budget, content.length, (input, output) => decompressInto('zstd', input, output));
    expect(scratch.end).toBe(content.length);
    expect(sha256(new Uint8Array(expanded.source.read(0, content.length)))).toBe(sha256(content));
    expect(Buffer.from(expanded.source.read(content.length - 5, 100))).toEqual(content.subarray(-5));
    expect(budget.bytes).toBe(scratch.size - content.length);
    expanded.release();
    expect(scratch.end).toBe(0);
  });

  it('hides nothing that lies far inside, and is empty again behind each container', async () => {
    const scratch = await scratchOf(1 << 30);
    const large = Buffer.alloc(ARCHIVE_LIMITS.held + (1 << 20), 0xff);
    const archive = tar([
      { name: 'weights.bin', data: large },
      {
        name: 'inner.zip',
        data: zip([
          { name: 'more.bin', data: large, method: 8 },
          { name: 'x.pkl', data: commandPickle(4), method: 8 },
        ]),
      },
    ]);
    const facts = parseFile(new MemorySource(gzipSync(archive)), 'model.tar.gz', new Set(), scratch);
    expect(facts.limits).toEqual([]);
    expect(facts.pickles?.map(({ member }) => member)).toEqual(['inner.zip!x.pkl']);
    expect(scratch.end).toBe(0);
  });

  it('takes folders of 7z, and is empty again behind each', async () => {
    const scratch = await scratchOf(1 << 30);
    const archive = sevenZip(
      [
        { name: 'weights.bin', data: Buffer.alloc(ARCHIVE_LIMITS.held + (1 << 20), 0xff) },
        { name: 'x.pkl', data: commandPickle(4) },
      ],
      { coders: [{ method: '040108' }], pack: (content) => deflateRawSync(content) },
    );
    const facts = parseFile(new MemorySource(archive), 'model.7z', new Set(), scratch);
    expect(facts.limits).toEqual([]);
    expect(facts.pickles?.map(({ member }) => member)).toEqual(['x.pkl']);
    expect(scratch.end).toBe(0);
    const small = await scratchOf(ARCHIVE_LIMITS.held);
    expect(parseFile(new MemorySource(archive), 'model.7z', new Set(), small)).toMatchObject({
      complete: false,
      limits: [{ limit: 'archive.expanded' }],
    });
  });

  it('is a limit of its own: what does not fit was not read', async () => {
    const scratch = await scratchOf(ARCHIVE_LIMITS.held + (1 << 20));
    const packed = gzipSync(Buffer.alloc(ARCHIVE_LIMITS.held + (2 << 20), LINES));
    const facts = parseFile(new MemorySource(packed), 'notes.txt.gz', new Set(), scratch);
    expect(facts).toMatchObject({ complete: false, limits: [{ limit: 'archive.expanded' }] });
  });

  it('takes no bomb: past the stated size only content of an honest ratio is expanded', async () => {
    const budget = { bytes: 1 << 30, scratch: await scratchOf(1 << 30) };
    expect(allowance(budget, 1_000)).toBe(ARCHIVE_LIMITS.expanded);
    expect(allowance(budget, 4_000_000)).toBe(4_000_000 * ARCHIVE_LIMITS.ratio + 1);
    expect(allowance({ bytes: 1 << 30 }, 4_000_000)).toBe(ARCHIVE_LIMITS.expanded);
  });
});
