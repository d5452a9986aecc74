import { posix } from 'node:path';
import type { CheckedPin } from '../acquire/dvc-pins.ts';
import { standardTypeOf } from '../attest/standard-form.ts';
import type { Sha256 } from '../core/digest.ts';
import type { Evidence, StageName } from '../core/evidence.ts';
import { comparePredicateSchema } from '../core/predicates/compare.ts';
import { evaluatePredicateSchema, type EvaluatePredicate } from '../core/predicates/evaluate.ts';
import { verifyPredicateSchema } from '../core/predicates/verify.ts';
import { manifestEntry, type Submission } from '../core/submission.ts';
import type { FileFacts } from '../formats/facts.ts';
import type { Ancestor, BomData, ModelContents } from '../trust/bom/contents.ts';
import { licenceNamed } from '../trust/bom/licence-names.ts';

const SOURCES =
  /(?:^|\/)(?:readme|model_?card)\.(?:md|markdown)$|(?:^|\/)(?:config\.json|dvc\.lock|licen[cs]e|copying)|\.(?:dvc|gguf)$/iu;
const CODE = /\.(?:py|sh|ipynb|r|jl|ya?ml|toml|cfg)$/iu;

/** Files whose facts go into a bill of materials; the others need not be parsed for one. */
export function isBomSource(path: string): boolean {
  return SOURCES.test(path);
}

export interface BomInputs {
  readonly submission: Submission;
  /** Of the files for which `isBomSource` holds; of others they are passed over. */
  readonly facts: readonly FileFacts[];
  /** Empty for a model that went through no gate. */
  readonly evidence: ReadonlyMap<StageName, Evidence>;
  readonly statements: readonly { readonly stage: StageName; readonly digest: Sha256 }[];
  readonly pins: readonly CheckedPin[];
  /** RFC 3339 in UTC with seconds. */
  readonly at: string;
}

/** When the last of the stages ended: the time of a bill of materials that is drawn from them. */
export function lastFinished(evidence: ReadonlyMap<StageName, Evidence>): string | undefined {
  const [last] = Array.from(evidence.values(), ({ finishedAt }) => finishedAt)
    .toSorted()
    .toReversed();
  return last?.replace(/\.\d+Z$/u, 'Z');
}

export function bomContents({ submission, facts, evidence, statements, pins, at }: BomInputs): ModelContents {
  const read = facts.filter(({ path }) => isBomSource(path));
  const licences = new Map(
    read.flatMap(({ path, licence }) =>
      licence?.identifier === undefined ? [] : [[path, licence.identifier] as const],
    ),
  );
  const card = read.find(({ modelCard, path }) => modelCard !== undefined && !path.includes('/'));
  const declared = card?.modelCard?.licenseName ?? card?.modelCard?.license;
  const config = read.find(({ config: own, path }) => own !== undefined && !path.includes('/'))?.config;
  const evaluated = evaluatePredicateSchema.safeParse(evidence.get('evaluate')?.predicate).data;
  const reproduced = evaluated?.assuranceLevel === 'reproduced' ? evaluated : undefined;
  const signer = signerOf(evidence);
  const architecture = config?.architectures[0];
  const family = config?.modelType ?? read.find(({ gguf }) => gguf?.architecture !== undefined)?.gguf?.architecture;
  const { pipeline, library } = card?.modelCard ?? {};
  return {
    name: submission.name,
    subject: submission.subject,
    at,
    files: submission.files.map((file) => {
      const licence = licences.get(file.path);
      return { ...manifestEntry(file), ...(licence === undefined ? {} : { licence: licenceNamed(licence) }) };
    }),
    ...(declared === undefined ? {} : { declaredLicence: licenceNamed(declared) }),
    ...(signer === undefined ? {} : { signer }),
    ...(architecture === undefined ? {} : { architecture }),
    ...(family === undefined ? {} : { family }),
    ...(pipeline === undefined ? {} : { task: pipeline }),
    ...(library === undefined ? {} : { library }),
    ancestors: ancestors(evidence, card?.modelCard?.baseModels ?? [], card?.path ?? ''),
    data: [...stated(card), ...pinned(pins), ...suites(reproduced)],
    measurements: reproduced?.measurements ?? [],
    confidence: reproduced?.statistics?.confidence ?? 0.95,
    // Of a gate's run only what it signed, so that anybody can draw the same document from the same statements.
    claims: evaluated?.claims ?? (evidence.size === 0 ? unmeasured(facts) : []),
    limitations: limitations(evidence, evaluated),
    statements: statements.map(({ stage, digest }) => ({
      name: stage,
      type: standardTypeOf({ stage }),
      digest,
    })),
  };
}

