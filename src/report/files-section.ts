import type { Evidence, StageName } from '../core/evidence.ts';
import { comparePredicateSchema } from '../core/predicates/compare.ts';
import { evaluatePredicateSchema } from '../core/predicates/evaluate.ts';
import { scanPredicateSchema } from '../core/predicates/scan.ts';
import { verifyPredicateSchema, type SignatureCheck } from '../core/predicates/verify.ts';
import type { Submission, SubmissionFile } from '../core/submission.ts';
import { bytes, counted } from './format.ts';
import { code, element, join, nothing, paragraph, section, table, tag, text, type Markup } from './markup.ts';

const MAX_FILES = 500;

/** Every file: what it was read as, whether a signature covers it, and whether its weights are those that were evaluated. */
export function filesSection({ files }: Submission, stages: ReadonlyMap<StageName, Evidence>): Markup {
  const formats = formatsOf(stages.get('scan'));
  const signed = signedOf(stages.get('verify'));
  const weights = weightsOf(stages);
  const blocked = new Set(scanOf(stages.get('scan'))?.blockedFiles);
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const more = files.length - MAX_FILES;
  return section('files', text('Files'), [
    paragraph(
      `${counted(files.length, 'file')}, ${bytes(total)}, copied into quarantine and read once. Formats are told by content, not by name.`,
    ),
    table<SubmissionFile>(
      [
        {
          title: 'File',
          head: true,
          cell: ({ path }) =>
            join([code(path), blocked.has(path) ? element('span', [text(' '), tag('failed', ' scan')]) : nothing]),
        },
        { title: 'Read as', cell: ({ path }) => text(formats.get(path) ?? 'not read') },
        { title: 'Size', number: true, cell: ({ size }) => text(bytes(size)) },
        { title: 'Signature', cell: ({ path }) => text(signed(path)) },
        { title: 'Weights', cell: ({ path }) => text(weights.get(path) ?? '') },
        {
          title: 'SHA-256',
          cell: ({ sha256 }) => element('code', text(sha256.slice('sha256:'.length)), 'digest'),
        },
      ],
      files.slice(0, MAX_FILES),
      'files',
    ),
    more > 0 ? paragraph(`and ${counted(more, 'more file')}, in the statement of acquire`, 'quiet') : nothing,
  ]);
}

const scanOf = (evidence: Evidence | undefined) => scanPredicateSchema.safeParse(evidence?.predicate).data?.scan;

function formatsOf(evidence: Evidence | undefined): ReadonlyMap<string, string> {
  const { inventory = [] } = scanOf(evidence) ?? {};
  return new Map(
    inventory.map(({ path, formats, complete }) => [path, `${formats.join(', ')}${complete ? '' : ', not whole'}`]),
  );
}

/** By all signatures together: one that verifies is enough, and one that contradicts the bytes is named. */
function signedOf(evidence: Evidence | undefined): (path: string) => string {
  const { signatures = [] } = verifyPredicateSchema.safeParse(evidence?.predicate).data ?? {};
  const sets = signatures.map(({ file, status, changed, unlisted, ignored }) => ({
    file,
    status,
    changed: new Set(changed),
    uncovered: new Set([...unlisted, ...ignored]),
  }));
  return (path) => {
    if (signatures.length === 0) return 'none';
    if (sets.some(({ file }) => file === path)) return 'is one';
    if (sets.some(({ changed }) => changed.has(path))) return 'changed since';
    const covering = sets.filter(({ uncovered, status }) => !uncovered.has(path) && isReadable(status));
    return covering.length === 0 ? 'not covered' : 'covered';
  };
}

function isReadable(status: SignatureCheck['status']): boolean {
  return status !== 'invalid';
}

function weightsOf(stages: ReadonlyMap<StageName, Evidence>): ReadonlyMap<string, string> {
  const compared = comparePredicateSchema.safeParse(stages.get('compare')?.predicate).data?.weightGroups ?? [];
  const groups = evaluatePredicateSchema.safeParse(stages.get('evaluate')?.predicate).data?.groups ?? [];
  const told = new Map<string, string>(compared.flatMap(({ paths }) => paths.map((path) => [path, 'not evaluated'])));
  for (const { paths, evaluated } of groups) {
    if (evaluated === undefined) continue;
    for (const path of paths) told.set(path, path === evaluated ? 'evaluated' : `equal to ${evaluated}`);
  }
  return told;
}
