import { isCommit } from '../github/model.ts';
import type { PipelineMap } from '../map/pipeline.ts';
import type { SourceText } from '../source/text.ts';
import { normalName, type FoundPackage } from './package.ts';

type Reader = (source: SourceText) => FoundPackage[];
const MOST = 50_000;
/** Kinds of files that name exact versions, by their names. */
const READERS: readonly (readonly [RegExp, Reader])[] = [
  [
    /(?:^|\/)(?:[\w.-]*requirements[\w.-]*|constraints[\w.-]*)\.(?:txt|in)$|(?:^|\/)requirements\/[\w.-]+\.txt$/u,
    requirements,
  ],
  [/(?:^|\/)(?:poetry|uv|pdm)\.lock$/u, (source) => tomlPackages(source, 'PyPI')],
  [/(?:^|\/)Cargo\.lock$/u, (source) => tomlPackages(source, 'crates.io')],
  [/(?:^|\/)Pipfile\.lock$/u, pipfile],
  [/(?:^|\/)(?:package-lock|npm-shrinkwrap)\.json$/u, packageLock],
  [/(?:^|\/)yarn\.lock$/u, yarnLock],
  [/(?:^|\/)go\.mod$/u, goModules],
  [/(?:^|\/)(?:environment|conda)[\w.-]*\.ya?ml$|(?:^|\/)pyproject\.toml$/u, requirements],
];

/** Packages that a repository pins to one version: lock files, requirements, what steps install, and actions by their tags. */
export function pinnedPackages({ repository, jobs }: PipelineMap): FoundPackage[] {
  const found: FoundPackage[] = [];
  for (const path of repository.paths) {
    if (found.length > MOST) break;
    const reader = READERS.find(([name]) => name.test(path))?.[1];
    const source = reader === undefined ? undefined : repository.text(path);
    if (reader !== undefined && source !== undefined) found.push(...reader(source));
  }
  for (const { workflow, job, steps } of jobs) {
    for (const uses of [...(job.uses === undefined ? [] : [job.uses]), ...job.steps.flatMap((step) => step.uses ?? [])])
      if (uses.kind === 'repository' && uses.ref !== undefined && !isCommit(uses.ref) && /^v?\d+\.\d+/u.test(uses.ref))
        found.push({
          ecosystem: 'GitHub Actions',
          name: uses.name,
          version: uses.ref.replace(/^v/u, ''),
          path: workflow.path,
          line: uses.scalar.place.line,
        });
    for (const { acts } of steps)
      for (const { name, words, path, place } of acts)
        if (/^(?:pip|uv|pipx)$/u.test(name) && words.includes('install'))
          for (const word of words) {
            const [, named, version] = PIN.exec(word) ?? [];
            if (named !== undefined && version !== undefined)
              found.push({ ecosystem: 'PyPI', name: normalName('PyPI', named), version, path, line: place.line });
          }
  }
  return found;
}

const PIN = /^["']?([A-Za-z0-9][\w.-]{0,100})(?:\[[\w,. -]{0,100}\])? ?={2,3} ?([\w.!+-]{1,60})["']?$/u;

function requirements(source: SourceText): FoundPackage[] {
  return eachLine(source, (text, line) => {
    const plain = text
      .trim()
      .replace(/^-\s+/u, '')
      .replace(/\s*(?:;|\\|#|--hash).*$/u, '')
      .replace(/,$/u, '');
    const [, name, version] = PIN.exec(plain) ?? [];
    return name === undefined || version === undefined
      ? []
      : [{ ecosystem: 'PyPI', name: normalName('PyPI', name), version, path: source.path, line }];
  });
}

/** `[[package]]`, then `name = "…"` and `version = "…"`. */
function tomlPackages(source: SourceText, ecosystem: string): FoundPackage[] {
  let name: string | undefined;
  return eachLine(source, (text, line) => {
    if (/^\s*\[/u.test(text)) name = undefined;
    const [, key, value = ''] = /^(name|version) = "([^"]{1,200})"/u.exec(text) ?? [];
    if (key === 'name') name = value;
    if (key !== 'version' || name === undefined) return [];
    return [{ ecosystem, name: normalName(ecosystem, name), version: value, path: source.path, line }];
  });
}

function pipfile(source: SourceText): FoundPackage[] {
  let name: string | undefined;
  return eachLine(source, (text, line) => {
    name = /^ {8}"([\w.-]{1,100})": \{/u.exec(text)?.[1] ?? name;
    const [, version] = /^\s+"version": "==([\w.!+-]{1,60})"/u.exec(text) ?? [];
    if (version === undefined || name === undefined) return [];
    return [{ ecosystem: 'PyPI', name: normalName('PyPI', name), version, path: source.path, line }];
  });
}

/** As npm itself writes it: `"node_modules/name": {` (or `"name": {` before version 2), and its version within. */
function packageLock(source: SourceText): FoundPackage[] {
  let name: string | undefined;
  return eachLine(source, (text, line) => {
    const [, key] =
      /^\s*"((?:[^"]*\/)?node_modules\/(?:@[^"/]+\/)?[^"/]+|(?:@[\w.-]+\/)?[\w.-]+)": \{\s*$/u.exec(text) ?? [];
    if (key !== undefined) name = key.split('node_modules/').at(-1);
    const [, version] = /^\s*"version": "([^"]{1,60})"/u.exec(text) ?? [];
    if (version === undefined || name === undefined || /^(?:packages|dependencies|devDependencies)$/u.test(name))
      return [];
    const found = { ecosystem: 'npm', name, version, path: source.path, line };
    name = undefined;
    return [found];
  });
}

function yarnLock(source: SourceText): FoundPackage[] {
  let name: string | undefined;
  return eachLine(source, (text, line) => {
    name = /^"?((?:@[\w.-]+\/)?[\w.-]+)@[^:].*:\s*$/u.exec(text)?.[1] ?? name;
    const [, version] = /^ {2}version:? "?([\w.+-]{1,60})"?/u.exec(text) ?? [];
    return version === undefined || name === undefined
      ? []
      : [{ ecosystem: 'npm', name, version, path: source.path, line }];
  });
}

function goModules(source: SourceText): FoundPackage[] {
  return eachLine(source, (text, line) => {
    const [, name, version] = /^(?:require\s+|\s+)([\w.-]+\.[\w./~-]+)\s+v([\w.+-]{1,80})/u.exec(text) ?? [];
    return name === undefined || version === undefined
      ? []
      : [{ ecosystem: 'Go', name, version, path: source.path, line }];
  });
}

function eachLine(source: SourceText, read: (text: string, line: number) => FoundPackage[]): FoundPackage[] {
  const found: FoundPackage[] = [];
  for (let line = 1; line <= source.lineCount && found.length <= MOST; line++)
    found.push(...read(source.line(line).slice(0, 1_000), line));
  return found;
}
