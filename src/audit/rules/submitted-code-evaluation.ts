import type { Severity } from '../../core/finding.ts';
import { dangerOfArrival, describeGates, isApproved, isHeld, type Danger } from '../danger.ts';
import { effectsOf } from '../map/effects.ts';
import type { JobView } from '../map/pipeline.ts';
import { isOwnRunner } from '../map/runner.ts';
import { secretsIn, secretsOf } from '../map/secrets.ts';
import type { AuditHit, AuditRule } from '../rule.ts';

const SUBMITTED = /submission|submitted|(?:^|[\s/])(?:entries|agents|plugins|candidates)\//iu;
const EVALUATION =
  /eval|scor|benchmark|leaderboard|submission|grade|judge|predict|infer|(?:^|[^a-z])(?:test|validate|check|run)[_ -]?(?:\w+[_ -])?(?:model|plugin|agent|solution)s?|model[_ -]?(?:test|zoo|check)/iu;

export const rule: AuditRule = {
  id: 'submitted-code-evaluation',
  title: 'Submitted code drives the evaluation',
  severity: 'high',
  confidence: 'medium',
  atlas: ['AML.T0010.003', 'AML.T0050'],
  advice:
    'Run submissions in a sandbox without network and secrets, and let code of the project alone read the answers.',
  *check({ map, arrivals, executions }) {
    const automatic = map.jobs.some((view) => effectsOf(view).some(({ kind }) => kind === 'merge'));
    for (const view of map.jobs) yield* loaded(view);
    for (const view of map.jobs) {
      if (!EVALUATION.test(wordsOf(view))) continue;
      const own = isOwnRunner(view.job);
      const secrets = secretsOf(view);
      for (const start of view.starts) {
        for (const arrival of arrivals(view, start)) {
          const all = executions(view, arrival);
          // Of several that which is handed secrets itself.
          const execution = all.find(({ step }) => secretsIn(step.step.node, '').length > 0) ?? all[0];
          if (execution === undefined) continue;
          const danger = dangerOfArrival(view, start, execution.step.index, arrival);
          const { gates } = danger;
          const held = isHeld(danger, arrival.movable);
          const approved = isApproved(danger, arrival.movable);
          const severity = approved ? 'medium' : gradeOf(danger, { held, own, secrets: secrets.length > 0, automatic });
          const means = [
            ...(secrets.length > 0 ? ['secrets in the job'] : []),
            ...(own ? ['a runner of the project'] : []),
            'the network',
          ];
          yield {
            path: execution.path,
            place: execution.place,
            message: `${execution.what} runs what is evaluated in a run for ${start.event}, next to ${means.join(', ')}${describeGates(gates)}`,
            severity,
            related: [arrival, ...secrets.slice(0, 3)],
          };
        }
      }
    }
  },
};

/** Calls that run a file as code, or install what it asks for. */
const CODE =
  /\.exec_module$|^(?:runpy\.run_(?:path|module)|importlib\.import_module|importlib\.machinery\.SourceFileLoader|imp\.load_source|exec|pip\.main)$/u;

/** In a run of the project's own, after a merge or by the clock: a program that loads what was handed in as code, next to keys. */
function* loaded(view: JobView): Generator<AuditHit> {
  const secrets = secretsOf(view);
  const handed = SUBMITTED.test([...view.workflow.triggers.flatMap(({ paths }) => paths), wordsOf(view)].join(' '));
  if (!handed || secrets.length === 0 || !view.starts.some(({ exposure }) => exposure === 'trusted')) return;
  for (const { acts } of view.steps) {
    const loading = new Set<string>();
    for (const { call, path, place, via, command } of acts) {
      if (call !== undefined && loading.has(path) && /^json\.dump$|\.to_(?:json|csv)$/u.test(call.callee)) {
        loading.delete(path);
        yield {
          path,
          place,
          message: 'the process in which code of a submission runs writes the results itself',
          severity: 'high',
          confidence: 'low',
          related: via,
        };
      }
      if (call === undefined || command !== undefined || via.length === 0) continue;
      const texts = call.arguments[0]?.texts;
      const open = texts === undefined || texts.some((text) => text.includes('\uFFFC'));
      const installs =
        /^subprocess\.|^os\.system$/u.test(call.callee) &&
        installsList(call.arguments.flatMap((one) => one.texts ?? []));
      if (!(CODE.test(call.callee) && (open || call.callee.endsWith('.exec_module'))) && !installs) continue;
      yield {
        path,
        place,
        message: `${call.callee} ${installs ? 'installs' : 'runs'} what a submission ${installs ? 'asks for' : 'brings'}, next to ${secrets.length} secrets`,
        severity: 'high',
        confidence: 'low',
        related: [...via, ...secrets.slice(0, 3)],
      };
      if (!installs) loading.add(path);
    }
  }
}

/** `pip install -r` of a list whose name is not written there. */
function installsList(texts: readonly string[]): boolean {
  const line = texts.join(' ');
  return /\bpip\b.*\binstall\b.*(?:-r|--requirement)/u.test(line) && !/-r (?:\.\/)?requirements[\w-]*\.txt/u.test(line);
}

interface Situation {
  readonly held: boolean;
  readonly own: boolean;
  readonly secrets: boolean;
  /** The repository merges by itself. */
  readonly automatic: boolean;
}

function gradeOf({ reach, start, gates }: Danger, { held, own, secrets, automatic }: Situation): Severity {
  // A merge lets through what somebody has looked at, unless nobody does.
  // Whoever set a label has seen the code; it still runs next to what only the project should hold.
  if (held && secrets && gates.some(({ kind }) => kind === 'label')) return 'high';
  if (held) return secrets && gates.some(({ kind }) => kind === 'merged') ? (automatic ? 'high' : 'medium') : 'low';
  if (start.exposure === 'privileged' || start.event.endsWith('_dispatch'))
    return reach === 'open' ? 'critical' : 'high';
  // A fork's run has no secrets; a branch of the project's own has them.
  return own ? 'high' : secrets ? 'medium' : 'low';
}

function wordsOf({ workflow, job }: JobView): string {
  return [workflow.path.split('/').at(-1), workflow.name, job.id, job.name, ...job.steps.map(({ name }) => name)].join(
    ' ',
  );
}
