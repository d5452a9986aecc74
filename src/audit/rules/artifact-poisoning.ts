import { dangerOf, describeGates } from '../danger.ts';
import { secretsOf } from '../map/secrets.ts';
import type { AuditRule } from '../rule.ts';

export const rule: AuditRule = {
  id: 'artifact-poisoning',
  title: 'A privileged run trusts what a run for a pull request left behind',
  severity: 'medium',
  confidence: 'medium',
  atlas: ['AML.T0010.002'],
  advice:
    'Unpack artifacts into a directory of their own below `runner.temp`, and check every value before it is used.',
  *check({ map, arrivals, executions }) {
    for (const view of map.jobs) {
      for (const start of view.starts) {
        for (const arrival of arrivals(view, start)) {
          if (arrival.how !== 'artifact') continue;
          const { reach, gates } = dangerOf(view, start, arrival.step.index);
          const run = executions(view, arrival).length > 0;
          const used = view.steps
            .slice(arrival.step.index)
            .flatMap(({ acts }) => acts)
            .find(
              ({ text }) =>
                /(?:\$\(\s*(?:cat|<)|\bcat\b|\bsource\b).*(?:GITHUB_(?:ENV|OUTPUT|PATH)|\$\()|>>?\s*"?\$\{?GITHUB_(?:ENV|PATH)/u.test(
                  text,
                ) && /cat|source|<|unzip|jq/u.test(text),
            );
          const over = arrival.directory === '.';
          yield {
            path: arrival.path,
            place: arrival.place,
            message: `an artifact of a stranger’s run ${over ? 'is unpacked over the working directory' : 'is unpacked'}${used === undefined ? '' : ', and its text is believed'}${run ? ', and code runs beside it' : ''}${describeGates(gates)}`,
            severity:
              reach === 'gated' || reach === 'trusted'
                ? 'low'
                : run && over
                  ? reach === 'open' && secretsOf(view).length > 0
                    ? 'critical'
                    : 'high'
                  : used === undefined
                    ? 'low'
                    : 'medium',
            related: used === undefined ? [] : [used],
          };
        }
      }
    }
  },
};
