import { bySeverity, dangerOf, describeGates, worse, type Danger } from '../danger.ts';
import { holdsContext } from '../gates/events.ts';
import type { Act } from '../map/act.ts';
import type { JobView, StepView } from '../map/pipeline.ts';
import { FIXED, type Taint } from '../map/taint-value.ts';
import type { Severity } from '../../core/finding.ts';
import { siteOf, type AuditContext, type AuditHit, type AuditRule } from '../rule.ts';

/** Programs that run the code of what they are given by name. */
const INSTALLS =
  /^(?:(?:uv )?pip3? (?:install|wheel|download)|pipx (?:install|run)|uv (?:add|tool (?:install|run))|uvx|poetry add|pdm add|conda install|mamba install|npm (?:i|install|exec)|npx|pnpm (?:add|dlx)|yarn (?:add|dlx)|bunx?|cargo install|go (?:install|get|run)|gem install|julia -e|Rscript -e)\b/u;
/** The same inside of walls of their own. */
const CONTAINED = /^(?:docker|podman|nerdctl|singularity|apptainer|udocker) (?:run|exec|compose|create)\b/u;
/** Programs that load a model by its name; what comes with it runs if they are told so. */
const MODELS =
  /^(?:lm_eval|lm-eval|lighteval|vllm|helm-run|inspect eval|evalplus|mteb|opencompass|text-generation-launcher|sglang|trtllm|optimum-cli|llamafactory-cli|ollama (?:run|pull)|accelerate launch|python|torchrun)\b/u;
const TRUSTS = /trust[-_]remote[-_]code(?![=\s]*[Ff]alse)/u;
const RIGHTS = /--privileged|docker\.sock|--network[= ]host|-v \/:/u;
/** Calls that run what comes with a model or a package of that name. */
const CALLS =
  /(?:^|\.)from_pretrained$|^transformers\.pipeline$|\.load_dataset$|^datasets\.load_dataset$|^torch\.hub\.load$/u;
const FETCHED = /^(?:git\.Repo\.clone_from|huggingface_hub\.(?:snapshot_download|hf_hub_download))$/u;
const LOADS = /^(?:torch\.load|pickle\.loads?|joblib\.load|dill\.loads?|runpy\.run_path|exec|importlib\.[\w.]+)$/u;

export const rule: AuditRule = {
  id: 'named-code-run',
  title: 'What a stranger names is fetched and run',
  severity: 'high',
  confidence: 'medium',
  atlas: ['AML.T0010.001', 'AML.T0010.003', 'AML.T0011'],
  advice:
    'Take names from a list that people of the project keep, and run what they lead to in a sandbox without secrets.',
  *check(context) {
    for (const view of context.map.jobs)
      for (const step of view.steps)
        for (const act of step.acts) {
          const found = act.command === undefined ? undefined : ofCommand(act, view, step, context);
          if (found !== undefined) yield found;
        }
  },
};

function ofCommand(act: Act, view: JobView, step: StepView, { taint }: AuditContext): AuditHit | undefined {
  const line = [act.name, ...act.words].join(' ').replaceAll(/\s+/gu, ' ');
  const installs = INSTALLS.test(line);
  const contained = CONTAINED.test(line);
  const model = MODELS.test(line);
  if (!installs && !contained && !model) return undefined;
  const site = siteOf(view, step);
  const given = act.words.find((word) => {
    // What is handed in as a variable of the environment or a file is no name.
    if (!/[$`]/u.test(word) || /^(?:-e|--env|-r|-c|--requirement)/u.test(word)) return false;
    return taint.shell.ofText(word, act, site).control === 'free';
  });
  if (given === undefined) return undefined;
  const before = act.words[act.words.indexOf(given) - 1] ?? '';
  if (contained && /^(?:-e|--env|--name|--label|-l|-w|--workdir|-v|--volume|--env-file|--hostname)$/u.test(before))
    return undefined;
  const loads = model && !TRUSTS.test(line) ? loading(act, step) : undefined;
  if (model && !TRUSTS.test(line) && loads === undefined) return undefined;
  const found = taint.shell.ofText(given, act, site);
  const danger = dangerFor(view, step, found);
  if (danger === undefined) return undefined;
  const most: Severity = contained && !RIGHTS.test(line) ? 'high' : 'critical';
  const severity = bySeverity(danger.reach, { open: most, unsure: 'high', raced: 'high' });
  return {
    path: act.path,
    place: act.place,
    message: `${line.slice(0, 90)} runs the code of what ${found.source === '' ? 'a stranger' : found.source} names${loads === undefined ? '' : `, by ${loads.name}`}${describeGates(danger.gates)}`,
    severity: found.answer === 'unknown' && severity === 'critical' ? 'high' : severity,
    related: [...found.through, ...act.via, ...(loads === undefined ? [] : [loads])],
  };
}

/** What the program that a command starts does with the name: it runs code of the model, or loads what it has fetched. */
function loading(act: Act, { acts }: StepView): Act | undefined {
  const inner = acts.filter(
    ({ call, via }) =>
      call !== undefined && via.some(({ path, place }) => path === act.path && place.line === act.place.line),
  );
  const trusting = inner.find(
    ({ call }) =>
      call !== undefined &&
      CALLS.test(call.callee) &&
      (call.callee === 'torch.hub.load' ||
        call.arguments.some(({ name, truth }) => name === 'trust_remote_code' && truth === true)),
  );
  if (trusting !== undefined) return trusting;
  const fetches = inner.some(({ name }) => FETCHED.test(name));
  return fetches
    ? inner.find(
        ({ call }) =>
          call !== undefined &&
          LOADS.test(call.callee) &&
          !call.arguments.some(({ name, truth }) => name === 'weights_only' && truth === true),
      )
    : undefined;
}

/** The worst of the runs that hold such a text. */
function dangerFor(view: JobView, step: StepView, { source }: Taint): Danger | undefined {
  return view.starts
    .filter(({ event }) => source === FIXED.source || holdsContext(event, source))
    .map((start) => dangerOf(view, start, step.index))
    .reduce<Danger | undefined>((worst, one) => (worst === undefined || worse(one, worst) ? one : worst), undefined);
}
