import * as z from 'zod';
import type { Evidence, StageName } from '../core/evidence.ts';
import { evaluatePredicateSchema } from '../core/predicates/evaluate.ts';
import { tellTripwires, type Tripwires } from '../core/predicates/tripwires.ts';
import { scanPredicateSchema } from '../core/predicates/scan.ts';
import { enforcementSchema, type Enforcement } from '../sandbox/driver.ts';
import { probeReportSchema, type ProbeReport, type WallReport } from '../sandbox/probe/walls.ts';
import { counted } from './format.ts';
import { code, facts, join, nothing, paragraph, section, table, tag, text, type Markup } from './markup.ts';

/** Behind which walls the submission was parsed and run, what holds each limit, and what the probe tried. */
export function sandboxSection(stages: ReadonlyMap<StageName, Evidence>): Markup {
  const parsing = scanPredicateSchema.safeParse(stages.get('scan')?.predicate).data?.scan.parsing;
  const isolation = evaluatePredicateSchema.safeParse(stages.get('evaluate')?.predicate).data?.isolation;
  const probes = z.array(probeReportSchema).safeParse(isolation?.probe).data ?? [];
  const [probe] = probes;
  return section('sandbox', text('Walls of the sandbox'), [
    paragraph(
      'Nothing of the submission is parsed or run outside a sandbox without network. Before the model ran, a probe in its own instance of the same specification tried to get out.',
    ),
    facts([
      ['Parsing', parsing === undefined ? text('not recorded') : told(parsing.isolation, parsing.enforcement)],
      ['Running the model', isolation === undefined ? text('nothing was run') : runs(isolation, probes)],
      ...(isolation === undefined ? [] : ([['What it tried', text(tellTripwires(isolation.tripwires))]] as const)),
    ]),
    tripwireTable(isolation?.tripwires?.events ?? []),
    probe === undefined ? nothing : wallTable(probe.walls),
  ]);
}

function runs(
  isolation: { readonly driver: string; readonly enforcement: readonly unknown[] },
  probes: readonly ProbeReport[],
): Markup {
  return join([
    told(isolation.driver, isolation.enforcement[0]),
    text(`; ${counted(probes.length, 'weight file')} run, the walls around each probed first`),
  ]);
}

function told(driver: string, unparsed: unknown): Markup {
  const enforcement = enforcementSchema.safeParse(unparsed).data;
  if (enforcement === undefined) return text(driver === 'process' ? 'a child process with limits, no sandbox' : driver);
  return join([text(`${driver} ${limitsOf(enforcement)}; specification `), code(enforcement.specification)]);
}

function limitsOf({ version, memory, pids, cpu, hostUid }: Enforcement): string {
  return `${version}; memory held by ${memory}, processes by ${pids}, CPU by ${cpu}; host user ${hostUid}`;
}

function tripwireTable(events: Tripwires['events']): Markup {
  if (events.length === 0) return nothing;
  return table(
    [
      { title: 'Tried', head: true, cell: ({ kind }) => text(kind) },
      { title: 'What', cell: ({ what }) => text(what) },
      { title: 'Times', cell: ({ count }) => text(String(count)) },
    ],
    events,
  );
}

function wallTable(walls: readonly WallReport[]): Markup {
  return table(
    [
      { title: 'Wall', head: true, cell: ({ wall }) => text(wall) },
      { title: 'Answer', cell: ({ held }) => tag(held ? 'held' : 'broken') },
      { title: 'What was tried', cell: ({ detail }) => text(detail) },
    ],
    walls,
    'walls',
  );
}
