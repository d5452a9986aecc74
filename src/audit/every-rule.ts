import type { RuleDescription } from '../core/rule.ts';
import { AUDIT_RULES } from './rules.ts';
import { SIGNAL_RULES } from './signals/rules.ts';

/** Rules over the map and what logs, history and exports are read for: all that a finding of an audit may name. */
export const EVERY_AUDIT_RULE: readonly RuleDescription[] = [...AUDIT_RULES, ...SIGNAL_RULES];
