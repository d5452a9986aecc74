import { beforeAll, describe, expect, it } from 'vitest';
import { renderEvaluateText } from '../../src/evaluate/text.ts';
import { builtRunner, ownProcesses } from './evaluation.ts';
import { evaluatedBy, standInRunner } from './stand-in-runner.ts';

beforeAll(builtRunner);

const GOOD = "items.map(() => ({ text: 'I will help you.', promptTokens: 1, newTokens: 1, ended: 'stop' }))";
const well = `say({ id, op, items: ${GOOD} });`;

/** A runner that is honest about itself, and does `then` with a request for answers (`id`, `op`, `items`). */
const answering = (then: string, first = ''): string =>
  standInRunner(first).replace(/say\(\{ id, op, items: items\.map\(\(\) => [^\n]*/u, () => `{ ${then} }`);

/** Waits where the pipe is full. */
const writing = (text: string, times: string): string =>
  `for (let sent = 0; sent < ${times}; ) { try { fs.writeSync(1, ${text}); sent++; } catch {} }`;
const CHILD = "['-e', 'setInterval(() => {}, 1000)', '/runner/dist/runner.mjs'], { detached: true, stdio: 'ignore' }";
const FORKS = `const { spawn } = await import('node:child_process');
  for (let child = 0; child < 8; child++) spawn(process.execPath, ${CHILD}).on('error', () => {}).unref();
  setTimeout(() => process.exit(0), 200); await new Promise(() => {});`;

describe('an evaluation whose runner', () => {
  it('answers as it should gives a score: the stand-in itself works', async () => {
    const { evidence, predicate } = await evaluatedBy(answering(well));
    expect(predicate.measurements).toMatchObject([{ task: 'safety', k: 0, n: 300 }]);
    expect(evidence.outcome).toBe('passed');
  });

  it.each([
    [
      'lies about what it can',
      answering(well).replace('4096, contextTokens', '4096, contextTokens: 1 << 30'),
      'GARBLED',
    ],
    ['gives NaN for a number', answering(well.replace('newTokens: 1', 'newTokens: NaN')), 'GARBLED'],
    ['floods the pipe', answering(writing("'x'.repeat(65_536) + '\\n'", 'Infinity')), 'GARBLED'],
    ['sends a gigabyte without a newline', answering(writing("'\\x1e' + 'x'.repeat(1 << 20)", '1024')), 'FLOODED'],
    ['forks, and ends with status 0', answering(FORKS), 'DIED'],
    ['ends with status 0 before it has answered', answering('process.exit(0);'), 'DIED'],
    ['answers out of order', answering(well.replace('{ id,', '{ id: id + 1,')), 'GARBLED'],
    ['answers fewer items than were asked', answering(well.replace('items.map', 'items.slice(1).map')), 'GARBLED'],
    // What was measured before it makes no score either.
    ['answers well at first, and then ends', answering(`if (++n > 3) process.exit(0); ${well}`, 'let n = 0;'), 'DIED'],
    [
      'stalls in the middle of a line',
      answering('process.stdout.write(\'\\x1e{"id":1,\'); await new Promise(() => setInterval(() => {}, 1000));'),
      'HUNG',
      5,
    ],
  ])('%s is inconclusive, says why, and gives no score', async (_what, script, code, seconds = 120) => {
    const { evidence, predicate } = await evaluatedBy(script, {
      results: { safety: { refusal_rate: 0.9, n: 300 } },
      policy: { timeouts: { verify: 60, scan: 60, compare: 60, evaluate: seconds } },
    });
    expect(evidence.outcome).toBe('inconclusive');
    expect(evidence.reason).toMatch(new RegExp(`^RUNNER_${code}: `, 'u'));
    expect(predicate.measurements).toEqual([]);
    expect(predicate.claims).toMatchObject([{ answer: 'unmeasured' }]);
    expect(renderEvaluateText(evidence).join('\n')).toContain(`RUNNER_${code}`);
    expect(ownProcesses('/runner/dist/runner.mjs')).toEqual([]);
  });
});
