import type { CommandOption, CommandSummary } from './command.ts';

const model = { name: '<model>', description: 'a directory, a GGUF or a safetensors file' } as const;
const policy: CommandOption = { flags: '--policy <file>', description: 'policy file (default: the strict profile)' };
const profile: CommandOption = {
  flags: '--profile <name>',
  description: 'strict, hub or research, when no policy file is given',
};
const base: CommandOption = { flags: '--base <model>', description: 'the base model that the submission claims' };

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
    ],
    formats: ['text', 'json'],
    example: 'modelgate intake ./secure-llm-pro --base ./open-chat --policy policy.yaml',
    load: () => import('./commands/intake.ts'),
  },
  {
    name: 'verify',
    summary: 'check the signatures of a model, or the statements of a gate run',
    arguments: [{ name: '<model>', description: 'a model, a run directory, or a bundle that a gate signed' }],
    options: [
      policy,
      profile,
      { flags: '--key <file>', description: 'trust this public key (PEM), for a model or for a gate' },
      { flags: '--cert-chain <pem...>', description: 'trust the authorities in these files (PEM)' },
      { flags: '--identity <name>', description: 'trust this certificate identity (with --issuer or --cert-chain)' },
      { flags: '--issuer <url>', description: 'the OIDC issuer of --identity' },
      { flags: '--trust-root <file>', description: 'a Sigstore trusted_root.json (default: the public instance)' },
      { flags: '--signature <file>', description: 'check this signature alone, wherever it lies' },
      { flags: '--ignore-path <path...>', description: 'leave this out, relative to the model or absolute' },
      { flags: '--ignore-unsigned-files', description: 'accept files that the signature does not list' },
    ],
    formats: ['text', 'json'],
    example: 'modelgate verify ./open-chat --key publisher.pub.pem',
    load: () => import('./commands/verify.ts'),
  },
  {
    name: 'verify-attestation',
    summary: 'check one signed in-toto statement',
    arguments: [{ name: '<file>', description: 'a Sigstore bundle' }],
    options: [
      { flags: '--subject <digest>', description: 'what it must be about; required' },
      { flags: '--type <uri>', description: 'the predicate type that it must have' },
      { flags: '--key <file>', description: 'who must have signed: a public key (PEM)' },
      { flags: '--identity <name>', description: 'or a certificate identity (with --issuer)' },
      { flags: '--issuer <url>', description: 'the OIDC issuer of --identity' },
      { flags: '--trust-root <file>', description: 'a Sigstore trusted_root.json (default: the public instance)' },
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
    arguments: [model],
    options: [
      policy,
      profile,
      { flags: '--suite <dir>', description: 'a task suite, beside those of the policy' },
      { flags: '--answers <file>', description: "keep the model's answers, a JSON text per line" },
    ],
    formats: ['text', 'json'],
    example: 'modelgate evaluate ./open-chat --suite suites/tiny-chat',
    load: () => import('./commands/evaluate.ts'),
  },
  {
    name: 'sign',
    summary: 'sign a model by key or certificate (OpenSSF Model Signing)',
    arguments: [model],
    options: [
      { flags: '--key <file>', description: 'the private key (PEM); required' },
      { flags: '--cert <file>', description: 'the certificate of the key, for a signature by certificate' },
      { flags: '--cert-chain <pem...>', description: 'the certificates above it' },
      { flags: '--hash <name>', description: 'sha256, blake2b or blake3', default: 'sha256' },
      { flags: '--shard-size <bytes>', description: 'list files in pieces of this size' },
      { flags: '--ignore-path <path...>', description: 'leave this out, relative to the model or absolute' },
      { flags: '--signature <file>', description: 'where to write it (default: MODEL/model.sig)' },
    ],
    formats: ['text', 'json'],
    example: 'modelgate sign ./open-chat --key publisher.pem',
    load: () => import('./commands/sign.ts'),
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
