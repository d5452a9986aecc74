import { worstDanger, describeGates, dangerOf } from '../danger.ts';
import { holdsContext } from '../gates/events.ts';
import { textOf } from '../yaml/node.ts';
import { codeOf } from '../map/code-inputs.ts';
import type { JobView, StepView } from '../map/pipeline.ts';
import { secretsIn, type SecretUse } from '../map/secrets.ts';
import { siteOf, type AuditHit, type AuditRule } from '../rule.ts';

const TAKES = /submi|evaluat|validat|scor|benchmark|model|simulat|import|ingest|publish|upload|process/iu;

export const rule: AuditRule = {
  id: 'open-intake',
  title: 'What anybody names in an issue is taken in with the secrets of the project',
  severity: 'high',
  confidence: 'medium',
  atlas: ['AML.T0010.003', 'AML.T0058'],
  advice: 'Ask a person first, or take submissions in by a job without secrets that hands on what it has verified.',
  *check({ map, taint }) {
    for (const view of map.jobs) {
      const { job, workflow } = view;
      // A called workflow that is handed secrets together with a stranger's text.
      const danger = worstDanger(view);
      const handed =
        textOf(job.secrets) === 'inherit' ||
        (job.secrets !== undefined && secretsIn(job.secrets, workflow.path).length > 0);
      // Whoever merges has looked at the files, and a title comes through as its author wrote it.
      const merged = danger?.gates.some(({ kind }) => kind === 'merged') === true;
      if (job.uses !== undefined && handed && danger !== undefined && (danger.reach === 'open' || merged)) {
        const given =
          job.with.find(
            ({ value }) => value.kind === 'scalar' && taint.ofText(value, siteOf(view, undefined)).control === 'free',
          ) ??
          job.with.find(
            ({ value, key }) =>
              !merged &&
              value.kind === 'scalar' &&
              /url|model|package|submission|result|source|repo/iu.test(key) &&
              taint.ofText(value, siteOf(view, undefined)).control === 'derived',
          );
        if (given !== undefined)
          yield {
            path: workflow.path,
            place: given.place,
            message: `${given.key} comes from whoever starts this, and ${job.uses.scalar.text.slice(0, 90)} takes it with secrets${describeGates(danger.gates)}`,
            related: [{ path: workflow.path, place: job.uses.scalar.place }],
          };
      }
      for (const step of view.steps) {
        const secrets = secretsIn(step.step.node, workflow.path);
        if (secrets.length === 0) continue;
        yield* byNumber(view, step, secrets);
        for (const { key, value, place } of step.step.env) {
          if (value.kind !== 'scalar') continue;
          const found = taint.ofText(value, siteOf(view, step));
          const open = view.starts.some(
            (start) => holdsContext(start.event, found.source) && dangerOf(view, start, step.index).reach === 'open',
          );
          if (found.control !== 'free' || !open) continue;
          yield {
            path: workflow.path,
            place,
            message: `${key} comes from whoever starts this, next to ${secrets[0]?.name ?? 'a secret'}`,
            severity: 'medium',
            related: secrets.slice(0, 3),
          };
        }
      }
    }
  },
};

/** A program that is told which issue or pull request it is about, and reads there what it takes in. */
function* byNumber(view: JobView, step: StepView, secrets: readonly SecretUse[]): Generator<AuditHit> {
  const { name, env, with: given } = step.step;
  const [code] = codeOf(step.step).filter(({ text }) => !/^\s*gh (?:issue|pr) /u.test(text));
  const told = [...env, ...given].find(
    ({ value }) =>
      value.kind === 'scalar' &&
      /github\.event\.(?:issue|pull_request)\.number|github\.event\.number/u.test(value.text),
  );
  if (
    code === undefined ||
    told === undefined ||
    !TAKES.test(`${name ?? ''} ${view.job.name ?? ''} ${view.job.id} ${view.workflow.name ?? ''}`)
  )
    return;
  const starts = view.starts.filter(({ event }) => /^issue|^pull_request_target$/u.test(event));
  const danger = starts.map((start) => dangerOf(view, start, step.index)).find(({ reach }) => reach === 'open');
  if (danger === undefined) return;
  const program = /(?:^|\n)\s*((?:python|node|bash|Rscript|\.\/)\S* (?!-m (?:pip|venv))[^\n]*)/u.exec(code.text);
  const at = program === null ? 0 : code.text.indexOf(program[1] ?? '');
  yield {
    path: view.workflow.path,
    place: code.placeOf(Math.max(0, at)),
    message: `what anybody writes under that number is taken in by this program, next to ${secrets.length} secrets`,
    confidence: 'low',
    related: [{ path: view.workflow.path, place: told.place }, ...secrets.slice(0, 3)],
  };
}
