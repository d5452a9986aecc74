import { hexOf, type Sha256 } from '../../core/digest.ts';
import { VERSION } from '../../core/version.ts';
import type { Licence } from './contents.ts';
import { uuidOf } from './document-id.ts';

/*
 * The parts of CycloneDX 1.7 (ECMA-424) that are written here, https://cyclonedx.org/docs/1.7/json/. Typed by hand: the
 * reference library has no model cards.
 */

export interface Hash {
  readonly alg: 'SHA-256' | 'BLAKE3' | 'MD5';
  readonly content: string;
}

export interface Property {
  readonly name: string;
  readonly value: string;
}

export interface LicenceChoice {
  readonly license: {
    readonly id?: string;
    readonly name?: string;
    readonly acknowledgement: 'declared' | 'concluded';
  };
}

export interface Component {
  readonly type: 'machine-learning-model' | 'file' | 'data' | 'application' | 'library' | 'platform';
  readonly 'bom-ref'?: string;
  readonly name: string;
  readonly version?: string;
  readonly description?: string;
  readonly hashes?: readonly Hash[];
  readonly licenses?: readonly (LicenceChoice | { readonly expression: string })[];
  readonly purl?: string;
  readonly pedigree?: { readonly ancestors: readonly Component[] };
  readonly externalReferences?: readonly {
    readonly type: 'attestation';
    readonly url: string;
    readonly comment: string;
    readonly hashes: readonly Hash[];
  }[];
  readonly components?: readonly Component[];
  readonly modelCard?: object;
  readonly data?: readonly object[];
  readonly supplier?: { readonly name: string };
  readonly properties?: readonly Property[];
}

export interface CycloneDx {
  readonly bomFormat: 'CycloneDX';
  readonly specVersion: '1.7';
  readonly serialNumber: string;
  readonly version: 1;
  readonly metadata: object;
  readonly components: readonly Component[];
  readonly dependencies: readonly object[];
  readonly compositions: readonly object[];
}

export const sha256Hash = (digest: Sha256): Hash => ({ alg: 'SHA-256', content: hexOf(digest) });

export function licenceChoice(
  { name, identifier }: Licence,
  acknowledgement: 'declared' | 'concluded',
): readonly LicenceChoice[] {
  return [{ license: { ...(identifier === undefined ? { name } : { id: identifier }), acknowledgement } }];
}

/** A whole document about `component`. */
export function document(id: Sha256, at: string, component: Component, components: readonly Component[]): CycloneDx {
  const reference = component['bom-ref'] ?? '';
  const parts = [...(component.components ?? []), ...components].map((part) => part['bom-ref'] ?? '');
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.7',
    serialNumber: `urn:uuid:${uuidOf(id)}`,
    version: 1,
    metadata: {
      timestamp: at,
      tools: { components: [{ type: 'application', name: 'modelgate', version: VERSION }] },
      component,
    },
    components,
    dependencies: [{ ref: reference, dependsOn: parts }],
    // Every file of the subject is listed: a reader need not ask what is missing.
    compositions: [{ aggregate: 'complete', assemblies: [reference] }],
  };
}
