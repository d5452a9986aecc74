/** A package in the version that stands somewhere, and the place that says so. */
export interface FoundPackage {
  /** As OSV names it: `PyPI`, `npm`, `Go`, `crates.io`, `GitHub Actions`, `Debian:12`, `Alpine:v3.20`, `Ubuntu:24.04`. */
  readonly ecosystem: string;
  /** As the ecosystem compares names: of PyPI in lower case with single dashes. */
  readonly name: string;
  readonly version: string;
  readonly path: string;
  readonly line: number;
}

/** PEP 503 for PyPI; other names are compared as they stand, GitHub's without regard to case. */
export function normalName(ecosystem: string, name: string): string {
  if (ecosystem === 'PyPI') return name.toLowerCase().replaceAll(/[-_.]+/gu, '-');
  return ecosystem === 'GitHub Actions' ? name.toLowerCase() : name;
}
