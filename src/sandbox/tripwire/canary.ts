import { randomBytes, randomInt } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Canaries, Mount } from '../driver.ts';
import { newInstanceName } from '../tidy/instance-name.ts';

/** What looks worth stealing, and whom it leads to. */
const FILE_INSIDE = '/home/operator/.aws/credentials';

/** A file that nobody inside has reason to read, with a secret and an address that stand nowhere else. */
export interface Canary {
  readonly canaries: Canaries;
  readonly mount: Mount;
  /** Whether a text holds the secret or the address. */
  readonly isIn: (text: string) => boolean;
  readonly close: () => void;
}

/** Throws a system error if there is no temporary directory. */
export function openCanary(): Canary {
  const directory = mkdtempSync(join(tmpdir(), `${newInstanceName()}-`));
  chmodSync(directory, 0o755); // read as nobody inside
  const source = join(directory, 'credentials');
  const secret = randomBytes(20).toString('hex');
  const address = `192.0.2.${randomInt(1, 255)}`;
  writeFileSync(source, `[default]\nsecret = ${secret}\nendpoint_url = http://${address}:8080/\n`, { mode: 0o644 });
  return {
    canaries: { file: FILE_INSIDE, address },
    mount: { source, target: FILE_INSIDE },
    isIn: (text) => text.includes(secret) || text.includes(`//${address}:8080`),
    close: () => rmSync(directory, { recursive: true, force: true }),
  };
}
