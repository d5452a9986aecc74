import type { KeyObject } from 'node:crypto';
import { hexOf } from '../../core/digest.ts';
import { GateError } from '../../core/errors.ts';
import type { LayoutCheck } from '../../core/predicates/layout.ts';
import type { SubmissionFile } from '../../core/submission.ts';
import type { ReadDocument, SignedDocument } from '../../trust/attestation-file.ts';
import { preAuthenticationEncoding } from '../../trust/dsse.ts';
import { isLayout, parseLayout, parseLink, type Layout, type Link } from '../../trust/in-toto/layout.ts';
import { keyIdentity, metadataSchema, metadataSignedBy, signatureHolds } from '../../trust/in-toto/metadata.ts';
import { applyRules, sameArtifact, type Artifacts, type StepArtifacts } from '../../trust/in-toto/rules.ts';
import { ATTESTATION_LIMITS } from '../../trust/predicates/limits.ts';
import { signedContent } from './signed-content.ts';

const MAX_LISTED = 1_000;

interface SignedLink {
  readonly where: string;
  readonly link: Link;
  readonly document: SignedDocument;
  /** That a layout stands for it. */
  readonly delegated?: true;
}

/** A layout that a functionary signed in the place of a link. */
interface SignedLayout {
  readonly where: string;
  readonly signed: unknown;
  readonly document: SignedDocument;
}

interface Evidence {
  readonly links: readonly SignedLink[];
  readonly layouts: readonly SignedLayout[];
  readonly now: Date;
  /** How many layouts stand above this one. */
  readonly depth: number;
  /** Layouts that may still be looked into, of all depths together: one can be named by many steps. */
  readonly budget: { left: number };
}

type Step = LayoutCheck['steps'][number];

/**
 * Holds the links that are there against a layout: each step by enough of its functionaries, who agree; materials chained to products by the layout's
 * rules; and every file of the model made by a step. (in-toto specification 1.0 §5.2, but for inspections: nothing of a layout is run.)
 * @param files of the model, without signatures and statements
 */
export function checkLayout(
  layout: Layout,
  documents: readonly ReadDocument[],
  files: readonly SubmissionFile[],
  now: Date,
): Pick<LayoutCheck, 'status' | 'detail' | 'steps' | 'inspections' | 'unaccounted'> {
  const { steps, proven } = proveSteps(layout, {
    links: documents.flatMap(linkIn),
    layouts: documents.flatMap(layoutIn),
    now,
    depth: 0,
    budget: { left: ATTESTATION_LIMITS.sublayouts },
  });
  const delivered: Artifacts = new Map(files.map(({ path, sha256 }) => [path, { sha256: hexOf(sha256) }]));
  const inspections = layout.inspect.map(({ name, run, expected_materials: rules }) => ({
    name,
    run,
    failures: applyRules(rules, 'materials', { materials: delivered, products: delivered }, proven),
  }));
  const unaccounted = unmade(layout, delivered, proven).slice(0, MAX_LISTED);
  return { ...judged(steps, inspections, unaccounted), steps, inspections, unaccounted };
}

function proveSteps(
  layout: Layout,
  evidence: Evidence,
): { readonly steps: Step[]; readonly proven: ReadonlyMap<string, StepArtifacts> } {
  const proven = new Map<string, StepArtifacts>();
  const counted = new Map<string, Step>();
  for (const step of layout.steps) counted.set(step.name, proveStep(layout, step, evidence, proven));
  const steps = layout.steps.map((step): Step => {
    const found = counted.get(step.name);
    const artifacts = proven.get(step.name);
    if (found === undefined || artifacts === undefined) return found ?? missing(step);
    const failures = [
      ...found.failures,
      ...applyRules(step.expected_materials, 'materials', artifacts, proven),
      ...applyRules(step.expected_products, 'products', artifacts, proven),
    ];
    return { ...found, failures, status: failures.length > 0 ? 'failed' : found.status };
  });
  return { steps, proven };
}

