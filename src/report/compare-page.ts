import type { Evidence } from '../core/evidence.ts';
import { compareSection } from './compare-section.ts';
import { findingsTable } from './findings.ts';
import { element, join, paragraph, raw, section, tag, text } from './markup.ts';
import { page } from './page.ts';

/** The comparison alone as one self-contained page: no script, nothing fetched, and every text of the submission escaped. */
export function renderComparePage(name: string, evidence: Evidence): string {
  const { outcome, reason } = evidence;
  const body = element('main', [
    section(
      'compare',
      [text(`${name}: weights against the base`), raw(' '), tag(outcome)],
      [paragraph(reason, 'lead'), join([compareSection(evidence), findingsTable(evidence)])],
    ),
  ]);
  return page(`compare ${outcome}: ${name}`, body);
}
