import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { join } from 'node:path';
import type { V1Container, V1ContainerStatus, V1Job, V1NetworkPolicy, V1PodSpec } from '@kubernetes/client-node';
import { WebSocketServer, type WebSocket } from 'ws';
import type { SandboxInstance } from '../../../src/sandbox/driver.ts';
import { shippedRights, strangeFields, unrestricted, type Right } from './admission.ts';
import { runContainer, terminatedState, Volumes } from './kubelet.ts';

const TOKEN = 'a-token-that-nothing-may-tell';
const NAMESPACE = 'models';
const IMAGE = `registry.invalid/node@sha256:${'ab'.repeat(32)}`;
const PROTOCOL = 'v5.channel.k8s.io';

interface Pod {
  readonly metadata: { readonly name: string; readonly labels: Record<string, string> };
  readonly spec: V1PodSpec;
  readonly job: string;
  readonly volumes: Volumes;
  readonly running: Map<string, SandboxInstance>;
  readonly statuses: Map<string, V1ContainerStatus['state']>;
  status: { phase: string; reason?: string; message?: string; conditions?: object[] };
  over: boolean;
}

/** What goes wrong in this cluster. */
export interface Trouble {
  /** Rights that the gate lacks. */
  without?: (right: Right) => boolean;
  /** The state in which each container waits for ever. */
  waiting?: { reason: string; message: string };
  /** Why no node takes the pod. */
  unschedulable?: string;
  /** Why no pod is made at all. */
  noPod?: string;
}

/**
 * An API server, controller and kubelet on this machine's loopback, over TLS: knows the objects of one run, refuses what is not of
 * the published schemas, the restricted Pod Security Standard or the shipped Role, and runs containers in real sandboxes.
 */
