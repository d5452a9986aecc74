import { isOwnRunner } from './map/runner.ts';
import type { JobView, PipelineMap } from './map/pipeline.ts';
import type { SlsaRequirement, SlsaTrack } from './report.ts';

const PROVENANCE = /^(?:actions\/attest-build-provenance|actions\/attest|slsa-framework\/slsa-github-generator)$/u;
const SIGNS =
  /cosign (?:sign|attest)|gh attestation|--provenance|sigstore sign|model_signing sign|modelgate (?:sign|intake)/u;

interface Assessment {
  readonly version: '1.2';
  readonly build: SlsaTrack;
  readonly source: SlsaTrack;
}

/** Levels of SLSA 1.2 as far as the files of a repository show them. What only the forge knows is `unknown` and counts as not met. */
export function assessSlsa(map: PipelineMap): Assessment {
  return { version: '1.2', build: slsaTrack(buildRequirements(map)), source: slsaTrack(sourceRequirements(map)) };
}

/** The level up to which every requirement is met. */
export function slsaTrack(requirements: readonly SlsaRequirement[]): SlsaTrack {
  let level = 0;
  for (const next of [1, 2, 3, 4]) {
    const own = requirements.filter((one) => one.level === next);
    if (own.length === 0 || own.some(({ status }) => status !== 'met')) break;
    level = next;
  }
  return { level, requirements: [...requirements] };
}

function buildRequirements(map: PipelineMap): SlsaRequirement[] {
  const jobs = map.jobs.filter(({ workflow }) => workflow.kind === 'workflow' && workflow.system !== 'space');
  const built = jobs.filter((view) => view.steps.some(({ step, acts }) => step.run !== undefined || acts.length > 0));
  const provenance = jobs.filter(makesProvenance);
  const own = provenance.filter(({ job }) => isOwnRunner(job));
  const isolated = provenance.filter(
    ({ job, steps }) => job.uses !== undefined && /slsa-github-generator/u.test(job.uses.name) && steps.length === 0,
  );
  return [
    {
      id: 'scripted-build',
      level: 1,
      status: built.length > 0 ? 'met' : 'not-met',
      evidence: spots(built),
      note: built.length > 0 ? 'a workflow builds' : 'describe the build in a workflow',
    },
    {
      id: 'provenance-exists',
      level: 1,
      status: provenance.length > 0 ? 'met' : 'not-met',
      evidence: spots(provenance),
      note: provenance.length > 0 ? 'provenance is made' : 'make provenance with actions/attest-build-provenance',
    },
    {
      id: 'provenance-authentic',
      level: 2,
      status: provenance.length > 0 && own.length === 0 ? 'met' : 'not-met',
      evidence: spots(provenance),
      note: own.length > 0 ? 'let hosted runners make it' : 'have the platform sign the provenance',
    },
    {
      id: 'hosted-platform',
      level: 2,
      status: provenance.length > 0 && own.length === 0 ? 'met' : 'not-met',
      evidence: spots(own),
      note: 'build on machines that the platform keeps',
    },
    {
      id: 'provenance-unforgeable',
      level: 3,
      status: isolated.length > 0 ? 'met' : 'not-met',
      evidence: spots(isolated),
      note: 'make the provenance in a reusable workflow that the build can not change',
    },
  ];
}

function makesProvenance({ job, steps }: JobView): boolean {
  if (job.uses !== undefined && PROVENANCE.test(job.uses.name)) return true;
  return steps.some(
    ({ step, acts }) =>
      (step.uses !== undefined && PROVENANCE.test(step.uses.name)) || acts.some(({ text }) => SIGNS.test(text)),
  );
}

function sourceRequirements(map: PipelineMap): SlsaRequirement[] {
  const owners = map.repository.paths.filter((path) => /(?:^|\.github\/|docs\/)CODEOWNERS$/u.test(path));
  return [
    {
      id: 'version-controlled',
      level: 1,
      status: 'unknown',
      evidence: [],
      note: 'files alone do not tell where they come from; ask the forge with --github',
    },
    {
      id: 'history-kept',
      level: 2,
      status: 'unknown',
      evidence: [],
      note: 'protect the branch against force pushes and deletion',
    },
    {
      id: 'controls-continuous',
      level: 3,
      status: 'unknown',
      evidence: [],
      note: 'require status checks by a ruleset',
    },
    {
      id: 'two-person-review',
      level: 4,
      status: 'unknown',
      evidence: owners.map((path) => ({ path, line: 1 })),
      note:
        owners.length > 0
          ? 'owners of the code are named; whether a review is required only the forge knows'
          : 'require a review by somebody else',
    },
  ];
}

function spots(views: readonly JobView[]): SlsaRequirement['evidence'] {
  return views.slice(0, 5).map(({ workflow, job }) => ({ path: workflow.path, line: job.place.line }));
}
