import { modelCalls } from '../map/model-calls.ts';
import type { AuditRule } from '../rule.ts';

const FLAG = /--(?:trust[-_]remote[-_]code)(?![=\s]*[Ff]alse)|trust_remote_code[=:]\s*[Tt]rue/u;

export const rule: AuditRule = {
  id: 'remote-code-trust',
  title: 'Code that comes with a model is run',
  severity: 'medium',
  confidence: 'high',
  atlas: ['AML.T0011.000', 'AML.T0050'],
  advice: 'Leave `trust_remote_code` off, or pin the revision and load the model in a sandbox.',
  *check({ map }) {
    for (const { call, path, via } of modelCalls(map)) {
      const trusted = call.arguments.find(({ name }) => name === 'trust_remote_code');
      if (trusted?.truth !== true || call.callee.endsWith('.trust_remote_code')) continue;
      const pinned = call.arguments.some(
        ({ name, texts }) =>
          /^(?:code_)?revision$/u.test(name ?? '') && texts?.every((text) => /^[0-9a-f]{40}$/u.test(text)) === true,
      );
      yield {
        path,
        place: { line: call.line, column: 1 },
        message: `${call.callee.split('.').at(-1) ?? ''} runs the code of the repository that it loads${pinned ? ', at a fixed commit' : ''}`,
        severity: pinned ? 'low' : via.length > 0 ? 'high' : 'medium',
        related: via,
      };
    }
    for (const { steps } of map.jobs) {
      for (const { acts } of steps) {
        for (const act of acts) {
          if (act.command === undefined || act.name === 'echo' || !FLAG.test(act.text)) continue;
          yield {
            path: act.path,
            place: act.place,
            message: `${act.name} is told to run the code that comes with a model`,
            severity: 'high',
            related: act.via,
          };
        }
      }
    }
  },
};
