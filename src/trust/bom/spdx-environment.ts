import type { EnvironmentContents, SoftwarePackage } from './contents.ts';
import { documentDigest } from './document-id.ts';
import { licenceNamed } from './licence-names.ts';
import { spdxHash, SpdxGraph, type SpdxDocument } from './spdx-graph.ts';

/** An SPDX 3.0.1 SBOM of what models are evaluated on. */
export function spdxOfEnvironment(contents: EnvironmentContents): SpdxDocument {
  const { digest, at, files, bundled, machine } = contents;
  const graph = new SpdxGraph(documentDigest({ ...contents, format: 'spdx' }), at);
  const environment = graph.add('software_Package', 'environment', {
    name: 'modelgate-evaluation-environment',
    software_packageVersion: digest,
    software_primaryPurpose: 'platform',
    description: `What a model under evaluation finds in its sandbox on ${machine}, and the programs that put the sandbox up`,
    verifiedUsing: [spdxHash(digest, 'over lines of digest and path of all files inside, in order of their paths')],
  });
  const packages = new Map<string, string>();
  const packageId = (own: SoftwarePackage): string => {
    const known = packages.get(own.purl);
    if (known !== undefined) return known;
    const id = graph.add('software_Package', `package-${packages.size + 1}`, {
      name: own.name,
      software_packageVersion: own.version,
      software_packageUrl: own.purl,
    });
    packages.set(own.purl, id);
    if (own.licence !== undefined) graph.relate(id, 'hasDeclaredLicense', [graph.licence(licenceNamed(own.licence))]);
    return id;
  };
  const inside: string[] = [];
  const runner: string[] = [];
  for (const [index, { path, size, sha256, role, package: own }] of files.entries()) {
    const file = graph.add('software_File', `file-${index + 1}`, {
      name: path,
      software_fileKind: 'file',
      software_primaryPurpose: role === 'library' ? 'library' : role === 'runner' ? 'application' : 'executable',
      verifiedUsing: [spdxHash(sha256)],
      comment: `${role}, ${size} bytes`,
    });
    inside.push(file);
    if (role === 'runner' && path.endsWith('.mjs')) runner.push(file);
    if (own !== undefined) graph.relate(packageId(own), 'contains', [file]);
  }
  graph.relate(environment, 'contains', inside);
  for (const file of runner) graph.relate(file, 'hasStaticLink', bundled.map(packageId));
  return graph.finish('modelgate-evaluation-environment', [environment], ['core', 'software', 'simpleLicensing']);
}
