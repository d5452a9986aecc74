/** What `modelgate/scan` exports: the judgement over facts, and its outputs. */
export { SCAN_PREDICATE, scanPredicateSchema, type ScanPredicate } from '../core/predicates/scan.ts';
export { scanReport, scanReportSchema, type ScanReport } from './report.ts';
export { type Rule, type RuleContext, type RuleHit } from './rule.ts';
export { SCAN_RULES } from './rules.ts';
export { runRules } from './run-rules.ts';
export { scanSarif } from './sarif.ts';
export { scanStage, scanStageWith, type ScanInputs } from './stage.ts';
export { renderScanText } from './text.ts';