/** A link, or undefined for what is none; what is broken is told of where statements are listed. */
function linkIn(read: ReadDocument): SignedLink[] {
  return contentIn(read, (signed, document) => {
    const link = parseLink(signed, read.where);
    return link === undefined ? [] : [{ where: read.where, link, document }];
  });
}

function layoutIn(read: ReadDocument): SignedLayout[] {
  return contentIn(read, (signed, document) => (isLayout(signed) ? [{ where: read.where, signed, document }] : []));
}

function contentIn<T>(
  { where, document }: ReadDocument,
  take: (signed: unknown, document: SignedDocument) => T[],
): T[] {
  if (document instanceof GateError) return [];
  try {
    return take(signedContent(document, where), document);
  } catch (error) {
    if (error instanceof GateError) return [];
    throw error;
  }
}

/**
 * The link that a layout stands for, signed by a functionary of a step in the place of a link: from the materials of its first step to
 * the products of its last (in-toto specification 1.0 §4.5). It has no name, so the file's says which step it is for, as in-toto has
 * it: `STEP.KEYID8.link`.
 */
function sublink(step: string, id: string, key: KeyObject, evidence: Evidence): Sublink | undefined {
  const name = `${step}.${id.slice(0, 8)}.link`;
  for (const { where, signed, document } of evidence.layouts) {
    if (where !== name && !where.endsWith(`/${name}`)) continue;
    if (!signedBy(document, key)) continue;
    const fault = (why: string): Sublink => ({ why: `the layout ${where} ${why}` });
    if (evidence.depth >= ATTESTATION_LIMITS.layoutDepth) return fault('lies deeper than layouts are followed');
    if (evidence.budget.left-- <= 0) return fault('is one layout too many');
    try {
      const layout = parseLayout(signed, where);
      if (evidence.now.getTime() > Date.parse(layout.expires)) return fault(`expired on ${layout.expires}`);
      const { steps, proven } = proveSteps(layout, { ...evidence, depth: evidence.depth + 1 });
      const open = steps.find(({ status }) => status !== 'passed');
      if (open !== undefined) return fault(`does not hold: ${open.name} ${open.failures[0] ?? 'lacks links'}`);
      const [first, last] = [layout.steps[0], layout.steps.at(-1)].map((one) => proven.get(one?.name ?? ''));
      const materials = first?.materials ?? new Map();
      const link = { name: step, command: [], materials, products: last?.products ?? new Map() };
      const run = layout.inspect.map((one) => one.name);
      return {
        signed: { where, link, document, delegated: true },
        ...(run.length === 0 ? {} : { why: `inspections of the layout ${where} are not run: ${run.join(', ')}` }),
      };
    } catch (error) {
      if (!(error instanceof GateError)) throw error;
      return fault(`can't be read: ${error.message}`);
    }
  }
  return undefined;
}

/** What became of one layout in the place of a link: why it doesn't stand for one, or what was left out of looking. */
interface Sublink {
  readonly signed?: SignedLink;
  readonly why?: string;
}

