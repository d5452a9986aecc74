import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskedClient, nameIn } from '../../../src/audit/access/clients.ts';
import { fieldsOf, LINE_FORMATS } from '../../../src/audit/access/formats.ts';
import { readAccessLogs, type AccessCounts } from '../../../src/audit/access/read-access.ts';
import { SignalCollector } from '../../../src/audit/signals/collector.ts';
import { alarmOver, baselineOf } from '../../../src/audit/signals/statistics.ts';
import { temporaryDirectory } from '../../support/temporary.ts';

interface Request {
  readonly client: string;
  readonly path: string;
  readonly status: number;
  readonly user?: string;
  readonly agent?: string;
}

const FORMATS: Readonly<Record<string, (requests: readonly Request[]) => string>> = {
  nginx: (requests) =>
    requests
      .map(
        ({ client, path, status, user = '-', agent = 'docker/27' }) =>
          `${client} - ${user} [10/May/2026:13:55:36 +0000] "GET ${path}?a=1 HTTP/1.1" ${status} 512 "-" "${agent}"\n`,
      )
      .join(''),
  s3: (requests) =>
    requests
      .map(
        ({ client, path, status, user = '-', agent = 'aws-cli/2' }) =>
          `79a59df900b949e5 models [06/Feb/2026:00:00:38 +0000] ${client} ${user} 3E57427F3EXAMPLE REST.GET.OBJECT ${path} "GET /${path} HTTP/1.1" ${status} - 113 - 7 - "-" "${agent}" - id SigV4 ECDHE host TLSv1.2 - -\n`,
      )
      .join(''),
  artifactory: (requests) =>
    requests
      .map(
        ({ client, path, status, user = 'anonymous', agent = 'pip/25' }) =>
          `2026-05-10T12:18:33.123Z|8a1f|${client}|${user}|GET|${path}|${status}|-1|0|3|${agent}\n`,
      )
      .join(''),
  cloudtrail: (requests) =>
    JSON.stringify({
      Records: requests.map(({ client, path, status, user, agent = 'aws-sdk' }) => ({
        eventName: 'GetObject',
        sourceIPAddress: client,
        userAgent: agent,
        userIdentity: { type: 'AWSAccount', accountId: user ?? 'anonymous' },
        ...(status === 403 ? { errorCode: 'AccessDenied' } : status === 404 ? { errorCode: 'NoSuchKey' } : {}),
        requestParameters: { bucketName: 'models', key: path },
      })),
    }),
};

/** Forty clients that do what clients do. */
const USUAL: readonly Request[] = Array.from({ length: 40 }, (_, index) => index).flatMap((index) =>
  Array.from({ length: 5 + (index % 4) }, (_unused, request) => ({
    client: `198.51.100.${index}`,
    path: `/v2/team/model-${request % 3}/manifests/latest`,
    status: request === 0 ? 401 : 200,
    user: request === 0 ? '-' : 'robot',
  })),
);

const times = (count: number, request: (index: number) => Request): Request[] =>
  Array.from({ length: count }, (_, index) => request(index));

async function audited(text: string): Promise<{ found: SignalCollector; counts: AccessCounts }> {
  const path = join(await temporaryDirectory(), 'access.log');
  writeFileSync(path, text);
  const found = new SignalCollector();
  return { found, counts: readAccessLogs([path], found) };
}

describe.each(Object.entries(FORMATS))('an access log of %s', (_name, write) => {
  it('of usual clients gives no alarm', async () => {
    const { found, counts } = await audited(write(USUAL));
    expect(found.findings).toEqual([]);
    expect(found.gaps).toEqual([]);
    expect(counts).toMatchObject({ files: 1, requests: USUAL.length, clients: 40, unparsed: 0 });
  });

  it('shows who was refused again and again, where it began and against which baseline', async () => {
    const burst = times(60, () => ({ client: '203.0.113.77', path: '/v2/team/secret/manifests/latest', status: 403 }));
    const { found } = await audited(write([...USUAL, ...burst]));
    expect(found.findings).toMatchObject([
      { rule: 'access-unauthenticated-burst', severity: 'medium', line: USUAL.length + 1 },
    ]);
    expect(found.findings[0]?.message).toMatch(
      /203\.0\.113\.x was refused 60 times .* median [01], MAD [01] over 41 clients/u,
    );
    expect(JSON.stringify(found.findings)).not.toContain('203.0.113.77');
  });

  it('shows who asked for many names', async () => {
    const sweep = times(200, (index) => ({
      client: '203.0.113.78',
      path: `/v2/team/guess-${index}/manifests/latest`,
      status: 404,
    }));
    const { found } = await audited(write([...USUAL, ...sweep]));
    expect(found.findings).toMatchObject([{ rule: 'access-enumeration', severity: 'medium', confidence: 'medium' }]);
    expect(found.findings[0]?.message).toContain('200 different names');
  });

  it('shows tools by the name that they give themselves', async () => {
    const { found } = await audited(
      write([...USUAL, { client: '203.0.113.79', path: '/x', status: 200, agent: 'Mozilla/5.0 Nuclei/3' }]),
    );
    expect(found.findings).toMatchObject([{ rule: 'access-odd-agent', confidence: 'high' }]);
  });
});

