import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { GateError } from '../../src/core/errors.ts';
import { followChain, TIMESTAMPING } from '../../src/trust/certificate-chain.ts';
import { requestTimestamp } from '../../src/trust/timestamp-request.ts';
import { verifyTimestamp } from '../../src/trust/timestamp.ts';
import { sharedTemporaryDirectory } from '../support/temporary.ts';
import { TimestampAuthority } from './tsa.ts';

const directory = sharedTemporaryDirectory();
const DATA = Buffer.from('a signature');

describe('a timestamp', () => {
  let authority: TimestampAuthority;
  let stamp: Buffer;
  let anchors: X509Certificate[];
  beforeAll(() => {
    authority = new TimestampAuthority(directory, 'good');
    stamp = authority.stamp(DATA);
    anchors = [new X509Certificate(authority.root)];
  });

  it.each(['sha256', 'sha384', 'sha512'])('over %s proves its moment, from EC and RSA authorities', (digest) => {
    const rsa = new TimestampAuthority(directory, `rsa-${digest}`, { rsa: true });
    for (const one of [authority, rsa]) {
      const at = verifyTimestamp(one.stamp(DATA, digest), DATA, [new X509Certificate(one.root)]);
      expect(Math.abs(at.getTime() - Date.now())).toBeLessThan(60_000);
    }
  });

  it('proves nothing for other bytes, under another authority, or by a certificate for something else', () => {
    expect(() => verifyTimestamp(stamp, Buffer.from('another signature'), anchors)).toThrow('for other bytes');
    const stranger = new TimestampAuthority(directory, 'stranger');
    expect(() => verifyTimestamp(stamp, DATA, [new X509Certificate(stranger.root)])).toThrow('not trusted');
    expect(() => verifyTimestamp(stamp, DATA, [])).toThrow('not trusted');
  });

  it('proves nothing by certificates that were not good at its moment', () => {
    for (const [name, lives] of [
      ['late', { days: -1 }],
      ['later', { rootDays: -1 }],
    ] as const) {
      const expired = new TimestampAuthority(directory, name, lives);
      const judged = () => verifyTimestamp(expired.stamp(DATA), DATA, [new X509Certificate(expired.root)]);
      expect(judged, name).toThrow(GateError);
    }
  });

  it('comes from a certificate that is for nothing else, and says so critically', () => {
    for (const [index, usage] of ['timeStamping', 'critical,timeStamping,codeSigning', 'codeSigning'].entries()) {
      const other = new TimestampAuthority(directory, `usage-${index}`, { usage });
      const chain = [new X509Certificate(readFileSync(join(directory, `usage-${index}-leaf.pem`)))];
      const judged = () => followChain(chain, [new X509Certificate(other.root)], new Date(), TIMESTAMPING);
      expect(judged, usage).toThrow('extended key usage');
    }
  });

  it('does not survive a change of any byte', () => {
    const at = verifyTimestamp(stamp, DATA, anchors).getTime();
    const survivors: number[] = [];
    for (let position = 0; position < stamp.length; position++) {
      const changed = Buffer.from(stamp);
      changed.writeUInt8((changed.readUInt8(position) ^ 0x01) & 0xff, position);
      try {
        if (verifyTimestamp(changed, DATA, anchors).getTime() !== at) survivors.push(position);
      } catch (error) {
        if (!(error instanceof GateError)) survivors.push(position);
      }
    }
    expect(survivors, 'positions at which another time, or another error, came out').toEqual([]);
  });

  it('answers any bytes with a moment or SIGNATURE_INVALID', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(stamp.length), (bytes, cut) => {
        for (const response of [bytes, stamp.subarray(0, cut), Buffer.concat([stamp.subarray(0, cut), bytes])]) {
          if (Buffer.compare(response, stamp) === 0) continue;
          expect(() => verifyTimestamp(response, DATA, anchors)).toThrow(GateError);
        }
      }),
      { numRuns: 300 },
    );
    expect(() => verifyTimestamp(Buffer.alloc(70_000), DATA, anchors)).toThrow('larger');
  });

  it('is asked for over HTTP, and an answer to another request is not taken', async () => {
    const listening = async (change?: (reply: Buffer) => Buffer) => {
      const server = authority.serve(change);
      await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
      const address = server.address() as AddressInfo;
      return {
        url: `http://127.0.0.1:${address.port}/`,
        stop: () => {
          server.closeAllConnections();
          server.close();
        },
      };
    };
    const honest = await listening();
    const answer = await requestTimestamp(honest.url, DATA, fetch);
    expect(verifyTimestamp(answer, DATA, anchors)).toBeInstanceOf(Date);
    honest.stop();
    for (const change of [() => stamp, () => Buffer.alloc(100_000), () => Buffer.alloc(0)]) {
      const broken = await listening(change);
      await expect(requestTimestamp(broken.url, DATA, fetch)).rejects.toMatchObject({ code: 'KEY_SERVICE_FAILED' });
      broken.stop();
    }
    await expect(requestTimestamp('file:///etc/passwd', DATA, fetch)).rejects.toMatchObject({ code: 'USAGE' });
    await expect(requestTimestamp('http://127.0.0.1:1/', DATA, fetch)).rejects.toMatchObject({
      code: 'KEY_SERVICE_FAILED',
    });
  });
});
