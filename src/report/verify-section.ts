import type { Evidence } from '../core/evidence.ts';
import type { AttestationCheck } from '../core/predicates/attestation.ts';
import type { LayoutCheck } from '../core/predicates/layout.ts';
import { verifyPredicateSchema, type SignatureCheck } from '../core/predicates/verify.ts';
import { counted } from './format.ts';
import { code, element, join, nothing, paragraph, paths, tag, text, type Markup } from './markup.ts';

const MAX_SIGNATURES = 20;
const MAX_STATEMENTS = 50;
const MAX_PATHS = 50;

/** Which signature says what, whom it is from, and the files that it doesn't cover. */
export function verifySection({ predicate }: Evidence): Markup {
  const parsed = verifyPredicateSchema.safeParse(predicate);
  if (!parsed.success) return nothing;
  const { signatures, attestations = [], layouts = [] } = parsed.data;
  const more = signatures.length - MAX_SIGNATURES;
  return join([
    ...signatures.slice(0, MAX_SIGNATURES).map(signaturePart),
    more > 0 ? paragraph(`and ${counted(more, 'more signature')}`, 'quiet') : nothing,
    attestations.length === 0 ? nothing : element('h3', text('Statements of others')),
    ...attestations.slice(0, MAX_STATEMENTS).map(statementPart),
    attestations.length > MAX_STATEMENTS
      ? paragraph(`and ${counted(attestations.length - MAX_STATEMENTS, 'more statement')}`, 'quiet')
      : nothing,
    ...layouts.map(layoutPart),
  ]);
}

function statementPart({ where, status, kind, predicateType, covers, detail }: AttestationCheck): Markup {
  const about = covers === undefined ? '' : ` It is about ${covers} of the model.`;
  return element('div', [
    code(where),
    text(' '),
    tag(status),
    paragraph(`${kind ?? predicateType ?? 'No statement'}: ${detail}.${about}`),
  ]);
}

function layoutPart({ name, status, detail, steps, inspections, unaccounted }: LayoutCheck): Markup {
  return join([
    element('h3', [text(`Layout ${name} `), tag(status)]),
    paragraph(`${detail}.`),
    ...steps.map(({ name: step, status: proven, functionaries, threshold, failures, notes }) =>
      paragraph(
        `${step}: ${proven}, ${functionaries.length} of ${threshold} functionaries. ${[...failures, ...notes].join('; ')}`,
      ),
    ),
    inspections.length === 0
      ? nothing
      : paragraph(`Inspections, which are never run: ${inspections.map((one) => one.name).join(', ')}.`, 'quiet'),
    listed('Made by no step', unaccounted),
  ]);
}

function signaturePart({
  file,
  status,
  method,
  detail,
  covered,
  changed,
  missing,
  unlisted,
  ignored,
}: SignatureCheck): Markup {
  return join([
    element('h3', [code(file), text(' '), tag(status)]),
    paragraph(`By ${method}: ${detail}. It covers ${counted(covered, 'file')} as they lie here.`),
    listed('Changed since it was signed', changed),
    listed('Signed, but missing here', missing),
    listed('Here, but not signed', unlisted),
    listed('Left out by the signer', ignored),
  ]);
}

function listed(title: string, all: readonly string[]): Markup {
  return all.length === 0 ? nothing : join([paragraph(`${title} (${all.length}):`), paths(all, MAX_PATHS)]);
}
