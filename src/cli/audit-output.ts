import type { AuditReport } from '../audit/report.ts';
import type { FailOn } from '../core/finding.ts';
import type { Output } from './output.ts';
import { placeInRepository } from './place-in-repository.ts';

interface Told {
  readonly failOn: FailOn;
  readonly directories: readonly string[];
}

/** Prints a report in the format that was asked for; each is loaded only then. */
export async function tellAudit(report: AuditReport, { failOn, directories }: Told, output: Output): Promise<void> {
  switch (output.format) {
    case 'json':
      output.json(report);
      break;
    case 'sarif': {
      const { auditSarif } = await import('../audit/sarif.ts');
      output.json(auditSarif(report));
      break;
    }
    case 'github': {
      const { auditAnnotations } = await import('../audit/output/github.ts');
      // Of several repositories each path has its directory before it already.
      const under = directories.length === 1 ? placeInRepository(directories[0] ?? '.') : '';
      for (const annotation of auditAnnotations(report, failOn, under)) output.command(annotation);
      break;
    }
    case 'markdown': {
      const { auditMarkdown } = await import('../audit/output/markdown.ts');
      output.raw(auditMarkdown(report));
      break;
    }
    case 'mermaid': {
      const { auditMermaid } = await import('../audit/output/mermaid.ts');
      output.raw(auditMermaid(report));
      break;
    }
    case 'html': {
      const { auditPage } = await import('../audit/output/page.ts');
      output.raw([auditPage(report).trimEnd()]);
      break;
    }
    default: {
      const { renderAuditText } = await import('../audit/text.ts');
      for (const line of renderAuditText(report)) output.line(line);
    }
  }
}
