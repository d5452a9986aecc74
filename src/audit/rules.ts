import type { AuditRule } from './rule.ts';
import { rule as alwaysTrueCondition } from './rules/always-true-condition.ts';
import { rule as archivedAction } from './rules/archived-action.ts';
import { rule as artifactPoisoning } from './rules/artifact-poisoning.ts';
import { rule as autoMerge } from './rules/auto-merge.ts';
import { rule as cachePoisoning } from './rules/cache-poisoning.ts';
import { rule as checkThenUse } from './rules/check-then-use.ts';
import { rule as credentialPersistence } from './rules/credential-persistence.ts';
import { rule as dangerousTrigger } from './rules/dangerous-trigger.ts';
import { rule as deadGate } from './rules/dead-gate.ts';
import { rule as debugEnabled } from './rules/debug-enabled.ts';
import { rule as disclosedInternals } from './rules/disclosed-internals.ts';
import { rule as downloadAndRun } from './rules/download-and-run.ts';
import { rule as endOfLifeImage } from './rules/end-of-life-image.ts';
import { rule as environmentFileInjection } from './rules/environment-file-injection.ts';
import { rule as evaluationIsolation } from './rules/evaluation-isolation.ts';
import { rule as excessivePermissions } from './rules/excessive-permissions.ts';
import { rule as expressionInjection } from './rules/expression-injection.ts';
import { rule as forgeableCheck } from './rules/forgeable-check.ts';
import { rule as hardcodedContainerCredentials } from './rules/hardcoded-container-credentials.ts';
import { rule as insecureCommands } from './rules/insecure-commands.ts';
import { rule as knownVulnerableAction } from './rules/known-vulnerable-action.ts';
import { rule as namedCodeRun } from './rules/named-code-run.ts';
import { rule as obfuscatedWorkflow } from './rules/obfuscated-workflow.ts';
import { rule as openIntake } from './rules/open-intake.ts';
import { rule as overprovisionedSecrets } from './rules/overprovisioned-secrets.ts';
import { rule as passThroughResults } from './rules/pass-through-results.ts';
import { rule as privilegedCheckout } from './rules/privileged-checkout.ts';
import { rule as remoteCodeTrust } from './rules/remote-code-trust.ts';
import { rule as retiredRunner } from './rules/retired-runner.ts';
import { rule as scriptInjection } from './rules/script-injection.ts';
import { rule as secretExposure } from './rules/secret-exposure.ts';
import { rule as secretInRepository } from './rules/secret-in-repository.ts';
import { rule as secretsInherit } from './rules/secrets-inherit.ts';
import { rule as selfHostedRunner } from './rules/self-hosted-runner.ts';
import { rule as submittedCodeEvaluation } from './rules/submitted-code-evaluation.ts';
import { rule as submittedEnvironment } from './rules/submitted-environment.ts';
import { rule as unpinnedAction } from './rules/unpinned-action.ts';
import { rule as unpinnedData } from './rules/unpinned-data.ts';
import { rule as unpinnedImage } from './rules/unpinned-image.ts';
import { rule as unpinnedModel } from './rules/unpinned-model.ts';
import { rule as unpinnedPackage } from './rules/unpinned-package.ts';
import { rule as unsafeCheckoutOverride } from './rules/unsafe-checkout-override.ts';
import { rule as unsoundContains } from './rules/unsound-contains.ts';
import { rule as untrustedCheckoutRun } from './rules/untrusted-checkout-run.ts';
import { rule as unverifiedModel } from './rules/unverified-model.ts';
import { rule as visitorNamedModel } from './rules/visitor-named-model.ts';

/** Every audit rule, in the order of their ids. A rule that is not here does not run; a test holds files and list together. */
export const AUDIT_RULES: readonly AuditRule[] = [
  alwaysTrueCondition,
  archivedAction,
  artifactPoisoning,
  autoMerge,
  cachePoisoning,
  checkThenUse,
  credentialPersistence,
  dangerousTrigger,
  deadGate,
  debugEnabled,
  disclosedInternals,
  downloadAndRun,
  endOfLifeImage,
  environmentFileInjection,
  evaluationIsolation,
  excessivePermissions,
  expressionInjection,
  forgeableCheck,
  hardcodedContainerCredentials,
  insecureCommands,
  knownVulnerableAction,
  namedCodeRun,
  obfuscatedWorkflow,
  openIntake,
  overprovisionedSecrets,
  passThroughResults,
  privilegedCheckout,
  remoteCodeTrust,
  retiredRunner,
  scriptInjection,
  secretExposure,
  secretInRepository,
  secretsInherit,
  selfHostedRunner,
  submittedCodeEvaluation,
  submittedEnvironment,
  unpinnedAction,
  unpinnedData,
  unpinnedImage,
  unpinnedModel,
  unpinnedPackage,
  unsafeCheckoutOverride,
  unsoundContains,
  untrustedCheckoutRun,
  unverifiedModel,
  visitorNamedModel,
];
