import { DISTRIBUTIONS, endOf } from '../data/lifecycle.ts';
import { imagesOf } from '../map/images.ts';
import type { AuditRule } from '../rule.ts';
import { scalarsIn } from '../yaml/node.ts';

const SETUPS: Readonly<Record<string, readonly [string, string]>> = {
  'actions/setup-python': ['python', 'python-version'],
  'actions/setup-node': ['node', 'node-version'],
  'ruby/setup-ruby': ['ruby', 'ruby-version'],
};

export const rule: AuditRule = {
  id: 'end-of-life-image',
  title: 'A system or a language is used that nobody mends any more',
  severity: 'medium',
  confidence: 'high',
  atlas: ['AML.T0010.001'],
  advice: 'Move to a release that still gets fixes.',
  *check({ map }) {
    for (const { name, path, place, use, via } of imagesOf(map)) {
      const ended = endedImage(name);
      if (ended !== undefined)
        yield {
          path,
          place,
          message: `${ended.what} has had no fixes since ${ended.on}`,
          severity: use === 'compose' ? 'low' : 'medium',
          related: via,
        };
    }
    for (const { workflow, job } of map.jobs) {
      for (const { uses, with: given } of job.steps) {
        const [what, input] = (Object.hasOwn(SETUPS, uses?.name ?? '') ? SETUPS[uses?.name ?? ''] : undefined) ?? [];
        const value = given.find(({ key }) => key === input)?.value;
        if (what === undefined || value === undefined) continue;
        const matrix = value.kind === 'scalar' && /matrix\./u.test(value.text);
        // A library is tried on old releases on purpose; what a job itself stands on is written out.
        for (const scalar of matrix ? [] : scalarsIn(value)) {
          const on = endOf(what, scalar.text.trim());
          if (on !== undefined)
            yield {
              path: workflow.path,
              place: scalar.place,
              message: `${what} ${scalar.text.trim()} has had no fixes since ${on}`,
              severity: 'low',
            };
        }
      }
    }
  },
};

function endedImage(image: string): { readonly what: string; readonly on: string } | undefined {
  const [whole = ''] = image.split('@');
  const [, name = '', tag = ''] = /([\w.-]+):([\w.-]+)$/u.exec(whole) ?? [];
  const what = `${name}:${tag}`;
  const own = endOf(name, tag);
  if (own !== undefined) return { what, on: own };
  for (const part of tag.split('-')) {
    if (!DISTRIBUTIONS.test(part)) continue;
    const on = endOf('debian', part) ?? endOf('ubuntu', part);
    if (on !== undefined) return { what, on };
  }
  const [, system = '', version = ''] = /(?:^|-)(ubuntu|debian|alpine|centos)-?(\d+(?:\.\d+)?)/u.exec(tag) ?? [];
  const on = endOf(system, version);
  return on === undefined ? undefined : { what, on };
}
