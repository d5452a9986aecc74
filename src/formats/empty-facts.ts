import type { FileFacts } from './facts.ts';

/** Facts that say nothing yet: a file of that size under that name. */
export function emptyFacts(path: string, size: number): FileFacts {
  return { path, size, extension: extensionOf(path), formats: [], complete: true, limits: [], problems: [] };
}

/** Facts of a file that was not read from its first byte on, and why: incomplete, so they prove nothing. */
export function unreadFacts(path: string, size: number, limit: string, message: string): FileFacts {
  return { ...emptyFacts(path, size), formats: ['data'], complete: false, limits: [{ limit, message, offset: 0 }] };
}

/** `a/b.TAR` → `tar`; empty without one. A leading dot starts a name, not an ending. */
export function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase();
}
