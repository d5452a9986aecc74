/** Static ELF files made here, for programs that are smaller and closer to the kernel than Node can be. */
export type MachineArchitecture = 'x64' | 'arm64';

const CODE_ADDRESS = 0x40_0000;
export const DATA_ADDRESS = 0x100_0000;
const ELF_HEADER_BYTES = 64;
const PROGRAM_HEADER_BYTES = 56;
const PAGE = 0x1000;

/** A static ELF file of one page of code, at CODE_ADDRESS, and data, at DATA_ADDRESS. */
export function executable(architecture: MachineArchitecture, code: Uint8Array, data: Uint8Array): Uint8Array {
  const file = new Uint8Array(2 * PAGE + data.length);
  file.set(elfHeaders(architecture, code.length, data.length));
  file.set(code, PAGE);
  file.set(data, 2 * PAGE);
  return file;
}

/** ELF header and two PT_LOAD segments: code (read, execute) and data (read, write). No stack is used. */
function elfHeaders(architecture: MachineArchitecture, codeBytes: number, dataBytes: number): Uint8Array {
  const header = Buffer.alloc(ELF_HEADER_BYTES + 2 * PROGRAM_HEADER_BYTES);
  header.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  header.writeUInt16LE(2, 16); // ET_EXEC
  header.writeUInt16LE(architecture === 'x64' ? 62 : 183, 18);
  header.writeUInt32LE(1, 20);
  header.writeBigUInt64LE(BigInt(CODE_ADDRESS), 24);
  header.writeBigUInt64LE(BigInt(ELF_HEADER_BYTES), 32);
  header.writeUInt16LE(ELF_HEADER_BYTES, 52);
  header.writeUInt16LE(PROGRAM_HEADER_BYTES, 54);
  header.writeUInt16LE(2, 56);
  const segment = (index: number, flags: number, offset: number, address: number, bytes: number): void => {
    const at = ELF_HEADER_BYTES + index * PROGRAM_HEADER_BYTES;
    header.writeUInt32LE(1, at);
    header.writeUInt32LE(flags, at + 4);
    header.writeBigUInt64LE(BigInt(offset), at + 8);
    header.writeBigUInt64LE(BigInt(address), at + 16);
    header.writeBigUInt64LE(BigInt(address), at + 24);
    header.writeBigUInt64LE(BigInt(bytes), at + 32);
    header.writeBigUInt64LE(BigInt(bytes), at + 40);
    header.writeBigUInt64LE(BigInt(PAGE), at + 48);
  };
  segment(0, 5, PAGE, CODE_ADDRESS, codeBytes);
  segment(1, 6, 2 * PAGE, DATA_ADDRESS, dataBytes);
  return header;
}
