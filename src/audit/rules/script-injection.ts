import { bySeverity, worstDanger } from '../danger.ts';
import type { Act } from '../map/act.ts';
import { codeRun } from '../map/code-run.ts';
import type { JobView, StepView } from '../map/pipeline.ts';
import { scriptRuns } from '../map/script-code.ts';
import type { Taint } from '../map/taint-value.ts';
import { environmentVariable } from '../systems/variables.ts';
import { siteOf, type AuditContext, type AuditHit, type AuditRule } from '../rule.ts';

const UNKNOWN: Taint = { control: 'derived', source: '', head: false, through: [] };

export const rule: AuditRule = {
  id: 'script-injection',
  title: 'A script runs a text that a stranger writes',
  severity: 'high',
  confidence: 'medium',
  atlas: ['AML.T0050'],
  advice: 'Hand the text over as an argument or on standard input, never as code.',
  *check(context) {
    for (const view of context.map.jobs) {
      for (const step of view.steps) {
        for (const act of step.acts) {
          yield* inShell(act, view, step, context);
          yield* inPython(act, view, step, context);
        }
        yield* inScript(view, step, context);
      }
    }
  },
};

function* inShell(act: Act, view: JobView, step: StepView, { taint }: AuditContext): Generator<AuditHit> {
  const seen = new Set<string>();
  for (const code of codeRun(act)) {
    for (const [, name = ''] of code.matchAll(/\$\{?([A-Za-z_]\w*)/gu)) {
      if (seen.has(name)) continue;
      seen.add(name);
      const own = environmentVariable(name)?.control ?? 'derived';
      const found = taint.ofShellVariable(name, act, siteOf(view, step), { ...UNKNOWN, control: own, source: name });
      if (found.control !== 'free') continue;
      yield {
        path: act.path,
        place: act.place,
        message: `${act.name} takes $${name}, which goes back to ${found.source}, for code`,
        severity: severityOf(view, step, found),
        related: [...found.through, ...act.via],
      };
    }
    // `eval "$(gh pr view …)"`: no name stands between.
    const answer = /\$\(|`/u.test(code) ? taint.shell.ofText(code, act, siteOf(view, step)) : UNKNOWN;
    if (answer.control === 'free' && seen.size === 0)
      yield {
        path: act.path,
        place: act.place,
        message: `${act.name} takes ${answer.source} for code`,
        severity: severityOf(view, step, answer),
        related: [...answer.through, ...act.via],
      };
  }
}

/** A call of a Python program that starts a shell with something of the environment, where a text of a stranger lies. */
function* inPython(
  { call, path, place, via }: Act,
  view: JobView,
  step: StepView,
  { taint }: AuditContext,
): Generator<AuditHit> {
  if (
    call === undefined ||
    !/^(?:os\.(?:system|popen)|subprocess\.\w+|commands\.getoutput|exec|eval)$/u.test(call.callee)
  )
    return;
  const shell =
    /^(?:os|commands)\.|^(?:exec|eval)$|getoutput/u.test(call.callee) ||
    call.arguments.some(({ name, truth }) => name === 'shell' && truth === true);
  const origins = call.arguments[0]?.origins ?? [];
  const texts = call.arguments[0]?.texts;
  const open = texts === undefined || texts.some((text) => text.includes('\uFFFC'));
  if (shell && open) {
    const given = handedTo(via, step, (word, act) => taint.shell.ofText(word, act, siteOf(view, step)));
    if (given !== undefined) {
      yield {
        path,
        place,
        message: `${call.callee} runs a text of a program that is given ${given.source === '' ? 'a stranger’s words' : given.source}`,
        severity: severityOf(view, step, { ...given, answer: 'unknown' }),
        confidence: 'low',
        related: [...given.through, ...via],
      };
      return;
    }
  }
  if (!shell || !origins.some((origin) => origin === 'environment' || origin === 'machine' || origin === 'credential'))
    return;
  const site = siteOf(view, step);
  for (const { key } of [...step.step.env, ...view.job.env, ...view.workflow.env]) {
    const found = taint.ofVariable(key.toLowerCase(), site, UNKNOWN, 0);
    if (found.control !== 'free') continue;
    yield {
      path,
      place,
      message: `${call.callee} takes what may be $${key}, which goes back to ${found.source}, for code`,
      severity: severityOf(view, step, found),
      related: [...found.through, ...via],
    };
    return;
  }
}

/** What a stranger chooses of the words that the command behind a call is given. */
function handedTo(via: Act['via'], { acts }: StepView, taintOf: (word: string, act: Act) => Taint): Taint | undefined {
  const started = acts.find(
    ({ command, path, place }) =>
      command !== undefined && via.some((one) => one.path === path && one.place.line === place.line),
  );
  return started?.words.map((word) => taintOf(word, started)).find(({ control }) => control === 'free');
}

function* inScript(view: JobView, step: StepView, { taint }: AuditContext): Generator<AuditHit> {
  const { uses, with: given } = step.step;
  const script = given.find(({ key }) => key === 'script')?.value;
  if (uses?.name !== 'actions/github-script' || script?.kind !== 'scalar') return;
  for (const { at, call, source, variable } of scriptRuns(script)) {
    const found =
      variable === undefined
        ? { ...UNKNOWN, control: 'free' as const, source }
        : taint.ofVariable(variable.toLowerCase(), siteOf(view, step), UNKNOWN, 0);
    if (found.control !== 'free') continue;
    yield {
      path: view.workflow.path,
      place: script.placeOf(at),
      message: `${call} takes ${source} for code${variable === undefined ? '' : `, which goes back to ${found.source}`}`,
      severity: severityOf(view, step, found),
      related: found.through,
    };
  }
}

function severityOf(view: JobView, step: StepView, { answer, dispatched }: Taint): ReturnType<typeof bySeverity> {
  const reach = worstDanger(view, step.index)?.reach ?? 'trusted';
  const severity = bySeverity(reach, { open: 'critical', unsure: 'high' });
  if (dispatched === true && (severity === 'low' || severity === 'medium')) return 'high';
  return answer === 'unknown' && severity === 'critical' ? 'high' : severity;
}
