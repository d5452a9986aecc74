import { inspectTemplate } from '../template.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  id: 'template-injection',
  title: 'A chat template reaches out of its sandbox',
  severity: 'critical',
  confidence: 'high',
  atlas: ['AML.T0011.000', 'AML.T0051'],
  advice:
    "Do not render the template. Replace it by the base model's own; a chat template needs no attribute that starts with underscores.",
  appliesTo: (file) => (file.chatTemplates?.length ?? 0) > 0,
  *check(file) {
    for (const template of file.chatTemplates ?? []) {
      for (const { message, severity } of inspectTemplate(template.text)) {
        yield {
          message: `${message} (in ${template.key === '' ? 'the template' : template.key})`,
          severity,
          offset: template.offset,
        };
      }
    }
  },
};
