import type { KeyObject } from 'node:crypto';
import * as z from 'zod';
import { GateError } from '../../core/errors.ts';
import { ATTESTATION_LIMITS } from '../predicates/limits.ts';
import { digestMapSchema } from '../statement.ts';
import { inTotoKeySchema, publicKeyOf } from './metadata.ts';
import { ruleSchema, type Artifacts } from './rules.ts';

const name = z.string().min(1).max(256);
const rules = z.array(ruleSchema).max(ATTESTATION_LIMITS.layout).default([]);
const command = z.array(z.string().max(ATTESTATION_LIMITS.text)).max(ATTESTATION_LIMITS.layout).default([]);

const stepSchema = z.object({
  _type: z.literal('step'),
  name,
  threshold: z.int().min(1).max(100).default(1),
  pubkeys: z.array(z.string().max(256)).max(ATTESTATION_LIMITS.functionaries),
  expected_materials: rules,
  expected_products: rules,
  expected_command: command,
});

const inspectionSchema = z.object({
  _type: z.literal('inspection'),
  name,
  run: command,
  expected_materials: rules,
  expected_products: rules,
});

/** in-toto specification 1.0 §4.3. */
const layoutSchema = z.object({
  _type: z.literal('layout'),
  expires: z.iso.datetime(),
  keys: z.record(z.string().max(256), inTotoKeySchema),
  steps: z.array(stepSchema).min(1).max(ATTESTATION_LIMITS.layout),
  inspect: z.array(inspectionSchema).max(ATTESTATION_LIMITS.layout).default([]),
});

export interface Layout extends Omit<z.infer<typeof layoutSchema>, 'keys'> {
  /** By the identifiers that steps use. */
  readonly keys: ReadonlyMap<string, KeyObject>;
}

/** Whether signed content means to be a layout. */
export function isLayout(signed: unknown): boolean {
  return z.looseObject({ _type: z.literal('layout') }).safeParse(signed).success;
}

/**
 * What is to be signed of a supply chain: which steps, by whom, and what each may take and make.
 * @throws GateError ATTESTATION_INVALID
 */
export function parseLayout(signed: unknown, where: string): Layout {
  const parsed = layoutSchema.safeParse(signed);
  if (!parsed.success)
    throw new GateError('ATTESTATION_INVALID', `${where} is no in-toto layout: ${z.prettifyError(parsed.error)}`);
  const { keys, ...layout } = parsed.data;
  const names = [...layout.steps, ...layout.inspect].map((one) => one.name);
  const twice = names.find((one, at) => names.indexOf(one) !== at);
  if (twice !== undefined) throw new GateError('ATTESTATION_AMBIGUOUS', `${where} has two steps named ${twice}`);
  const strange = layout.steps.flatMap(({ pubkeys }) => pubkeys).find((id) => !Object.hasOwn(keys, id));
  if (strange !== undefined)
    throw new GateError('ATTESTATION_INVALID', `${where}: there is no key ${strange}, which a step names`);
  if (Object.keys(keys).length > ATTESTATION_LIMITS.layout)
    throw new GateError('LIMIT_EXCEEDED', `${where} holds more than ${ATTESTATION_LIMITS.layout} keys`);
  return {
    ...layout,
    keys: new Map(Object.entries(keys).map(([id, key]) => [id, publicKeyOf(key, `${where}: ${id}`)])),
  };
}

const artifactsSchema = z
  .record(z.string().max(ATTESTATION_LIMITS.text), digestMapSchema)
  .refine((all) => Object.keys(all).length <= ATTESTATION_LIMITS.artifacts, 'too many artifacts')
  .transform((all): Artifacts => new Map(Object.entries(all)));

const linkSchema = z.object({
  _type: z.literal('link'),
  name,
  command,
  materials: artifactsSchema,
  products: artifactsSchema,
});

/** What a functionary says of one step that they carried out. */
export interface Link {
  readonly name: string;
  readonly command: readonly string[];
  readonly materials: Artifacts;
  readonly products: Artifacts;
}

/** https://github.com/in-toto/attestation/blob/main/spec/predicates/link.md */
export const LINK_TYPE = 'https://in-toto.io/attestation/link/v0.3';

const named = z.object({ name: z.string().min(1).max(ATTESTATION_LIMITS.text), digest: digestMapSchema });
const linkStatementSchema = z.object({
  predicateType: z.literal(LINK_TYPE),
  subject: z.array(named).max(ATTESTATION_LIMITS.artifacts),
  predicate: z.object({
    name,
    command: command.nullish(),
    materials: z.array(named).max(ATTESTATION_LIMITS.artifacts).nullish(),
  }),
});

/**
 * A link in its own form, or as a statement. Undefined for anything else.
 * @throws GateError ATTESTATION_AMBIGUOUS for an artifact that stands twice
 */
export function parseLink(signed: unknown, where: string): Link | undefined {
  const own = linkSchema.safeParse(signed);
  if (own.success) return own.data;
  const statement = linkStatementSchema.safeParse(signed);
  if (!statement.success) return undefined;
  const { subject, predicate } = statement.data;
  return {
    name: predicate.name,
    command: predicate.command ?? [],
    materials: artifactsOf(predicate.materials ?? [], where),
    products: artifactsOf(subject, where),
  };
}

function artifactsOf(list: readonly z.infer<typeof named>[], where: string): Artifacts {
  const artifacts = new Map(list.map((one) => [one.name, one.digest]));
  if (artifacts.size !== list.length) throw new GateError('ATTESTATION_AMBIGUOUS', `${where} names an artifact twice`);
  return artifacts;
}
