import { bySeverity, worstDanger } from '../danger.ts';
import type { Act } from '../map/act.ts';
import { environmentVariable } from '../systems/variables.ts';
import { siteOf, type AuditRule } from '../rule.ts';

export const rule: AuditRule = {
  id: 'script-injection',
  title: 'A script runs a text that a stranger writes',
  severity: 'high',
  confidence: 'medium',
  atlas: ['AML.T0050'],
  advice: 'Hand the text over as an argument or on standard input, never as code.',
  *check({ map, taint }) {
    for (const view of map.jobs) {
      for (const step of view.steps) {
        for (const act of step.acts) {
          for (const name of variablesRun(act)) {
            const own = environmentVariable(name)?.control ?? 'derived';
            const found = taint.ofShellVariable(name, act, siteOf(view, step), {
              control: own,
              source: name,
              head: false,
              through: [],
            });
            if (found.control !== 'free') continue;
            const reach = worstDanger(view, step.index)?.reach ?? 'trusted';
            yield {
              path: act.path,
              place: act.place,
              message: `${act.name} takes $${name}, which goes back to ${found.source}, for code`,
              severity: bySeverity(reach, { open: 'critical', unsure: 'high' }),
              related: [...found.through, ...act.via],
            };
          }
        }
      }
    }
  },
};

/** Variables that a command takes for code: of `eval`, `sh -c`, `python -c`, `xargs sh -c`, arithmetic left out. */
function variablesRun(act: Act): string[] {
  if (act.command === undefined) return [];
  const code = /^(?:eval|source|\.)$/u.test(act.name)
    ? act.words.join(' ')
    : /^(?:bash|sh|zsh|python|node|perl|ruby|ssh)$/u.test(act.name) &&
        act.words.some((word) => /^-\w*[ce]$/u.test(word))
      ? (act.words[act.words.findIndex((word) => /^-\w*[ce]$/u.test(word)) + 1] ?? '')
      : '';
  return [...code.matchAll(/\$\{?([A-Za-z_]\w*)/gu)].map(([, name = '']) => name);
}
