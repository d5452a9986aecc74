import type { Metrics, StoreMetrics } from '../gate/metrics/report.ts';

interface Family {
  readonly name: string;
  readonly help: string;
  readonly samples: (
    store: StoreMetrics,
  ) => readonly { readonly labels?: Readonly<Record<string, string>>; readonly value: number | null }[];
}

const each = (label: string, counts: Readonly<Record<string, number>>): ReturnType<Family['samples']> =>
  Object.entries(counts).map(([name, value]) => ({ labels: { [label]: name }, value }));

/** Of what a store holds now: a ledger only grows, and runs may be removed. Names as prometheus.io/docs/practices/naming asks. */
const FAMILIES: readonly Family[] = [
  { name: 'entries', help: 'Verified entries by verdict.', samples: ({ total }) => each('verdict', total.verdicts) },
  {
    name: 'unverified_entries',
    help: 'Entries that could not be verified; they count in nothing else.',
    samples: ({ unverified }) => [{ value: unverified.entries }],
  },
  {
    name: 'unfinished_runs',
    help: 'Runs without a verdict yet.',
    samples: ({ unfinished }) => [{ value: unfinished }],
  },
  {
    name: 'signatures',
    help: 'Verified entries by what came of the check of signatures.',
    samples: ({ total }) => each('answer', total.signatures),
  },
  {
    name: 'evaluations',
    help: 'Verified entries by whether a model was run, and behind walls that held.',
    samples: ({ total }) => each('answer', total.evaluations),
  },
  {
    name: 'signature_verification_ratio',
    help: 'Verified signatures, of the entries that carry one.',
    samples: ({ total }) => [{ value: total.signatureVerificationRate }],
  },
  {
    name: 'unsigned_ratio',
    help: 'Unsigned artifacts, of the entries of which it is known.',
    samples: ({ total }) => [{ value: total.unsignedShare }],
  },
  {
    name: 'sandboxed_evaluations_ratio',
    help: 'Evaluations behind walls that held, of those in which a model was run.',
    samples: ({ total }) => [{ value: total.sandboxedShare }],
  },
];

/** The text exposition format 0.0.4. A share of nothing has no sample. */
export function renderPrometheus({ stores }: Metrics): string[] {
  return FAMILIES.flatMap(({ name, help, samples }) => [
    `# HELP modelgate_${name} ${help}`,
    `# TYPE modelgate_${name} gauge`,
    ...stores.flatMap((store) =>
      samples(store).flatMap(({ labels, value }) =>
        value === null
          ? []
          : [`modelgate_${name}{${labelText({ store: store.store, kind: store.kind, ...labels })}} ${value}`],
      ),
    ),
  ]);
}

function labelText(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(
      ([name, value]) =>
        `${name}="${value.replace(/[\\"\n]/gu, (char) => (char === '\n' ? String.raw`\n` : `\\${char}`))}"`,
    )
    .join(',');
}
