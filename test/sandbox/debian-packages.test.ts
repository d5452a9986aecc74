import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { debianPackages } from '../../src/sandbox/runtime/debian-packages.ts';
import { temporaryDirectory } from '../support/temporary.ts';

describe('packages of Debian', () => {
  it('are found by the files that they brought, under either name of a merged /usr', async () => {
    const database = await temporaryDirectory();
    await mkdir(join(database, 'info'));
    await writeFile(
      join(database, 'status'),
      'Package: libc6\nStatus: install ok installed\nArchitecture: amd64\nVersion: 2.36-9+deb12u14\n\nPackage: bubblewrap\nArchitecture: amd64\nVersion: 0.8.0-2\n',
    );
    await writeFile(join(database, 'info', 'libc6:amd64.list'), '/.\n/lib/x86_64-linux-gnu/libc.so.6\n');
    await writeFile(join(database, 'info', 'bubblewrap.list'), '/usr/bin/bwrap\n');
    await writeFile(join(database, 'info', 'gone.list'), '/usr/bin/other\n');
    const found = debianPackages(['/usr/lib/x86_64-linux-gnu/libc.so.6', '/usr/bin/bwrap', '/usr/bin/other'], database);
    expect([...found].map(([path, { name, version }]) => [path, name, version])).toEqual(
      expect.arrayContaining([
        ['/usr/lib/x86_64-linux-gnu/libc.so.6', 'libc6', '2.36-9+deb12u14'],
        ['/usr/bin/bwrap', 'bubblewrap', '0.8.0-2'],
      ]),
    );
    expect(found.size).toBe(2);
  });

  it('are none on a machine without a database', async () => {
    expect(debianPackages(['/usr/bin/bwrap'], join(await temporaryDirectory(), 'nothing')).size).toBe(0);
  });
});
