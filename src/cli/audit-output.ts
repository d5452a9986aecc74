import type { AuditReport } from '../audit/report.ts';
import type { Output } from './output.ts';

/** Prints a report in the format that was asked for; each is loaded only then. */
export async function tellAudit(report: AuditReport, output: Output): Promise<void> {
  switch (output.format) {
    case 'json':
      output.json(report);
      break;
    case 'sarif': {
      const { auditSarif } = await import('../audit/sarif.ts');
      output.json(auditSarif(report));
      break;
    }
    default: {
      const { renderAuditText } = await import('../audit/text.ts');
      for (const line of renderAuditText(report)) output.line(line);
    }
  }
}
