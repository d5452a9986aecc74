import { HeaderBytes } from './header-bytes.ts';
import { SEVEN_ZIP_LIMITS } from './limits.ts';

const END = 0x00;
const EMPTY_STREAM = 0x0e;
const EMPTY_FILE = 0x0f;
const ANTI = 0x10;
const NAMES = 0x11;
const ATTRIBUTES = 0x15;

/** Attributes of Windows, with the mode of Unix above them where the second bit is set. */
const REPARSE_POINT = 0x400;
const UNIX = 0x8000;
const MODE_TYPE = 0xf000;
const SYMLINK = 0xa000;

export interface ArchivedFile {
  readonly name: string;
  /** Whether content of a folder is its own. */
  readonly hasStream: boolean;
  readonly isDirectory: boolean;
  /** Unpacking deletes it. */
  readonly isAnti: boolean;
  readonly isLink: boolean;
}

/** @throws DecodeFault */
export function readFiles(header: HeaderBytes): ArchivedFile[] {
  const count = header.count(SEVEN_ZIP_LIMITS.members);
  const seen = new Set<number>();
  let names: string[] = [];
  let empty: boolean[] = [];
  let emptyFile: boolean[] = [];
  let anti: boolean[] = [];
  let attributes: (number | undefined)[] = [];
  for (let id = header.number(); id !== END; id = header.number()) {
    const property = new HeaderBytes(header.take(header.number()));
    const emptyCount = empty.filter(Boolean).length;
    // Padding may stand between any two others.
    switch (id) {
      case EMPTY_STREAM:
        empty = property.bits(count);
        break;
      case EMPTY_FILE:
        emptyFile = property.bits(emptyCount);
        break;
      case ANTI:
        anti = property.bits(emptyCount);
        break;
      case NAMES:
        property.inPlace();
        names = readNames(property.take(property.left));
        if (names.length !== count) throw header.fault('there are more names than files, or fewer');
        break;
      case ATTRIBUTES: {
        const defined = property.defined(count);
        property.inPlace();
        attributes = defined.map((there) => (there ? property.u32() : undefined));
        break;
      }
      default:
        continue;
    }
    if (property.left > 0 || seen.has(id))
      throw header.fault('a property of the files is given twice, or is longer than it should be');
    seen.add(id);
  }
  let emptyIndex = -1;
  return Array.from({ length: count }, (_, index) => {
    const isEmpty = empty[index] === true;
    if (isEmpty) emptyIndex += 1;
    const attribute = attributes[index] ?? 0;
    return {
      name: names[index] ?? '',
      hasStream: !isEmpty,
      isDirectory: isEmpty && emptyFile[emptyIndex] !== true,
      isAnti: isEmpty && anti[emptyIndex] === true,
      isLink:
        (attribute & REPARSE_POINT) !== 0 || ((attribute & UNIX) !== 0 && ((attribute >>> 16) & MODE_TYPE) === SYMLINK),
    };
  });
}

/** UTF-16, each with a NUL behind it. */
function readNames(bytes: Buffer): string[] {
  const names = bytes.length % 2 === 0 ? bytes.toString('utf16le').split('\0') : [];
  return names.pop() === '' ? names : [];
}
