import type { FileFacts } from '../../formats/facts.ts';
import type { NamedCode } from '../../formats/yaml/facts.ts';
import { judgeConfiguredName } from '../data/configured-names.ts';
import { localModule } from '../local-module.ts';
import type { Rule, RuleContext, RuleHit } from '../rule.ts';

/** CVE-2025-23304: a configuration names any function, and NeMo, Hydra or Lightning imports and calls it. */
export const rule: Rule = {
  id: 'hydra-target',
  title: 'A configuration names a class or function that is none of a known library',
  severity: 'medium',
  confidence: 'high',
  atlas: ['AML.T0011.000', 'AML.T0010.003', 'AML.T0050'],
  advice: 'Do not load the model or compose the configuration before the named function was reviewed.',
  appliesTo: (file) =>
    (file.documents?.some(({ format }) => format === 'yaml') ?? false) ||
    (file.json?.notable.some(({ kind }) => kind === 'target') ?? false),
  *check(file, context) {
    for (const { kind, value, pointer, offset } of file.json?.notable ?? []) {
      if (kind !== 'target') continue;
      const key = pointer.slice(pointer.lastIndexOf('/') + 1).replaceAll('~1', '/');
      const hit = judge({ key, value, pointer, offset, computed: value.includes('${') }, file, context);
      if (hit !== undefined) yield { ...hit, offset };
    }
    for (const document of file.documents ?? []) {
      if (document.format !== 'yaml') continue;
      const member = document.member === undefined ? {} : { member: document.member };
      for (const name of document.names) {
        const hit = judge(name, file, context);
        if (hit !== undefined) yield { ...hit, offset: name.offset, line: name.line, ...member };
      }
    }
  },
};

function judge(
  { key, value, computed, pointer }: Omit<NamedCode, 'line'>,
  file: FileFacts,
  context: RuleContext,
): Pick<RuleHit, 'message' | 'severity' | 'confidence'> | undefined {
  const where = pointer === '' ? '' : ` (at ${pointer})`;
  if (computed)
    return {
      message: `${key} is ${JSON.stringify(value)}, which is known only when the configuration is composed${where}`,
      severity: 'medium',
      confidence: 'medium',
    };
  const judged = judgeConfiguredName(value);
  if (judged?.severity === 'critical' || judged?.severity === 'high')
    return { message: `${key} calls ${value}, which ${judged.why}${where}`, severity: judged.severity };
  const local = value.includes('.')
    ? localModule(value.slice(0, value.lastIndexOf('.')), file.path, context)
    : undefined;
  if (local !== undefined)
    return { message: `${key} calls ${value} from ${local}, a file of this submission${where}`, severity: 'high' };
  return judged === undefined
    ? undefined
    : { message: `${key} calls ${value}, which ${judged.why}${where}`, severity: judged.severity };
}
