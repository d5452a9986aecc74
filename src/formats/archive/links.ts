import { quoted } from '../collector.ts';
import { DEEPEST, leadsOut, partsOf } from './names.ts';

/** A link in an archive. The target of a hard link is a member; that of a symbolic one starts where the link lies. */
export interface ArchiveLink {
  readonly name: string;
  readonly target: string;
  readonly hard: boolean;
}

export interface LinkFault {
  /** Without the format before it. */
  readonly code: 'link' | 'link-outside' | 'behind-link';
  readonly message: string;
  readonly name: string;
  readonly offset: number;
}

interface Entry {
  readonly name: string;
  readonly offset: number;
  readonly link?: ArchiveLink;
}

/** The links of one archive, which are judged together, and last: one may lead out through another. */
export class ArchiveLinks {
  private readonly entries: Entry[] = [];
  /** Symbolic ones. A hard link is no other place, but the same file. */
  private readonly places = new Set<string>();
  private readonly members = new Set<string>();

  member(name: string, offset: number): void {
    this.entries.push({ name, offset });
    this.members.add(partsOf(name).join('/'));
  }

  link(link: ArchiveLink, offset: number): void {
    this.entries.push({ name: link.name, offset, link });
    if (!link.hard) this.places.add(partsOf(link.name).join('/'));
  }

  *faults(): Generator<LinkFault> {
    for (const { name, offset, link } of this.entries) {
      // A hard link to a member is that member once more.
      if (
        link !== undefined &&
        !(link.hard && this.members.has(partsOf(link.target).join('/')) && !leadsOut(link.target))
      ) {
        const code = this.leadsOut(link) ? 'link-outside' : 'link';
        yield { code, message: `the member is a link to ${quoted(link.target)}`, name, offset };
      }
      if (this.isBehindOne(name)) {
        const message = 'the member is written to where a link of the archive leads';
        yield { code: 'behind-link', message, name, offset };
      }
    }
  }

  /** Whether some system follows the link out of the directory that the archive is unpacked in. */
  private leadsOut({ name, target, hard }: ArchiveLink): boolean {
    const parts = partsOf(target);
    if (target.includes('\0') || /^(?:[/\\]|[A-Za-z]:)/u.test(target) || parts.length > DEEPEST) return true;
    const place = hard ? [] : partsOf(name).slice(0, -1);
    let followed = false;
    for (const part of parts) {
      if (part !== '..') {
        place.push(part);
        followed ||= this.places.has(place.join('/'));
      } else if (followed || place.pop() === undefined) return true;
    }
    return false;
  }

  private isBehindOne(name: string): boolean {
    if (this.places.size === 0) return false;
    const parts = partsOf(name).slice(0, DEEPEST);
    for (let length = 1; length < parts.length; length += 1)
      if (this.places.has(parts.slice(0, length).join('/'))) return true;
    return false;
  }
}
