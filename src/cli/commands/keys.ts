import * as z from 'zod';
import { systemClock } from '../../core/clock.ts';
import { printable } from '../../core/escape.ts';
import { EXIT, GateError, unreachable, type ExitCode } from '../../core/errors.ts';
import { keyStandings, revokeKey, rotateKey, type KeyStanding } from '../../decide/edit-trust.ts';
import type { CommandCall } from '../command.ts';
import { firstArgument, parseOptions } from '../parse-options.ts';

const DAY_MS = 86_400_000;
const date = z.union([z.iso.date(), z.iso.datetime()], { error: 'a date: 2026-11-02 or 2026-11-02T08:00:00Z' });
const optionsSchema = z.object({
  policy: z.string({ error: 'whose keys? --policy policy.yaml' }),
  key: z.string().optional(),
  as: z.string().min(1).optional(),
  overlap: z.coerce.number().int().min(0).max(3_660),
  since: date.optional(),
  reason: z.string().min(1).max(500).optional(),
});
const actionSchema = z.enum(['list', 'rotate', 'revoke'], { error: 'say list, rotate or revoke' });

/** The keys of a policy: how each stands, a new one in place of an old one, one that counts no more. */
export async function run({ args, options, output }: CommandCall): Promise<ExitCode> {
  const { policy, key, as, overlap, since, reason } = parseOptions(optionsSchema, options);
  const { action } = parseOptions(z.object({ action: actionSchema }), { action: firstArgument(args) });
  const now = systemClock.now();
  const name = args[1];
  switch (action) {
    case 'list':
      break;
    case 'rotate': {
      if (name === undefined || key === undefined || as === undefined)
        throw new GateError('USAGE', 'keys rotate OLD-NAME --key NEW.pub.pem --as NEW-NAME');
      const until = new Date(now.getTime() + overlap * DAY_MS);
      await rotateKey(policy, { name, newName: as, keyPath: key, until });
      break;
    }
    case 'revoke': {
      if (name === undefined || reason === undefined)
        throw new GateError('USAGE', 'keys revoke NAME-OR-PEM-FILE --reason TEXT [--since DATE]');
      const from = since === undefined ? now : new Date(since);
      if (from.getTime() > now.getTime())
        throw new GateError('USAGE', '--since lies in the future: for a planned end, rotate the key');
      await revokeKey(policy, { key: name, since: from, reason });
      break;
    }
    default:
      return unreachable(action);
  }
  const keys = await keyStandings(policy, now);
  if (output.format === 'json') output.json({ version: 1, keys });
  else if (keys.length === 0) output.line('no key is trusted or revoked');
  else for (const one of keys) output.line(lineOf(one), one.status === 'trusted' ? 'good' : 'warn');
  return EXIT.good;
}

function lineOf({ name, sha256, status, from, until, revoked }: KeyStanding): string {
  const term = [
    ...(from === undefined ? [] : [`from ${from}`]),
    ...(until === undefined ? [] : [`until ${until}`]),
    ...(revoked === undefined ? [] : [`since ${revoked.since}: ${printable(revoked.reason, 200)}`]),
  ].join(', ');
  return `${status.padEnd(15)}  ${printable(name, 200)}  ${sha256.slice(0, 16)}…${term === '' ? '' : `  ${term}`}`;
}
