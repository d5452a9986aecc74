import type { ByteSource } from './byte-source.ts';
import type { ExecutableFacts } from './executable-facts.ts';
import type { Parser } from './parser.ts';

const ELF_MACHINES: ReadonlyMap<number, string> = new Map([
  [3, 'x86'],
  [8, 'mips'],
  [21, 'ppc64'],
  [22, 's390'],
  [40, 'arm'],
  [62, 'x86-64'],
  [183, 'aarch64'],
  [243, 'riscv'],
  [258, 'loongarch'],
]);
const PE_MACHINES: ReadonlyMap<number, string> = new Map([
  [0x14c, 'x86'],
  [0x1c4, 'arm'],
  [0x8664, 'x86-64'],
  [0xaa64, 'aarch64'],
]);
/** CPython's bytecode magics grow by release: 3000 (3.0) to today; the gap to text is wide ("\r\n" follows). */
const PYC_FIRST = 3000;
const PYC_LAST = 4200;
/** In a directory entry; then 000C1082, 000C1084 or 000C1086-0000-0000-C000-000000000046. */
const ROOT_CLASS = 80;
const INSTALLER_CLASSES: ReadonlySet<number> = new Set([0x82, 0x84, 0x86]);
const INSTALLER_REST = Buffer.from('100c0000000000c000000000000046', 'hex');

/** Code for a machine, real or virtual, told by content alone: a name has no say in it. */
export const executableParser: Parser = {
  id: 'executable',
  recognise: ({ head, size }) => kindOf(head, size) !== undefined,
  parse(source) {
    const head = new Uint8Array(source.read(0, 64));
    const kind = kindOf(head, source.size);
    if (kind === undefined) return undefined;
    if (kind === 'windows-installer' && !isInstaller(source, head))
      return holdsMacros(source) ? { executables: [{ kind: 'office-macros', offset: 0 }] } : undefined;
    const found = kind === 'dos' ? peOf(source, head) : { kind, ...machineOf(kind, head) };
    return found === undefined ? undefined : { executables: [{ ...found, offset: 0 }] };
  },
};

function kindOf(head: Uint8Array, size: number): ExecutableFacts['kind'] | undefined {
  if (head.length < 4) return undefined;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const magic = view.getUint32(0);
  switch (magic) {
    case 0x7f454c46:
      return 'elf';
    case 0x6465780a:
      // Three digits of a version and a NUL follow; a text that begins so has none.
      return /^0\d\d\0/u.test(Buffer.from(head.subarray(4, 8)).toString('latin1')) ? 'dex' : undefined;
    case 0x0061736d:
      return 'wasm';
    case 0xd0cf11e0:
      return head.length >= 64 && view.getUint32(4) === 0xa1b11ae1 ? 'windows-installer' : undefined;
    case 0xfeedface:
    case 0xfeedfacf:
    case 0xcefaedfe:
    case 0xcffaedfe:
      return 'mach-o';
    case 0xcafebabe:
    case 0xcafebabf:
      // Java puts its major version (45 and up) where a universal binary counts its architectures.
      return head.length >= 8 && view.getUint32(4) < 45 ? 'mach-o' : 'java-class';
  }
  if (Buffer.from(head.subarray(0, 6)).toString('latin1') === 'MZqFpD') return 'ape';
  if (head[0] === 0x4d && head[1] === 0x5a && size >= 64) return 'dos';
  const bytecode = head[0] !== undefined && head[1] !== undefined ? head[0] | (head[1] << 8) : 0;
  if (head[2] === 0x0d && head[3] === 0x0a && bytecode >= PYC_FIRST && bytecode <= PYC_LAST) return 'python-bytecode';
  if (head[0] === 0x23 && head[1] === 0x21 && /^#![ \t]*\//u.test(Buffer.from(head.subarray(0, 32)).toString('latin1')))
    return 'script';
  return undefined;
}

/**
 * Documents of Office are compound files, too ([MS-CFB]): the class of the root storage tells packages, patches and
 * transforms of Windows Installer, which run programs and scripts.
 */
function isInstaller(source: ByteSource, head: Uint8Array): boolean {
  const view = new DataView(head.buffer, head.byteOffset, 64);
  const sector = 2 ** Math.min(view.getUint16(30, true), 16);
  const root = (view.getUint32(48, true) + 1) * sector;
  const [first = 0, ...rest] = source.read(root + ROOT_CLASS, 16);
  return INSTALLER_CLASSES.has(first) && INSTALLER_REST.equals(Buffer.from(rest));
}

/** The stream that every project of Visual Basic has ([MS-OVBA] 2.2.2), in documents and in `vbaProject.bin` of the newer ones. */
const PROJECT = Buffer.from('_VBA_PROJECT', 'utf16le');
const SEARCHED = 64 << 20;
const WINDOW = 1 << 20;

function holdsMacros(source: ByteSource): boolean {
  for (let at = 0; at < Math.min(source.size, SEARCHED); at += WINDOW - PROJECT.length) {
    const bytes = source.read(at, Math.min(WINDOW, source.size - at));
    if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(PROJECT)) return true;
  }
  return false;
}

/** "MZ" alone may start a text; the header it points to decides. */
function peOf(source: ByteSource, head: Uint8Array): Omit<ExecutableFacts, 'offset'> | undefined {
  const offset = new DataView(head.buffer, head.byteOffset, 64).getUint32(60, true);
  if (offset < source.size - 6) {
    const header = Buffer.from(source.read(offset, 6));
    if (header.length === 6 && header.readUInt32BE() === 0x50450000) {
      const machine = PE_MACHINES.get(header.readUInt16LE(4));
      return { kind: 'pe', ...(machine === undefined ? {} : { machine }) };
    }
  }
  return head.includes(0) ? { kind: 'dos' } : undefined;
}

function machineOf(kind: ExecutableFacts['kind'], head: Uint8Array): { machine?: string } {
  if (kind !== 'elf' || head.length < 20) return {};
  const machine = ELF_MACHINES.get(new DataView(head.buffer, head.byteOffset).getUint16(18, head[5] !== 2));
  return machine === undefined ? {} : { machine };
}
