import type { Evidence } from '../core/evidence.ts';
import { scanPredicateSchema } from '../core/predicates/scan.ts';
import { counted } from './format.ts';
import { code, facts, nothing, paths, text, type Markup } from './markup.ts';

const MAX_PATHS = 50;

/** How much was asked, and what blocks; the findings themselves follow in a table. */
export function scanSection({ predicate }: Evidence): Markup {
  const parsed = scanPredicateSchema.safeParse(predicate);
  if (!parsed.success) return nothing;
  const { passedTests, warnedTests, failedTests, configuration, scan } = parsed.data;
  const asked = passedTests.length + warnedTests.length + failedTests.length;
  const [rules] = configuration;
  return facts([
    [
      'Read',
      text(
        `${counted(scan.files, 'file')}, ${scan.incompleteFiles.length === 0 ? 'each whole' : `${scan.incompleteFiles.length} not whole`}`,
      ),
    ],
    [
      'Rules',
      text(`${asked} asked, ${failedTests.length} blocking, ${warnedTests.length} with findings below ${scan.failOn}`),
    ],
    ...(rules === undefined ? [] : [['Rules and lists', code(`sha256:${rules.digest.sha256}`)] as const]),
    ...(scan.blockedFiles.length === 0 ? [] : [['Blocked', paths(scan.blockedFiles, MAX_PATHS)] as const]),
  ]);
}
