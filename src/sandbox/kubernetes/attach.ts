import { Readable, Writable } from 'node:stream';
import { GateError } from '../../core/errors.ts';
import { printable } from '../../core/escape.ts';
import type { Cluster } from './api.ts';

/** Kubernetes 1.30 and newer; v4 has no way to say that the input is over. */
const PROTOCOL = 'v5.channel.k8s.io';
const CHANNEL = { stdin: 0, stdout: 1, stderr: 2, error: 3 } as const;
const CLOSE = 255;
const CHUNK_BYTES = 1024 * 1024;
const HANDSHAKE_MS = 20_000;
const PING_MS = 5_000;

/** The standard streams of a container. */
export interface Attachment {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Resolves, never rejects, when the connection is over: whether the other side ended it in order. */
  readonly over: Promise<{ readonly whole: boolean }>;
  /** Ends the connection at once. */
  readonly cut: () => void;
}

/**
 * Attaches to a running container. What nobody reads holds the other side back; memory is taken for no more than one message.
 * Throws GateError SANDBOX_FAILED, CANCELLED.
 */
export async function attach(
  cluster: Cluster,
  pod: string,
  container: string,
  signal: AbortSignal,
): Promise<Attachment> {
  const { WebSocket } = await import('ws').catch((cause: unknown) => {
    throw new GateError('SANDBOX_FAILED', 'ws is not installed: npm install ws', { cause });
  });
  const url = cluster.url(cluster.path('/api/v1', 'pods', `${pod}/attach`));
  for (const [name, value] of Object.entries({ container, stdin: true, stdout: true, stderr: true, tty: false })) {
    url.searchParams.set(name, String(value));
  }
  const { headers, ca, cert, key, pfx, passphrase, servername, rejectUnauthorized, agent, auth } =
    await cluster.options();
  const socket = new WebSocket(`wss://${url.host}${url.pathname}${url.search}`, [PROTOCOL], {
    ...defined({ headers, ca, cert, key, pfx, passphrase, servername, rejectUnauthorized, agent, auth }),
    handshakeTimeout: HANDSHAKE_MS,
    perMessageDeflate: false,
    maxPayload: 32 * CHUNK_BYTES,
    followRedirects: false,
  });
  const stdout = new Readable({ read: () => socket.resume(), highWaterMark: CHUNK_BYTES });
  const stderr = new Readable({ read: () => socket.resume(), highWaterMark: CHUNK_BYTES });
  const stdin = new Writable({
    highWaterMark: CHUNK_BYTES,
    write: (chunk: Buffer, _encoding, done) => sendAll(chunk, done),
    final: (done) => socket.send(Uint8Array.of(CLOSE, CHANNEL.stdin), () => done()),
  });
  stdin.on('error', () => {}); // `over` tells
  const sendAll = (chunk: Buffer, done: (error?: Error | null) => void): void => {
    const piece = chunk.subarray(0, CHUNK_BYTES);
    socket.send(Buffer.concat([Uint8Array.of(CHANNEL.stdin), piece]), (error) => {
      if (error !== undefined && error !== null) done(error);
      else if (piece.length < chunk.length) sendAll(chunk.subarray(piece.length), done);
      else done();
    });
  };
  let told = false;
  socket.on('message', (message: Buffer) => {
    const channel = message[0];
    if (channel === CHANNEL.error) told = true;
    const stream = channel === CHANNEL.stdout ? stdout : channel === CHANNEL.stderr ? stderr : undefined;
    if (stream !== undefined && message.length > 1 && !stream.push(message.subarray(1))) socket.pause();
  });
  let heard = true;
  socket.on('pong', () => {
    heard = true;
  });
  // A node that vanished says nothing: without an answer to a ping the connection is dead.
  const pulse = setInterval(() => {
    if (socket.readyState !== WebSocket.OPEN || socket.isPaused) return;
    if (!heard) socket.terminate();
    heard = false;
    socket.ping();
  }, PING_MS);
  const over = new Promise<{ whole: boolean }>((resolve) => {
    socket.once('close', () => {
      clearInterval(pulse);
      stdout.push(null);
      stderr.push(null);
      stdin.destroy();
      resolve({ whole: told });
    });
  });
  await opened(socket, pod, signal);
  return { stdin, stdout, stderr, over, cut: () => socket.terminate() };
}

async function opened(socket: import('ws').WebSocket, pod: string, signal: AbortSignal): Promise<void> {
  const failed = Promise.withResolvers<never>();
  const cancel = (): void => {
    socket.terminate();
    failed.reject(new GateError('CANCELLED', 'the sandbox was not started: cancelled'));
  };
  socket.on('error', (error) => {
    const missing = /\b403\b/u.test(error.message)
      ? 'the right to create pods/attach (before Kubernetes 1.35: to get it) is missing'
      : printable(error.message, 300);
    failed.reject(new GateError('SANDBOX_FAILED', `could not attach to the pod ${pod}: ${missing}`, { cause: error }));
  });
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    await Promise.race([new Promise((resolve) => socket.once('open', resolve)), failed.promise]);
  } finally {
    signal.removeEventListener('abort', cancel);
    failed.promise.catch(() => {});
  }
}

function defined<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the entries are those of T
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}
