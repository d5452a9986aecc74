import { ASN1Obj, X509Certificate as Reader } from '@sigstore/core';
import type { X509Certificate } from 'node:crypto';
import { GateError } from '../core/errors.ts';

/** RFC 5280 §4.2.1.10. */
export const NAME_CONSTRAINTS = '2.5.29.30';
const SUBJECT_ALTERNATIVE_NAME = '2.5.29.17';
const EMAIL_ADDRESS = '1.2.840.113549.1.9.1';

/** Forms of a GeneralName, by their tags (RFC 5280 §4.2.1.6). */
const EMAIL = 1;
const DNS = 2;
const DIRECTORY = 4;
const URI = 6;
const ADDRESS = 7;

interface Name {
  readonly form: number;
  /** What stands under the form's tag; of a directory name, its sequence. */
  readonly value: ASN1Obj;
}

/** Whether a name lies under the base of a constraint; undefined where nobody here can tell. */
type Match = (name: Buffer, base: Buffer) => boolean | undefined;

const MATCHES: ReadonlyMap<number, Match> = new Map<number, Match>([
  [EMAIL, (name, base) => underEmail(name.toString('latin1'), base.toString('latin1').toLowerCase())],
  [DNS, (name, base) => underHost(lower(name), `.${lower(base).replace(/^\./u, '')}`, true)],
  [URI, (name, base) => underUri(name.toString('latin1'), lower(base))],
  [ADDRESS, underAddress],
]);

/**
 * Why a certificate may not stand under an authority, by the names that the authority may give; undefined where it may, or where the
 * authority is not constrained. A form of names that is constrained and that nobody here can compare refuses whoever bears one.
 */
export function constraintFault(authority: X509Certificate, under: X509Certificate): string | undefined {
  const extension = Reader.parse(Buffer.from(authority.raw)).extension(NAME_CONSTRAINTS);
  if (extension === undefined) return undefined;
  const lists = ASN1Obj.parseBuffer(Buffer.from(extension.value)).subs;
  const [permitted, excluded] = [0, 1].map((tag) =>
    lists.filter((one) => one.tag.isContextSpecific(tag)).flatMap(bases),
  );
  if (permitted === undefined || excluded === undefined) return 'its name constraints can’t be read';
  for (const name of namesOf(under)) {
    const inside = (base: Name): boolean | undefined => isUnder(name, base);
    const ofForm = (base: Name): boolean => base.form === name.form;
    const banned = excluded.filter(ofForm).map(inside);
    if (banned.some((one) => one !== false)) return `may not issue certificates for ${shown(name)}`;
    const allowed = permitted.filter(ofForm).map(inside);
    if (allowed.length > 0 && !allowed.includes(true))
      return `may issue certificates for other names than ${shown(name)}`;
  }
  return undefined;
}

/** RFC 5280 knows no minimum but 0, which isn't written, and no maximum: a subtree with either bounds something else than it seems to. */
function bases({ subs }: ASN1Obj): Name[] {
  return subs.map(({ subs: [base, ...range] }) => {
    if (base === undefined || range.length > 0) throw new GateError('SIGNATURE_INVALID', 'a subtree with a range');
    return generalName(base);
  });
}

function generalName(name: ASN1Obj): Name {
  const form = name.tag.number;
  return { form, value: form === DIRECTORY ? (name.subs[0] ?? name) : name };
}

/** Alternative names, the subject, and the e-mail address in it where no alternative name is one. */
function namesOf(certificate: X509Certificate): Name[] {
  const read = Reader.parse(Buffer.from(certificate.raw));
  const alternative = read.extension(SUBJECT_ALTERNATIVE_NAME);
  const names =
    alternative === undefined ? [] : ASN1Obj.parseBuffer(Buffer.from(alternative.value)).subs.map(generalName);
  const [first, ...rest] = read.root.subs[0]?.subs ?? [];
  const subject = rest[first?.tag.isContextSpecific(0) === true ? 4 : 3];
  if (subject === undefined || subject.subs.length === 0) return names;
  const emails = names.some(({ form }) => form === EMAIL)
    ? []
    : attributesOf(subject).filter(([type]) => type.toOID() === EMAIL_ADDRESS);
  return [...names, { form: DIRECTORY, value: subject }, ...emails.map(([, value]) => ({ form: EMAIL, value }))];
}

function isUnder(name: Name, base: Name): boolean | undefined {
  if (name.form === DIRECTORY) return underDirectory(name.value, base.value);
  return MATCHES.get(name.form)?.(name.value.value, base.value.value);
}

/** `.example.org` is every host under it; a host is itself; an address is itself, its domain in any case. */
function underEmail(name: string, base: string): boolean | undefined {
  const at = name.lastIndexOf('@');
  const host = name.slice(at + 1).toLowerCase();
  if (at < 1) return undefined;
  if (!base.includes('@')) return underHost(host, base, false);
  const cut = base.lastIndexOf('@');
  return name.slice(0, at).toLowerCase() === base.slice(0, cut) && host === base.slice(cut + 1);
}

function underUri(name: string, base: string): boolean | undefined {
  // RFC 5280: one without a host, or with an address in its place, can't be compared, and is refused.
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:[\]]+)(?::\d*)?(?:[/?#]|$)/iu
    .exec(name)?.[1]
    ?.toLowerCase();
  return host === undefined || /^[\d.]+$/u.test(host) ? undefined : underHost(host, base, false);
}

function underHost(host: string, base: string, itself: boolean): boolean {
  if (base === '' || base === '.') return true;
  if (!base.startsWith('.')) return host === base;
  return host.endsWith(base) || (itself && host === base.slice(1));
}

function underAddress(name: Buffer, base: Buffer): boolean | undefined {
  if (base.length !== name.length * 2) return name.length === 4 || name.length === 16 ? false : undefined;
  return name.every((byte, at) => {
    const mask = base[name.length + at] ?? 0;
    return (byte & mask) === ((base[at] ?? 0) & mask);
  });
}

/** The base's parts begin the name: values are compared without regard for case, space and kind of string. */
function underDirectory(name: ASN1Obj, base: ASN1Obj): boolean {
  const [own, wanted] = [name, base].map(({ subs }) => subs.map(partText));
  return wanted !== undefined && wanted.every((part, at) => part === own?.[at]);
}

function partText(part: ASN1Obj): string {
  const texts = part.subs.map(({ subs: [type, value] }) => {
    const text = value?.value.toString('utf8').normalize('NFKC').toLowerCase().trim().replace(/\s+/gu, ' ');
    return `${type?.toOID() ?? ''}=${text ?? ''}`;
  });
  return texts.toSorted().join('+');
}

function attributesOf(name: ASN1Obj): (readonly [ASN1Obj, ASN1Obj])[] {
  return name.subs.flatMap(({ subs }) =>
    subs.flatMap(({ subs: [type, value] }) =>
      type === undefined || value === undefined ? [] : [[type, value] as const],
    ),
  );
}

function shown({ form, value }: Name): string {
  if (form === DIRECTORY) return `the subject ${value.subs.map(partText).join(', ')}`;
  if (form === EMAIL || form === DNS || form === URI) return value.value.toString('latin1');
  return form === ADDRESS
    ? `the address ${[...value.value].join('.')}`
    : `a name of the form [${form}], which is not compared here`;
}

function lower(bytes: Buffer): string {
  return bytes.toString('latin1').toLowerCase();
}
