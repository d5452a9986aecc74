import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

export interface Answer {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A key service on this machine, over HTTP or, with `tls`, over HTTPS with a certificate of its own. */
export class KeyService {
  readonly requests: string[] = [];
  readonly authorities: string;
  readonly #server: Server;
  url = '';

  constructor(answer: (request: IncomingMessage, body: string) => Answer, tls?: { readonly directory: string }) {
    const handle: Parameters<typeof createHttpServer>[1] = (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        this.requests.push(`${request.method} ${request.url}`);
        const { status, body, headers } = answer(request, Buffer.concat(chunks).toString());
        response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
      });
    };
    if (tls === undefined) {
      this.authorities = '';
      this.#server = createHttpServer(handle);
    } else {
      const [key, cert] = [join(tls.directory, 'tls.key'), join(tls.directory, 'tls.pem')];
      const names = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
      const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
      execFileSync('openssl', ['req', '-x509', ...curve, '-keyout', key, '-out', cert, '-days', '2', ...names], {
        stdio: 'pipe',
      });
      this.authorities = readFileSync(cert, 'utf8');
      this.#server = createHttpsServer({ key: readFileSync(key), cert: this.authorities }, handle);
    }
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => void this.#server.listen(0, '127.0.0.1', resolve));
    this.url = `${this.authorities === '' ? 'http' : 'https'}://127.0.0.1:${this.port}`;
    return this;
  }

  get port(): number {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => void this.#server.close(resolve));
  }
}
