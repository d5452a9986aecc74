import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newInstanceName } from '../tidy/instance-name.ts';

/**
 * What the gate itself puts up on the host for the probe to fail at: listeners on the loopback and in the file system, and
 * a file that anybody on the host may read. Nothing outside the machine is ever a target.
 */
export interface HostTargets {
  readonly directory: string;
  readonly canary: string;
  readonly tcpPort: number;
  readonly udpPort: number;
  readonly abstractSocket: string;
  readonly unixSocket: string;
  /** Which of the listeners something reached. */
  reached(): readonly string[];
  close(): void;
}

/** Throws a system error if the machine has no loopback or no temporary directory. */
export async function openHostTargets(): Promise<HostTargets> {
  const name = newInstanceName();
  const directory = mkdtempSync(join(tmpdir(), `${name}-`));
  chmodSync(directory, 0o755); // what keeps the probe out must be the sandbox, not the file's mode
  const canary = join(directory, 'canary');
  writeFileSync(canary, 'outside', { mode: 0o644 });
  const unixSocket = join(directory, 'socket');
  const reached: string[] = [];
  const servers: Server[] = [];
  const datagrams = createSocket('udp4');
  const close = (): void => {
    for (const server of servers) server.close();
    datagrams.close();
    rmSync(directory, { recursive: true, force: true });
  };
  const listen = async (what: string, where: { port: number; host: string } | { path: string }): Promise<Server> => {
    const server = createServer((socket) => {
      reached.push(what);
      socket.on('error', () => {});
      socket.destroy();
    });
    servers.push(server);
    server.listen(where);
    await once(server, 'listening');
    return server;
  };
  try {
    const address = (await listen('tcp', { port: 0, host: '127.0.0.1' })).address();
    const tcpPort = typeof address === 'object' && address !== null ? address.port : 0;
    await listen('abstract', { path: `\0${name}` });
    await listen('unix', { path: unixSocket });
    chmodSync(unixSocket, 0o777);
    datagrams.on('message', () => reached.push('udp'));
    datagrams.bind(0, '127.0.0.1');
    await once(datagrams, 'listening');
    return {
      directory,
      canary,
      tcpPort,
      udpPort: datagrams.address().port,
      abstractSocket: name,
      unixSocket,
      reached: () => [...new Set(reached)],
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}