export class TestCluster {
  readonly jobs = new Map<string, V1Job>();
  readonly policies = new Map<string, V1NetworkPolicy>();
  readonly pods = new Map<string, Pod>();
  /** What was refused, and why. */
  readonly refused: string[] = [];
  readonly used = new Set<string>();
  /** All objects ever made. */
  readonly made: (V1Job | V1NetworkPolicy)[] = [];
  readonly attachments = new Set<WebSocket>();
  trouble: Trouble = {};
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: 64 * 1024 * 1024 });
  readonly #rights = shippedRights();

  private constructor(directory: string) {
    const [key, cert] = [join(directory, 'tls.key'), join(directory, 'tls.pem')];
    const names = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
    execFileSync('openssl', ['req', '-x509', ...curve, '-keyout', key, '-out', cert, '-days', '2', ...names], {
      stdio: 'pipe',
    });
    this.#server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, response) => {
      void this.#answer(request, response);
    });
    this.#server.on('upgrade', (request, socket, head) => {
      const right = this.#rightOf(request);
      if (!this.#allowed(request, right)) {
        socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n');
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (webSocket) => void this.#attach(request, webSocket));
    });
  }

  /** Starts one whose files, a kubeconfig and the gate's settings among them, lie in `directory`. */
  static async start(directory: string, settings: Record<string, unknown> = {}): Promise<TestCluster> {
    const cluster = new TestCluster(directory);
    cluster.#server.listen(0, '127.0.0.1');
    await once(cluster.#server, 'listening');
    const address = cluster.#server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const config = {
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'test',
      clusters: [
        {
          name: 'test',
          cluster: { server: `https://127.0.0.1:${port}`, 'certificate-authority': join(directory, 'tls.pem') },
        },
      ],
      users: [{ name: 'gate', user: { token: TOKEN } }],
      contexts: [{ name: 'test', context: { cluster: 'test', user: 'gate' } }],
    };
    writeFileSync(join(directory, 'kubeconfig'), JSON.stringify(config));
    const own = { version: 1, namespace: NAMESPACE, image: IMAGE, ...settings };
    writeFileSync(join(directory, 'settings.yaml'), JSON.stringify(own));
    return cluster;
  }

  /** For the environment of a gate. */
  static variables(directory: string): Record<string, string> {
    return { KUBECONFIG: join(directory, 'kubeconfig'), MODELGATE_KUBERNETES: join(directory, 'settings.yaml') };
  }

  static readonly token = TOKEN;

  /** The API server is gone; what runs on the nodes runs on. */
  vanish(): void {
    for (const socket of this.attachments) socket.terminate();
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async stop(): Promise<void> {
    this.vanish();
    await Promise.all([...this.jobs.keys()].map((name) => this.#delete(name)));
  }

  /** Ends every pod as a node without room does. */
  evict(message: string): void {
    for (const pod of this.pods.values()) {
      pod.status = { phase: 'Failed', reason: 'Evicted', message };
      for (const instance of pod.running.values()) instance.kill();
    }
  }

  /** Rights of the shipped Role that were never needed. */
  unused(): string[] {
    return this.#rights.map(named).filter((right) => !this.used.has(right));
  }

  #rightOf({ method, url }: IncomingMessage): Right {
    const path = new URL(url ?? '/', 'https://x').pathname;
    const [, group, , resource = '', name, sub] =
      /^\/(?:api|apis\/([^/]+))\/v1\/(namespaces\/[\w-]+)\/([a-z]+)(?:\/([^/]+))?(?:\/([a-z]+))?$/u.exec(path) ?? [];
    const verb =
      sub !== undefined || method === 'POST'
        ? 'create'
        : method === 'GET'
          ? name === undefined
            ? 'list'
            : 'get'
          : (method ?? '').toLowerCase();
    return { group: group ?? '', resource: sub === undefined ? resource : `${resource}/${sub}`, verb };
  }

  #allowed({ headers }: IncomingMessage, right: Right): boolean {
    const known = headers.authorization === `Bearer ${TOKEN}`;
    const given = this.#rights.some((each) => named(each) === named(right)) && this.trouble.without?.(right) !== true;
    if (given) this.used.add(named(right));
    else this.refused.push(named(right));
    return known && given;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const say = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const fail = (code: number, message: string): void => {
      if (code !== 404) this.refused.push(message);
      say(code, { kind: 'Status', apiVersion: 'v1', status: 'Failure', message, code });
    };
    const url = new URL(request.url ?? '/', 'https://x');
    if (url.pathname === '/version') return say(200, { gitVersion: 'v1.36.0' });
    if (!url.pathname.includes(`/namespaces/${NAMESPACE}/`)) return fail(404, `no ${url.pathname}`);
    const right = this.#rightOf(request);
    if (!this.#allowed(request, right)) return fail(403, `user "gate" cannot ${right.verb} ${right.resource}`);
    const text = Buffer.concat(chunks).toString('utf8');
    const name = url.pathname.split('/').at(-1) ?? '';
    const selector = url.searchParams.get('labelSelector')?.split('=') ?? [];
    const chosen = (labels: Record<string, string> | undefined): boolean => labels?.[selector[0] ?? ''] === selector[1];
    switch (`${right.verb} ${right.resource}`) {
      case 'create jobs': {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked against the published schema below
        const job = JSON.parse(text) as V1Job;
        const wrong = [...strangeFields(job, 'V1Job'), ...unrestricted(job.spec?.template.spec)];
        if (wrong.length > 0) return fail(422, wrong.join('; '));
        const own = job.metadata?.name ?? '';
        if (this.jobs.has(own)) return fail(409, 'already exists');
        const kept = Object.assign(job, { metadata: Object.assign(job.metadata ?? {}, { uid: randomUUID() }) });
        this.jobs.set(own, kept);
        this.made.push(kept);
        return say(201, kept);
      }
      case 'create networkpolicies': {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same
        const policy = JSON.parse(text) as V1NetworkPolicy;
        const wrong = strangeFields(policy, 'V1NetworkPolicy');
        if (wrong.length > 0) return fail(422, wrong.join('; '));
        this.policies.set(policy.metadata?.name ?? '', policy);
        this.made.push(policy);
        return say(201, policy);
      }
      case 'patch jobs': {
        const job = this.jobs.get(name);
        if (job === undefined) return fail(404, 'no such job');
        if (text !== '{"spec":{"suspend":false}}') return fail(422, `a patch of something else: ${text}`);
        this.#schedule(name, job);
        return say(200, job);
      }
      case 'list jobs':
        return say(200, { items: [...this.jobs.values()].filter(({ metadata }) => chosen(metadata?.labels)) });
      case 'list pods':
        return say(200, {
          items: [...this.pods.values()].filter(({ metadata }) => chosen(metadata.labels)).map(shown),
        });
      case 'list events':
        return say(200, {
          items: this.trouble.noPod === undefined ? [] : [{ reason: 'FailedCreate', message: this.trouble.noPod }],
        });
      case 'delete jobs': {
        if (!this.jobs.has(name)) return fail(404, 'no such job');
        void this.#delete(name);
        return say(200, {});
      }
      case 'delete networkpolicies':
        return this.policies.delete(name) ? say(200, {}) : fail(404, 'no such policy');
      default:
        return fail(405, `${right.verb} ${right.resource}`);
    }
  }

  #schedule(name: string, job: V1Job): void {
    const template = job.spec?.template;
    if (template?.spec === undefined || this.trouble.noPod !== undefined) return;
    const pod: Pod = {
      metadata: { name: `${name}-${randomUUID().slice(0, 5)}`, labels: template.metadata?.labels ?? {} },
      spec: template.spec,
      job: name,
      volumes: new Volumes(),
      running: new Map(),
      statuses: new Map(),
      status: { phase: 'Pending' },
      over: false,
    };
    this.pods.set(pod.metadata.name, pod);
    const { unschedulable, waiting } = this.trouble;
    if (unschedulable !== undefined) {
      const condition = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: unschedulable };
      pod.status = { phase: 'Pending', conditions: [condition] };
    } else if (waiting === undefined) void this.#run(pod);
    else for (const { name: container } of pod.spec.initContainers ?? []) pod.statuses.set(container, { waiting });
  }

  async #run(pod: Pod): Promise<void> {
    for (const container of [...(pod.spec.initContainers ?? []), ...pod.spec.containers]) {
      if (pod.over) return;
      const code = await this.#runOne(pod, container).catch((error: unknown) => {
        pod.statuses.set(container.name, { waiting: { reason: 'CreateContainerError', message: String(error) } });
        return -1;
      });
      if (code !== 0 && pod.status.phase !== 'Failed') pod.status = { phase: 'Failed' };
      if (code !== 0) return;
    }
    pod.status = { phase: 'Succeeded' };
  }

  async #runOne(pod: Pod, container: V1Container): Promise<number> {
    const instance = await runContainer(pod.spec, container, pod.volumes);
    pod.running.set(container.name, instance);
    pod.statuses.set(container.name, { running: {} });
    if (pod.over) instance.kill();
    const exit = await instance.exited;
    const state = terminatedState(exit);
    pod.statuses.set(container.name, state);
    return state?.terminated?.exitCode ?? -1;
  }

  async #delete(name: string): Promise<void> {
    this.jobs.delete(name);
    this.policies.delete(name); // by its owner
    for (const [key, pod] of this.pods) {
      if (pod.job !== name) continue;
      pod.over = true;
      for (const instance of pod.running.values()) instance.kill();
      await Promise.all([...pod.running.values()].map(({ exited }) => exited));
      pod.volumes.remove();
      this.pods.delete(key);
    }
  }

  async #attach(request: IncomingMessage, socket: WebSocket): Promise<void> {
    this.attachments.add(socket);
    const url = new URL(request.url ?? '/', 'https://x');
    const pod = this.pods.get(url.pathname.split('/').at(-2) ?? '');
    const instance = pod?.running.get(url.searchParams.get('container') ?? '');
    if (socket.protocol !== PROTOCOL || instance === undefined) return socket.close(1011);
    const { stdin, stdout } = instance;
    socket.on('message', (message: Buffer) => {
      if (message[0] === 255 && message[1] === 0) stdin.end();
      else if (message[0] === 0 && message.length > 1 && !stdin.destroyed && !stdin.write(message.subarray(1))) {
        socket.pause();
        stdin.once('drain', () => socket.resume());
      }
    });
    stdin.once('close', () => socket.resume());
    socket.once('close', () => {
      this.attachments.delete(socket);
      stdin.end(); // stdinOnce
      stdout.resume();
    });
    const send = (channel: number, bytes: Uint8Array): Promise<void> =>
      new Promise((resolve) => socket.send(Buffer.concat([Uint8Array.of(channel), bytes]), () => resolve()));
    for await (const chunk of stdout.iterator({ destroyOnReturn: false })) await send(1, Buffer.from(chunk));
    const exit = await instance.exited;
    await send(2, Buffer.from(exit.stderrTail));
    await send(3, Buffer.from(JSON.stringify({ kind: 'Status', status: exit.code === 0 ? 'Success' : 'Failure' })));
    socket.close(1000);
  }
}

function named({ group, resource, verb }: Right): string {
  return `${verb} ${resource}${group === '' ? '' : `.${group}`}`;
}

function shown({ metadata, spec, statuses, status, over }: Pod): object {
  const of = (containers: readonly V1Container[] | undefined): object[] =>
    (containers ?? []).flatMap(({ name }) => (statuses.has(name) ? [{ name, state: statuses.get(name) }] : []));
  return {
    metadata: { ...metadata, ...(over ? { deletionTimestamp: new Date().toISOString() } : {}) },
    status: { ...status, initContainerStatuses: of(spec.initContainers), containerStatuses: of(spec.containers) },
  };
}
