import * as z from 'zod';

/** What exports of a forge tell, of whichever calls of its API they came. Times in seconds since 1970. */
export interface ForgeFacts {
  readonly pulls: Pull[];
  readonly reviews: Review[];
  readonly forks: number[];
  readonly traffic: { readonly what: string; readonly days: { readonly day: string; readonly count: number }[] }[];
  /** Entries of no known form. */
  unknown: number;
}

interface Pull {
  readonly key: string;
  readonly author: string;
  readonly mergedBy: string | undefined;
  readonly merged: boolean;
  /** What the author is to the project, by GitHub's words. */
  readonly association: string | undefined;
  readonly files: readonly string[];
}

interface Review {
  readonly pull: string;
  readonly reviewer: string;
  readonly approves: boolean;
}

const login = z.string().max(100);
const user = z.object({ login }).nullish();
const date = z.string().max(40);
const files = z
  .array(z.object({ filename: z.string().max(4_096) }))
  .max(3_000)
  .optional()
  .catch(undefined);
const pullSchema = z.object({
  number: z.number(),
  user,
  merged_by: user,
  merged_at: date.nullish(),
  author_association: z.string().max(40).optional(),
  files,
});
const reviewSchema = z.object({ user, state: z.string().max(40), pull_request_url: z.string().max(500) });
const mergeRequestSchema = z.object({
  iid: z.number(),
  author: z.object({ username: login }),
  merge_user: z.object({ username: login }).nullish(),
  merged_by: z.object({ username: login }).nullish(),
  merged_at: date.nullish(),
  approved_by: z.array(z.object({ user: z.object({ username: login }) })).optional(),
});
const eventSchema = z.object({
  type: z.string().max(60),
  actor: user,
  created_at: date,
  payload: z.object({
    pull_request: pullSchema.optional(),
    review: z.object({ user, state: z.string().max(40) }).optional(),
  }),
});
const forkSchema = z.object({ fork: z.literal(true), created_at: date });
const daySchema = z.object({ timestamp: date, count: z.number().nonnegative() });
const trafficSchema = z.object({ clones: z.array(daySchema).optional(), views: z.array(daySchema).optional() });
const bundleSchema = z.record(z.string(), z.unknown());

export function emptyFacts(): ForgeFacts {
  return { pulls: [], reviews: [], forks: [], traffic: [], unknown: 0 };
}

/**
 * Adds what a document tells: a list or a single answer of `pulls`, `pulls/N/reviews`, `events`, `forks` or `traffic/*` of
 * GitHub, `merge_requests` of GitLab, or an object with such lists.
 */
export function addExport(document: unknown, facts: ForgeFacts, depth = 0): void {
  if (Array.isArray(document)) {
    for (const entry of document) if (!addEntry(entry, facts)) facts.unknown += 1;
    return;
  }
  if (addTraffic(document, facts) || addEntry(document, facts)) return;
  const lists = Object.values(depth > 0 ? {} : (bundleSchema.safeParse(document).data ?? {})).filter(
    (value) => typeof value === 'object' && value !== null,
  );
  if (lists.length === 0) facts.unknown += 1;
  for (const list of lists) addExport(list, facts, depth + 1);
}

function addEntry(entry: unknown, facts: ForgeFacts): boolean {
  const event = eventSchema.safeParse(entry).data;
  if (event !== undefined) {
    addEvent(event, facts);
    return true;
  }
  const review = reviewSchema.safeParse(entry).data;
  if (review !== undefined) {
    const pull = review.pull_request_url.slice(review.pull_request_url.lastIndexOf('/') + 1);
    addReview(pull, review, facts);
    return true;
  }
  const pull = pullSchema.safeParse(entry).data;
  if (pull !== undefined) {
    addPull(pull, facts);
    return true;
  }
  const request = mergeRequestSchema.safeParse(entry).data;
  if (request !== undefined) {
    addMergeRequest(request, facts);
    return true;
  }
  const fork = forkSchema.safeParse(entry).data;
  if (fork === undefined) return false;
  facts.forks.push(secondsOf(fork.created_at));
  return true;
}

function addEvent({ type, payload, created_at: at }: z.infer<typeof eventSchema>, facts: ForgeFacts): void {
  const { pull_request: pull, review } = payload;
  if (type === 'ForkEvent') facts.forks.push(secondsOf(at));
  if (pull !== undefined && review !== undefined) addReview(String(pull.number), review, facts);
  else if (pull !== undefined) addPull(pull, facts);
}

function addPull(
  { number, user: by, merged_by, merged_at, author_association, files: own }: z.infer<typeof pullSchema>,
  facts: ForgeFacts,
): void {
  facts.pulls.push({
    key: String(number),
    author: by?.login ?? '',
    mergedBy: merged_by?.login,
    merged: typeof merged_at === 'string',
    association: author_association,
    files: own?.map(({ filename }) => filename) ?? [],
  });
}

function addReview(
  pull: string,
  { user: by, state }: { readonly user?: z.infer<typeof user>; readonly state: string },
  facts: ForgeFacts,
): void {
  facts.reviews.push({ pull, reviewer: by?.login ?? '', approves: state.toUpperCase() === 'APPROVED' });
}

function addMergeRequest(request: z.infer<typeof mergeRequestSchema>, facts: ForgeFacts): void {
  const { iid, author, merge_user: merger, merged_by: before, merged_at: at, approved_by: approvals } = request;
  const key = `!${iid}`;
  facts.pulls.push({
    key,
    author: author.username,
    mergedBy: (merger ?? before)?.username,
    merged: typeof at === 'string',
    association: undefined,
    files: [],
  });
  for (const { user: by } of approvals ?? []) facts.reviews.push({ pull: key, reviewer: by.username, approves: true });
}

function addTraffic(document: unknown, facts: ForgeFacts): boolean {
  const { clones, views } = trafficSchema.safeParse(document).data ?? {};
  for (const [what, days] of [
    ['clones', clones],
    ['views', views],
  ] as const)
    if (days !== undefined)
      facts.traffic.push({ what, days: days.map(({ timestamp, count }) => ({ day: timestamp.slice(0, 10), count })) });
  return clones !== undefined || views !== undefined;
}

function secondsOf(text: string): number {
  const time = Date.parse(text);
  return Number.isFinite(time) ? Math.floor(time / 1_000) : 0;
}
