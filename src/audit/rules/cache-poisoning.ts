import { runsStrangers } from '../danger.ts';
import { embeddedIn } from '../expression/parse.ts';
import { effectsOf } from '../map/effects.ts';
import type { JobView, StepView } from '../map/pipeline.ts';
import { textOf } from '../yaml/node.ts';
import type { AuditRule } from '../rule.ts';

/** Actions that restore a cache, the input that says so, and whether they do so by themselves. */
const CACHING: readonly (readonly [RegExp, string | undefined, boolean])[] = [
  [/^actions\/cache$/u, 'lookup-only', true],
  [/^(?:actions\/setup-(?:node|python|java|dotnet)|pnpm\/action-setup|oven-sh\/setup-bun)$/u, 'cache', false],
  [/^actions\/setup-go$/u, 'cache', true],
  [/^ruby\/setup-ruby$/u, 'bundler-cache', false],
  [
    /^(?:swatinem\/rust-cache|hendrikmuhs\/ccache-action|mozilla-actions\/sccache-action|actions-rust-lang\/setup-rust-toolchain|cpcloud\/cachix.*|nix-community\/cache-nix-action|determinatesystems\/magic-nix-cache-action|mlugg\/setup-zig|gradle\/actions|gradle\/gradle-build-action|tweag\/.*cache.*)$/u,
    undefined,
    true,
  ],
  [/^astral-sh\/setup-uv$/u, 'enable-cache', true],
  [/^docker\/(?:build-push-action|bake-action)$/u, 'cache-from', false],
  [/^docker\/setup-buildx-action$/u, 'cache-binary', false],
  [/^(?:mamba-org\/setup-micromamba)$/u, 'cache-environment', false],
  [/^(?:prefix-dev\/setup-pixi)$/u, 'cache', true],
  [/^(?:golangci\/golangci-lint-action)$/u, 'skip-cache', true],
];

export const rule: AuditRule = {
  id: 'cache-poisoning',
  title: 'What is published is built from a cache that other runs fill',
  severity: 'low',
  confidence: 'low',
  atlas: ['AML.T0010.001'],
  advice: 'Build releases without caches, and let no run with code of a stranger write one.',
  *check(context) {
    for (const view of context.map.jobs) {
      const poisoned = runsStrangers(view, context);
      const release = releases(view);
      if (!poisoned && release === undefined) continue;
      for (const step of view.steps) {
        if (!restores(step)) continue;
        const { uses } = step.step;
        if (uses === undefined) continue;
        yield {
          path: view.workflow.path,
          place: uses.scalar.place,
          message: poisoned
            ? 'code of a pull request runs where this cache is kept, which runs of the default branch restore'
            : `${release} is made where this cache is restored`,
          severity: poisoned ? 'high' : 'low',
          confidence: poisoned ? 'high' : 'low',
        };
      }
    }
  },
};

function releases(view: JobView): string | undefined {
  const { workflow } = view;
  const tagged = workflow.triggers.find(
    ({ event, node }) =>
      event === 'release' ||
      (event === 'push' && node?.kind === 'map' && node.entries.some(({ key }) => key === 'tags')) ||
      (event === 'push' && /release/u.test(JSON.stringify(node ?? null).slice(0, 2_000))),
  );
  if (tagged !== undefined) return 'a release';
  return effectsOf(view).find(
    ({ kind, what }) => kind === 'publish' && /publish|release|docker|twine|npm|pypi|upload|goreleaser/u.test(what),
  )?.what;
}

function restores({ step }: StepView): boolean {
  const { uses } = step;
  if (uses === undefined) return false;
  return CACHING.some(([action, input, byItself]) => {
    if (!action.test(uses.name)) return false;
    const given = input === undefined ? undefined : textOf(step.with.find(({ key }) => key === input)?.value);
    if (given === undefined) return byItself;
    // A value that is worked out may be either.
    if (embeddedIn(given).length > 0) return true;
    const off = /^(?:false|none|)$/iu.test(given.trim());
    return input === 'lookup-only' || input === 'skip-cache' ? off : !off;
  });
}
