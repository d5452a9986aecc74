import * as z from 'zod';
import { GateError } from '../../core/errors.ts';
import type { SignalSink } from '../signals/rule.ts';
import type { ForgeAnswer, ForgeClient } from './client.ts';
import { FORGE_LIMITS } from './limits.ts';
import { judgeForge } from './judge-forge.ts';
import type { ForgeRepository } from './report.ts';

const OWNER = /^[A-Za-z\d](?:[A-Za-z\d-]{0,38})$/u;
const NAME = /^(?!\.{1,2}$)[\w.-]{1,100}$/u;
const name = z.string().max(300);

const repositorySchema = z.object({ full_name: name, default_branch: name, archived: z.boolean().catch(false) });
const rulesSchema = z.array(
  z.object({
    type: z.string().max(100),
    parameters: z.object({ required_approving_review_count: z.number().optional() }).optional().catch(undefined),
  }),
);
const flag = z.object({ enabled: z.boolean() }).optional();
const protectionSchema = z.object({
  allow_force_pushes: flag,
  allow_deletions: flag,
  required_status_checks: z.object({}).nullish(),
  required_pull_request_reviews: z.object({ required_approving_review_count: z.number().optional() }).nullish(),
});
const workflowSchema = z.object({
  default_workflow_permissions: z.enum(['read', 'write']),
  can_approve_pull_request_reviews: z.boolean(),
});
const environmentSchema = z.object({ name, protection_rules: z.array(z.unknown()).default([]) });
const secretSchema = z.object({ name });
const approvalSchema = z.object({ approval_policy: z.string().max(100) });

/** @throws GateError USAGE */
export function parseRepositoryName(text: string): readonly [string, string] {
  const [owner = '', repository = '', ...more] = text.split('/');
  if (!OWNER.test(owner) || !NAME.test(repository) || more.length > 0)
    throw new GateError('USAGE', `${text} names no repository: OWNER/REPO`);
  return [owner, repository];
}

/** Repositories of an organisation that are not archived. */
export async function repositoriesOf(client: ForgeClient, organisation: string, sink: SignalSink): Promise<string[]> {
  if (!OWNER.test(organisation)) throw new GateError('USAGE', `${organisation} names no organisation`);
  const answer = await client.all(['orgs', organisation, 'repos'], listOf);
  if (answer.kind === 'unknown')
    throw new GateError('FORGE_FAILED', `the repositories of ${organisation} can not be listed: ${answer.reason}`);
  const all = z
    .array(repositorySchema)
    .parse(answer.value)
    .filter(({ archived }) => !archived);
  if (all.length > FORGE_LIMITS.repositories)
    sink.unread({ path: `forge:${organisation}`, reason: `more than ${FORGE_LIMITS.repositories} repositories` });
  return all.slice(0, FORGE_LIMITS.repositories).map(({ full_name: full }) => full);
}

/**
 * What the forge tells of a repository's settings. What it does not tell (403, 404) is undefined, and told as unread.
 * @throws GateError FORGE_FAILED if not even the repository is to be had
 */