function signerOf(evidence: ReadonlyMap<StageName, Evidence>): string | undefined {
  const predicate = verifyPredicateSchema.safeParse(evidence.get('verify')?.predicate).data;
  return predicate?.status === 'verified'
    ? predicate.signatures.find(({ status }) => status === 'verified')?.signer
    : undefined;
}

/** The base that the weights were compared with, by its digest; bases that are only claimed, by name. */
function ancestors(evidence: ReadonlyMap<StageName, Evidence>, claimed: readonly string[], source: string): Ancestor[] {
  const predicate = comparePredicateSchema.safeParse(evidence.get('compare')?.predicate).data;
  const names = predicate?.claim.baseModels ?? claimed;
  const base = predicate?.base;
  const compared: Ancestor[] =
    predicate === undefined || base === undefined
      ? []
      : [{ name: base.name, subject: base.subject, detail: `compared tensor by tensor: ${predicate.summary}` }];
  // A single name is that of the base that was compared: which, is known only by its digest.
  const others = compared.length > 0 && names.length === 1 ? [] : names;
  return [
    ...compared,
    ...others.map((name) => ({
      name,
      detail: `stated in ${predicate?.claim.sources.join(', ') ?? source}; not compared`,
    })),
  ];
}

function stated(card: FileFacts | undefined): BomData[] {
  return (card?.modelCard?.datasets ?? []).map((name) => ({
    name,
    use: 'data',
    state: 'stated',
    source: card?.path ?? '',
    detail: 'named as training data, without a digest',
  }));
}

function pinned(pins: readonly CheckedPin[]): BomData[] {
  return pins.map(({ pin, source, path, state, sha256, size, detail }) => ({
    name: path,
    use: CODE.test(posix.basename(path)) ? 'code' : 'data',
    state,
    source: pin.stage === undefined ? source : `${source} (stage ${pin.stage}, ${pin.role})`,
    md5: pin.md5,
    ...(sha256 === undefined ? {} : { sha256 }),
    ...((size ?? pin.size) === undefined ? {} : { size: size ?? pin.size ?? 0 }),
    detail,
  }));
}

function suites(evaluated: EvaluatePredicate | undefined): BomData[] {
  return (evaluated?.suites ?? []).map(({ name, digest, items }) => ({
    name,
    use: 'evaluation',
    state: 'confirmed',
    source: 'the policy of the gate',
    sha256: digest,
    detail: `evaluated here with ${items} items`,
  }));
}

function unmeasured(facts: readonly FileFacts[]): ModelContents['claims'] {
  return facts.flatMap(({ claims }) => claims ?? []).map((claim) => ({ claim, answer: 'unmeasured' }));
}

function limitations(
  evidence: ReadonlyMap<StageName, Evidence>,
  evaluated: EvaluatePredicate | undefined,
): readonly string[] {
  if (evidence.size === 0) return ['No gate has taken this model in: nothing of it was scanned, compared or measured.'];
  const left = evaluated?.groups.filter((group) => group.evaluated === undefined).flatMap(({ paths }) => paths) ?? [];
  return [
    ...[...evidence.values()]
      .filter(({ outcome }) => outcome !== 'passed')
      .map(({ stage, outcome, reason }) => `${stage} ${outcome}: ${reason}`),
    ...(left.length === 0 ? [] : [`Not evaluated: ${left.join(', ')}.`]),
    ...(evidence.has('hunt') ? [] : ['No search for hidden triggers was made.']),
  ];
}
