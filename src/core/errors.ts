/** Exit codes of every command, DESIGN §5. */
export const EXIT = { good: 0, bad: 1, usage: 2, incomplete: 3, quarantined: 4 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

interface ErrorRow {
  readonly exit: ExitCode;
  /** What it means, for docs/errors.md. */
  readonly meaning: string;
  /** What the reader does next. */
  readonly next: string;
}

/**
 * Every error that modelgate raises. docs/errors.md is generated from this table and a test holds the two together.
 * Add a row here, run `npm run docs`.
 */
export const ERRORS = {
  USAGE: {
    exit: EXIT.usage,
    meaning: 'The command line is not valid.',
    next: 'Read the message, then `modelgate COMMAND --help`.',
  },
  INTERNAL: {
    exit: EXIT.incomplete,
    meaning: 'A bug in modelgate: a state that its own code rules out.',
    next: 'Report it with the message and the stack from `--verbose`; nothing was admitted.',
  },
  CANCELLED: {
    exit: EXIT.incomplete,
    meaning: 'The work was cancelled by a signal before it finished.',
    next: 'Start the same command again; a gate run goes on where it stopped.',
  },
  SOURCE_NOT_FOUND: {
    exit: EXIT.usage,
    meaning: 'The path given as MODEL or --base does not exist.',
    next: 'Check the path.',
  },
  SOURCE_UNREADABLE: {
    exit: EXIT.incomplete,
    meaning: 'A file or directory of the submission could not be read.',
    next: 'Give the gate read permission on the named path, or fix the disk.',
  },
  SUBMISSION_EMPTY: {
    exit: EXIT.incomplete,
    meaning: 'The submission holds no file.',
    next: 'Point MODEL at the directory that holds the model, or at one file.',
  },
  SUBMISSION_REFUSED: {
    exit: EXIT.incomplete,
    meaning:
      'The submission holds something that can not be taken into quarantine: a link out of it, a device, a name that is not UTF-8, two names that differ only by case.',
    next: 'Ask the submitter to send plain files under plain names; the message lists each refused path.',
  },
  SOURCE_CHANGED: {
    exit: EXIT.incomplete,
    meaning: 'A file changed while it was being read, so no digest describes it.',
    next: 'Stop whatever writes into the submission and run again.',
  },
  DISK_FULL: {
    exit: EXIT.incomplete,
    meaning: 'The disk that holds the run directory is full.',
    next: 'Free space, then start the same command again: finished stages are kept, nothing is left half-written. Or pass --run-dir on another disk.',
  },
  TEMPORARY_UNWRITABLE: {
    exit: EXIT.incomplete,
    meaning: 'The directory for temporary files can not be written.',
    next: 'Point TMPDIR at a directory that can be written.',
  },
  LIMIT_EXCEEDED: {
    exit: EXIT.incomplete,
    meaning: 'An input is larger or deeper than the stated limit for its kind.',
    next: 'The message names the limit; docs/guide/limits.md lists all of them.',
  },
  PARSER_DIED: {
    exit: EXIT.incomplete,
    meaning: 'The isolated parsing process was killed or exited: memory, time or a crash.',
    next: 'Treat the named file as hostile; the scan of it is incomplete.',
  },
  POLICY_INVALID: {
    exit: EXIT.usage,
    meaning: 'The policy file is not valid: unknown key, wrong type, bad YAML, or a value out of range.',
    next: 'Fix the named line; schemas/policy.schema.json and docs/guide/policy.md list every key.',
  },
  POLICY_UNREADABLE: {
    exit: EXIT.usage,
    meaning: 'The policy file, or a key that it names, could not be read.',
    next: 'Check the path; key paths are relative to the policy file.',
  },
  IGNORE_INVALID: {
    exit: EXIT.usage,
    meaning: 'The ignore file is not valid: unknown key or rule, no reason, no date, or a value out of range.',
    next: 'Fix the named line; docs/guide/scanning.md and docs/guide/audit.md describe the format.',
  },
  IGNORE_REFUSED: {
    exit: EXIT.usage,
    meaning:
      'The ignore file or baseline may not be used: it lies inside what is judged, the policy forbids it, or it can not be read.',
    next: 'Name a file of your own outside of what is judged, under a policy with `scan.ignore: allow`; for an audit of a repository also one of a protected branch, with --ignores-from.',
  },
  BASELINE_INVALID: {
    exit: EXIT.usage,
    meaning: 'The baseline of an audit is no JSON, or not as `audit --write-baseline` writes it.',
    next: 'Write it again with `modelgate audit --write-baseline FILE`, and look at what changed.',
  },
  FORGE_FAILED: {
    exit: EXIT.incomplete,
    meaning: 'The API of a forge could not be asked, or answered something else than what was asked for.',
    next: 'Check the name, the address ($GITHUB_API_URL) and the token ($GITHUB_TOKEN); the message says what came.',
  },
  REFERENCE_UNREADABLE: {
    exit: EXIT.usage,
    meaning:
      'The git reference that --ignores-from names is not in the repository, is ambiguous, or lacks the named file.',
    next: 'Fetch it first (git fetch origin main), and name it whole: refs/remotes/origin/main or a commit.',
  },
  ATTESTATION_INVALID: {
    exit: EXIT.bad,
    meaning: 'A bundle, envelope or statement does not have the structure that its specification requires.',
    next: 'Treat it as no signature at all; ask the signer for a bundle made by a current tool.',
  },
  ATTESTATION_AMBIGUOUS: {
    exit: EXIT.bad,
    meaning:
      'Two readers could take two things from it: a JSON member stands twice or under two names, or it holds two payloads or signatures.',
    next: 'Treat it as no signature at all; no honest tool writes this.',
  },
  PAYLOAD_TYPE_MISMATCH: {
    exit: EXIT.bad,
    meaning: 'What was signed is of another type than an in-toto statement.',
    next: 'Treat it as no statement: the same signature may mean something else elsewhere.',
  },
  SUBJECT_MISMATCH: {
    exit: EXIT.bad,
    meaning: 'A statement is about something else than what was asked.',
    next: 'Get the statement that was made about these bytes; compare the digests.',
  },
  VERDICT_NOT_ADMIT: {
    exit: EXIT.bad,
    meaning: 'A verification summary that should admit a model says something else of it.',
    next: 'Do not use the model; `modelgate verify RUN_DIR` shows the reasons.',
  },
  PREDICATE_TYPE_MISMATCH: {
    exit: EXIT.bad,
    meaning: 'A statement is of another predicate type than was asked.',
    next: 'Get the statement of the type that you need.',
  },
  PREDICATE_INVALID: {
    exit: EXIT.bad,
    meaning: 'The predicate of a statement does not have the structure of its type.',
    next: 'Ask the signer for a statement made by a current tool.',
  },
  STATEMENT_FROM_FUTURE: {
    exit: EXIT.bad,
    meaning: 'A statement tells of a time that has not come yet.',
    next: 'Check the clocks of both machines; otherwise treat it as forged.',
  },
  ATTESTATIONS_UNREADABLE: {
    exit: EXIT.usage,
    meaning: 'What --attestations names can not be read, or is neither a file, a directory nor an OCI image layout.',
    next: 'Check the path and the permissions.',
  },
  OCI_LAYOUT_INVALID: {
    exit: EXIT.bad,
    meaning: 'An OCI image layout is not as its specification says, or a blob in it does not have its digest or size.',
    next: 'Copy the image again from where it came, by digest.',
  },
  SIGNER_UNTRUSTED: {
    exit: EXIT.bad,
    meaning: 'A signature may be whole, and nobody who is trusted here made it.',
    next: 'If the signer should be trusted, name their key, authority or identity; names are compared whole.',
  },
  SIGNER_OUTSIDE_TERM: {
    exit: EXIT.bad,
    meaning: 'A trusted key made a signature outside of the time in which it is trusted.',
    next: 'Ask for a signature by the current key, or for a timestamp that proves when it was made.',
  },
  KEY_REVOKED: {
    exit: EXIT.bad,
    meaning: 'The key of a signature is revoked, and nothing proves that the signature is older.',
    next: 'Do not use what it covers; ask for a signature by another key.',
  },
  SIGNATURE_INVALID: {
    exit: EXIT.bad,
    meaning: 'A signature does not verify with the key or certificate that should have made it.',
    next: 'Do not use what it covers; get it again from its source.',
  },
  KEY_INVALID: {
    exit: EXIT.usage,
    meaning: 'A key file holds no key of an accepted kind, or others can read a private key.',
    next: 'Give a PEM key (P-256, P-384, P-521 or Ed25519); private keys need mode 0600.',
  },
  KEY_SERVICE_FAILED: {
    exit: EXIT.incomplete,
    meaning: 'A token or a key service could not be asked, refused to sign, or answered wrongly.',
    next: 'Check what the message names (address, token, PIN, key, module); nothing was signed.',
  },
  SIGNER_FAILED: {
    exit: EXIT.incomplete,
    meaning: 'The signing process could not start or died.',
    next: 'Check the key file that the message names; nothing was signed.',
  },
  BLOB_CORRUPT: {
    exit: EXIT.incomplete,
    meaning: 'A quarantined blob is missing or no longer has the digest under which it was taken in.',
    next: 'Keep the run directory for inspection, check the disk, and start a new run.',
  },
  SCAN_INCOMPLETE: {
    exit: EXIT.incomplete,
    meaning: 'A scan rule broke, so the scan says nothing about the file that broke it.',
    next: 'Report the rule and the file; treat the file as hostile until then.',
  },
  STAGE_TIMEOUT: {
    exit: EXIT.incomplete,
    meaning: 'A stage took longer than the policy allows.',
    next: 'Raise timeouts.STAGE in the policy if the model is large; otherwise treat the submission as hostile.',
  },
  RUN_BUSY: {
    exit: EXIT.incomplete,
    meaning: 'Another gate process is working in the same run directory.',
    next: 'Wait for it, or pass another --run-dir.',
  },
  RUN_MISMATCH: {
    exit: EXIT.usage,
    meaning: 'The run directory belongs to another submission, base or policy.',
    next: 'Pass another --run-dir; a run is never continued with other inputs.',
  },
  RUN_TAMPERED: {
    exit: EXIT.incomplete,
    meaning:
      'A record in the run directory does not carry this gate’s valid signature, or the chain of stages is broken.',
    next: 'Somebody or something changed the run directory: keep it for inspection and start a new run.',
  },
  BASE_UNREADABLE: {
    exit: EXIT.incomplete,
    meaning: 'The base model given with --base could not be taken in.',
    next: 'Check the directory named by --base; the message says what is wrong in it.',
  },
  TENSOR_FACTS_REFUSED: {
    exit: EXIT.incomplete,
    meaning: 'What the parser said about a tensor does not fit the real file: its place, its length or its shape.',
    next: 'Treat the named file as hostile; nothing in it was compared.',
  },
  NO_SANDBOX: {
    exit: EXIT.incomplete,
    meaning:
      'No sandbox works on this machine, or none as strong as the policy demands: nothing of a submission may run.',
    next: 'Install bubblewrap and util-linux, or gVisor (`runsc`); `modelgate doctor` shows what is missing.',
  },
  SANDBOX_FAILED: {
    exit: EXIT.incomplete,
    meaning: 'A sandbox could not be started, or one of its limits could not be set.',
    next: 'Run `modelgate doctor`; the message holds what the sandbox program said.',
  },
  SANDBOX_LEAKS: {
    exit: EXIT.incomplete,
    meaning: 'The isolation probe got through a wall of the sandbox, so nothing of the submission was run in it.',
    next: 'Do not run models here until `modelgate doctor` shows every wall holding; the message names the wall.',
  },
  RUNNER_MISSING: {
    exit: EXIT.incomplete,
    meaning:
      'The bundle of the program that runs models in the sandbox is not built, or is not the one that was built.',
    next: 'Run `scripts/setup packages`, or `node scripts/build-runner.ts` in a checkout.',
  },
  RUNNER_DIED: {
    exit: EXIT.incomplete,
    meaning:
      'The program that runs the model ended before it answered: it crashed, ran out of memory or CPU time, or left.',
    next: 'Read what it said last. A model that needs more memory: raise sandbox.memoryMiB. Otherwise treat the file as hostile.',
  },
  RUNNER_HUNG: {
    exit: EXIT.incomplete,
    meaning: 'The program that runs the model gave no answer in time.',
    next: 'A large model on a slow machine: raise timeouts.evaluate. Otherwise treat the file as hostile.',
  },
  RUNNER_FLOODED: {
    exit: EXIT.incomplete,
    meaning: 'The program that runs the model wrote more than its limit.',
    next: 'Treat the model file as hostile: no honest answer is that long.',
  },
  RUNNER_GARBLED: {
    exit: EXIT.incomplete,
    meaning: 'The program that runs the model gave something else than the answer to the question.',
    next: 'Treat the model file as hostile; if it happens with a model that you trust, report it.',
  },
  RUNNER_REFUSED: {
    exit: EXIT.incomplete,
    meaning:
      'The runner could not do what it was asked: the model does not load, its chat template fails, a prompt is too long.',
    next: 'The message says which; nothing was measured on that file.',
  },
  SUITE_UNREADABLE: {
    exit: EXIT.usage,
    meaning: 'The directory of an evaluation suite, or a file in it, could not be read.',
    next: 'Check evaluate.suites in the policy; paths are relative to the policy file.',
  },
  SUITE_INVALID: {
    exit: EXIT.usage,
    meaning: 'A task of an evaluation suite is not valid: wrong shape, a bad line, a duplicate id, or past a limit.',
    next: 'Fix the named line; docs/guide/tasks.md describes the format.',
  },
  RESULTS_UNREADABLE: {
    exit: EXIT.incomplete,
    meaning: 'A file of results could not be read whole, or states no score in a form that is known.',
    next: 'docs/guide/claims.md lists what is read; ask the submitter for the file that their harness wrote.',
  },
  ANSWERS_INVALID: {
    exit: EXIT.usage,
    meaning: 'A file of answers is not JSON lines of `{"prompt", "completion"}`.',
    next: 'Fix the named line; docs/guide/tasks.md describes the format.',
  },
  JUDGE_UNUSABLE: {
    exit: EXIT.incomplete,
    meaning:
      'The judge model can not be used: it is not there, is another file than the policy pins, could not be run in the sandbox, or did not answer.',
    next: 'The message says which. Nothing is labelled without it: mend it, or leave it out of policy and command line.',
  },
  SUITE_MISMATCH: {
    exit: EXIT.incomplete,
    meaning: 'The content of an evaluation suite is not what the policy pins.',
    next: 'Find out who changed the suite; to accept it, put the digest from the message into the policy.',
  },
  ENVIRONMENT_MISMATCH: {
    exit: EXIT.incomplete,
    meaning: 'What models would be evaluated on (runtime, libraries, runner, engine) is not what the policy pins.',
    next: 'Find out what changed with `modelgate bom --environment`; to accept it, put the digest from the message into the policy.',
  },
  REGISTRY_FAILED: {
    exit: EXIT.incomplete,
    meaning: 'A container registry could not be asked, or answered something else than what was asked for.',
    next: 'Check what the message names: the address, the credentials ($MODELGATE_REGISTRY_CREDENTIALS, user:password), the image. Nothing was verified.',
  },
  ENDPOINT_FAILED: {
    exit: EXIT.incomplete,
    meaning: 'A remote endpoint could not be asked, or answered something else than what was asked for.',
    next: 'Check the address, the model’s name and the key; the message says what came. No score comes from part of the answers.',
  },
  ENDPOINT_UNSUPPORTED: {
    exit: EXIT.incomplete,
    meaning: 'A remote endpoint does not offer what a task needs, such as log-likelihoods of given texts.',
    next: 'Ask it tasks in which the model writes; for the others, evaluate the model’s files.',
  },
  LEDGER_INVALID: {
    exit: EXIT.bad,
    meaning:
      'A checkpoint, a proof or a signed note of a ledger is broken, or not made by the key that should have made it.',
    next: 'Trust nothing that rests on it; fetch it again, and compare it with what a witness or an earlier reader kept.',
  },
  LEDGER_INCONSISTENT: {
    exit: EXIT.incomplete,
    meaning: 'The files of a ledger do not agree with its signed checkpoint, so somebody changed or removed entries.',
    next: 'Nothing was written. Keep the directory as it is, find out who wrote to it, restore it from a copy that `modelgate ledger verify` accepts.',
  },
} as const satisfies Readonly<Record<string, ErrorRow>>;

export type ErrorCode = keyof typeof ERRORS;

/**
 * The only error class. `message` says what was wrong and where, `next` what to do; the default for `next` is the
 * table's. Text from a submission in `message` is escaped by whoever prints it.
 */
export class GateError extends Error {
  readonly code: ErrorCode;
  readonly next: string;

  constructor(code: ErrorCode, message: string, options: { readonly cause?: unknown; readonly next?: string } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'GateError';
    this.code = code;
    this.next = options.next ?? ERRORS[code].next;
  }

  get exit(): ExitCode {
    return ERRORS[this.code].exit;
  }
}

/** For switch statements over closed unions: a missing case is a compile error, and a GateError if it ever runs. */
export function unreachable(value: never): never {
  throw new GateError('INTERNAL', `unexpected value ${JSON.stringify(value)}`);
}

/** The `code` of a Node.js system error (`ENOENT`…), or undefined. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
