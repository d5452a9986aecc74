import * as z from 'zod';
import { GateError } from '../../core/errors.ts';
import type { PipelineMap } from '../map/pipeline.ts';
import { isDockerfile } from '../scripts/dockerfile.ts';

const NAME = z.string().min(1).max(300);
const ENTRIES = 10_000;

/** Digests behind names, as the operator knows them; `schemas/audit-pins.schema.json` is generated from this. */
export const pinsSchema = z.strictObject({
  version: z.literal(1),
  pins: z
    .array(
      z.union([
        z.strictObject({
          /** As `uses:` has it: `owner/repository@v4`. */
          action: NAME,
          /** Of the commit, whole. */
          commit: z.string().regex(/^[0-9a-f]{40}$/u, 'must be the 40 digits of a commit'),
        }),
        z.strictObject({
          /** With its tag. */
          image: NAME,
          digest: z.string().regex(/^sha256:[0-9a-f]{64}$/u, 'must be sha256: and 64 digits'),
        }),
      ]),
    )
    .max(ENTRIES),
});

export interface Pins {
  /** By `owner/repository/path@ref`, in lower case before the `@`. */
  readonly actions: ReadonlyMap<string, string>;
  readonly images: ReadonlyMap<string, string>;
}

/** @throws GateError USAGE */
export function parsePins(text: string, path: string): Pins {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new GateError('USAGE', `${path} is no JSON`, { cause: error });
  }
  const parsed = pinsSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new GateError('USAGE', `${path}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`);
  }
  const { pins } = parsed.data;
  return {
    actions: new Map(pins.flatMap((pin) => ('action' in pin ? [[actionKey(pin.action), pin.commit] as const] : []))),
    images: new Map(pins.flatMap((pin) => ('image' in pin ? [[pin.image, pin.digest] as const] : []))),
  };
}

export function actionKey(uses: string): string {
  const at = uses.indexOf('@');
  return at === -1 ? uses.toLowerCase() : uses.slice(0, at).toLowerCase() + uses.slice(at);
}

/**
 * What the repository pins elsewhere: `uses: x@<commit> # v4` tells what v4 is, `image:tag@sha256:…` what the tag is. A name that stands for two
 * digests stands for none.
 */
export function pinsIn({ repository, workflows, actions }: PipelineMap): Pins {
  const commits = new Map<string, Set<string>>();
  const digests = new Map<string, Set<string>>();
  const paths = [
    ...new Set([...workflows, ...actions].map(({ path }) => path)),
    ...repository.paths.filter(isDockerfile),
  ];
  for (const path of paths) {
    const text = repository.text(path)?.text ?? '';
    for (const [, name = '', commit = '', ref = ''] of text.matchAll(
      /uses:[ \t]{1,8}["']?([\w./-]{3,200})@([0-9a-f]{40})["']?[ \t]{1,8}#[ \t]{0,8}(?:tag=)?(v?\d[\w.-]{0,60})/gu,
    ))
      note(commits, actionKey(`${name}@${ref}`), commit);
    for (const [, name = '', digest = ''] of text.matchAll(
      /([a-z0-9][\w./-]{0,200}:[\w.-]{1,128})@(sha256:[0-9a-f]{64})/gu,
    ))
      note(digests, name, digest);
  }
  return { actions: single(commits), images: single(digests) };
}

/** The operator's word comes first. */
export function joinPins(given: Pins, own: Pins): Pins {
  return {
    actions: new Map([...own.actions, ...given.actions]),
    images: new Map([...own.images, ...given.images]),
  };
}

function note(all: Map<string, Set<string>>, name: string, digest: string): void {
  all.set(name, (all.get(name) ?? new Set<string>()).add(digest));
}

function single(all: ReadonlyMap<string, ReadonlySet<string>>): Map<string, string> {
  return new Map(
    [...all].flatMap(([name, [first, ...more]]) =>
      first === undefined || more.length > 0 ? [] : [[name, first] as const],
    ),
  );
}
