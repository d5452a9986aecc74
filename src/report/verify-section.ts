import type { Evidence } from '../core/evidence.ts';
import { verifyPredicateSchema } from '../core/predicates/verify.ts';
import { code, element, join, paragraph, raw, text, type Markup } from './markup.ts';

const MAX_PATHS = 50;

/** Which signature says what, and the files that it doesn't cover. */
export function verifySection({ predicate }: Evidence): Markup {
  const parsed = verifyPredicateSchema.safeParse(predicate);
  if (!parsed.success) return raw('');
  return join(
    parsed.data.signatures.flatMap((check) => [
      element('h3', [
        code(check.file),
        raw(' '),
        element('span', text(check.status), check.status === 'verified' ? 'tag pass' : 'tag fail'),
      ]),
      paragraph(check.detail),
      listed('Changed since it was signed', check.changed),
      listed('Signed, but missing here', check.missing),
      listed('Here, but not signed', check.unlisted),
      listed('Left out by the signer', check.ignored),
    ]),
  );
}

function listed(title: string, paths: readonly string[]): Markup {
  if (paths.length === 0) return raw('');
  const items = paths.slice(0, MAX_PATHS).map((path) => element('li', [code(path)]));
  const more = paths.length > MAX_PATHS ? [element('li', text(`and ${paths.length - MAX_PATHS} more`))] : [];
  return join([paragraph(`${title}:`), element('ul', [...items, ...more])]);
}
