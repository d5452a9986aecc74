import { describe, expect, it } from 'vitest';
import { reportOf } from '../support/scan-report.ts';

async function severities(path: string, content: string | Uint8Array): Promise<string[]> {
  const { files } = await reportOf({ [path]: Buffer.from(content) });
  return files.flatMap(({ findings }) => findings.map(({ severity }) => severity));
}

describe('programs under other names block', () => {
  it.each(['model.bin', 'model.safetensors', 'logo.png', 'table.parquet'])('a shell script called %s', async (path) => {
    expect(await severities(path, '#!/bin/sh\nls\n')).toContain('high');
  });

  it('and a script that is called one is told, no more', async () => {
    expect(await severities('run.sh', '#!/bin/sh\nls\n')).toEqual(['medium']);
  });

  it('code for Android, and a text that begins as it does is none', async () => {
    expect(await severities('classes', Buffer.concat([Buffer.from('dex\n035\0'), Buffer.alloc(104)]))).toContain(
      'high',
    );
    expect(await severities('index', 'dex\n035 is how such a file begins\n')).toEqual([]);
  });
});

describe('a Keras description', () => {
  const typed = (module: string, name: string): string =>
    JSON.stringify({
      module: 'keras',
      class_name: 'Sequential',
      config: { layers: [{ class_name: '__typespec__', spec_name: name, module, config: {}, registered_name: null }] },
    });

  it('blocks when a type specification names a function of the system, and not for one of a tensor', async () => {
    expect(await severities('model.json', typed('os', 'system'))).toContain('critical');
    expect(await severities('model.json', typed('tensorflow.python.framework.tensor', 'TensorSpec'))).toEqual([]);
  });
});
