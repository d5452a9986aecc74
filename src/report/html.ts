import type { Evidence, Outcome, StageName } from '../core/evidence.ts';
import type { Policy } from '../core/policy.ts';
import type { Submission } from '../core/submission.ts';
import type { Verdict } from '../core/verdict.ts';
import { compareSection } from './compare-section.ts';
import { huntSection } from './hunt-section.ts';
import { evaluateSection } from './evaluate-section.ts';
import { filesSection } from './files-section.ts';
import { findingsTable } from './findings.ts';
import { element, join, list, nothing, paragraph, raw, section, tag, text, type Markup } from './markup.ts';
import { page } from './page.ts';
import { recordSection } from './record-section.ts';
import { sandboxSection } from './sandbox-section.ts';
import { scanSection } from './scan-section.ts';
import { banner, reasonsSection, stageStrip } from './summary-section.ts';
import { verifySection } from './verify-section.ts';

export interface ReportInputs {
  readonly submission: Submission;
  readonly verdict: Verdict;
  readonly stages: readonly Evidence[];
  readonly policy: Policy;
  readonly at: Date;
  readonly keyId: string;
  /** Where the verdict stands in the gate's ledger. */
  readonly logged: { readonly ledger: string; readonly index: number };
}

interface StagePart {
  readonly title: string;
  readonly body: (evidence: Evidence) => Markup;
}

/** `acquire` has no part of its own: the table of files is what it did. */
const PARTS: Readonly<Record<Exclude<StageName, 'acquire'>, StagePart>> = {
  hunt: { title: 'Search for hidden triggers', body: huntSection },
  evaluate: { title: 'Claims and measurements', body: evaluateSection },
  compare: { title: 'Weights against the base', body: compareSection },
  scan: { title: 'Scan', body: scanSection },
  verify: { title: 'Signatures', body: verifySection },
};

/** What decided stands first. */
const ORDER: Readonly<Record<Outcome, number>> = { failed: 0, errored: 1, inconclusive: 2, passed: 3, skipped: 4 };

/** One self-contained page: no script, nothing fetched, and every text of the submission escaped. */
export function renderReport({ submission, verdict, stages, policy, at, keyId, logged }: ReportInputs): string {
  const byStage = new Map(stages.map((evidence) => [evidence.stage, evidence]));
  const parts = Object.entries(PARTS)
    .flatMap(([stage, part]) =>
      stages.filter((evidence) => evidence.stage === stage).map((evidence) => ({ evidence, part })),
    )
    .toSorted((a, b) => ORDER[a.evidence.outcome] - ORDER[b.evidence.outcome]);
  const body = join([
    banner(submission, verdict, policy, stages, at),
    stageStrip(stages),
    element('main', [
      reasonsSection(verdict),
      ...parts.map(({ evidence, part }) => stagePart(evidence, part, verdict)),
      filesSection(submission, byStage),
      sandboxSection(byStage),
      untested(stages),
      recordSection({ verdict, policy, keyId, logged, stages: byStage }),
    ]),
  ]);
  return page(`${verdict.verdict}: ${submission.name}`, body);
}

/** A reason that stands above, word for word, isn't said again where the part itself shows it. */
function stagePart(evidence: Evidence, { title, body }: StagePart, { reasons }: Verdict): Markup {
  const { stage, outcome, reason } = evidence;
  const shown = join([body(evidence), findingsTable(evidence)]);
  const said = shown !== nothing && reasons.some(({ message }) => message === reason);
  return section(stage, [text(title), raw(' '), tag(outcome)], [said ? nothing : paragraph(reason, 'lead'), shown]);
}

/** What the reader must not conclude. */
function untested(stages: readonly Evidence[]): Markup {
  const notRun = stages.filter(({ outcome }) => outcome === 'skipped' || outcome === 'errored');
  return section('untested', text('What was not tested'), [
    list([
      text(
        `${stages.some(({ stage, outcome }) => stage === 'hunt' && outcome !== 'skipped') ? 'A search for hidden triggers finds some of them.' : 'No search for hidden triggers was made.'} A model can behave on every question of a suite and differ on one phrase.`,
      ),
      ...notRun.map(({ stage, reason }) => text(`${stage}: ${reason}`)),
    ]),
  ]);
}
