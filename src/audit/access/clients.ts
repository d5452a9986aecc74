import { SIGNAL_LIMITS } from '../signals/limits.ts';
import type { AccessRecord } from './record.ts';

const AGENTS = 32;

/** What one client did, bounded. */
export interface ClientUse {
  readonly client: string;
  /** Line of its first request. */
  readonly line: number;
  requests: number;
  /** Answers of 401 and 403, the line of the first, and whether it was let in after one. */
  denied: number;
  deniedLine: number | undefined;
  deniedWithoutName: number;
  admittedAfterwards: boolean;
  missing: number;
  withoutAgent: number;
  /** Models, digests or other paths; no more than the limit. */
  readonly names: Set<string>;
  readonly agents: Set<string>;
}

/** Adds up requests by client. Memory is bounded by the limits on clients and names. */
export class ClientTable {
  readonly clients = new Map<string, ClientUse>();
  requests = 0;
  withoutAgent = 0;
  /** Requests of clients past the limit. */
  uncounted = 0;
  private names = 0;

  add({ client, resource, status, agent, authenticated }: AccessRecord, line: number): void {
    this.requests += 1;
    if (agent === '') this.withoutAgent += 1;
    const use = this.clients.get(client) ?? this.opened(client, line);
    if (use === undefined) {
      this.uncounted += 1;
      return;
    }
    use.requests += 1;
    if (agent === '') use.withoutAgent += 1;
    if (use.agents.size < AGENTS) use.agents.add(copied(agent.slice(0, 200)));
    if (use.names.size < SIGNAL_LIMITS.names && this.names < SIGNAL_LIMITS.namesTotal) {
      const before = use.names.size;
      use.names.add(copied(nameIn(resource)));
      this.names += use.names.size - before;
    }
    if (status === 404) use.missing += 1;
    if (status === 401 || status === 403) {
      use.denied += 1;
      use.deniedLine ??= line;
      if (!authenticated) use.deniedWithoutName += 1;
    } else if (status < 300 && authenticated && use.denied > 0) use.admittedAfterwards = true;
  }

  private opened(client: string, line: number): ClientUse | undefined {
    if (this.clients.size >= SIGNAL_LIMITS.clients) return undefined;
    const use: ClientUse = {
      client: copied(client),
      line,
      requests: 0,
      denied: 0,
      deniedLine: undefined,
      deniedWithoutName: 0,
      admittedAfterwards: false,
      missing: 0,
      withoutAgent: 0,
      names: new Set(),
      agents: new Set(),
    };
    this.clients.set(use.client, use);
    return use;
  }
}

/** The model or digest that a path of a registry or hub is about; any other path is its own name. */
export function nameIn(resource: string): string {
  const path = resource.slice(0, 500);
  const image = /^\/v2\/(.{1,300}?)\/(?:manifests|tags|blobs)\/(.{1,100})/u.exec(path);
  if (image !== null) return (image[2] ?? '').startsWith('sha256:') ? (image[2] ?? '') : (image[1] ?? '');
  const hub = /^\/(?:api\/models\/)?([\w.-]{1,96}\/[\w.-]{1,96})\/(?:resolve|raw|tree|revision)\//u.exec(path);
  return hub?.[1] ?? path;
}

/** An address without the part that tells a person: the last byte of IPv4, all but 48 bits of IPv6; other names cut. */
export function maskedClient(client: string): string {
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/u.test(client)) return `${client.slice(0, client.lastIndexOf('.'))}.x`;
  if (client.includes(':')) return `${client.split(':').slice(0, 3).join(':')}:…`;
  return client.length > 6 ? `${client.slice(0, 4)}…` : 'a client';
}

/** A part of a line holds the whole line in memory, for as long as the part is kept. */
function copied(part: string): string {
  return Buffer.from(part, 'utf16le').toString('utf16le');
}
