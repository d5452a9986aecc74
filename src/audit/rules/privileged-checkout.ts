import { dangerOfArrival, describeGates, isHeld } from '../danger.ts';
import type { Arrival } from '../map/arrival.ts';
import type { JobView } from '../map/pipeline.ts';
import { secretsIn } from '../map/secrets.ts';
import type { AuditRule } from '../rule.ts';

export const rule: AuditRule = {
  id: 'privileged-checkout',
  title: 'A privileged run takes the files of a pull request',
  severity: 'medium',
  confidence: 'medium',
  atlas: ['AML.T0010.001'],
  advice: 'Take the files into a directory of their own, without credentials, and treat them as data.',
  *check({ map, arrivals, executions }) {
    for (const view of map.jobs) {
      for (const start of view.starts) {
        for (const arrival of arrivals(view, start)) {
          const strong = start.exposure === 'privileged' || start.event.endsWith('_dispatch');
          if (!strong && (arrival.how !== 'named' || start.exposure !== 'trusted')) continue;
          const danger = dangerOfArrival(view, start, arrival.step.index, arrival);
          if (arrival.how === 'artifact') continue;
          const run = executions(view, arrival).length > 0 || handsEverySecret(view, arrival);
          const apart = arrival.directory !== undefined && arrival.directory !== '.';
          yield {
            path: arrival.path,
            place: arrival.place,
            message: `files of ${arrival.how === 'named' ? 'what a stranger names' : 'a pull request'} lie in ${arrival.directory ?? 'a directory'} of a run for ${start.event}${describeGates(danger.gates)}${run ? ', and are run' : '; nothing that was read runs them'}`,
            severity:
              run && !isHeld(danger, arrival.movable) && (danger.reach === 'open' || danger.reach === 'raced')
                ? 'high'
                : apart || danger.reach === 'raced' || danger.reach === 'gated'
                  ? 'low'
                  : 'medium',
            related: [{ path: view.workflow.path, place: view.job.place }],
          };
        }
      }
    }
  },
};

/** Something behind it, whose text is not here, is given every secret beside the files. */
function handsEverySecret({ steps }: JobView, arrival: Arrival): boolean {
  return steps
    .slice(arrival.step.index + 1)
    .some(({ step }) => step.uses?.kind === 'repository' && secretsIn(step.node, '').some(({ name }) => name === '*'));
}
