import type { Severity } from '../../core/finding.ts';
import { worstDanger } from '../danger.ts';
import { embeddedIn } from '../expression/parse.ts';
import type { Act } from '../map/act.ts';
import type { JobView, StepView } from '../map/pipeline.ts';
import { secretsOf } from '../map/secrets.ts';
import type { Control } from '../expression/syntax.ts';
import type { TaintReader } from '../map/taint.ts';
import type { Repository } from '../source/repository.ts';
import { siteOf, type AuditRule } from '../rule.ts';

const WORST: readonly Control[] = ['free', 'writer', 'derived'];
const FILE = /\$\{?(?:env:)?(GITHUB_(?:ENV|PATH))\b|\$\{\{\s*github\.(env|path)\s*\}\}|%GITHUB_(?:ENV|PATH)%/iu;

export const rule: AuditRule = {
  id: 'environment-file-injection',
  title: 'What is not known becomes the environment of later steps',
  severity: 'medium',
  confidence: 'medium',
  atlas: ['AML.T0050'],
  advice: 'Write an output of the step instead, and check the value against what it may be.',
  *check({ map, taint, arrivals }) {
    for (const view of map.jobs) {
      const privileged = view.starts.some(({ exposure }) => exposure === 'privileged');
      const artifact = view.starts.some((start) => arrivals(view, start).some(({ how }) => how === 'artifact'));
      for (const step of view.steps) {
        for (const act of step.acts) {
          const line = lineOfProgram(act, map.repository);
          if (line !== undefined) {
            const reads = step.acts.findLast(
              ({ command, path, place }) =>
                command !== undefined && act.via.some((one) => one.path === path && one.place.line === place.line),
            );
            const theirs = arrivedIn(reads, view, taint);
            const given =
              theirs ||
              [...view.workflow.env, ...view.job.env, ...step.step.env].some(
                ({ value }) => value.kind === 'scalar' && taint.ofText(value, siteOf(view, step)).control === 'free',
              );
            const control = given ? 'free' : 'derived';
            yield {
              path: act.path,
              place: { line, column: 1 },
              message: `a program writes ${given ? 'what it makes of a text that a stranger writes' : 'what is not known beforehand'} into the environment of every later step`,
              severity: severityOf(control, {
                privileged,
                artifact,
                secrets: secretsOf(view).length > 0,
                reach: worstDanger(view)?.reach ?? 'trusted',
              }),
              confidence: 'low',
              related: act.via,
            };
          }
          const written = writes(act);
          if (written === undefined) continue;
          const control = controlOfText(written, act, { view, step, taint });
          if (control === 'fixed') continue;
          yield {
            path: act.path,
            place: act.place,
            message: `${control === 'free' ? 'a text that a stranger writes' : 'what is not known beforehand'} becomes a variable or a path of every later step`,
            severity: severityOf(control, {
              privileged,
              artifact,
              secrets: secretsOf(view).length > 0,
              reach: worstDanger(view)?.reach ?? 'trusted',
            }),
            related: act.via,
          };
        }
      }
    }
  },
};

/** Whether a command is given files of a stranger. */
function arrivedIn(act: Act | undefined, view: JobView, taint: TaintReader): boolean {
  return (
    act !== undefined &&
    taint
      .arrivals(view)
      .some(({ directory }) =>
        directory === undefined || directory === '.'
          ? false
          : act.words.some((word) => word.replace(/^\.\//u, '').startsWith(directory)),
      )
  );
}

/** What a command adds to the files. */
function writes(act: Act): string | undefined {
  if (act.command === undefined) return undefined;
  const into = act.command.redirects.some(({ operator, target }) => operator.startsWith('>') && FILE.test(target));
  const tee = act.name === 'tee' && act.words.some((word) => FILE.test(word));
  const shown = /(?:Out-File|Add-Content|Set-Content)/u.test(act.text) && FILE.test(act.text);
  if (!into && !tee && !shown) return undefined;
  const from =
    tee || shown
      ? act.script
          .slice(0, act.command === undefined ? 0 : act.script.indexOf(act.command) + 1)
          .filter(
            ({ after, at, end }) =>
              after === '|' || (act.command !== undefined && at >= act.command.at && end <= act.command.end),
          )
      : [act.command];
  return from
    .flatMap(({ words, documents }) => [...words.map(({ text }) => text), ...documents.map(({ text }) => text)])
    .join(' ');
}

interface Around {
  readonly view: JobView;
  readonly step: StepView;
  readonly taint: TaintReader;
}

function controlOfText(text: string, act: Act, { view, step, taint }: Around): Control {
  const site = siteOf(view, step);
  const found: Control[] = embeddedIn(text).map(({ expression }) =>
    expression === undefined ? 'fixed' : taint.ofExpression(expression, site).control,
  );
  const plain = text.replaceAll(/\$\{\{.*?\}\}/gsu, '');
  const answers = plain.replaceAll(
    /\$\((?:pwd|date|nproc|uname|whoami|hostname|id|git rev-parse|python --version|which)\b[^()$]*\)/gu,
    '',
  );
  if (taint.shell.ofText(text, act, site, 0, true).control === 'free') found.push('free');
  if (/\$\(|`|^cat\b|^(?:python|node|jq|grep|sed|awk)\b/u.test(answers)) found.push('derived');
  for (const [, name = ''] of plain.matchAll(/(?:\$(?:env:)?\{?|%)([A-Za-z_]\w*)/gu)) {
    if (
      /^(?:HOME|PWD|PATH|GITHUB_WORKSPACE|GITHUB_PATH|GITHUB_ENV|RUNNER_\w+|GITHUB_(?:SHA|RUN_ID|RUN_NUMBER|REPOSITORY|ACTION_PATH)|CONDA|JAVA_HOME\w*|pythonLocation|USER|LD_LIBRARY_PATH|CUDA_HOME)$/u.test(
        name,
      )
    )
      continue;
    const own = name === 'GITHUB_HEAD_REF' ? 'free' : 'derived';
    found.push(
      taint.ofShellVariable(name, act, site, { control: own, source: name, head: false, through: [] }).control,
    );
  }
  return WORST.find((one) => found.includes(one)) ?? 'fixed';
}

function severityOf(
  control: Control,
  {
    privileged,
    artifact,
    secrets,
    reach,
  }: {
    readonly privileged: boolean;
    readonly artifact: boolean;
    readonly secrets: boolean;
    readonly reach: string;
  },
): Severity {
  // Every line of such a file is a variable: nothing keeps its text to one.
  if (control === 'free' && artifact && secrets && reach === 'open') return 'critical';
  if (control === 'free') return reach === 'open' || reach === 'raced' || reach === 'unsure' ? 'high' : 'medium';
  return privileged && artifact && reach === 'open' ? 'high' : privileged && reach === 'open' ? 'medium' : 'low';
}

/** Where a Python program of the repository that opens the file writes to it. */
function lineOfProgram({ call, path }: Act, repository: Repository): number | undefined {
  if (call?.callee !== 'open' || !path.endsWith('.py')) return undefined;
  const source = repository.text(path);
  const around = Array.from({ length: 12 }, (_, at) => source?.line(call.line - 5 + at) ?? '');
  if (!around.slice(0, 6).some((line) => /GITHUB_(?:ENV|PATH)\b/u.test(line))) return undefined;
  const at = around.findIndex((line, index) => index >= 5 && /\.write\(|print\(.*file=/u.test(line));
  return at === -1 ? undefined : call.line - 5 + at;
}
