import type { FileFacts } from '../../formats/facts.ts';
import { externalFilesOf, type ExternalFile } from '../external-files.ts';
import { besides, judgePath } from '../judge-path.ts';
import type { Rule, RuleContext, RuleHit } from '../rule.ts';

/** CVE-2022-25882, CVE-2024-27318, CVE-2025-51480, CVE-2026-34446 and -34447 for ONNX; external links for HDF5. */
export const rule: Rule = {
  id: 'external-file',
  title: 'A model makes its loader open another file',
  severity: 'high',
  confidence: 'high',
  atlas: ['AML.T0010.003', 'AML.T0011.000'],
  advice: 'Do not load the file where anything secret can be read; ask for one whose weights lie in it or beside it.',
  appliesTo: (file) => externalFilesOf(file).length > 0,
  *check(file, context) {
    const seen = new Set<string>();
    for (const external of externalFilesOf(file)) {
      const hit = complaint(external, file, context);
      // A thousand tensors in one file are one finding.
      if (hit === undefined || seen.has(hit.message)) continue;
      seen.add(hit.message);
      yield { ...hit, offset: external.offset, ...(external.member === undefined ? {} : { member: external.member }) };
    }
  },
};

function complaint(external: ExternalFile, file: FileFacts, context: RuleContext): RuleHit | undefined {
  const { path, what } = external;
  const reason = judgePath(path);
  if (reason !== undefined)
    return {
      message: `${what} ${JSON.stringify(path)}, which ${reason}`,
      severity: external.strict ? 'critical' : 'medium',
    };
  if (external.member !== undefined || external.rooted === false) return undefined;
  const target = context.files.get(besides(file.path, path));
  if (target === undefined)
    return { message: `${what} ${JSON.stringify(path)}, which the submission lacks`, severity: 'medium' };
  const end = (external.from ?? 0) + (external.length ?? 0);
  if (end > target.size) {
    const message = `${what} ${JSON.stringify(path)} up to byte ${end}, and it has ${target.size}`;
    return { message, severity: 'high' };
  }
  return undefined;
}
