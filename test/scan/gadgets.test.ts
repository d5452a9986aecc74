import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgeName } from '../../src/scan/judge-name.ts';

/**
 * Functions that a pickle may call to run, load, write, send or hide something: `module name`, from advisories, papers and libraries.
 * Those that honest pickles call as well (`functools.partial`, `copyreg._reconstructor`…) are judged by their arguments and not here.
 */
const GADGETS = readFileSync(new URL('gadgets.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n');
describe('the functions that pickles are known to be abused with', () => {
  it('are many', () => {
    expect(GADGETS.length).toBeGreaterThan(500);
  });

  it.each(GADGETS)('are not callable: %s', (gadget) => {
    const [module = '', name = ''] = gadget.split(' ');
    const judged = judgeName(module, name);
    expect(judged.kind === 'allowed' && judged.may.has('call')).toBe(false);
  });
});