describe('access logs', () => {
  const nginx = FORMATS['nginx'] ?? (() => '');

  it('weigh more if the client got in afterwards', async () => {
    const guesses = times(60, () => ({ client: '203.0.113.5', path: '/v2/', status: 401 }));
    const entered = { client: '203.0.113.5', path: '/v2/team/secret/blobs/x', status: 200, user: 'admin' };
    const { found } = await audited(nginx([...USUAL, ...guesses, entered]));
    expect(found.findings).toMatchObject([
      { rule: 'access-unauthenticated-burst', severity: 'high', confidence: 'low' },
    ]);
  });

  it('of one client that is as all the others give no alarm, however much is refused', async () => {
    const all = Array.from({ length: 40 }, (_unused, index) => index).flatMap((index) =>
      times(50, () => ({ client: `198.51.100.${index}`, path: '/v2/', status: 401 })),
    );
    expect((await audited(nginx(all))).found.findings).toEqual([]);
  });

  it('name lines that they do not understand', async () => {
    const { found, counts } = await audited(`${nginx(USUAL)}what is this\n\n{"json": 1}\n`);
    expect(counts.unparsed).toBe(2);
    expect(found.gaps).toMatchObject([{ reason: '2 lines of no known format of access logs' }]);
  });

  it('in JSON that is no trail are named, not passed over', async () => {
    expect((await audited('{"a": [}')).found.gaps).toMatchObject([{ reason: 'no JSON' }]);
    expect((await audited('{"Records": 3}')).found.gaps).toMatchObject([
      { reason: 'JSON without the records of CloudTrail' },
    ]);
    const { found, counts } = await audited(
      '{"Records": [{"__proto__": {"x": 1}}, null, {"eventName": "A", "sourceIPAddress": "x"}]}',
    );
    expect(counts).toMatchObject({ requests: 1, unparsed: 2 });
    expect(found.findings).toEqual([]);
  });

  it('have fields whatever a client sent', () => {
    expect(fieldsOf('a [b c] "d \\" e" f')).toEqual(['a', 'b c', 'd \\" e', 'f']);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (line) => {
        for (const format of LINE_FORMATS) format(line);
        expect(fieldsOf(line).length).toBeLessThanOrEqual(40);
      }),
    );
  });

  it('name the model of a path of registries and hubs', () => {
    expect(nameIn('/v2/team/model/manifests/latest')).toBe('team/model');
    expect(nameIn('/v2/team/model/blobs/sha256:abc')).toBe('sha256:abc');
    expect(nameIn('/team/model/resolve/main/config.json')).toBe('team/model');
    expect(nameIn('/favicon.ico')).toBe('/favicon.ico');
  });

  it('show addresses masked', () => {
    expect(maskedClient('203.0.113.77')).toBe('203.0.113.x');
    expect(maskedClient('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:…');
    expect(maskedClient('somebody.example')).toBe('some…');
  });
});

describe('the baseline', () => {
  it('is not moved by what is far off', () => {
    expect(baselineOf([1, 2, 3, 4, 1_000_000])).toEqual({ count: 5, median: 3, mad: 1 });
    expect(baselineOf([])).toEqual({ count: 0, median: 0, mad: 0 });
    expect(alarmOver(baselineOf([100, 100, 100]))).toBe(160);
  });

  it('alarms on no value of a sample whose values are close together', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1 }), (values) => {
        expect(Math.max(...values)).toBeLessThanOrEqual(alarmOver(baselineOf(values)));
      }),
    );
  });
});
