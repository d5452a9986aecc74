import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';

interface AuthorityWish {
  readonly rsa?: boolean;
  readonly usage?: string;
  /** For how long its certificates are good; below zero, they were. */
  readonly days?: number;
  readonly rootDays?: number;
}

/** A time-stamping authority made by `openssl ts`, with its own root; RSA or P-256. */
export class TimestampAuthority {
  readonly root: string;
  readonly #directory: string;
  readonly #name: string;

  constructor(
    directory: string,
    name: string,
    { rsa = false, usage = 'critical,timeStamping', days = 3650, rootDays = 3650 }: AuthorityWish = {},
  ) {
    this.#directory = directory;
    this.#name = name;
    const key = rsa
      ? ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048']
      : ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'];
    for (const one of ['root', 'leaf']) this.#openssl('genpkey', ...key, '-out', `${name}-${one}.key`);
    this.#write('root.ext', 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n');
    this.#write('leaf.ext', `keyUsage=critical,digitalSignature\nextendedKeyUsage=${usage}\n`);
    this.#write('serial', '01\n');
    this.#write(
      'cnf',
      `[tsa]\ndefault_tsa=t\n[t]\nserial=${this.#at('serial')}\ndefault_policy=1.2.3.4\ndigests=sha256,sha384,sha512\nsigner_digest=sha256\n` +
        `ess_cert_id_chain=no\ness_cert_id_alg=sha256\n`,
    );
    this.#certificate('root', rootDays, ['-signkey', `${name}-root.key`]);
    this.#certificate('leaf', days, ['-CA', `${name}-root.pem`, '-CAkey', `${name}-root.key`, '-CAcreateserial']);
    this.root = readFileSync(this.#at('root.pem'), 'utf8');
  }

  get rootPath(): string {
    return this.#at('root.pem');
  }

  /** The response to a request, in DER. */
  reply(request: Uint8Array): Buffer {
    this.#write('query', request);
    const signer = ['-inkey', `${this.#name}-leaf.key`, '-signer', `${this.#name}-leaf.pem`];
    this.#openssl(
      'ts',
      '-reply',
      '-config',
      this.#at('cnf'),
      '-queryfile',
      this.#at('query'),
      ...signer,
      '-out',
      this.#at('reply'),
    );
    return readFileSync(this.#at('reply'));
  }

  /** A timestamp of bytes, with the authority's certificate or without. */
  stamp(data: Uint8Array, digest = 'sha256', { certified = true }: { readonly certified?: boolean } = {}): Buffer {
    this.#write('data', data);
    const query = ['-query', '-data', this.#at('data'), `-${digest}`, ...(certified ? ['-cert'] : [])];
    this.#openssl('ts', ...query, '-out', this.#at('own-query'));
    return this.reply(readFileSync(this.#at('own-query')));
  }

  /** A timestamp of a SHA-256. */
  stampDigest(digest: Uint8Array): Buffer {
    const hex = Buffer.from(digest).toString('hex');
    this.#openssl('ts', '-query', '-digest', hex, '-sha256', '-cert', '-out', this.#at('own-query'));
    return this.reply(readFileSync(this.#at('own-query')));
  }

  /** Leaf first, in DER. */
  get chain(): Buffer[] {
    return ['leaf.pem', 'root.pem'].map((file) => new X509Certificate(readFileSync(this.#at(file))).raw);
  }

  /** Over HTTP; `change` may break what it answers. */
  serve(change: (reply: Buffer) => Buffer = (reply) => reply): Server {
    return createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const answer = change(this.reply(Buffer.concat(chunks)));
        response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(answer);
      });
    });
  }

  #certificate(which: string, days: number, signer: readonly string[]): void {
    const prefix = `${this.#name}-${which}`;
    this.#openssl('req', '-new', '-key', `${prefix}.key`, '-subj', `/CN=${prefix}`, '-out', `${prefix}.csr`);
    const extensions = ['-extfile', `${prefix}.ext`, '-days', String(days)];
    this.#openssl('x509', '-req', '-in', `${prefix}.csr`, ...extensions, ...signer, '-out', `${prefix}.pem`);
  }

  #at(file: string): string {
    return join(this.#directory, `${this.#name}-${file}`);
  }

  #write(file: string, content: string | Uint8Array): void {
    writeFileSync(this.#at(file), content);
  }

  #openssl(...args: string[]): void {
    execFileSync('openssl', args, { stdio: 'pipe', cwd: this.#directory });
  }
}
