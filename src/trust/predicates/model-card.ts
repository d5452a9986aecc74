import * as z from 'zod';
import type { AttestedFacts } from '../../core/predicates/attestation.ts';
import { listOf, text } from './fields.ts';

/** in-toto's predicate for CycloneDX, whose version 1.5 and later describe models (`modelCard`). */
export const MODEL_CARD_TYPES = [
  'https://cyclonedx.org/bom',
  'https://cyclonedx.org/bom/v1.6',
  'https://cyclonedx.org/bom/v1.7',
];

const metricSchema = z.object({ type: text.nullish(), value: text.nullish(), slice: text.nullish() });
const componentSchema = z.object({
  type: text,
  modelCard: z
    .object({ quantitativeAnalysis: z.object({ performanceMetrics: listOf(metricSchema).nullish() }).nullish() })
    .nullish(),
});
const bomSchema = z.object({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.string().max(16),
  metadata: z.object({ component: componentSchema.nullish() }).nullish(),
  components: listOf(componentSchema).nullish(),
});

/** Any BOM, of a model or of something else. */
export function checkBom(predicate: unknown): AttestedFacts {
  bomSchema.parse(predicate);
  return {};
}

/** What a BOM states of the model that it is about. Its numbers are claims: nothing is measured by stating them. */
export function readModelCard(predicate: unknown): AttestedFacts {
  const { metadata, components } = bomSchema.parse(predicate);
  const models = [metadata?.component, ...(components ?? [])].filter(
    (one) => one?.type === 'machine-learning-model' && one.modelCard !== undefined && one.modelCard !== null,
  );
  if (models.length === 0) z.never('has no component with a model card').parse(predicate);
  return {
    metrics: models.flatMap((one) =>
      (one?.modelCard?.quantitativeAnalysis?.performanceMetrics ?? []).map(({ type, value, slice }) => ({
        type: type ?? '',
        value: value ?? '',
        ...(slice === undefined || slice === null ? {} : { slice }),
      })),
    ),
  };
}
