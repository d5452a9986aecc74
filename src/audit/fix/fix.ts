import type { Job, Step, Workflow } from '../github/model.ts';
import { effectsOf } from '../map/effects.ts';
import type { JobView, PipelineMap } from '../map/pipeline.ts';
import type { AuditReport } from '../report.ts';
import { entryOf, scalarOf } from '../yaml/node.ts';
import { EditedFile, type FileChange } from './edit.ts';
import { actionKey, type Pins } from './pins.ts';
import { verificationStep } from './verification-step.ts';

type Finding = AuditReport['findings'][number];

export interface FixOptions {
  readonly pins: Pins;
  /** A policy in the repository that says whom to trust: with it, steps that verify models are put in. */
  readonly verifyPolicy?: string | undefined;
}

export interface Fixes {
  readonly changes: readonly FileChange[];
  readonly texts: ReadonlyMap<string, string>;
  /** Findings that could be mended by machine, and why they are not. */
  readonly left: readonly { readonly finding: Finding; readonly reason: string }[];
}

/** Undefined where it was mended, otherwise why not. */
type Fixer = (finding: Finding, file: EditedFile, map: PipelineMap, options: FixOptions) => string | undefined;

const FIXERS: ReadonlyMap<string, Fixer> = new Map<string, Fixer>([
  ['credential-persistence', dropCredentials],
  ['excessive-permissions', statePermissions],
  ['unpinned-action', pinAction],
  ['unpinned-image', pinImage],
  ['unverified-model', verifyModel],
]);

/** Changes that mend what can be mended without knowing what a pipeline is for. Nothing is written. */
export function fixesFor(findings: readonly Finding[], map: PipelineMap, options: FixOptions): Fixes {
  const files = new Map<string, EditedFile>();
  const left: { finding: Finding; reason: string }[] = [];
  for (const finding of findings) {
    const fixer = FIXERS.get(finding.rule);
    const source = map.repository.text(finding.path);
    if (fixer === undefined || source === undefined || finding.ignored !== undefined) continue;
    const file = files.get(finding.path) ?? new EditedFile(finding.path, source.text);
    files.set(finding.path, file);
    const reason = fixer(finding, file, map, options);
    if (reason !== undefined) left.push({ finding, reason });
  }
  const changed = [...files.values()].filter((file) => file.changed);
  return {
    changes: changed.map((file) => file.change()),
    texts: new Map(changed.map((file) => [file.path, file.text()])),
    left,
  };
}

