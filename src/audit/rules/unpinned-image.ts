import type { Severity } from '../../core/finding.ts';
import { imagesOf, isDigested } from '../map/images.ts';
import type { AuditRule } from '../rule.ts';

export const rule: AuditRule = {
  id: 'unpinned-image',
  title: 'A container image is named by a tag',
  severity: 'low',
  confidence: 'high',
  atlas: ['AML.T0010.001'],
  advice: 'Name the digest of the image behind its tag.',
  *check({ map }) {
    for (const { name, path, place, use, via } of imagesOf(map)) {
      if (isDigested(name)) continue;
      yield {
        path,
        place,
        message: `the ${use === 'base' ? 'base ' : ''}image ${name.slice(0, 120)} is whatever its tag names today`,
        severity: use === 'compose' ? 'low' : severityOf(name),
        related: via,
      };
    }
  },
};

function severityOf(image: string): Severity {
  const tag = /:([\w.-]+)$/u.exec(image)?.[1];
  return tag === undefined || tag === 'latest' ? 'medium' : 'low';
}
