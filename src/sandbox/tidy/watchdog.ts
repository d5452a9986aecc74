import { spawn } from 'node:child_process';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { removeOrphans } from './orphans.ts';

let begun: Promise<boolean> | undefined;

/**
 * Once in a gate's life, before its first sandbox: removes what earlier gates left behind, and starts a small process that
 * outlives this one and does the same when this one is gone, however it ended. The kernel ends running sandboxes with the
 * gate (PR_SET_PDEATHSIG); directories and what was half built need somebody.
 */
export async function keepTidy(): Promise<void> {
  begun ??= begin();
  await begun;
}

async function begin(): Promise<boolean> {
  const program = fileURLToPath(
    new URL(import.meta.url.endsWith('.ts') ? './watchdog-process.ts' : './watchdog-process.js', import.meta.url),
  );
  const child = spawn(execPath, [program], { cwd: '/', env: {}, detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  child.on('error', () => {}); // without it the next gate cleans up
  child.stdin.on('error', () => {});
  child.unref();
  if ('unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref();
  return removeOrphans();
}
