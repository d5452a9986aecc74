import { SEVERITIES, type Severity } from '../../core/finding.ts';
import { counts } from '../exceptions/settle.ts';
import { describeGate } from '../gates/gate-names.ts';
import type { AuditReport, AuditStage } from '../report.ts';
import { StageFinder } from '../stage-of.ts';

const GRAPHS = 20;
const JOBS = 16;
const STARTS = 8;
const SOURCES = 8;
const SINKS = 10;
const LAYERS = 5;

export type Tone = 'bad' | 'open' | 'good' | 'plain';

export interface GraphNode {
  readonly id: string;
  readonly kind: 'start' | 'source' | 'job' | 'sink';
  readonly tone: Tone;
  /** Both may hold text of the repository. */
  readonly label: string;
  readonly note: string;
  /** From what starts a job, through the jobs in the order of their needs, to what leaves. */
  readonly column: number;
}

/** The map of one file of a pipeline, cut to what can be looked at. */
export interface PipelineGraph {
  readonly path: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly { readonly from: string; readonly to: string; readonly tone: Tone }[];
  /** Nodes that are not drawn. */
  readonly left: number;
}

/** A graph for each file with jobs, that with the worst finding first; and how many files are not drawn. */
export function graphsOf(report: AuditReport): { readonly graphs: readonly PipelineGraph[]; readonly left: number } {
  const finder = new StageFinder(report.stages);
  const worst = new Map<AuditStage, Severity>();
  // The worst comes first in a report.
  for (const finding of report.findings.filter(counts)) {
    const stage = finder.of(finding);
    if (stage !== undefined && !worst.has(stage)) worst.set(stage, finding.severity);
  }
  const weight = (stage: AuditStage): number =>
    SEVERITIES.indexOf(worst.get(stage) ?? 'info') * 2 +
    Number(stage.starts.some(({ exposure }) => exposure === 'privileged'));
  const files = [...Map.groupBy(report.stages, ({ path }) => path)]
    .map(([path, stages]) => ({ path, stages, weight: Math.max(...stages.map(weight)) }))
    .toSorted((a, b) => b.weight - a.weight);
  return {
    graphs: files.slice(0, GRAPHS).map(({ path, stages }, index) =>
      graphOf(
        path,
        stages.toSorted((a, b) => weight(b) - weight(a)),
        worst,
        `g${index}`,
      ),
    ),
    left: Math.max(0, files.length - GRAPHS),
  };
}

type Draft = Omit<GraphNode, 'id' | 'column'>;

function graphOf(
  path: string,
  stages: readonly AuditStage[],
  worst: ReadonlyMap<AuditStage, Severity>,
  prefix: string,
): PipelineGraph {
  const jobs = stages.slice(0, JOBS);
  const layers = layersOf(jobs);
  const last = Math.max(...layers.values()) + 2;
  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, PipelineGraph['edges'][number]>();
  const left = new Set<string>();
  const add = (draft: Draft, column: number, limit: number): GraphNode | undefined => {
    const key = `${draft.kind} ${draft.label} ${draft.note}`;
    const known = nodes.get(key);
    if (known !== undefined) return known;
    if ([...nodes.values()].filter(({ kind }) => kind === draft.kind).length >= limit) {
      left.add(key);
      return undefined;
    }
    const node = { ...draft, id: `${prefix}n${nodes.size}`, column };
    nodes.set(key, node);
    return node;
  };
  const connect = (from: GraphNode | undefined, to: GraphNode | undefined, tone: Tone): void => {
    if (from !== undefined && to !== undefined) edges.set(`${from.id} ${to.id}`, { from: from.id, to: to.id, tone });
  };
  const byId = new Map(
    jobs.map((stage) => {
      const found = worst.get(stage);
      const note = `line ${stage.line}${found === undefined ? '' : `, ${found} finding`}`;
      const draft: Draft = {
        kind: 'job',
        tone: toneOf(found),
        label: stage.id,
        note,
      };
      return [stage.id, add(draft, (layers.get(stage.id) ?? 0) + 1, JOBS)] as const;
    }),
  );
  for (const stage of jobs) {
    const job = byId.get(stage.id);
    for (const need of stage.needs) connect(byId.get(need), job, 'plain');
    for (const start of stage.starts) {
      const draft = startOf(start);
      // What runs after another job is started by the same event: one line to the first says enough.
      if (stage.needs.some((need) => byId.has(need))) continue;
      connect(add(draft, 0, STARTS), job, draft.tone);
    }
    for (const { kind, what, verified } of stage.sources) {
      const tone = verified ? 'good' : 'bad';
      const note = `${kind}, ${verified ? 'verified' : 'not verified'}`;
      connect(add({ kind: 'source', tone, label: what, note }, 0, SOURCES), job, tone);
    }
    for (const { kind, what } of stage.sinks) {
      const tone = kind === 'secret' ? 'open' : 'plain';
      connect(job, add({ kind: 'sink', tone, label: what, note: kind }, last, SINKS), tone);
    }
  }
  return {
    path,
    nodes: [...nodes.values()],
    edges: [...edges.values()],
    left: left.size + stages.length - jobs.length,
  };
}

function startOf({ event, exposure, gates }: AuditStage['starts'][number]): Draft {
  const names = [...new Set(gates.map(({ kind, raced }) => `${describeGate(kind)}${raced ? ' (raced)' : ''}`))];
  const open = exposure === 'privileged' && !gates.some(({ blocks, raced }) => blocks && !raced);
  const tone = open ? 'bad' : exposure === 'trusted' ? 'good' : 'open';
  return { kind: 'start', tone, label: event, note: [exposure, ...names].join(', ') };
}

function toneOf(severity: Severity | undefined): Tone {
  if (severity === 'critical' || severity === 'high') return 'bad';
  return severity === 'medium' ? 'open' : 'plain';
}

/** How many jobs come before each; in a circle, which no service runs, the count ends somewhere. */
function layersOf(jobs: readonly AuditStage[]): Map<string, number> {
  const layers = new Map(jobs.map(({ id }) => [id, 0]));
  for (let round = 0; round < LAYERS; round++)
    for (const { id, needs } of jobs)
      for (const need of needs) {
        const before = layers.get(need);
        if (before !== undefined) layers.set(id, Math.min(LAYERS, Math.max(layers.get(id) ?? 0, before + 1)));
      }
  return layers;
}