function dropCredentials(finding: Finding, file: EditedFile, map: PipelineMap): string | undefined {
  const found = stepAt(map, finding.path, finding.line);
  if (found === undefined) return 'the step is not written as a block';
  const { view, step } = found;
  const needs = effectsOf(view).some(({ kind, act }) => kind === 'publish' && act?.name === 'git');
  if (needs) return 'the job pushes with these credentials';
  const given = entryOf(step.node, 'with');
  const old = step.with.find(({ key }) => key === 'persist-credentials');
  const scalar = scalarOf(old?.value);
  if (old !== undefined && scalar !== undefined) {
    const line = file.current(scalar.place.line);
    const start = scalar.place.column - 1;
    if (!/^['"]?true\b/iu.test(line.slice(start))) return 'its value is no plain word';
    file.replace(scalar.place.line, line.slice(0, start) + line.slice(start).replace(/^(['"]?)true\1/iu, 'false'));
    return undefined;
  }
  if (given === undefined) {
    const column = blockColumn(file, finding.line, 'uses');
    if (column === undefined) return 'the step is not written as a block';
    const indent = ' '.repeat(column);
    file.insertAfter(finding.line, [`${indent}with:`, `${indent}  persist-credentials: false`]);
    return undefined;
  }
  const [first] = given.value.kind === 'map' ? given.value.entries : [];
  if (
    first === undefined ||
    blockColumn(file, given.place.line, 'with') === undefined ||
    first.place.line === given.place.line
  )
    return 'its inputs are not written as a block';
  file.insertAfter(given.place.line, [`${' '.repeat(first.place.column - 1)}persist-credentials: false`]);
  return undefined;
}

/** The column before a key that stands alone at the start of its line, or behind the dash of a list. */
function blockColumn(file: EditedFile, line: number, key: string): number | undefined {
  const found = /^(\s*(?:- +)?)(\w+):(?:\s|$)/u.exec(file.current(line));
  return found?.[2] === key && !/\t/u.test(found[1] ?? '') ? (found[1] ?? '').length : undefined;
}

function stepAt(map: PipelineMap, path: string, line: number): { view: JobView; step: Step } | undefined {
  for (const view of map.jobs)
    for (const { step } of view.steps)
      if (view.workflow.path === path && step.uses?.scalar.place.line === line) return { view, step };
  return undefined;
}

/** What a job reads is what it nearly always needs; a job that writes must say so itself, and nobody can guess what. */
function statePermissions({ path }: Finding, file: EditedFile, map: PipelineMap): string | undefined {
  const workflow = map.workflows.find((one) => one.path === path);
  if (workflow === undefined || workflow.permissions !== undefined)
    return 'which rights are needed only its authors know';
  const views = map.jobs.filter((view) => view.workflow === workflow && view.job.permissions === undefined);
  if (views.some(mayNeedMore) || /github\.token|GITHUB_TOKEN/u.test(workflow.source.text))
    return 'a job of it may need to write, and which rights only its authors know';
  const line = jobsLine(workflow);
  if (line === undefined) return 'the file is not written as a block';
  // Several jobs, one change.
  if (file.current(line).startsWith('jobs:') && !file.change().edits.has(line))
    file.insertBefore(line, ['permissions:', '  contents: read', '']);
  return undefined;
}

function mayNeedMore(view: JobView): boolean {
  const { job } = view;
  return (
    job.uses !== undefined ||
    effectsOf(view).some(({ kind }) => kind === 'publish' || kind === 'merge') ||
    thirdParty(job)
  );
}

/** Actions of others may be made to write, comment or release. */
function thirdParty({ steps }: Job): boolean {
  return steps.some(
    ({ uses }) =>
      uses?.kind === 'repository' &&
      !/^actions\/(?:checkout|setup-|cache|upload-artifact|download-artifact)/u.test(uses.name),
  );
}

function jobsLine({ root, source }: Workflow): number | undefined {
  const entry = entryOf(root, 'jobs');
  return entry !== undefined && source.line(entry.place.line).startsWith('jobs:') ? entry.place.line : undefined;
}

function pinAction({ line }: Finding, file: EditedFile, _map: PipelineMap, { pins }: FixOptions): string | undefined {
  const current = file.current(line);
  const found = /^(.*?uses:\s{0,8}["']?)([\w./-]{3,200}@([\w./-]{1,200}))(["']?)(.*)$/u.exec(current);
  if (found === null) return 'its name is not on one line';
  const [, before = '', uses = '', ref = '', quote = '', rest = ''] = found;
  const commit = pins.actions.get(actionKey(uses));
  if (commit === undefined) return `nothing here tells which commit ${uses} is (--pins)`;
  const comment = rest.trim() === '' ? ` # ${ref}` : rest;
  file.replace(line, `${before}${uses.slice(0, uses.indexOf('@'))}@${commit}${quote}${comment}`);
  return undefined;
}

function pinImage(
  { line, message }: Finding,
  file: EditedFile,
  _map: PipelineMap,
  { pins }: FixOptions,
): string | undefined {
  const image = /^the (?:base )?image (\S+) is /u.exec(message)?.[1] ?? '';
  const digest = pins.images.get(image);
  if (digest === undefined) return `nothing here tells which digest ${image} has (--pins)`;
  const current = file.current(line);
  const at = current.indexOf(image);
  // Part of a longer name it is another image.
  if (at === -1 || /[\w.@/:-]/u.test(current[at + image.length] ?? '') || /[\w.@-]/u.test(current[at - 1] ?? ''))
    return 'its name is not on one line';
  file.replace(line, `${current.slice(0, at + image.length)}@${digest}${current.slice(at + image.length)}`);
  return undefined;
}

function verifyModel(
  finding: Finding,
  file: EditedFile,
  map: PipelineMap,
  { verifyPolicy }: FixOptions,
): string | undefined {
  if (verifyPolicy === undefined) return 'whom to trust must be said (--verify-policy)';
  return verificationStep(finding, file, map, verifyPolicy);
}
