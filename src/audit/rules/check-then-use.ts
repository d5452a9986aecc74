import { dangerOf } from '../danger.ts';
import type { AuditRule } from '../rule.ts';

export const rule: AuditRule = {
  id: 'check-then-use',
  title: 'What was approved can be exchanged before it is used',
  severity: 'high',
  confidence: 'medium',
  atlas: ['AML.T0010.001'],
  advice: 'Check out the commit that was approved, by its digest, and ask for a new approval after every push.',
  *check({ map, arrivals, executions }) {
    for (const view of map.jobs) {
      for (const start of view.starts) {
        if (start.exposure !== 'privileged') continue;
        for (const arrival of arrivals(view, start)) {
          const { gates, reach } = dangerOf(view, start, arrival.step.index);
          const asked = gates.filter(
            ({ kind, raced }) =>
              raced && (kind === 'label' || kind === 'environment' || kind === 'association' || kind === 'permission'),
          );
          const [gate] = asked;
          if (gate === undefined || arrival.how === 'artifact') continue;
          // Somebody who comments at one commit and a checkout of whatever is there by then.
          const stays = gate.kind === 'label' && !gate.blocks;
          if (!arrival.movable && !stays) continue;
          // A stranger who never gets so far has nothing to exchange.
          const trusted = gates.some(({ kind, blocks, raced }) => blocks && !raced && kind !== 'permission');
          if (trusted) continue;
          const run = executions(view, arrival).length > 0;
          yield {
            path: arrival.path,
            place: arrival.place,
            message: stays
              ? 'the label stays on the pull request, so that what is pushed after the approval is taken too'
              : `the files are taken by a name that can be moved after ${gate.kind === 'label' ? 'the label was set' : gate.kind === 'environment' ? 'the run was approved' : 'the comment was written'}`,
            severity: run ? 'high' : reach === 'gated' ? 'low' : 'medium',
            related: [gate],
          };
        }
      }
    }
  },
};
