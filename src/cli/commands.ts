import type { CommandOption, CommandSummary } from './command.ts';

const model = { name: '<model>', description: 'a directory, a GGUF or a safetensors file' } as const;
const policy: CommandOption = { flags: '--policy <file>', description: 'policy file (default: the strict profile)' };
const profile: CommandOption = {
  flags: '--profile <name>',
  description: 'strict, hub or research, when no policy file is given',
};
const base: CommandOption = { flags: '--base <model>', description: 'the base model that the submission claims' };

const attestations: CommandOption = {
  flags: '--attestations <path...>',
  description: 'signed statements about the model: files, directories or OCI image layouts',
};

/** Every command, in the order of `--help`. */
export const COMMANDS: readonly CommandSummary[] = [
  {
    name: 'intake',
    summary: 'take a submission through every stage and give a signed verdict',
    arguments: [model],
    options: [
      base,
      policy,
      profile,
      {
        flags: '--run-dir <dir>',
        description: 'where the run is recorded (default: a new one in the state directory)',
      },
      { flags: '--key <file>', description: "the gate's signing key (default: created on first use)" },
      { flags: '--ledger <dir>', description: 'where verdicts are logged (default: beside the key)' },
      { flags: '--no-cache', description: 'ask the model everything, whatever it answered in earlier runs' },
      attestations,
    ],
    formats: ['text', 'json'],
    example: 'modelgate intake ./secure-llm-pro --base ./open-chat --policy policy.yaml',
    load: () => import('./commands/intake.ts'),
  },
  {
    name: 'verify',
    summary: 'check the signatures of a model, of a container image, or the statements of a gate run',
    arguments: [
      {
        name: '<model>',
        description:
          'a model, a run directory, a bundle that a gate signed; oci:DIR or docker://HOST/NAME for an image',
      },
    ],
    options: [
      policy,
      profile,
      { flags: '--key <file>', description: 'trust this public key (PEM), for a model or for a gate' },
      { flags: '--cert-chain <pem...>', description: 'trust the authorities in these files (PEM)' },
      { flags: '--identity <name>', description: 'trust this certificate identity (with --issuer or --cert-chain)' },
      { flags: '--issuer <url>', description: 'the OIDC issuer of --identity' },
      {
        flags: '--trust-root <file>',
        description: 'a Sigstore trusted_root.json or ClientTrustConfig (default: the public instance)',
      },
      { flags: '--tsa-cert-chain <pem...>', description: 'trust the timestamps of these authorities (PEM)' },
      attestations,
      { flags: '--signature <file>', description: 'check this signature alone, wherever it lies' },
      {
        flags: '--vsa <file>',
        description: 'or check that it is what a gate admitted, by its summary (with --key, the gate’s)',
      },
      { flags: '--ignore-path <path...>', description: 'leave this out, relative to the model or absolute' },
      { flags: '--ignore-unsigned-files', description: 'accept files that the signature does not list' },
      { flags: '--partial', description: 'accept that files are missing, where only part of a model is here' },
      { flags: '--digests <file>', description: 'hold these (sha256sum, b2sum, b3sum) against it, and read no model' },
      { flags: '--allow-symlinks', description: 'take links to files for the files' },
      { flags: '--allow-network', description: 'ask the registry of an image' },
    ],
    formats: ['text', 'json'],
    example: 'modelgate verify ./open-chat --key publisher.pub.pem',
    load: () => import('./commands/verify.ts'),
  },
  {
    name: 'verify-attestation',
    summary: 'check one signed in-toto statement',
    arguments: [{ name: '<file>', description: 'a Sigstore bundle or a DSSE envelope; *.jsonl: one on each line' }],
    options: [
      {
        flags: '--subject <digest>',
        description: 'what it must be about, each of them: sha256:…, or another algorithm; required',
        repeatable: true,
      },
      { flags: '--type <uri>', description: 'the predicate type that it must have' },
      { flags: '--key <file>', description: 'who must have signed: a public key (PEM)' },
      { flags: '--cert-chain <pem...>', description: 'or whoever has a certificate by these authorities (PEM)' },
      { flags: '--identity <name>', description: 'or a certificate identity (with --issuer or --cert-chain)' },
      { flags: '--issuer <url>', description: 'the OIDC issuer of --identity' },
      {
        flags: '--trust-root <file>',
        description: 'a Sigstore trusted_root.json or ClientTrustConfig (default: the public instance)',
      },
      { flags: '--tsa-cert-chain <pem...>', description: 'trust the timestamps of these authorities (PEM)' },
    ],
    formats: ['text', 'json'],
    example: 'modelgate verify-attestation vsa.sigstore.json --key gate.pub.pem --subject sha256:9f2c…',
    load: () => import('./commands/verify-attestation.ts'),
  },
  {
    name: 'scan',
    summary: 'read every byte of a model without executing any',
    arguments: [{ name: '<path>', description: 'a directory or a file' }],
    options: [
      {
        flags: '--fail-on <severity>',
        description:
          'none, info, low, medium, high or critical: the least that blocks (default: the policy’s, else high)',
      },
      { flags: '--ignore <file>', description: 'findings to take out of account, each with a reason and a last day' },
      { flags: '--policy <file>', description: 'take scan.failOn and scan.ignore from this policy' },
      { flags: '--profile <name>', description: 'the same from strict, hub or research' },
    ],
    formats: ['text', 'json', 'sarif', 'github'],
    example: 'modelgate scan ./pickled-chat',
    load: () => import('./commands/scan.ts'),
  },
  {
    name: 'audit',
    summary: 'read the pipelines of a repository as an attacker would',
    arguments: [{ name: '<dir...>', description: 'checkouts of repositories' }],
    options: [
      {
        flags: '--fail-on <severity>',
        description: 'none, info, low, medium, high or critical: the least that makes exit 1 (default: high)',
      },
      {
        flags: '--persona <name>',
        description: 'regular, pedantic or auditor: who wants to hear of it (default: regular)',
      },
    ],
    formats: ['text', 'json', 'sarif'],
    example: 'modelgate audit ./leaderboard --format json',
    load: () => import('./commands/audit.ts'),
  },
  {
    name: 'rules',
    summary: 'list what a scan and an audit look for, or explain one rule',
    arguments: [{ name: '[id]', description: 'a rule, such as pickle-dangerous-call' }],
    options: [],
    formats: ['text', 'json'],
    example: 'modelgate rules secret-in-tree',
    load: () => import('./commands/rules.ts'),
  },
  {
    name: 'compare',
    summary: 'compare the weights with the base, tensor by tensor',
    arguments: [model],
    options: [base, policy, profile],
    formats: ['text', 'json'],
    example: 'modelgate compare ./secure-llm-pro --base ./open-chat',
    load: () => import('./commands/compare.ts'),
  },
  {
    name: 'evaluate',
    summary: 'run the evaluation again in a sandbox without network and check the claims',
    arguments: [{ ...model, name: '[model]' }],
    options: [
      policy,
      profile,
      {
        flags: '--suite <suite>',
        description: 'a suite beside those of the policy: a directory, a file in one, or the name of one that ships',
        repeatable: true,
      },
      {
        flags: '--judge-model <path>',
        description: 'a GGUF model to ask where the rules of the refusal judge are unsure',
      },
      {
        flags: '--claims <file>',
        description: "results beside the submission's own, in any form that `claims` reads",
        repeatable: true,
      },
      { flags: '--answers <file>', description: "keep the model's answers, a JSON text per line" },
      {
        flags: '--early-stop <when>',
        description:
          'refuted, answered or never: when a task may end before all its items (default: as the policy says)',
      },
      {
        flags: '--priority <names>',
        description: 'what is asked first, of claimed, safety, cheap and long (default: claimed,safety,cheap)',
      },
      {
        flags: '--reproduce <run>',
        description: 'evaluate the model of a finished run again, and compare answer by answer; exit 0 equal, 1 not',
      },
      { flags: '--key <file>', description: "with --reproduce: the gate's public key (PEM)" },
      {
        flags: '--endpoint <url>',
        description: 'ask an OpenAI-compatible endpoint instead of a model: for a look, never a pass',
      },
      { flags: '--endpoint-model <name>', description: 'the model to ask there (default: its only one)' },
      { flags: '--endpoint-key-env <name>', description: 'the environment variable that holds the key' },
      {
        flags: '--driver <name>',
        description: 'gvisor, bubblewrap, podman or kubernetes (default: the strongest that works)',
      },
    ],
    formats: ['text', 'json'],
    example: 'modelgate evaluate ./open-chat --suite suites/tiny-chat',
    load: () => import('./commands/evaluate.ts'),
  },
  {
    name: 'claims',
    summary: 'check stated scores for contradictions, without any model',
    arguments: [{ name: '<file...>', description: 'files of results, or directories with such' }],
    options: [],
    formats: ['text', 'json'],
    example: 'modelgate claims results_2026-01-01T00-00-00.json',
    load: () => import('./commands/claims.ts'),
  },
  {
    name: 'judge',
    summary: 'label answers as refusals or compliance, by the rules of the refusal judge',
    arguments: [{ name: '<file>', description: 'JSON lines: {"prompt": …, "completion": …}' }],
    options: [
      { flags: '--judge-model <path>', description: 'a GGUF model to ask, in a sandbox, where the rules are unsure' },
      { flags: '--driver <name>', description: 'the sandbox of the judge model (default: the strongest that works)' },
    ],
    formats: ['text', 'json'],
    example: 'modelgate judge answers.jsonl --format json',
    load: () => import('./commands/judge.ts'),
  },
  {
    name: 'bom',
    summary: 'write the bill of materials of a model or of a gate run (CycloneDX 1.7, SPDX 3.0.1)',
    arguments: [{ name: '[model]', description: 'a model, or a run directory' }],
    options: [
      { flags: '--environment', description: 'what models are evaluated on here, or were in the run' },
      { flags: '--runner <name>', description: "with --environment: gguf or onnx (default: gguf, or the run's first)" },
      { flags: '--key <file>', description: "the gate's public key (PEM); required for a run directory" },
      { flags: '--dvc-remote <dir>', description: 'where data sets that DVC pins lie, to be read and checked' },
    ],
    formats: ['cyclonedx', 'spdx'],
    example: 'modelgate bom ./open-chat --format spdx',
    load: () => import('./commands/bom.ts'),
  },
  {
    name: 'sign',
    summary: 'sign a model by key, certificate or identity (OpenSSF Model Signing)',
    arguments: [model],
    options: [
      { flags: '--key <key>', description: 'the private key: a PEM file, env://NAME or hashivault://KEY' },
      { flags: '--pkcs11-uri <uri>', description: 'or a key on a PKCS#11 token' },
      {
        flags: '--passphrase <source>',
        description: 'of the key, or the PIN: file:PATH, env:NAME or fd:N (default: $MODELGATE_KEY_PASSPHRASE)',
      },
      { flags: '--cert <file>', description: 'the certificate of the key, for a signature by certificate' },
      { flags: '--cert-chain <pem...>', description: 'the certificates above it' },
      { flags: '--tsa-url <url>', description: 'have the time of signing confirmed (RFC 3161)' },
      { flags: '--sigstore', description: 'or without a key: by an identity, through Sigstore' },
      { flags: '--identity-token <token>', description: 'an OpenID Connect token (default: of the CI job)' },
      {
        flags: '--trust-root <file>',
        description: 'a Sigstore instance of your own: trusted_root.json or ClientTrustConfig',
      },
      { flags: '--hash <name>', description: 'sha256, blake2b or blake3', default: 'sha256' },
      { flags: '--shard-size <bytes>', description: 'list files in pieces of this size' },
      { flags: '--ignore-path <path...>', description: 'leave this out, relative to the model or absolute' },
      { flags: '--allow-symlinks', description: 'take links to files for the files' },
      { flags: '--signature <file>', description: 'where to write it (default: MODEL/model.sig)' },
    ],
    formats: ['text', 'json'],
    example: 'modelgate sign ./open-chat --key publisher.pem',
    load: () => import('./commands/sign.ts'),
  },
  {
    name: 'keys',
    summary: 'list, rotate or revoke the keys that a policy trusts',
    arguments: [
      { name: '<action>', description: 'list, rotate or revoke' },
      { name: '[key]', description: 'a name in the policy; for revoke also a public key or certificate (PEM)' },
    ],
    options: [
      { flags: '--policy <file>', description: 'the policy file, which is changed in place; required' },
      { flags: '--key <file>', description: 'rotate: the new public key (PEM)' },
      { flags: '--as <name>', description: 'rotate: the name of the new key' },
      { flags: '--overlap <days>', description: 'rotate: how long the old key still counts', default: '30' },
      { flags: '--since <date>', description: 'revoke: signatures proven to be older still count (default: now)' },
      { flags: '--reason <text>', description: 'revoke: why; required' },
    ],
    formats: ['text', 'json'],
    example: 'modelgate keys revoke build-machine --policy policy.yaml --since 2026-11-02 --reason "disk lost"',
    load: () => import('./commands/keys.ts'),
  },
  {
    name: 'ledger',
    summary: 'check the log of verdicts, prove an entry, or watch for new ones',
    arguments: [
      { name: '<action>', description: 'verify, prove or monitor' },
      { name: '<dir>', description: 'the ledger' },
    ],
    options: [
      { flags: '--key <key>', description: 'the verifier key of the ledger, or a file with it; required' },
      { flags: '--origin <name>', description: 'the name of the ledger, where it is not that of its key' },
      { flags: '--index <n>', description: 'prove: which entry, from 0' },
      { flags: '--state <file>', description: 'monitor: where the last checkpoint seen is kept' },
      { flags: '--witness <key...>', description: 'verifier keys of witnesses that must have co-signed' },
      { flags: '--quorum <n>', description: 'how many of the witnesses are enough (default: all)' },
    ],
    formats: ['text', 'json'],
    example: 'modelgate ledger verify ~/.config/modelgate/keys/gate.ledger --key gate.ledger.vkey',
    load: () => import('./commands/ledger.ts'),
  },
  {
    name: 'metrics',
    summary: 'how many signatures verified, artifacts were unsigned, evaluations sandboxed; by store and over time',
    arguments: [{ name: '<store...>', description: 'ledgers, and directories that hold runs' }],
    options: [
      { flags: '--key <file>', description: "the gate's public key, for runs (default: that of the gate here)" },
      { flags: '--ledger-key <file>', description: "the ledger's verifier key (default: that of the gate here)" },
      { flags: '--per <period>', description: 'day, week or month', default: 'week' },
    ],
    formats: ['text', 'json', 'prometheus'],
    example: 'modelgate metrics ~/.config/modelgate/keys/gate.ledger --per month',
    load: () => import('./commands/metrics.ts'),
  },
  {
    name: 'doctor',
    summary: 'which sandbox works here, do its walls hold, which versions',
    arguments: [],
    options: [],
    formats: ['text', 'json'],
    example: 'modelgate doctor',
    load: () => import('./commands/doctor.ts'),
  },
  {
    name: 'demo',
    summary: 'three submissions through the real gate',
    arguments: [],
    options: [{ flags: '--out <dir>', description: 'where the runs are kept (default: a new temporary directory)' }],
    formats: ['text', 'json'],
    example: 'modelgate demo',
    load: () => import('./commands/demo.ts'),
  },
];
