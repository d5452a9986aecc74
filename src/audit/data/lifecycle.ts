/**
 * Releases that nobody mends any more, with the day on which that ended. Written down in November 2026 from the vendors' own
 * pages of releases (ubuntu.com/about/release-cycle, debian.org/releases, endoflife of alpinelinux.org/releases, devguide.python.org/versions,
 * github.com/nodejs/release, ruby-lang.org/en/downloads/branches, postgresql.org/support/versioning, centos.org). The table names what is past; what it
 * does not name may be past as well.
 */
export interface Ended {
  /** The last part of an image's name, or what a set-up action sets up. */
  readonly name: string;
  /** What its tag or version starts with. */
  readonly versions: readonly string[];
  /** As `2024-10-07`. */
  readonly on: string;
}

export const ENDED: readonly Ended[] = [
  { name: 'ubuntu', versions: ['14.04', 'trusty', '16.04', 'xenial'], on: '2021-04-30' },
  { name: 'ubuntu', versions: ['18.04', 'bionic'], on: '2023-05-31' },
  { name: 'ubuntu', versions: ['20.04', 'focal'], on: '2025-05-31' },
  { name: 'debian', versions: ['8', 'jessie', '9', 'stretch'], on: '2022-06-30' },
  { name: 'debian', versions: ['10', 'buster'], on: '2024-06-30' },
  { name: 'debian', versions: ['11', 'bullseye'], on: '2026-08-31' },
  { name: 'centos', versions: ['5', '6', '7', '8', 'stream8'], on: '2024-06-30' },
  { name: 'alpine', versions: ['2', ...range('3', 0, 18)], on: '2025-05-09' },
  { name: 'alpine', versions: ['3.19', '3.20'], on: '2026-04-01' },
  { name: 'python', versions: ['2', '3.4', '3.5', '3.6'], on: '2021-12-23' },
  { name: 'python', versions: ['3.7'], on: '2023-06-27' },
  { name: 'python', versions: ['3.8'], on: '2024-10-07' },
  { name: 'python', versions: ['3.9'], on: '2025-10-31' },
  { name: 'node', versions: ['4', '6', '8', '10', '12', '14', '16', '11', '13', '15', '17'], on: '2023-09-11' },
  { name: 'node', versions: ['18', '19', '21'], on: '2025-04-30' },
  { name: 'node', versions: ['20'], on: '2026-04-30' },
  { name: 'ruby', versions: ['2', '3.0', '3.1'], on: '2025-03-26' },
  { name: 'postgres', versions: ['9', '10', '11', '12'], on: '2024-11-21' },
  { name: 'postgres', versions: ['13'], on: '2025-11-13' },
];

/** Names of Debian and Ubuntu in tags of other images: `python:3.12-buster`. */
export const DISTRIBUTIONS = /^(?:jessie|stretch|buster|bullseye|trusty|xenial|bionic|focal)$/u;

function range(major: string, from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, at) => `${major}.${from + at}`);
}

/** The day on which a release ended, if the table tells. */
export function endOf(name: string, version: string): string | undefined {
  const own = version.replace(/^[v=~^]+/u, '');
  return ENDED.find((one) => one.name === name && one.versions.some((start) => own === start || isPart(own, start)))
    ?.on;
}

/** `3.8.1` and `3.8-slim` are of `3.8`, `3.80` is not. */
function isPart(version: string, start: string): boolean {
  return version.startsWith(start) && /^[.-]/u.test(version.slice(start.length));
}
