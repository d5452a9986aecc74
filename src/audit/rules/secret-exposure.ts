import { embeddedIn } from '../expression/parse.ts';
import { contextsOf, type Expression } from '../expression/syntax.ts';
import { dangerOfArrival } from '../danger.ts';
import { codeOf } from '../map/code-inputs.ts';
import type { Execution } from '../map/executes.ts';
import { secretsIn } from '../map/secrets.ts';
import { scalarsIn } from '../yaml/node.ts';
import type { AuditHit, AuditRule } from '../rule.ts';
import type { AuditContext } from '../rule.ts';

const KEYS = /\$\{?\w*(?:TOKEN|AUTH|SECRET|PASSWORD|API_KEY)\b|\bcredentials\(/u;

export const rule: AuditRule = {
  id: 'secret-exposure',
  title: 'A secret gets where others can read it',
  severity: 'low',
  confidence: 'medium',
  atlas: ['AML.T0055'],
  advice: 'Hand secrets over in `env:` of the one step that needs them, and print nothing that holds one.',
  *check(context) {
    yield* inScripts(context);
    yield* unredacted(context);
    yield* printed(context);
    yield* besideStrangers(context);
  },
};

/** Handed to a step in which, or behind which, code of a stranger runs: what it leaves in the job runs in later steps too. */
function* besideStrangers({ map, arrivals, executions }: AuditContext): Generator<AuditHit> {
  for (const view of map.jobs) {
    let first: Execution | undefined;
    for (const start of view.starts) {
      if (start.exposure !== 'privileged') continue;
      for (const arrival of arrivals(view, start))
        for (const execution of executions(view, arrival)) {
          const { reach } = dangerOfArrival(view, start, execution.step.index, arrival);
          if (reach === 'open' && (first === undefined || execution.step.index < first.step.index)) first = execution;
        }
    }
    if (first === undefined) continue;
    const told = new Set<string>();
    for (const { step } of view.steps.slice(first.step.index)) {
      const secret = secretsIn(step.node, view.workflow.path).find(({ name }) => !told.has(name));
      if (secret === undefined) continue;
      told.add(secret.name);
      yield {
        path: secret.path,
        place: secret.place,
        message: `${secret.name} is handed to a step in a job that has run ${first.what}, files of a stranger`,
        severity: 'critical',
        related: [first],
      };
    }
  }
}

/** Arguments of a process are shown to every other one, and a shell obeys what a secret holds. */
function* inScripts({ map }: AuditContext): Generator<AuditHit> {
  for (const { workflow, steps } of map.jobs) {
    for (const { step } of steps) {
      for (const code of codeOf(step)) {
        if (!code.text.includes('secrets')) continue;
        for (const { expression, start, source } of embeddedIn(code.text)) {
          if (
            expression === undefined ||
            ![...contextsOf(expression)].some(({ path }) => path[0] === 'secrets' && path.length > 1)
          )
            continue;
          const built = /--build-arg/u.test(lineAround(code.text, start));
          yield {
            path: workflow.path,
            place: code.placeOf(start),
            message: `\${{ ${source.trim()} }} becomes part of ${built ? 'an image, whose history shows it' : 'a command line'}`,
            severity: built ? 'medium' : 'low',
          };
        }
      }
      for (const { key, value } of step.with)
        if (/^build-args$/u.test(key) && value.kind === 'scalar' && /secrets\./u.test(value.text))
          yield {
            path: workflow.path,
            place: value.placeOf(value.text.indexOf('secrets.')),
            message: 'a secret becomes a build argument, which the history of the image shows',
            severity: 'medium',
          };
    }
  }
}

/** The runner masks a secret as a whole, and none of its parts. */
function* unredacted({ map }: AuditContext): Generator<AuditHit> {
  for (const { workflow, job } of map.jobs) {
    for (const scalar of scalarsIn(job.node)) {
      if (!/secrets/u.test(scalar.text) || !/fromjson/iu.test(scalar.text)) continue;
      for (const { expression, start } of embeddedIn(scalar.text))
        if (expression !== undefined && takesPart(expression))
          yield {
            path: workflow.path,
            place: scalar.placeOf(start),
            message: 'a part of a secret is taken, which the runner does not mask',
            severity: 'medium',
            confidence: 'high',
          };
    }
  }
}

function takesPart(expression: Expression): boolean {
  if (expression.kind === 'literal') return false;
  if (expression.kind === 'context') return expression.inner.some(takesPart);
  const isPart =
    expression.kind === 'call' &&
    expression.name === 'fromjson' &&
    expression.given.some((one) => [...contextsOf(one)].some(({ path }) => path[0] === 'secrets'));
  return isPart || expression.given.some(takesPart);
}

function* printed({ map }: AuditContext): Generator<AuditHit> {
  for (const { workflow, job, steps } of map.jobs) {
    for (const { step, acts } of steps) {
      const names = [...workflow.env, ...job.env, ...step.env]
        .filter(({ value }) => value.kind === 'scalar' && /secrets\.(?!github_token)/iu.test(value.text))
        .map(({ key }) => key);
      // Jenkins masks what a block was handed, and no variable of the machine.
      const unmasked = workflow.system === 'jenkins' && KEYS.test(workflow.source.text);
      for (const act of acts) {
        if (
          act.call?.callee === 'print' &&
          /\bprint\(.*(?:TOKEN|SECRET|PASSWORD|_KEY)\b/iu.test(act.text) &&
          act.call.arguments.some(
            ({ origins }) => origins?.some((origin) => origin === 'credential' || origin === 'machine') === true,
          )
        )
          yield {
            path: act.path,
            place: act.place,
            message: 'a secret of the environment is printed, and nothing masks it where no runner does',
            severity: workflow.system === 'github' ? 'medium' : 'high',
            related: act.via,
          };
        if (act.command === undefined || act.via.length > 0) continue;
        const next = act.script[act.script.indexOf(act.command) + 1];
        const dumped =
          /^(?:env|printenv|set|export -p)$/u.test([act.name, ...act.words].join(' ')) &&
          (act.command.after !== '|' || /^(?:sort|cat|tee|less|nl)$/u.test(next?.words[0]?.text ?? '')) &&
          act.command.redirects.length === 0;
        const written =
          /^(?:echo|printf|cat)$/u.test(act.name) &&
          act.command.after !== '|' &&
          !act.command.substituted &&
          act.command.redirects.every(({ operator }) => !operator.startsWith('>'));
        const shown =
          written && !act.text.includes('add-mask')
            ? names.find((name) =>
                new RegExp(String.raw`\$\{?${name.replaceAll(/\W/gu, '')}\b(?!:[+?])`, 'u').test(act.text),
              )
            : undefined;
        if (shown !== undefined)
          yield {
            path: act.path,
            place: act.place,
            message: `${act.name} writes ${shown} into the log, where a mask is all that hides it`,
            severity: 'medium',
          };
        else if (dumped && (names.length > 0 || unmasked))
          yield {
            path: act.path,
            place: act.place,
            message: 'the whole environment is written into the log, secrets with it',
            severity: unmasked ? 'high' : 'medium',
          };
      }
    }
  }
}

function lineAround(text: string, at: number): string {
  const end = text.indexOf('\n', at);
  return text.slice(text.lastIndexOf('\n', at) + 1, end === -1 ? undefined : end);
}
