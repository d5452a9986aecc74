import type { Rule } from '../rule.ts';

/** Names under which scanners, this one included, would look for what to leave out. */
const SETTINGS =
  /^(?:\.modelgate(?:ignore|\.ya?ml)?|modelgate[._-]?ignores?\.ya?ml|\.?modelgate(?:\.policy)?\.ya?ml|\.modelscan(?:ignore)?|modelscan-settings\.toml|\.picklescan(?:ignore)?|\.?modelaudit(?:\.ya?ml|\.toml|ignore)?|\.gitleaks(?:ignore|\.toml)|\.trufflehog(?:ignore)?|\.semgrepignore|\.trivyignore(?:\.ya?ml)?|\.bandit|\.snyk)$/u;

/** Nothing inside a submission configures the gate: such a file is told, and never read for what it says. */
export const rule: Rule = {
  id: 'settings-in-tree',
  title: 'A file that would configure a scanner lies in the submission',
  severity: 'low',
  confidence: 'high',
  atlas: ['AML.T0074'],
  advice:
    'Look at what it would have hidden from other scanners; if an exception is due, state it in a file of your own.',
  appliesTo: (file) => named(file.path) !== undefined,
  *check(file) {
    const name = named(file.path);
    if (name !== undefined)
      yield { message: `${name} would tell a scanner what to leave out; nothing was left out here` };
  },
};

function named(path: string): string | undefined {
  return path
    .toLowerCase()
    .split('/')
    .find((name) => SETTINGS.test(name));
}
