import { INTERNAL_NAMES, TELLS_NOTHING } from '../internals.ts';
import type { SignalSink } from '../signals/rule.ts';
import { indexMessage } from './judge-commands.ts';

/** A line without one of these words tells nothing; each is a plain word, so that the test is one pass. */
const TELLING =
  /trust.remote.code|custom code|new version of the following|model name and revision|defaulted to|resolve\/(?:main|master)\/|skip|failed but allowed|allowed to fail|Refusing to check out|allow-unsafe-pr-checkout|Looking in (?:indexes|links)|Cloning https?:|Collecting |\.(?:internal|corp|intranet|lan|intra|private)\b|arn:aws|\.dkr\.ecr\.|\b(?:10|192\.168|172)\.\d|(?:s3|gs|abfss?):\/\/|\/home\/|\/Users\/|verification (?:is )?disabled|no-verify/iu;
const SKIPPED =
  /\b(?:skip(?:ped|ping)?\b.{0,80}\b(?:verif\w{1,10}|signatures?|checksums?|digests?|attestations?|provenance|integrity|malware|scan(?:ning)?|validation)|(?:verif\w{1,10}|signatures?|checksums?|digests?|attestations?|provenance|integrity|malware|scan(?:ning)?|validation)\b.{0,80}\bskip(?:ped|ping)?)\b/iu;
const SHOWN = 160;
const INTERNALS_PER_FILE = 50;

/** What programs of a run print. Keeps which internal names of a file it told already. */
export class OutputJudge {
  private readonly path: string;
  private readonly sink: SignalSink;
  private readonly told = new Set<string>();
  refused: number | undefined;
  forced = false;

  constructor(path: string, sink: SignalSink) {
    this.path = path;
    this.sink = sink;
  }

  line(text: string, line: number, isCommand: boolean): void {
    if (!TELLING.test(text)) return;
    const at = { path: this.path, line };
    const shown = text.trim().slice(0, SHOWN);
    this.internals(text, line);
    this.checkout(text, line);
    if (/trust.remote.code(?:["']?\s{0,3}[=:]\s{0,3}["']?(?:true|1)\b|(?![\w"'=: ]))/iu.test(text))
      this.sink.hit({ ...at, rule: 'log-remote-code-trust', message: `a model may run its own code: ${shown}` });
    if (/custom code.{0,60}must be executed/iu.test(text))
      this.sink.hit({
        ...at,
        rule: 'log-remote-code-trust',
        message: `a model asks to run its own code: ${shown}`,
        severity: 'medium',
      });
    if (/new version of the following files was downloaded/iu.test(text)) {
      this.sink.hit({ ...at, rule: 'log-remote-code-trust', message: `code of a model was fetched: ${shown}` });
      this.sink.hit({ ...at, rule: 'log-unpinned-model', message: `new code of a model was fetched: ${shown}` });
    }
    if (/without specifying a model name and revision|No model was supplied, defaulted to/u.test(text))
      this.sink.hit({ ...at, rule: 'log-unpinned-model', message: `a library chose the model: ${shown}` });
    else if (!isCommand && /https:\/\/huggingface\.co\/\S{1,200}\/resolve\/(?:main|master)\//u.test(text))
      this.sink.hit({
        ...at,
        rule: 'log-unpinned-model',
        message: `a file of a branch was fetched: ${shown}`,
        confidence: 'low',
      });
    if (!isCommand) this.gates(text, line, shown);
    if (!isCommand) this.installs(text, line);
  }

  /** The refusal alone: the gate held, and the workflow asks for what it should not have. */
  end(): void {
    if (this.refused === undefined || this.forced) return;
    this.sink.hit({
      path: this.path,
      line: this.refused,
      rule: 'log-fork-checkout-forced',
      message: 'a workflow asked for the code of a fork in a privileged run, and was refused',
      severity: 'low',
    });
  }

  private checkout(text: string, line: number): void {
    if (/Refusing to check out (?:fork )?pull request/iu.test(text)) this.refused ??= line;
    if (!/allow-unsafe-pr-checkout\s{0,3}[:=]\s{0,3}["']?true/iu.test(text)) return;
    this.forced = true;
    this.sink.hit({
      path: this.path,
      line,
      rule: 'log-fork-checkout-forced',
      message: 'the refusal to check out a fork’s code in a privileged run was switched off',
      confidence: 'high',
      related: this.refused === undefined ? [] : [{ path: this.path, line: this.refused }],
    });
  }

  private gates(text: string, line: number, shown: string): void {
    const allowed = /failed but (?:is )?allowed|allowed to fail/iu.test(text);
    const skipped = SKIPPED.test(text) && !/no files to check|\b\d+ skipped\b/iu.test(text);
    const disabled = /verification (?:is )?disabled/iu.test(text);
    if (!allowed && !skipped && !disabled) return;
    this.sink.hit({
      path: this.path,
      line,
      rule: 'log-gate-skipped',
      message: `${allowed ? 'a failure was allowed' : skipped ? 'a check was left out' : 'a check was switched off'}: ${shown}`,
    });
  }

  private installs(text: string, line: number): void {
    const indexes = /^Looking in (indexes|links): (.{1,2000})/u.exec(text);
    for (const [at, url] of (indexes?.[2] ?? '').split(', ').entries()) {
      const found = url === '' ? undefined : indexMessage(url, at > 0);
      if (found !== undefined) this.sink.hit({ path: this.path, line, rule: 'log-unverified-install', ...found });
    }
    const cloned = /^\s{0,8}Cloning (https?:\/\/\S{1,300})(?: \(to (?:revision|branch|tag) (\S{1,100})\))? to /u.exec(
      text,
    );
    if (cloned === null || /^[0-9a-f]{40}$/u.test(cloned[2] ?? '')) return;
    this.sink.hit({
      path: this.path,
      line,
      rule: 'log-unverified-install',
      message: `pip took ${cloned[1] ?? ''} at ${cloned[2] ?? 'its newest state'}`,
    });
  }

  private internals(text: string, line: number): void {
    for (const [pattern, what, severity] of INTERNAL_NAMES) {
      for (const [found] of text.matchAll(pattern)) {
        if (this.told.size >= INTERNALS_PER_FILE || this.told.has(found) || TELLS_NOTHING.test(found)) continue;
        this.told.add(found);
        this.sink.hit({
          path: this.path,
          line,
          rule: 'log-internals-printed',
          message: `${what}: ${found.slice(0, 120)}`,
          severity,
        });
      }
    }
  }
}
