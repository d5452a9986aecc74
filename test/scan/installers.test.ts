import { describe, expect, it } from 'vitest';
import { reportOf } from '../support/scan-report.ts';

/** A compound file ([MS-CFB]) of version 3 whose root storage, in its first sector, has this class. */
function compound(rootClass: string): Buffer {
  const file = Buffer.alloc(512 * 4);
  file.write('d0cf11e0a1b11ae1', 0, 'hex');
  file.writeUInt16LE(0x3e, 24);
  file.writeUInt16LE(3, 26);
  file.writeUInt16LE(0xfffe, 28);
  file.writeUInt16LE(9, 30);
  file.writeUInt32LE(1, 48);
  file.write('Root Entry', 512 * 2, 'utf16le');
  file.write(rootClass, 512 * 2 + 80, 'hex');
  return file;
}

const INSTALLER = compound('84100c0000000000c000000000000046');

describe('a package of Windows Installer', () => {
  it.each(['setup.msi', 'weights.bin', 'model.dat'])('blocks under any name: %s', async (name) => {
    const [file] = (await reportOf({ [name]: INSTALLER })).files;
    expect(file?.blocking).toBe(true);
    expect(file?.findings.map(({ rule, message }) => `${rule}: ${message}`)).toContain(
      'executable-in-tree: an executable (windows-installer)',
    );
  });

  it('is no document of Office, which is a compound file as well', async () => {
    const document = compound('0609020000000000c000000000000046');
    const [file] = (await reportOf({ 'notes.doc': document })).files;
    expect(file?.findings).toEqual([]);
  });
});

describe('requirements that install what lies beside them', () => {
  it.each([
    './wheels/helper-1.0-py3-none-any.whl',
    'helper-1.0.tar.gz',
    'file:wheels/helper-1.0-py3-none-any.whl',
    'helper @ file:///opt/wheels/helper-1.0-py3-none-any.whl',
  ])('say so, and do not block for it: %s', async (line) => {
    const [file] = (await reportOf({ 'requirements.txt': Buffer.from(`numpy==1.26\n${line}\n`) })).files;
    expect(file?.blocking).toBe(false);
    expect(file?.findings).toMatchObject([{ rule: 'shell-code', severity: 'medium', location: { line: 2 } }]);
  });

  it.each([
    'numpy',
    'torch>=2.0',
    '# ./wheels/x.whl',
    '-r more.txt',
    'scikit-learn[extra]==1.2; python_version < "3.9"',
  ])('say nothing where all comes from the index: %s', async (line) => {
    const [file] = (await reportOf({ 'requirements.txt': Buffer.from(`${line}\n`) })).files;
    expect(file?.findings).toEqual([]);
  });
});
