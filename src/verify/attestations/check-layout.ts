import { hexOf } from '../../core/digest.ts';
import { GateError } from '../../core/errors.ts';
import type { LayoutCheck } from '../../core/predicates/layout.ts';
import type { SubmissionFile } from '../../core/submission.ts';
import type { ReadDocument, SignedDocument } from '../../trust/attestation-file.ts';
import { preAuthenticationEncoding } from '../../trust/dsse.ts';
import { parseLink, type Layout, type Link } from '../../trust/in-toto/layout.ts';
import { keyIdentity, metadataSchema, metadataSignedBy, signatureHolds } from '../../trust/in-toto/metadata.ts';
import { applyRules, sameArtifact, type Artifacts, type StepArtifacts } from '../../trust/in-toto/rules.ts';
import { signedContent } from './signed-content.ts';

const MAX_LISTED = 1_000;

interface SignedLink {
  readonly where: string;
  readonly link: Link;
  readonly document: SignedDocument;
}

type Step = LayoutCheck['steps'][number];

/**
 * Holds the links that are there against a layout: each step by enough of its functionaries, who agree; materials chained to products by the layout's
 * rules; and every file of the model made by a step. (in-toto specification 1.0 §5.2, but for inspections and sublayouts: nothing of a
 * layout is run, and a step that another layout stands for is not proven.)
 * @param files of the model, without signatures and statements
 */
export function checkLayout(
  layout: Layout,
  documents: readonly ReadDocument[],
  files: readonly SubmissionFile[],
): Pick<LayoutCheck, 'status' | 'detail' | 'steps' | 'inspections' | 'unaccounted'> {
  const links = documents.flatMap(linkIn);
  const proven = new Map<string, StepArtifacts>();
  const counted = new Map<string, Step>();
  for (const step of layout.steps) counted.set(step.name, proveStep(layout, step, links, proven));
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
  const delivered: Artifacts = new Map(files.map(({ path, sha256 }) => [path, { sha256: hexOf(sha256) }]));
  const inspections = layout.inspect.map(({ name, run, expected_materials: rules }) => ({
    name,
    run,
    failures: applyRules(rules, 'materials', { materials: delivered, products: delivered }, proven),
  }));
  const unaccounted = unmade(layout, delivered, proven).slice(0, MAX_LISTED);
  return { ...judged(steps, inspections, unaccounted), steps, inspections, unaccounted };
}

/** A link, or undefined for what is none; what is broken is told of where statements are listed. */
function linkIn({ where, document }: ReadDocument): SignedLink[] {
  if (document instanceof GateError) return [];
  try {
    const signed = signedContent(document, where);
    const link = parseLink(signed, where);
    return link === undefined ? [] : [{ where, link, document }];
  } catch (error) {
    if (error instanceof GateError) return [];
    throw error;
  }
}

function proveStep(
  { keys }: Layout,
  step: Layout['steps'][number],
  links: readonly SignedLink[],
  proven: Map<string, StepArtifacts>,
): Step {
  // By the key itself: one key under two identifiers is one functionary.
  const functionaries = new Map<string, { readonly id: string; readonly signed: SignedLink }>();
  for (const signed of links.filter(({ link }) => link.name === step.name)) {
    for (const id of step.pubkeys) {
      const key = keys.get(id);
      if (key !== undefined && signedBy(signed.document, key)) functionaries.set(keyIdentity(key), { id, signed });
    }
  }
  const counted = [...functionaries.values()];
  const [first, ...others] = counted.map(({ signed }) => signed.link);
  const found = {
    ...missing(step),
    functionaries: counted.map(({ id }) => id),
    links: counted.map(({ signed }) => signed.where),
  };
  if (first === undefined) return found;
  const agreed = others.every(
    (other) => sameArtifacts(first.materials, other.materials) && sameArtifacts(first.products, other.products),
  );
  if (!agreed) return { ...found, status: 'failed', failures: ['its links contradict one another'] };
  if (counted.length < step.threshold) return found;
  proven.set(step.name, first);
  const expected = step.expected_command;
  const other = expected.length > 0 && JSON.stringify(expected) !== JSON.stringify(first.command);
  return { ...found, status: 'passed', notes: other ? ['another command was run than expected'] : [] };
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
  const [signature] = signatures;
  return signature !== undefined && signatureHolds(preAuthenticationEncoding(payloadType, payload), key, signature.sig);
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