export async function readForge(client: ForgeClient, full: string, sink: SignalSink): Promise<ForgeRepository> {
  const root = ['repos', ...parseRepositoryName(full)];
  const path = `forge:${full}`;
  const first = await client.get(root);
  if (first.kind === 'unknown') throw new GateError('FORGE_FAILED', `${full} can not be read: ${first.reason}`);
  const { default_branch: branch } = take(repositorySchema, first, path, 'the repository', sink) ?? failed(full);
  const ask = async <Schema extends z.ZodType>(
    what: string,
    schema: Schema,
    asked: Promise<ForgeAnswer>,
  ): Promise<z.infer<Schema> | undefined> => take(schema, await asked, path, what, sink);
  const rules = await ask(
    'rules of the branch',
    rulesSchema,
    client.all([...root, 'rules', 'branches', branch], listOf),
  );
  const protection = await protectionOf(client, [...root, 'branches', branch, 'protection'], path, sink);
  const workflow = await ask(
    'default rights of workflows',
    workflowSchema,
    client.get([...root, 'actions', 'permissions', 'workflow']),
  );
  const environments = await ask(
    'environments',
    z.array(environmentSchema),
    client.all([...root, 'environments'], (value) => inside(value, 'environments')),
  );
  const secrets = await ask(
    'names of secrets',
    z.array(secretSchema),
    client.all([...root, 'actions', 'secrets'], (value) => inside(value, 'secrets')),
  );
  const approval = await ask(
    'approval of forks',
    approvalSchema,
    client.get([...root, 'actions', 'permissions', 'fork-pr-contributor-approval']),
  );
  const facts: ForgeRepository = {
    repository: full,
    defaultBranch: branch,
    branch: branchOf(rules, protection),
    ...(workflow === undefined
      ? {}
      : {
          workflowToken: workflow.default_workflow_permissions,
          workflowsApprove: workflow.can_approve_pull_request_reviews,
        }),
    ...(environments === undefined
      ? {}
      : { environments: environments.map((one) => ({ name: one.name, protected: one.protection_rules.length > 0 })) }),
    ...(secrets === undefined ? {} : { secrets: secrets.map((one) => one.name) }),
    ...(approval === undefined ? {} : { forkApproval: approval.approval_policy }),
  };
  judgeForge(facts, path, sink);
  return facts;
}

type Protection = z.infer<typeof protectionSchema>;

/** `none` where the forge says that there is none, which is another answer than that it may not be asked. */
async function protectionOf(
  client: ForgeClient,
  parts: readonly string[],
  path: string,
  sink: SignalSink,
): Promise<Protection | 'none' | undefined> {
  const answer = await client.get(parts);
  if (answer.kind === 'unknown' && answer.status === 404 && answer.said.includes('Branch not protected')) return 'none';
  return take(protectionSchema, answer, path, 'protection of the branch', sink);
}

/** Either of both protects; that neither does is only known where both were told. */
function branchOf(rules: z.infer<typeof rulesSchema> | undefined, protection: Protection | 'none' | undefined) {
  const known = rules !== undefined && protection !== undefined;
  const old = protection === 'none' ? undefined : protection;
  const has = (type: string): boolean => rules?.some((rule) => rule.type === type) === true;
  const either = (holds: boolean): boolean | undefined => (holds ? true : known ? false : undefined);
  const reviews = Math.max(
    0,
    old?.required_pull_request_reviews?.required_approving_review_count ?? 0,
    ...(rules ?? []).map(({ type, parameters }) =>
      type === 'pull_request' ? (parameters?.required_approving_review_count ?? 0) : 0,
    ),
  );
  return {
    keepsHistory: either(
      (has('non_fast_forward') && has('deletion')) ||
        (old !== undefined && old.allow_force_pushes?.enabled !== true && old.allow_deletions?.enabled !== true),
    ),
    requiresChecks: either(has('required_status_checks') || (old?.required_status_checks ?? null) !== null),
    requiresReview: either(reviews > 0),
  };
}

function take<Schema extends z.ZodType>(
  schema: Schema,
  answer: ForgeAnswer,
  path: string,
  what: string,
  sink: SignalSink,
): z.infer<Schema> | undefined {
  const read = answer.kind === 'known' ? schema.safeParse(answer.value) : undefined;
  if (read?.success === true) return read.data;
  sink.unread({
    path,
    reason: `${what}: not knowable, ${answer.kind === 'unknown' ? answer.reason : 'an answer of no known form'}`,
  });
  return undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function inside(value: unknown, key: string): readonly unknown[] {
  return z.record(z.string(), z.unknown()).safeParse(value).data?.[key] === undefined
    ? []
    : listOf(z.record(z.string(), z.unknown()).parse(value)[key]);
}

function failed(full: string): never {
  throw new GateError('FORGE_FAILED', `${full}: the answer has no known form`);
}