function proveStep(
  { keys }: Layout,
  step: Layout['steps'][number],
  evidence: Evidence,
  proven: Map<string, StepArtifacts>,
): Step {
  // By the key itself: one key under two identifiers is one functionary.
  const functionaries = new Map<string, { readonly id: string; readonly signed: SignedLink }>();
  for (const signed of evidence.links.filter(({ link }) => link.name === step.name)) {
    for (const id of step.pubkeys) {
      const key = keys.get(id);
      if (key !== undefined && signedBy(signed.document, key)) functionaries.set(keyIdentity(key), { id, signed });
    }
  }
  const notes: string[] = [];
  for (const id of step.pubkeys) {
    const key = keys.get(id);
    if (key === undefined || functionaries.has(keyIdentity(key))) continue;
    const found = sublink(step.name, id, key, evidence);
    if (found === undefined) continue;
    if (found.signed !== undefined) functionaries.set(keyIdentity(key), { id, signed: found.signed });
    if (found.why !== undefined) notes.push(found.why);
  }
  const counted = [...functionaries.values()];
  const [first, ...others] = counted.map(({ signed }) => signed.link);
  const found = {
    ...missing(step),
    functionaries: counted.map(({ id }) => id),
    links: counted.map(({ signed }) => signed.where),
    notes,
  };
  if (first === undefined) return found;
  const agreed = others.every(
    (other) => sameArtifacts(first.materials, other.materials) && sameArtifacts(first.products, other.products),
  );
  if (!agreed) return { ...found, status: 'failed', failures: ['its links contradict one another'] };
  if (counted.length < step.threshold) return found;
  proven.set(step.name, first);
  const expected = step.expected_command;
  // A layout that stands for a link ran several.
  const other =
    expected.length > 0 &&
    counted[0]?.signed.delegated !== true &&
    JSON.stringify(expected) !== JSON.stringify(first.command);
  return { ...found, status: 'passed', notes: [...notes, ...(other ? ['another command was run than expected'] : [])] };
}

function missing({ name, threshold }: Layout['steps'][number]): Step {
  return { name, status: 'incomplete', functionaries: [], threshold, links: [], failures: [], notes: [] };
}

function signedBy(document: SignedDocument, key: Parameters<typeof metadataSignedBy>[1]): boolean {
  if (document.form === 'metadata') {
    const metadata = metadataSchema.safeParse(document.json);
    return metadata.success && metadataSignedBy(metadata.data, key);
  }
  const { payloadType, payload, signatures } = document.bundle.envelope;
  const signed = preAuthenticationEncoding(payloadType, payload);
  return signatures.some(({ sig }) => signatureHolds(signed, key, sig));
}

function sameArtifacts(a: Artifacts, b: Artifacts): boolean {
  return (
    a.size === b.size &&
    [...a].every(([path, digests]) => {
      const other = b.get(path);
      return other !== undefined && sameArtifact(digests, other);
    })
  );
}

/** Files that no step made. Under a name that a step made, only what the last of them made counts. */
function unmade(layout: Layout, delivered: Artifacts, proven: ReadonlyMap<string, StepArtifacts>): string[] {
  const made = layout.steps.flatMap(({ name }) => proven.get(name)?.products ?? []);
  const digests = new Set(made.flatMap((products) => [...products.values()].map(({ sha256 }) => sha256)));
  return [...delivered]
    .filter(([path, { sha256 }]) => {
      const last = made.findLast((products) => products.has(path))?.get(path);
      return last === undefined ? !digests.has(sha256) : last['sha256'] !== sha256;
    })
    .map(([path]) => path);
}

function judged(
  steps: readonly Step[],
  inspections: LayoutCheck['inspections'],
  unaccounted: readonly string[],
): Pick<LayoutCheck, 'status' | 'detail'> {
  const broken = [...steps, ...inspections].find(({ failures }) => failures.length > 0);
  if (broken !== undefined) return { status: 'failed', detail: `${broken.name}: ${broken.failures[0] ?? ''}` };
  const open = steps.filter(({ status }) => status !== 'passed');
  if (open.length > 0) {
    const told = open.map(({ name, functionaries, threshold }) => `${name} (${functionaries.length} of ${threshold})`);
    return { status: 'incomplete', detail: `steps without enough links of their functionaries: ${told.join(', ')}` };
  }
  if (unaccounted.length > 0)
    return {
      status: 'failed',
      detail: `no step made ${unaccounted.slice(0, 5).join(', ')}${unaccounted.length > 5 ? '…' : ''}`,
    };
  const run = inspections.map(({ name }) => name);
  const left = run.length === 0 ? '' : `; inspections are not run: ${run.join(', ')}`;
  return { status: 'passed', detail: `${steps.map(({ name }) => name).join(', ')}: each by its functionaries${left}` };
}
