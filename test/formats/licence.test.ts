import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { factsOfBytes } from '../support/facts-of.ts';

const text = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const identified = (content: string, path = 'LICENSE') => factsOfBytes(path, Buffer.from(content)).licence;

describe('files of licences', () => {
  it('are identified by the whole text, however it is wrapped', () => {
    expect(identified(text('LICENSE'))).toEqual({ identifier: 'Apache-2.0' });
    const mit = text('node_modules/zod/LICENSE');
    expect(identified(mit, 'LICENSE.md')).toEqual({ identifier: 'MIT' });
    expect(identified(mit.replaceAll('\n', '\r\n'), 'legal/COPYING')).toEqual({ identifier: 'MIT' });
  });

  it('are not taken for the licence that they were made from', () => {
    const mit = text('node_modules/zod/LICENSE');
    for (const changed of [
      `${mit}\nThe Software shall be used for Good, not Evil.\n`,
      mit.replace('without restriction', 'without commercial restriction'),
      mit.replace('Permission is', 'For members of the club only:\n\nPermission is'),
    ])
      expect(identified(changed)).toEqual({});
  });

  it('are no more than files with such a name', () => {
    expect(identified(text('LICENSE'), 'README')).toBeUndefined();
  });
});
