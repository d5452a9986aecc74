import type { AccessRecord, ParseAccessLine } from './record.ts';

const ABSENT: ReadonlySet<string> = new Set(['', '-', '"-"']);
const TIME = /^\d{1,2}\/\w{3}\/\d{4}:/u;

/**
 * Words of a line between blanks; `"…"` and `[…]` are one. A backslash in quotes escapes, as nginx writes it. One pass, no
 * regular expression: lines hold whatever a client sent.
 */
export function fieldsOf(line: string, most = 40): string[] {
  const fields: string[] = [];
  let at = 0;
  while (at < line.length && fields.length < most) {
    if (line[at] === ' ') {
      at++;
      continue;
    }
    const close = line[at] === '"' ? '"' : line[at] === '[' ? ']' : ' ';
    let end = close === ' ' ? at : at + 1;
    while (end < line.length && line[end] !== close) end += close === '"' && line[end] === '\\' ? 2 : 1;
    fields.push(line.slice(close === ' ' ? at : at + 1, end));
    at = close === ' ' ? end : end + 1;
  }
  return fields;
}

/** nginx and Apache `combined`: address, identity, user, time, request, status, bytes, referrer, agent. */
const combined: ParseAccessLine = (line) => {
  const [client = '', , user = '', time = '', request = '', status = '', , , agent = ''] = fieldsOf(line, 12);
  if (!TIME.test(time)) return undefined;
  return recordOf(client, resourceOf(request.split(' ')[1] ?? request), status, agent, !ABSENT.has(user));
};

/** S3 server access log: owner, bucket, time, address, requester, request id, operation, key, request, status, error, … */
const s3: ParseAccessLine = (line) => {
  const fields = fieldsOf(line, 30);
  const [, bucket = '', time = '', client = '', requester = '', , operation = '', key = '', , status = ''] = fields;
  if (!TIME.test(time) || !/^[A-Z][A-Z0-9]{1,20}\./u.test(operation)) return undefined;
  return recordOf(client, `${bucket}/${key}`, status, fields[16] ?? '', !ABSENT.has(requester));
};

/** Artifactory's request log: time | trace | address | user | method | path | status | lengths | duration | agent. */
const artifactory: ParseAccessLine = (line) => {
  const fields = line.split('|', 14);
  if (fields.length < 10 || !/^\d{4}-\d\d-\d\dT/u.test(fields[0] ?? '')) return undefined;
  const [, , client = '', user = '', , path = '', status = ''] = fields;
  const known = !/^(?:|-|N\/A|anonymous|non_authenticated_user)$/u.test(user);
  return recordOf(client, resourceOf(path), status, fields.slice(10).join('|'), known);
};

/** The first that reads a line decides for the rest of its file. */
export const LINE_FORMATS: readonly ParseAccessLine[] = [artifactory, s3, combined];

function recordOf(
  client: string,
  resource: string,
  status: string,
  agent: string,
  authenticated: boolean,
): AccessRecord | undefined {
  if (!/^[1-5]\d\d$/u.test(status) || client === '' || client.length > 256) return undefined;
  return { client, resource, status: Number(status), agent: ABSENT.has(agent) ? '' : agent, authenticated };
}

function resourceOf(path: string): string {
  return path.split('?', 1)[0] ?? '';
}
