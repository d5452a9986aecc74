import type { EnvironmentContents, EnvironmentFile, SoftwarePackage } from './contents.ts';
import { document, sha256Hash, type Component, type CycloneDx } from './cyclonedx-parts.ts';
import { documentDigest } from './document-id.ts';
import { licenceNamed } from './licence-names.ts';

const KINDS: Readonly<Record<EnvironmentFile['role'], Component['type']>> = {
  runtime: 'application',
  library: 'library',
  engine: 'file',
  runner: 'file',
  sandbox: 'application',
};

/** A CycloneDX 1.7 SBOM of what models are evaluated on: each file with its digest, the packages they come from, those inside of them. */
export function cycloneDxOfEnvironment(contents: EnvironmentContents): CycloneDx {
  const { digest, at, files, bundled, machine } = contents;
  const component: Component = {
    type: 'platform',
    'bom-ref': 'environment',
    name: 'modelgate-evaluation-environment',
    version: digest,
    description: 'What a model under evaluation finds in its sandbox, and the programs that put the sandbox up',
    components: files.map(file),
    properties: [
      { name: 'modelgate:environment', value: digest },
      { name: 'modelgate:machine', value: machine },
    ],
  };
  return document(documentDigest({ ...contents, format: 'cyclonedx' }), at, component, bundled.map(bundledPackage));
}

function file({ path, size, sha256, role, package: own }: EnvironmentFile): Component {
  return {
    type: role === 'engine' && /\.(?:so|node)$/u.test(path) ? 'library' : KINDS[role],
    'bom-ref': `file:${path}`,
    name: path,
    ...(own === undefined ? {} : { version: own.version, ...licences(own), purl: own.purl }),
    hashes: [sha256Hash(sha256)],
    properties: [
      { name: 'modelgate:role', value: role },
      { name: 'modelgate:size', value: String(size) },
    ],
  };
}

function bundledPackage(own: SoftwarePackage): Component {
  const { name, version, purl } = own;
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    description: 'bundled into the runner',
    ...licences(own),
    purl,
  };
}

function licences({ licence }: SoftwarePackage): Pick<Component, 'licenses'> {
  if (licence === undefined) return {};
  const { identifier } = licenceNamed(licence);
  return {
    licenses: [
      {
        license: {
          ...(identifier === undefined ? { name: licence } : { id: identifier }),
          acknowledgement: 'declared',
        },
      },
    ],
  };
}
