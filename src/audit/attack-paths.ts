import { ATLAS } from '../core/atlas.ts';
import { severityAtLeast } from '../core/finding.ts';
import { describeGate } from './gates/gate-names.ts';
import { EVERY_AUDIT_RULE } from './every-rule.ts';
import { counts } from './exceptions/settle.ts';
import type { AttackPath, AuditReport, AuditStage } from './report.ts';
import { StageFinder } from './stage-of.ts';

const PATHS = 3;
const NAMED = 5;

type Finding = AuditReport['findings'][number];
type Start = AuditStage['starts'][number];

/** How an attacker uses the worst findings, in words, with the change that closes each. Of findings alike the first stands for all. */
export function attackPathsOf(report: AuditReport): AttackPath[] {
  const stages = new StageFinder(report.stages);
  const chosen: Finding[] = [];
  for (const finding of report.findings) {
    if (chosen.length === PATHS) break;
    if (!counts(finding) || !severityAtLeast(finding.severity, 'medium')) continue;
    const alike = chosen.some(
      ({ rule, path, line }) => path === finding.path && (rule === finding.rule || line === finding.line),
    );
    if (!alike) chosen.push(finding);
  }
  return chosen.map((finding) => pathOf(finding, stages.of(finding)));
}

function pathOf({ rule, severity, path, line, message, atlas }: Finding, stage: AuditStage | undefined): AttackPath {
  const start = stage === undefined ? undefined : worstStart(stage);
  const steps = [
    ...(stage === undefined || start === undefined ? [] : [entry(start, stage.id), gatesText(start)]),
    `What is wrong there: ${message} (${path}:${line}).`,
    ...(stage === undefined ? [] : reach(stage)),
  ];
  return {
    rule,
    severity,
    path,
    line,
    steps: steps.filter((step) => step !== ''),
    techniques: atlas.map((id) => ({ id, name: ATLAS[id] ?? id })),
    closes: EVERY_AUDIT_RULE.find(({ id }) => id === rule)?.advice ?? '',
  };
}

const EXPOSED: readonly Start['exposure'][] = ['privileged', 'setting', 'called', 'confined', 'trusted'];

function worstStart({ starts }: AuditStage): Start | undefined {
  return starts.toSorted(
    (a, b) =>
      EXPOSED.indexOf(a.exposure) - EXPOSED.indexOf(b.exposure) ||
      Number(blocked(a)) - Number(blocked(b)) ||
      a.gates.length - b.gates.length,
  )[0];
}

function blocked({ gates }: Start): boolean {
  return gates.some(({ blocks, raced }) => blocks && !raced);
}

const DOES: ReadonlyMap<string, string> = new Map([
  ['pull_request', 'opens a pull request'],
  ['pull_request_target', 'opens a pull request'],
  ['merge_request', 'opens a merge request'],
  ['issue_comment', 'writes a comment'],
  ['issues', 'opens an issue'],
  ['discussion', 'opens a discussion'],
  ['discussion_comment', 'writes a comment'],
  ['workflow_run', 'opens a pull request whose workflow then ends'],
  ['push', 'pushes a commit'],
  ['schedule', 'has something in place when the schedule comes'],
  ['workflow_dispatch', 'starts a run by hand'],
]);

function entry({ event, exposure }: Start, id: string): string {
  const does = DOES.get(event) ?? `causes ${event}`;
  const starts = `${event} starts the job ${id}`;
  if (exposure === 'privileged') return `A stranger ${does}: ${starts} with the project's token and secrets.`;
  if (exposure === 'confined') return `A stranger ${does}: ${starts}, without secrets and without write access.`;
  if (exposure === 'setting') return `A stranger ${does}: ${starts}, with secrets if the service is set so.`;
  if (exposure === 'called') return `Another workflow calls the job ${id}, with whatever its own caller handed it.`;
  return `Somebody whose work is taken ${does}, or a package or file from elsewhere is exchanged: ${starts} with the project's token and secrets.`;
}

function gatesText({ exposure, gates }: Start): string {
  if (gates.length === 0) return exposure === 'trusted' ? '' : 'Nobody is asked on the way.';
  const told = gates.slice(0, NAMED).map(({ kind, blocks, raced, path, line }) => {
    const holds = raced
      ? 'what it approved can be exchanged before it is used'
      : blocks
        ? 'it blocks whom nobody trusts'
        : 'it blocks nobody for certain';
    return `${describeGate(kind)} at ${path}:${line} (${holds})`;
  });
  return `On the way: ${told.join('; ')}.`;
}

function reach({ sinks }: AuditStage): string[] {
  const secrets = sinks.flatMap(({ kind, what }) => (kind === 'secret' ? [what] : []));
  const leaves = sinks.flatMap(({ kind, what }) => (kind === 'secret' ? [] : [`${kind}: ${what}`]));
  return [
    ...(secrets.length === 0 ? [] : [`In reach of the job are the secrets ${some(secrets)}.`]),
    ...(leaves.length === 0 ? [] : [`From the job goes out ${some(leaves)}.`]),
  ];
}

function some(items: readonly string[]): string {
  const distinct = [...new Set(items)];
  const left = distinct.length - NAMED;
  return `${distinct.slice(0, NAMED).join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}
