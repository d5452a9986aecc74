import * as z from 'zod';

const text = z.string().max(4096);
const list = z.array(text).max(4096);

/** What `inside.ts` writes to its standard output, as one JSON document: what it saw, without judgement. */
export const observationsSchema = z.object({
  /** Error code of each attempt, or `connected`. */
  connections: z.record(text, text),
  names: z.record(text, text),
  environment: z.record(text, z.string()),
  root: list,
  /** Paths of the host that could be opened. */
  opened: list,
  /** Descriptor number → what it leads to. */
  descriptors: z.record(text, text),
  /** Paths under which something could be written or made. */
  written: list,
  temporary: z.object({ statBytes: z.number(), writtenBytes: z.number(), error: text }),
  /** Process id → first argument. */
  processes: z.record(text, text),
  /** Name → `character`, `block`, `directory`, … */
  devices: z.record(text, text),
  /** Kernel settings that could be opened for writing. */
  settings: list,
  uid: z.array(z.number()),
  status: z.record(text, text),
  /** Results of the raw calls, in the order of the table. */
  calls: z.array(z.number().int()).max(4096),
  /** How the raw program ended, if not by itself. */
  callsEnd: text,
});
export type Observations = z.infer<typeof observationsSchema>;

/** What the gate tells the program inside: one JSON argument. */
export interface ProbeTask {
  readonly tcpPort: number;
  readonly udpPort: number;
  readonly abstractSocket: string;
  readonly unixSocket: string;
  readonly hostPaths: readonly string[];
  readonly readOnlyPaths: readonly string[];
  /** How much to try to write into /tmp. */
  readonly fillBytes: number;
  readonly callsProgram: string;
}
