import type { Severity } from '../../core/finding.ts';
import { downloadedRuns } from '../map/downloads.ts';
import type { JobView } from '../map/pipeline.ts';
import { secretsOf } from '../map/secrets.ts';
import type { AuditRule } from '../rule.ts';

export const rule: AuditRule = {
  id: 'download-and-run',
  title: 'A program is fetched and run without a look at its digest',
  severity: 'medium',
  confidence: 'high',
  atlas: ['AML.T0010.001', 'AML.T0050'],
  advice: 'Fetch it at a fixed commit or version, and compare its digest before it is run.',
  *check({ map }) {
    for (const view of map.jobs) {
      for (const step of view.steps) {
        for (const { act, url, from } of downloadedRuns(step.acts)) {
          yield {
            path: act.path,
            place: act.place,
            message: `what ${url} gives is run as it comes`,
            severity: severityOf(url, view),
            related: [...from, ...act.via],
          };
        }
      }
    }
  },
};

/** Without encryption anybody on the way decides; next to keys more is at stake. */
function severityOf(url: string, view: JobView): Severity {
  if (/^http:\/\/(?!localhost|127\.)/u.test(url)) return 'high';
  return holdsKeys(view) ? 'high' : 'medium';
}

/** Secrets, a right to sign in elsewhere, or every right that there is. */
function holdsKeys(view: JobView): boolean {
  const { permissions } = view;
  return (
    secretsOf(view).length > 0 ||
    permissions?.all === 'write' ||
    permissions?.scopes.get('contents')?.access === 'write' ||
    permissions?.scopes.get('packages')?.access === 'write' ||
    permissions?.scopes.get('id-token')?.access === 'write'
  );
}
