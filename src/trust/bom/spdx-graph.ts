import { hexOf, type Sha256 } from '../../core/digest.ts';
import { VERSION } from '../../core/version.ts';
import type { Licence } from './contents.ts';
import { uuidOf } from './document-id.ts';

/* SPDX 3.0.1 as JSON-LD, https://spdx.github.io/spdx-spec/v3.0.1/. */

export interface SpdxDocument {
  readonly '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld';
  readonly '@graph': readonly SpdxElement[];
}

export type SpdxElement = { readonly type: string } & Readonly<Record<string, unknown>>;

type Profile = 'core' | 'software' | 'ai' | 'dataset' | 'simpleLicensing';
type Relation =
  | 'contains'
  | 'descendantOf'
  | 'hasConcludedLicense'
  | 'hasDeclaredLicense'
  | 'hasEvidence'
  | 'hasInput'
  | 'hasStaticLink'
  | 'testedOn'
  | 'trainedOn';

/** The individual of the licensing profile, by its name in the context. */
export const NO_LICENCE_ASSERTION = 'expandedlicensing_NoAssertionLicense';

const CREATION = '_:creation';

export const spdxHash = (digest: Sha256, comment?: string): object => ({
  type: 'Hash',
  algorithm: 'sha256',
  hashValue: hexOf(digest),
  ...(comment === undefined ? {} : { comment }),
});

/** Gathers elements, each under a name of its own in the document's namespace. */
export class SpdxGraph {
  readonly #namespace: string;
  readonly #at: string;
  readonly #elements: SpdxElement[] = [];
  readonly #licences = new Map<string, string>();
  #relations = 0;

  constructor(document: Sha256, at: string) {
    this.#namespace = `https://modelgate.dev/spdx/${uuidOf(document)}#`;
    this.#at = at;
  }

  /** @returns the element's IRI */
  add(type: string, name: string, body: Readonly<Record<string, unknown>>): string {
    const spdxId = `${this.#namespace}${name}`;
    this.#elements.push({ type, spdxId, creationInfo: CREATION, ...body });
    return spdxId;
  }

  relate(
    from: string,
    relationshipType: Relation,
    to: readonly string[],
    more: { readonly comment?: string } = {},
  ): void {
    if (to.length === 0) return;
    this.add('Relationship', `relationship-${++this.#relations}`, { from, relationshipType, to, ...more });
  }

  licence({ name, identifier }: Licence): string {
    const expression = identifier ?? `LicenseRef-${name.replace(/[^A-Za-z0-9.-]+/gu, '-').slice(0, 100) || 'unnamed'}`;
    const known = this.#licences.get(expression);
    if (known !== undefined) return known;
    const id = this.add('simplelicensing_LicenseExpression', `licence-${this.#licences.size + 1}`, {
      simplelicensing_licenseExpression: expression,
      ...(identifier === undefined ? { comment: `stated as ${JSON.stringify(name)}` } : {}),
    });
    this.#licences.set(expression, id);
    return id;
  }

  finish(name: string, roots: readonly string[], profiles: readonly Profile[]): SpdxDocument {
    const gate = `${this.#namespace}gate`;
    const dataLicence = this.licence({ name: 'CC0-1.0', identifier: 'CC0-1.0' });
    const element = this.#elements.map(({ spdxId }) => spdxId);
    const bom = this.add('software_Sbom', 'bom', {
      name,
      profileConformance: profiles,
      rootElement: roots,
      element,
      software_sbomType: ['analyzed'],
    });
    this.add('SpdxDocument', 'document', {
      name,
      profileConformance: profiles,
      rootElement: [bom],
      element: [...element, bom],
      dataLicense: dataLicence,
    });
    const creation = {
      type: 'CreationInfo',
      '@id': CREATION,
      specVersion: '3.0.1',
      created: this.#at,
      createdBy: [gate],
    };
    const maker = { type: 'SoftwareAgent', spdxId: gate, creationInfo: CREATION, name: `modelgate ${VERSION}` };
    return {
      '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
      '@graph': [creation, maker, ...this.#elements],
    };
  }
}
