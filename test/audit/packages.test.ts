import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { auditDirectory } from '../../src/audit/audit.ts';
import { judgePackages } from '../../src/audit/packages/judge-packages.ts';
import { orderOf } from '../../src/audit/packages/versions.ts';
import { SignalCollector } from '../../src/audit/signals/collector.ts';
import { temporaryDirectory } from '../support/temporary.ts';

async function lay(root: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return root;
}

const flaw = (id: string, ecosystem: string, name: string, events: object[], more: object = {}): string =>
  JSON.stringify({
    id,
    summary: `what ${id} is`,
    affected: [{ package: { ecosystem, name }, ranges: [{ type: 'ECOSYSTEM', events }] }],
    ...more,
  });

const DATABASE = {
  'PyPI/GHSA-1.json': flaw('GHSA-1', 'PyPI', 'torch', [{ introduced: '0' }, { fixed: '2.6.0' }], {
    aliases: ['CVE-2025-32434'],
    database_specific: { severity: 'CRITICAL' },
  }),
  'PyPI/GHSA-2.json': flaw('GHSA-2', 'PyPI', 'Jinja2', [{ introduced: '3.0.0rc1' }, { last_affected: '3.1.2' }], {
    severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N' }],
  }),
  'PyPI/GHSA-3.json': flaw('GHSA-3', 'PyPI', 'torch', [{ introduced: '0' }], { withdrawn: '2025-01-01T00:00:00Z' }),
  'npm/MAL-1.json': flaw('MAL-1', 'npm', 'left-pade', [{ introduced: '0' }]),
  'actions/GHSA-4.json': flaw('GHSA-4', 'GitHub Actions', 'tj-actions/changed-files', [
    { introduced: '0' },
    { fixed: '46.0.1' },
  ]),
  'debian/DSA-1.json': flaw('DSA-1', 'Debian:12', 'openssl', [{ introduced: '0' }, { fixed: '3.0.11-1~deb12u2' }]),
  'debian/DSA-2.json': flaw('DSA-2', 'Debian:11', 'zlib', [{ introduced: '0' }, { fixed: '9' }]),
  'broken.json': '{',
};

async function judged(files: Readonly<Record<string, string | Uint8Array>>) {
  const root = await lay(join(await temporaryDirectory(), 'repository'), files);
  const database = await lay(join(await temporaryDirectory(), 'database'), DATABASE);
  const sink = new SignalCollector();
  const counts = await judgePackages([auditDirectory(root)], database, sink);
  const told = sink.findings.map(({ path, line, severity, message }) => `${path}:${line} ${severity} ${message}`);
  return { told: told.sort(), gaps: sink.gaps, counts };
}

describe('pinned packages', () => {
  it('are held against a database at the line that pins them', async () => {
    const { told, gaps, counts } = await judged({
      'requirements.txt': 'torch==2.5.1+cu121\njinja2 == 3.1.2 # old\nnumpy==2.1.0\ntorch>=1\n',
      'uv.lock': 'version = 1\n\n[[package]]\nname = "torch"\nversion = "2.6.0"\n',
      'package-lock.json':
        '{\n  "packages": {\n    "": {\n      "version": "1.0.0"\n    },\n    "node_modules/left-pade": {\n      "version": "1.0.0"\n    }\n  }\n}\n',
      '.github/workflows/a.yml':
        'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: tj-actions/changed-files@v45.0.0\n      - run: pip install "torch==2.4"\n',
    });
    expect(told).toEqual([
      '.github/workflows/a.yml:6 medium tj-actions/changed-files 45.0.0 has GHSA-4: what GHSA-4 is; 46.0.1 mends it',
      '.github/workflows/a.yml:7 critical torch 2.4 has GHSA-1 (CVE-2025-32434): what GHSA-1 is; 2.6.0 mends it',
      'package-lock.json:7 critical left-pade 1.0.0 has MAL-1: what MAL-1 is; no version is known that mends it',
      'requirements.txt:1 critical torch 2.5.1+cu121 has GHSA-1 (CVE-2025-32434): what GHSA-1 is; 2.6.0 mends it',
      'requirements.txt:2 high jinja2 3.1.2 has GHSA-2: what GHSA-2 is; no version is known that mends it',
    ]);
    expect(gaps.map(({ reason }) => reason)).toEqual(['no entry in the form of OSV']);
    expect(counts).toMatchObject({ entries: 8, vulnerable: 5 });
  });

  it('says of what the database holds nothing', async () => {
    const { gaps } = await judged({ 'Cargo.lock': '[[package]]\nname = "serde"\nversion = "1.0.0"\n' });
    expect(gaps.map(({ reason }) => reason)).toContain('the database holds nothing for 1 packages of crates.io');
  });
});

