import * as z from 'zod';

const natural = z.int().nonnegative();

/**
 * `connection`: a call that makes or uses a socket; `denial`: one that asks for another's rights or processes, for a
 * namespace, a mount or the machine. Both were refused. `exec`: another program was started. `open`: a path that nobody
 * showed was asked for. `canary`: the file or the address that nobody has reason to touch.
 */
export const TRIPWIRE_KINDS = ['connection', 'denial', 'exec', 'open', 'canary'] as const;

/** What the model's side tried. */
export const tripwiresSchema = z.object({
  /** Who saw it; `not-observed`: this driver sees nothing, and no count says so by being zero. */
  by: z.enum(['seccomp-user-notification', 'gvisor-log', 'not-observed']),
  blockedConnections: natural.optional(),
  permissionDenials: natural.optional(),
  execs: natural.optional(),
  opensOutside: natural.optional(),
  /** Touches of the canaries: by a call, or by what the model said. Always told: answers are read with every driver. */
  canaryTouches: natural,
  /** Each with how often; a stated number of different ones, the first that came. Untrusted text. */
  events: z.array(z.object({ kind: z.enum(TRIPWIRE_KINDS), what: z.string(), count: natural })),
});
export type Tripwires = z.infer<typeof tripwiresSchema>;

/** In one line, for people. */
export function tellTripwires(tripwires: Tripwires | undefined): string {
  if (tripwires === undefined) return 'not recorded';
  const { by, blockedConnections, permissionDenials, execs, opensOutside, canaryTouches } = tripwires;
  const counted = (count: number | undefined, what: string): string =>
    count === undefined ? `${what} not observed` : `${count} ${what}`;
  const counts = [
    counted(blockedConnections, 'connections blocked'),
    counted(permissionDenials, 'calls denied'),
    counted(execs, 'programs started'),
    counted(opensOutside, 'paths asked for that nobody showed'),
    `canary touched ${canaryTouches} times`,
  ];
  return by === 'not-observed' ? `not observed; canary in answers ${canaryTouches} times` : counts.join(', ');
}
