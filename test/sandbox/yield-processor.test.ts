import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { describe, expect, it, onTestFinished } from 'vitest';
import { yieldProcessor } from '../../src/sandbox/limits/yield-processor.ts';

describe('a process that yields the processor', () => {
  it('stands behind others by itself and, as a session of its own, by its group, which priorities inside do not reach', async () => {
    const child = spawn('sleep', ['30'], { detached: true, stdio: 'ignore' });
    onTestFinished(() => void child.kill('SIGKILL'));
    await once(child, 'spawn');
    const pid = child.pid ?? 0;
    yieldProcessor(pid);
    expect(getPriority(pid)).toBe(10);
    const group = `/proc/${pid}/autogroup`;
    if (existsSync(group)) expect(readFileSync(group, 'utf8')).toMatch(/ nice 10$/mu);
  });

  it('may be gone already', async () => {
    const child = spawn('true', { stdio: 'ignore' });
    await once(child, 'exit');
    expect(() => yieldProcessor(child.pid ?? 0)).not.toThrow();
  });
});
