import { ACQUIRE_LIMITS } from './limits.ts';

/**
 * Controls drive terminals; line and paragraph separators break logs; bidirectional controls disguise an ending
 * (CVE-2021-42574); lone surrogates can't come from UTF-8.
 */
const DISGUISE = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

/** Why a name can't be taken, or undefined. `name` is what the directory holds, byte for byte. */
export function nameRefusal(name: Buffer): string | undefined {
  if (name.length > ACQUIRE_LIMITS.nameBytes) return `its name is longer than ${ACQUIRE_LIMITS.nameBytes} bytes`;
  const text = decodeName(name);
  if (text === undefined) return 'its name is not UTF-8';
  if (text === '' || text === '.' || text === '..' || text.includes('/')) return 'its name leads elsewhere';
  if (DISGUISE.test(text)) return 'its name holds control characters';
  // Both are directories on another system: what is `a\..\b` here is a path there.
  if (text.includes('\\')) return 'its name holds a backslash, which other systems read as a directory';
  if (/^[A-Za-z]:/u.test(text)) return 'its name starts like a drive, an absolute path on other systems';
  return undefined;
}

/** The name as text if its bytes are UTF-8. */
export function decodeName(name: Buffer): string | undefined {
  const text = name.toString('utf8');
  return Buffer.from(text, 'utf8').equals(name) ? text : undefined;
}

/** For messages: bytes that aren't UTF-8 as `\xNN`. */
export function shownName(name: Buffer): string {
  return (
    decodeName(name) ??
    name
      .toString('latin1')
      .replace(/[^\x20-\x7e]/gu, (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`)
  );
}

/**
 * Two names with the same folding are one file on some system: case (macOS, Windows) or Unicode normalisation (macOS).
 * Upper case first, because it folds what lower case leaves apart (ſ, ß, the Kelvin sign).
 */
export function foldName(name: string): string {
  return name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
}