describe('OCI image layouts', () => {
  const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

  async function image(layers: readonly Readonly<Record<string, string>>[], spoil = false) {
    const files: Record<string, string | Uint8Array> = { 'image/oci-layout': '{"imageLayoutVersion":"1.0.0"}' };
    const descriptors = [];
    for (const layer of layers) {
      const root = await lay(await temporaryDirectory(), layer);
      const bytes = gzipSync(execFileSync('tar', ['-C', root, '-cf', '-', '.']));
      files[`image/blobs/sha256/${digest(bytes)}`] = spoil ? bytes.subarray(0, bytes.length - 40) : bytes;
      descriptors.push({ mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', digest: `sha256:${digest(bytes)}` });
    }
    const manifest = Buffer.from(JSON.stringify({ layers: descriptors }));
    files[`image/blobs/sha256/${digest(manifest)}`] = manifest;
    files['image/index.json'] = JSON.stringify({ manifests: [{ digest: `sha256:${digest(manifest)}` }] });
    return judged(files);
  }

  const base = {
    'etc/os-release': 'ID=debian\nVERSION_ID="12"\n',
    'var/lib/dpkg/status':
      'Package: libssl3\nStatus: install ok installed\nSource: openssl\nVersion: 3.0.11-1~deb12u1\n\nPackage: zlib1g\nStatus: install ok installed\nSource: zlib\nVersion: 1:1.2.13\n',
    'usr/lib/python3/torch-2.5.0.dist-info/METADATA': 'Metadata-Version: 2.1\nName: torch\nVersion: 2.5.0\n',
    [`opt/${'long/'.repeat(40)}node_modules/left-pade/package.json`]: '{"name":"left-pade","version":"1.0.0"}',
  };

  it('are read layer by layer, what a later one takes away left out', async () => {
    const { told, gaps } = await image([base, { 'usr/lib/python3/.wh.torch-2.5.0.dist-info': '' }]);
    expect(told).toEqual([
      'image/index.json:1 critical left-pade 1.0.0 has MAL-1: what MAL-1 is; no version is known that mends it',
      'image/index.json:1 medium openssl 3.0.11-1~deb12u1 has DSA-1: what DSA-1 is; 3.0.11-1~deb12u2 mends it',
    ]);
    expect(gaps.map(({ reason }) => reason)).toEqual(['no entry in the form of OSV']);
    expect((await image([base])).told.join()).toContain('torch 2.5.0');
  });

  it('that break off are told', async () => {
    const { gaps } = await image([base], true);
    expect(gaps.map(({ reason }) => reason).join()).toContain('can not be unpacked');
  });
});

describe.each([
  ['PyPI', '1.dev1 1.0a1.dev1 1.0a1 1.0b2 1.0rc1 1.0 1.0.post1.dev1 1.0.post1 1.1.dev1 1.1 1!0.1'],
  [
    'npm',
    '1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0 1.0.1 1.10.0',
  ],
  ['Debian:12', '1.0~beta1~svn1 1.0~beta1 1.0 1.0-1 1.0-1+b1 1.0a 1.0+x 1.0.1 1.2 1.10 1:0.1'],
  ['Alpine:v3.20', '1.0_alpha 1.0_beta2 1.0_rc1 1.0 1.0-r1 1.0_git20200101 1.0_p1 1.0a 1.0.1 1.2-r9 1.2-r10 1.10'],
  [
    'Maven',
    '1-alpha 1-alpha.1 1-beta 1-milestone 1-rc 1-snapshot 1 1-sp 1-abc 1-foo2 1-foo10 1-1 1.1 1.2-rc1 1.2 1.10',
  ],
  ['RubyGems', '1.0.a 1.0.a1 1.0.a2 1.0.b1 1.0.pre1 1.0.rc1 1.0 1.0.1.rc1 1.0.1 1.2 1.10 2.0'],
  [
    'Rocky Linux:9',
    '1.0~beta-1 1.0~rc1-1 1.0-1 1.0-2 1.0^git1-1 1.0a-1 1.0.1-1.el9 1.0.1-1.el9_2 1.2-1 1.10-1 1:0.1-1',
  ],
])('the order of %s', (ecosystem, line) => {
  it('is that of its own specification', () => {
    const order = orderOf(ecosystem);
    const versions = line.split(' ');
    for (const [at, left] of versions.entries())
      for (const [against, right] of versions.entries())
        expect([left, right, Math.sign(order?.(left, right) ?? Number.NaN)]).toEqual([
          left,
          right,
          Math.sign(at - against),
        ]);
  });
});

it('takes a text that is no version for none', () => {
  for (const ecosystem of ['PyPI', 'npm', 'Debian', 'Alpine'])
    expect(orderOf(ecosystem)?.('not a version!', '1.0')).toBeUndefined();
  expect(orderOf('Hackage')).toBeUndefined();
  for (const ecosystem of ['Maven', 'RubyGems', 'Red Hat'])
    expect(orderOf(ecosystem)?.('not a version!', '1.0')).toBeUndefined();
  for (const same of ['1.0', '1-ga', '1.0.0', '1.final', '1-0']) expect(orderOf('Maven')?.('1', same)).toBe(0);
  expect(orderOf('RubyGems')?.('1.0', '1.0.0')).toBe(0);
  expect(orderOf('AlmaLinux')?.('1.05-1', '1.5-1')).toBe(0);
});

it('keeps the page of the rule true', async () => {
  const page = await readFile(join(import.meta.dirname, '../../docs/rules/known-vulnerable-package.md'), 'utf8');
  for (const word of ['PEP 440', 'SemVer', 'deb-version', 'apk']) expect(page).toContain(word);
});
