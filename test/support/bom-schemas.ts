import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv';

/** Formats (iri-reference, date-time) are no part of what ajv knows by itself; the schemas' patterns are. */
const OPTIONS = { strict: false, validateFormats: false, allErrors: false } as const;

function schema(name: string): Record<string, unknown> {
  const text = readFileSync(new URL(`../../fixtures/schemas/${name}.schema.json`, import.meta.url), 'utf8');
  return JSON.parse(text) as Record<string, unknown>;
}

function cycloneDx(): ValidateFunction {
  const ajv = new Ajv(OPTIONS);
  for (const name of ['spdx.SNAPSHOT', 'jsf-0.82.SNAPSHOT', 'cryptography-defs.SNAPSHOT'])
    ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.schema.json`);
  return ajv.compile(schema('bom-1.7.SNAPSHOT'));
}

const validators = { cycloneDx: undefined, spdx: undefined } as {
  cycloneDx: ValidateFunction | undefined;
  spdx: ValidateFunction | undefined;
};

/** What the official schemas of CycloneDX 1.7 and SPDX 3.0.1 have against a document; null for nothing. */
export function faultsOf(kind: 'cycloneDx' | 'spdx', document: unknown): unknown {
  const validate = (validators[kind] ??=
    kind === 'cycloneDx' ? cycloneDx() : new Ajv2020(OPTIONS).compile(schema('spdx-3.0.1')));
  validate(document);
  return validate.errors ?? null;
}
