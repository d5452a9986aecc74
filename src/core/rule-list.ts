import * as z from 'zod';
import { GateError } from './errors.ts';
import { CONFIDENCES, SEVERITIES } from './finding.ts';
import { wrap } from './layout.ts';
import { nearest } from './nearest.ts';
import { rulePage } from './rule-page.ts';
import { ruleDocs, type RuleDescription } from './rule.ts';

/** What `modelgate rules --format json` prints. */
export const ruleListSchema = z.object({
  version: z.literal(1),
  rules: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      severity: z.enum(SEVERITIES),
      confidence: z.enum(CONFIDENCES),
      /** MITRE ATLAS technique ids. */
      atlas: z.array(z.string()),
      advice: z.string(),
      /** Where its page lies in the project. */
      docs: z.string(),
      /** The page itself, in Markdown; where one rule was asked for. */
      page: z.string().optional(),
    }),
  ),
});
export type RuleList = z.infer<typeof ruleListSchema>;

/** @throws GateError USAGE, with the rule that was probably meant */
export function ruleNamed<Rule extends RuleDescription>(all: readonly Rule[], id: string): Rule {
  const rule = all.find((candidate) => candidate.id === id);
  if (rule !== undefined) return rule;
  const near = nearest(
    id,
    all.map((candidate) => candidate.id),
  );
  throw new GateError('USAGE', `there is no rule ${id}${near === undefined ? '' : `; did you mean ${near}?`}`, {
    next: '`modelgate rules` lists them all.',
  });
}

/** One rule with its page, or all without. */
export function ruleList(all: readonly RuleDescription[], id: string | undefined): RuleList {
  const rules = id === undefined ? all : [ruleNamed(all, id)];
  return {
    version: 1,
    rules: rules.map(({ id: own, title, severity, confidence, atlas, advice }) => ({
      id: own,
      title,
      severity,
      confidence,
      atlas: [...atlas],
      advice,
      docs: ruleDocs(own),
      ...(id === undefined ? {} : { page: rulePage(own)?.markdown ?? '' }),
    })),
  };
}

/** The list for people, at most 80 columns wide. */
export function renderRuleList({ rules }: RuleList): string[] {
  return [
    ...rules.flatMap(({ id, title, severity, atlas }) => [
      `${severity.padEnd(8)}  ${id}`,
      ...wrap(`${title}. ${atlas.join(', ')}`, { first: '          ' }),
    ]),
    '',
    `${rules.length} rules; \`modelgate rules ID\` explains one.`,
  ];
}
