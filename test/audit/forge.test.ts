import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditReportSchema } from '../../src/audit/report.ts';
import { runAuditWith } from '../support/run-audit.ts';

const TOKEN = 'ghp_0123456789abcdefghijklmnopqrstuvwxyz';
const repository = (name: string, archived = false) => ({ full_name: name, default_branch: 'main', archived });
const actions = (name: string) => `/repos/${name}/actions`;
const REFUSED = { status: 403, body: { message: 'Resource not accessible by personal access token' } };
interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}
const ok = (body: unknown): Answer => ({ status: 200, body });

/** As GitHub's REST API of 2022-11-28 answers: an open repository, a protected one, one that tells nothing, and one past the rate limit. */
const ANSWERS: Readonly<Record<string, Answer>> = {
  '/repos/acme/open': ok(repository('acme/open')),
  '/repos/acme/open/rules/branches/main': ok([]),
  '/repos/acme/open/branches/main/protection': { status: 404, body: { message: 'Branch not protected' } },
  [`${actions('acme/open')}/permissions/workflow`]: ok({
    default_workflow_permissions: 'write',
    can_approve_pull_request_reviews: true,
  }),
  '/repos/acme/open/environments': ok({ total_count: 1, environments: [{ name: 'release', protection_rules: [] }] }),
  [`${actions('acme/open')}/permissions/fork-pr-contributor-approval`]: ok({
    approval_policy: 'first_time_contributors_new_to_github',
  }),
  '/repos/acme/closed': ok(repository('acme/closed')),
  '/repos/acme/closed/rules/branches/main': ok([
    { type: 'deletion' },
    { type: 'non_fast_forward' },
    { type: 'required_status_checks', parameters: { required_status_checks: [{ context: 'test' }] } },
    { type: 'pull_request', parameters: { required_approving_review_count: 1 } },
  ]),
  '/repos/acme/closed/branches/main/protection': REFUSED,
  [`${actions('acme/closed')}/permissions/workflow`]: ok({
    default_workflow_permissions: 'read',
    can_approve_pull_request_reviews: false,
  }),
  '/repos/acme/closed/environments': ok({
    environments: [{ name: 'release', protection_rules: [{ type: 'required_reviewers' }] }],
  }),
  [`${actions('acme/closed')}/secrets`]: ok({ secrets: [{ name: 'HF_TOKEN' }] }),
  [`${actions('acme/closed')}/permissions/fork-pr-contributor-approval`]: ok({
    approval_policy: 'all_external_contributors',
  }),
  '/repos/acme/silent': ok(repository('acme/silent')),
  '/repos/acme/spent': ok(repository('acme/spent')),
  '/repos/acme/spent/rules/branches/main': { status: 403, body: {}, headers: { 'x-ratelimit-remaining': '0' } },
  '/repos/acme/moved': { status: 301, body: { url: '/repositories/1' }, headers: { location: '/repos/acme/open' } },
};
const SECRETS = Array.from({ length: 130 }, (_, index) => ({ name: `SECRET_${index}` }));

let server: Server;
let address = '';
const asked: { url: string; authorization: string | undefined }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    asked.push({ url: url.pathname, authorization: request.headers.authorization });
    const page = Number(url.searchParams.get('page') ?? 1);
    const paged =
      url.pathname === `${actions('acme/open')}/secrets`
        ? ok({ secrets: SECRETS.slice((page - 1) * 100, page * 100) })
        : url.pathname === '/orgs/acme/repos'
          ? ok([repository('acme/closed'), repository('acme/old', true)])
          : undefined;
    const {
      status,
      body,
      headers = {},
    } = paged ?? ANSWERS[url.pathname] ?? { status: 404, body: { message: 'Not Found' } };
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  address = `http://127.0.0.1:${port}`;
});
afterAll(() => server.close());

async function ask(...args: string[]) {
  const env = { GITHUB_API_URL: address, GITHUB_TOKEN: TOKEN };
  const ended = await runAuditWith(env, ...args, '--format', 'json');
  expect(ended.stdout + ended.stderr).not.toContain(TOKEN.slice(4));
  return ended;
}
const reportOf = async (...args: string[]) => auditReportSchema.parse(JSON.parse((await ask(...args)).stdout));

describe('audit --github', () => {
  it('reports what the settings of a repository let happen, over all pages, and asks with the token', async () => {
    const report = await reportOf('--github', 'acme/open');
    expect(report.findings.map(({ rule, severity }) => `${rule} ${severity}`).toSorted()).toEqual([
      'forge-branch-open high',
      'forge-environment-open low',
      'forge-fork-approval low',
      'forge-token-writes medium',
    ]);
    expect(report.forge?.[0]?.secrets).toHaveLength(130);
    expect(report.metrics.unread).toEqual([]);
    expect(asked.every(({ authorization }) => authorization === `Bearer ${TOKEN}`)).toBe(true);
    expect(report.slsa.source.requirements.find(({ id }) => id === 'two-person-review')?.status).toBe('not-met');
  });

  it('takes what rules demand for met, and what it may not ask for as not knowable', async () => {
    const report = await reportOf('--github', 'acme/closed');
    expect(report.findings).toEqual([]);
    expect(report.slsa.source.level).toBe(4);
    expect(report.metrics.unread.map(({ reason }) => reason)).toEqual([
      'protection of the branch: not knowable, the forge answered 403',
    ]);
  });

  it('finds nothing, and says that it knows nothing, where the forge is silent', async () => {
    const report = await reportOf('--github', 'acme/silent');
    expect(report.findings).toEqual([]);
    expect(report.metrics.unread).toHaveLength(6);
    expect(report.metrics.blindSpots).toBe(6);
    expect(report.slsa.source.requirements.find(({ id }) => id === 'history-kept')?.status).toBe('unknown');
  });

  it('asks nothing more once the rate limit is spent', async () => {
    const before = asked.length;
    const report = await reportOf('--github', 'acme/spent');
    expect(asked.length - before).toBe(2);
    expect(report.metrics.unread[0]?.reason).toContain('rate limit');
    expect(report.metrics.unread).toHaveLength(6);
  });

  it('goes through an organisation, without what is archived', async () => {
    const report = await reportOf('--github-org', 'acme');
    expect(report.forge?.map((one) => one.repository)).toEqual(['acme/closed']);
  });

  it('follows nobody elsewhere, and sends no token over plain HTTP to another machine', async () => {
    expect((await ask('--github', 'acme/moved')).exit).toBe(3);
    expect((await ask('--github', 'acme/../x')).exit).toBe(2);
    const env = { GITHUB_API_URL: 'http://forge.invalid', GITHUB_TOKEN: TOKEN };
    expect((await runAuditWith(env, '--github', 'acme/open')).exit).toBe(2);
  });
});
