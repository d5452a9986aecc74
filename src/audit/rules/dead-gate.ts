import { effectsOf } from '../map/effects.ts';
import { neverSet, unsetVariables } from '../map/outputs.ts';
import type { JobView, PipelineMap, StepView } from '../map/pipeline.ts';
import type { AuditHit, AuditRule } from '../rule.ts';

const GATE =
  /valid|verif|check|schema|lint|scan|test|sanity|integrity|signature|safety|secur|audit|gate|approv|eligib|automerg/iu;
const NO_GATE =
  /checkout|check-?out|latest|upload.*test|codecov|coverage|cache|comment|notify|download|cleanup|prepare|setup|install/iu;

export const rule: AuditRule = {
  id: 'dead-gate',
  title: 'A check holds nothing back',
  severity: 'medium',
  confidence: 'medium',
  atlas: ['AML.T0010'],
  advice: 'Let the job fail when the check does, and use what it found.',
  *check({ map }) {
    for (const view of map.jobs) {
      const guards = guarded(view, map);
      for (const step of view.steps) {
        yield* silenced(view, step, guards);
        yield* unset(view, step);
        yield* filtered(view, step, guards);
      }
      const { continueOnError } = view.job;
      if (continueOnError?.text === 'true' && GATE.test(`${view.job.id} ${view.job.name ?? ''}`))
        yield {
          path: view.workflow.path,
          place: continueOnError.place,
          message: `${view.job.id} may fail, and the run goes on`,
          severity: guards ? 'high' : 'medium',
        };
      for (const { place, what, why } of neverSet(view, map))
        yield { path: view.workflow.path, place, message: `${what} ${why}`, severity: 'high', confidence: 'high' };
      for (const trigger of view.workflow.triggers)
        for (const type of trigger.types)
          if (trigger.event.startsWith('pull_request') && type === 'synchronized')
            yield {
              path: view.workflow.path,
              place: trigger.place,
              message: '`synchronized` is no type of this event (`synchronize` is), so that new commits start nothing',
              severity: 'medium',
              confidence: 'high',
            };
    }
  },
};

/** Whether something leaves the pipeline behind this job. */
function guarded(view: JobView, map: PipelineMap): boolean {
  const after = (map.jobsOf.get(view.workflow) ?? []).filter(
    (other) => other === view || other.job.needs.includes(view.job.id),
  );
  return after.some((other) => effectsOf(other).some(({ kind }) => kind === 'publish' || kind === 'merge'));
}

/** A list that was cut down to what is allowed, asked whether it holds anything else. */
function* filtered(view: JobView, { step }: StepView, guards: boolean): Generator<AuditHit> {
  const { run } = step;
  if (run === undefined || !/exit 1|=false/u.test(run.text) || !/=~|\bcase\b|grep/u.test(run.text)) return;
  if (!/\bonly\b|\bnon-|outside|unexpected|not allowed|other than|disallowed|forbidden/iu.test(run.text)) return;
  for (const { id, uses, with: given } of view.job.steps) {
    if (id === undefined || uses === undefined || !/changed-files|paths-filter/u.test(uses.name)) continue;
    if (!given.some(({ key }) => /^files(?:_yaml)?$/u.test(key))) continue;
    const at = run.text.search(
      new RegExp(String.raw`steps\.${id.replaceAll(/[^\w-]/gu, '.')}\.outputs\.all_(?:changed|modified)`, 'u'),
    );
    if (at === -1 || /outputs\.other_/u.test(run.text)) continue;
    yield {
      path: view.workflow.path,
      place: run.placeOf(at),
      message: `${id} lists the files that its \`files:\` lets through and no others, so that a check for others never finds one`,
      severity: guards ? 'high' : 'medium',
      related: [{ path: view.workflow.path, place: uses.scalar.place }],
    };
  }
}

function* silenced(view: JobView, step: StepView, guards: boolean): Generator<AuditHit> {
  const { continueOnError, name, uses } = step.step;
  const said = `${name ?? ''} ${uses?.name ?? ''} ${step.step.id ?? ''}`;
  const checks = step.acts.find(
    (act) => act.via.length === 0 && act.command !== undefined && isCheck([act.name, ...act.words].join(' ')),
  );
  if (
    continueOnError?.text === 'true' &&
    (checks !== undefined || (GATE.test(said) && !NO_GATE.test(said))) &&
    !readsOutcome(view, step)
  )
    yield {
      path: view.workflow.path,
      place: continueOnError.place,
      message: `${name ?? checks?.name ?? uses?.name ?? 'this check'} may fail, and the job goes on`,
      severity: guards ? 'high' : 'medium',
    };
  for (const act of step.acts) {
    if (act.command === undefined || !act.silenced || act.command.tested || act.command.substituted) continue;
    const line = [act.name, ...act.words].join(' ');
    if (!isCheck(line)) continue;
    // Without `-e` the last command alone decides, which people rarely mean.
    const said2 = act.command.after === '||' ? 'its failure is caught' : 'nothing looks at how it ends';
    yield {
      path: act.path,
      place: act.place,
      message: `${line.slice(0, 80)} checks something, and ${said2}`,
      severity: guards && act.command.after === '||' ? 'high' : act.command.after === '||' ? 'medium' : 'low',
      related: act.via,
    };
  }
}

/** A program whose name says that it checks. */
function isCheck(line: string): boolean {
  if (
    /^(?:echo|printf|cd|ls|cat|rm|mkdir|grep|test|\[|\[\[|git|gh|apt|apt-get|pip|curl|wget|which|command|kill|docker|mv|cp|diff|find|set|export|npm (?:ci|install))\b/u.test(
      line,
    )
  )
    return false;
  return /^(?:python|bash|sh|node|Rscript|make|\.\/|npm|uv|poetry)\b.*(?:valid|verif|check|schema|lint|scan|sanity|integrity|audit)|^(?:pytest|tox|cosign verify|gpg --verify|sha\d+sum -c|sha\d+sum --check|check-jsonschema|ajv validate|slsa-verifier|modelscan|picklescan|fickling|modelgate|bandit|trivy|semgrep|gitleaks|safety|pip-audit)\b/u.test(
    line,
  );
}

function readsOutcome(view: JobView, { step }: StepView): boolean {
  return (
    step.id !== undefined &&
    new RegExp(String.raw`steps\.${step.id.replaceAll(/[^\w-]/gu, '')}\.(?:outcome|conclusion)`, 'iu').test(
      view.workflow.source.text,
    )
  );
}

function* unset(view: JobView, step: StepView): Generator<AuditHit> {
  for (const { act, variable, output } of unsetVariables(view, step))
    yield {
      path: act.path,
      place: act.place,
      message: `${output} is made of $${variable}, which nothing sets, so that it is always empty`,
      severity: 'high',
      confidence: 'high',
    };
}
