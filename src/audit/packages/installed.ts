import { normalName } from './package.ts';

/** A package of an image, without its place: `origin` is the source that the system's flaws are told of. */
export interface Installed {
  readonly ecosystem: 'PyPI' | 'npm' | 'dpkg' | 'apk';
  readonly name: string;
  readonly version: string;
}

export const OS_RELEASE = /^(?:etc|usr\/lib)\/os-release$/u;
const DPKG = /^var\/lib\/dpkg\/(?:status|status\.d\/[^/]+)$/u;
const APK = /^(?:usr\/)?lib\/apk\/db\/installed$/u;
const PYTHON = /(?:^|\/)[^/]+\.(?:dist-info\/METADATA|egg-info\/PKG-INFO|egg-info)$/u;
const NODE = /(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+\/package\.json$/u;

/** Whether a file of a layer tells of packages, or of the system's release. */
export function tellsOfPackages(path: string): boolean {
  return OS_RELEASE.test(path) || DPKG.test(path) || APK.test(path) || PYTHON.test(path) || NODE.test(path);
}

/** What a file of a layer says is installed. */
export function installedIn(path: string, text: string): Installed[] {
  if (DPKG.test(path)) return stanzas(text).flatMap(dpkg);
  if (APK.test(path)) return stanzas(text).flatMap(apk);
  if (PYTHON.test(path)) {
    const [name, version] = ['Name', 'Version'].map(
      (field) => new RegExp(`^${field}: *(\\S{1,200})\\s*$`, 'mu').exec(text)?.[1],
    );
    return name === undefined || version === undefined
      ? []
      : [{ ecosystem: 'PyPI', name: normalName('PyPI', name), version }];
  }
  return NODE.test(path) ? node(text) : [];
}

/** `Debian:12`, `Ubuntu:24.04`, `Alpine:v3.20`, as OSV names them; undefined for systems whose flaws it does not name so. */
export function releaseOf(osRelease: string): string | undefined {
  const field = (name: string): string =>
    new RegExp(`^${name}=["']?([\\w.-]{1,60})`, 'mu').exec(osRelease)?.[1]?.toLowerCase() ?? '';
  const version = field('VERSION_ID');
  switch (field('ID')) {
    case 'debian':
      return `Debian:${version}`;
    case 'ubuntu':
      return `Ubuntu:${version}`;
    case 'alpine':
      return `Alpine:v${version.split('.').slice(0, 2).join('.')}`;
    case 'wolfi':
      return 'Wolfi';
    case 'chainguard':
      return 'Chainguard';
    default:
      return undefined;
  }
}

function stanzas(text: string): string[] {
  return text.split(/\n\n+/u);
}

/** `Source:` is what Debian's flaws are told of, in brackets its version where that differs. */
function dpkg(stanza: string): Installed[] {
  if (/^Status: .*(?:deinstall|not-installed|config-files)/mu.test(stanza)) return [];
  const name = /^Package: *(\S{1,200})\s*$/mu.exec(stanza)?.[1];
  const version = /^Version: *(\S{1,200})\s*$/mu.exec(stanza)?.[1];
  const [, source, sourceVersion] = /^Source: *(\S{1,200})(?: \((\S{1,200})\))?\s*$/mu.exec(stanza) ?? [];
  return name === undefined || version === undefined
    ? []
    : [{ ecosystem: 'dpkg', name: source ?? name, version: sourceVersion ?? version }];
}

function apk(stanza: string): Installed[] {
  const field = (letter: string): string | undefined =>
    new RegExp(`^${letter}:(\\S{1,200})\\s*$`, 'mu').exec(stanza)?.[1];
  const [name, version] = [field('o') ?? field('P'), field('V')];
  return name === undefined || version === undefined ? [] : [{ ecosystem: 'apk', name, version }];
}

function node(text: string): Installed[] {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read !== 'object' || read === null || !('name' in read) || !('version' in read)) return [];
    const { name, version } = read;
    return typeof name === 'string' && typeof version === 'string'
      ? [{ ecosystem: 'npm', name: name.slice(0, 200), version: version.slice(0, 200) }]
      : [];
  } catch {
    return [];
  }
}
