import { embeddedIn } from '../expression/parse.ts';
import { worstDanger } from '../danger.ts';
import type { JobView, StepView } from '../map/pipeline.ts';
import { fetchesSubmissions } from '../map/results.ts';
import { runOf } from '../map/run-of.ts';
import { unwrapped } from '../map/unwrap.ts';
import type { ShellCommand } from '../shell/syntax.ts';
import { secretsOf } from '../map/secrets.ts';
import type { Spot } from '../map/act.ts';
import { siteOf, type AuditContext, type AuditRule } from '../rule.ts';
import type { YamlScalar } from '../yaml/node.ts';

const ACTIONS =
  /^(?:mamba-org\/(?:setup-micromamba|provision-with-micromamba)|conda-incubator\/setup-miniconda|prefix-dev\/setup-pixi|docker\/build-push-action|devcontainers\/ci)$/u;
const PATH = 200;
const INPUT = /^(?:environment-file|file|dockerfile|context|manifest-path)$/u;
const BUILDS =
  /^(?:(?:conda|mamba|micromamba)(?: env)? (?:create|update)\b.*(?:-f|--file)|docker(?: buildx)? build\b|repo2docker\b|jupyter-repo2docker\b|cog (?:build|predict)\b|bentoml build\b|(?:uv )?pip install (?:.* )?(?:-r|--requirement)\b)/u;
/** Directories in which submissions lie. */
const SUBMITTED =
  /(?:^|[\s"'/=])(?:submissions?|models?|plugins?|entries|candidates?|staged|uploads?|agents?)\/[^\s]*(?:\$|\{|\*)/iu;

export const rule: AuditRule = {
  id: 'submitted-environment',
  title: 'An environment is built as a submission declares it',
  severity: 'medium',
  confidence: 'medium',
  atlas: ['AML.T0010.001', 'AML.T0011.000'],
  advice: 'Build what a submission declares without secrets and network rights, or allow packages by name and digest.',
  *check(context) {
    for (const view of context.map.jobs) {
      const secrets = secretsOf(view);
      for (const step of view.steps) {
        const found = declaredBy(view, step, context);
        if (found === undefined) continue;
        const reach = worstDanger(view)?.reach;
        yield {
          path: found.path,
          place: found.place,
          message: `${found.what} is built as what is submitted says; installing it runs its code${secrets.length > 0 ? ', next to secrets' : ''}`,
          severity:
            secrets.length > 0 && ((reach !== 'gated' && reach !== 'trusted') || fetchesSubmissions(view))
              ? 'high'
              : 'medium',
          related: secrets.slice(0, 3),
        };
      }
    }
  },
};

function declaredBy(
  view: JobView,
  step: StepView,
  context: AuditContext,
): (Spot & { readonly what: string }) | undefined {
  const { uses } = step.step;
  const site = siteOf(view, step);
  if (uses !== undefined && ACTIONS.test(uses.name)) {
    for (const { key, value } of step.step.with) {
      if (!INPUT.test(key) || value.kind !== 'scalar' || !isOpen(value, context, site)) continue;
      return { path: view.workflow.path, place: value.place, what: value.text.slice(0, 80) };
    }
    return undefined;
  }
  const act = step.acts.find(({ command, name, words, script }) => {
    if (command === undefined) return false;
    const expand = (text: string): string => withValues(text, script);
    const line = expand([name, ...words].join(' '));
    if (BUILDS.test(line)) return SUBMITTED.test(line);
    const run = runOf(unwrapped(command.words).map(({ text }) => text));
    return run?.kind === 'file' && SUBMITTED.test(expand(run.path));
  });
  return act === undefined ? undefined : { ...act, what: [act.name, ...act.words].join(' ').slice(0, 80) };
}

/** Names in a text replaced by the paths that a loop or an assignment gives them. */
function withValues(text: string, script: readonly ShellCommand[]): string {
  return text.replaceAll(/\$\{?([A-Za-z_]\w*)\}?/gu, (whole: string, name: string) => {
    const value = script.flatMap(({ assignments }) => assignments).find((one) => one.name === name)?.value;
    return value !== undefined && value.includes('/') && value.length < PATH ? value : whole;
  });
}

/** Worked out from outputs, inputs or a matrix that is not written out, and no part of a fixed list. */
function isOpen(value: YamlScalar, { taint }: AuditContext, site: ReturnType<typeof siteOf>): boolean {
  return embeddedIn(value.text).some(({ expression }) => {
    if (expression === undefined) return false;
    const { control } = taint.ofExpression(expression, site);
    return (
      control === 'free' ||
      control === 'derived' ||
      (control === 'writer' && site.workflow.triggers.some(({ event }) => event === 'workflow_call'))
    );
  });
}
