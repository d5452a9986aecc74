import type { OutgoingHttpHeaders } from 'node:http';
import { request, type RequestOptions } from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import { GateError } from '../../core/errors.ts';
import { printable } from '../../core/escape.ts';
import type { KubernetesSettings } from './settings.ts';

const TIMEOUT_MS = 15_000;
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;
const NEEDS = 'Install the client beside modelgate: npm install @kubernetes/client-node ws';

/** What the API server refused or could not do. `status` is 0 where no answer came. */
export class ApiFailure extends GateError {
  readonly status: number;
  constructor(status: number, message: string, cause?: unknown) {
    super('SANDBOX_FAILED', message, { cause });
    this.status = status;
  }
}

/** One request of the API: what the right that it needs is called, and where it goes. */
export interface Call {
  readonly verb: 'create' | 'list' | 'patch' | 'delete' | 'get';
  /** As RBAC names it: `jobs`, `pods/attach`. */
  readonly resource: string;
  readonly path: string;
  readonly body?: unknown;
}

const METHODS = { create: 'POST', list: 'GET', get: 'GET', patch: 'PATCH', delete: 'DELETE' } as const;

/**
 * The cluster that the operator's kubeconfig or the pod's own service account names. Credentials stay in the headers of each
 * request: no message of this class holds one.
 */
export class Cluster {
  readonly #config: KubeConfig;
  readonly #server: URL;
  readonly settings: KubernetesSettings;

  private constructor(config: KubeConfig, server: URL, settings: KubernetesSettings) {
    this.#config = config;
    this.#server = server;
    this.settings = settings;
  }

  /** Throws GateError SANDBOX_FAILED where the client isn't installed, or the configuration names no server that can be trusted. */
  static async open(settings: KubernetesSettings): Promise<Cluster> {
    const { KubeConfig: Config } = await import('@kubernetes/client-node').catch((cause: unknown) => {
      throw new GateError('SANDBOX_FAILED', `@kubernetes/client-node is not installed. ${NEEDS}`, { cause });
    });
    const config = new Config();
    try {
      config.loadFromDefault();
      if (settings.context !== undefined) config.setCurrentContext(settings.context);
    } catch (cause) {
      throw new GateError('SANDBOX_FAILED', 'the kubeconfig could not be read', { cause });
    }
    const cluster = config.getCurrentCluster();
    if (cluster === null) throw new GateError('SANDBOX_FAILED', 'the kubeconfig names no cluster');
    const server = URL.parse(cluster.server);
    if (server?.protocol !== 'https:') {
      throw new GateError('SANDBOX_FAILED', `the API server ${printable(cluster.server, 200)} is not asked over HTTPS`);
    }
    if (cluster.skipTLSVerify) {
      throw new GateError('SANDBOX_FAILED', 'the kubeconfig says not to check the certificate of the API server');
    }
    return new Cluster(config, server, settings);
  }

  /** `/apis/batch/v1` + namespace + resource. */
  path(group: string, resource: string, name?: string): string {
    return `${group}/namespaces/${this.settings.namespace}/${resource}${name === undefined ? '' : `/${name}`}`;
  }

  /** Options of a request that is not one of `ask`: the attach. */
  async options(): Promise<Omit<RequestOptions, 'headers'> & { readonly headers: OutgoingHttpHeaders }> {
    const headers: OutgoingHttpHeaders = {};
    const options: RequestOptions = { headers };
    await this.#config.applyToHTTPSOptions(options);
    return { ...options, headers, rejectUnauthorized: true };
  }

  url(path: string): URL {
    return new URL(`${this.#server.pathname.replace(/\/$/u, '')}${path}`, this.#server);
  }

  /** The answer's JSON, unchecked. Throws ApiFailure, naming the missing right where one is missing; CANCELLED. */
  async ask({ verb, resource, path, body }: Call, signal?: AbortSignal): Promise<unknown> {
    const options = await this.options();
    const text = body === undefined ? undefined : JSON.stringify(body);
    const type = verb === 'patch' ? 'application/merge-patch+json' : 'application/json';
    const limit = AbortSignal.timeout(TIMEOUT_MS);
    const { status, answer } = await send(
      this.url(path),
      {
        ...options,
        method: METHODS[verb],
        headers: {
          ...options.headers,
          accept: 'application/json',
          ...(text === undefined ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(text) }),
        },
        signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
      },
      text,
    ).catch((error: unknown) => {
      if (signal?.aborted === true) throw new GateError('CANCELLED', 'the sandbox was cancelled', { cause: error });
      const why = error instanceof Error ? error.message : String(error);
      throw new ApiFailure(0, `the API server at ${this.#server.host} does not answer: ${printable(why, 200)}`, error);
    });
    if (status >= 200 && status < 300) return answer === '' ? undefined : parsed(answer);
    throw new ApiFailure(status, this.#refusal(status, verb, resource, answer));
  }

  #refusal(status: number, verb: string, resource: string, answer: string): string {
    const { namespace } = this.settings;
    const said = messageOf(answer);
    if (status === 401) return 'the API server does not know the credentials of the kubeconfig (401)';
    if (status === 403) {
      return `the right to ${verb} ${resource} in the namespace ${namespace} is missing, or the cluster's admission refused: ${said}`;
    }
    return `the API server refused to ${verb} ${resource} in ${namespace} (${status}): ${said}`;
  }
}

function send(
  url: URL,
  options: RequestOptions,
  text: string | undefined,
): Promise<{ readonly status: number; readonly answer: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > MAX_ANSWER_BYTES)
          sent.destroy(new GateError('SANDBOX_FAILED', 'the API server answers without end'));
        else chunks.push(chunk);
      });
      response.on('error', reject);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, answer: Buffer.concat(chunks).toString('utf8') });
      });
    });
    sent.on('error', reject);
    sent.end(text);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ApiFailure(0, 'the API server answered with something that is not JSON', cause);
  }
}

/** `message` of a Status object. */
function messageOf(answer: string): string {
  try {
    const status: unknown = JSON.parse(answer);
    if (typeof status === 'object' && status !== null && 'message' in status)
      return printable(String(status.message), 400);
  } catch {
    // not a Status
  }
  return printable(answer, 200);
}
