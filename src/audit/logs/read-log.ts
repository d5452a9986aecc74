import type { ByteSource } from '../../formats/byte-source.ts';
import { secretsIn } from '../../formats/secrets/match.ts';
import { SECRET_NAMES } from '../../formats/secrets/names.ts';
import { blocksOf } from '../signals/blocks.ts';
import { SIGNAL_LIMITS } from '../signals/limits.ts';
import type { SignalSink } from '../signals/rule.ts';
import { CHECKER, fetchesStranger, judgeCommands } from './judge-commands.ts';
import { OutputJudge } from './judge-output.ts';
import { isSectionEnd, payloadOf, shownCommand } from './log-line.ts';
import { ShownScript } from './script.ts';
import { withoutControls } from './strip.ts';

const NEWLINE = 0x0a;
const MASK = 4;
/** Steps that run after a failure by intent. */
const AFTERWARDS = /upload|artifact|cache|notif|report|comment|clean|summary|codecov|slack|log/iu;

/** Reads one CI log of any size, one block at a time. Returns its lines. */
export function readLog(source: ByteSource, path: string, sink: SignalSink): number {
  const reader = new LogReader(path, sink);
  let line = 0;
  for (const { bytes, line: first } of blocksOf(source)) {
    const plain = withoutControls(bytes);
    reportSecrets(plain, path, first, sink);
    line = first;
    for (let at = 0; at < plain.length; line++) {
      const next = plain.indexOf(NEWLINE, at);
      const end = next === -1 ? plain.length : next;
      reader.line(plain.toString('utf8', at, Math.min(end, at + SIGNAL_LIMITS.line)), line);
      at = end + 1;
    }
  }
  reader.end();
  return Math.max(0, line - 1);
}

function reportSecrets(bytes: Buffer, path: string, first: number, sink: SignalSink): void {
  let line = first;
  let counted = 0;
  for (const { kind, start, secret, prefix, patterned } of secretsIn(bytes)) {
    for (let at = bytes.indexOf(NEWLINE, counted); at !== -1 && at < start; at = bytes.indexOf(NEWLINE, at + 1)) line++;
    counted = Math.max(counted, start);
    const { name, severity } = SECRET_NAMES[kind];
    const mask = prefix === 0 ? '' : `${secret.slice(0, MASK)}…, `;
    sink.hit({
      rule: 'log-secret-printed',
      path,
      line,
      message: `${name} (${mask}${secret.length} characters)`,
      severity: patterned === true ? 'low' : severity,
      ...(patterned === true ? { confidence: 'low' } : {}),
    });
  }
}

/** Follows the steps of a run: what a shell was told, what it printed, what it could reach. */
class LogReader {
  private readonly path: string;
  private readonly sink: SignalSink;
  private readonly output: OutputJudge;
  private readonly script = new ShownScript();
  /** Inside of what GitHub shows before a step runs: its commands first, then its settings. */
  private shows: 'commands' | 'settings' | 'permissions' | undefined;
  private step = '';
  private stranger: number | undefined;
  private secrets = false;
  private commands = 0;
  private writes: string | undefined;
  private failed: { readonly line: number; readonly step: string } | undefined;

  constructor(path: string, sink: SignalSink) {
    this.path = path;
    this.sink = sink;
    this.output = new OutputJudge(path, sink);
  }

  line(raw: string, line: number): void {
    const text = payloadOf(raw);
    if (text.startsWith('##[')) this.marker(text, line);
    else if (this.shows !== undefined) this.shown(text, line);
    else {
      if (isSectionEnd(raw)) this.flush();
      const command = shownCommand(text);
      if (command !== undefined) this.command(command, line);
      this.output.line(text, line, command !== undefined);
      this.stranger ??= /(?:Checking out|checkout).{0,80}refs\/(?:remotes\/)?(?:pull|merge-requests)\/\d{1,10}\//u.test(
        text,
      )
        ? line
        : undefined;
    }
  }

  end(): void {
    this.flush();
    this.output.end();
  }

  private command(text: string, line: number): void {
    this.commands += 1;
    if (this.commands === SIGNAL_LIMITS.commands)
      this.sink.unread({ path: this.path, line, reason: `commands after ${SIGNAL_LIMITS.commands} lines of them` });
    if (this.commands >= SIGNAL_LIMITS.commands) return;
    this.script.add(text, line);
    if (this.script.isFull) this.flush();
  }

  private marker(text: string, line: number): void {
    if (text.startsWith('##[group]Run ')) {
      this.flush();
      this.step = text.slice('##[group]Run '.length);
      this.wentOn();
      this.secrets = false;
      // An action shows `with:`, a script its commands and then `shell:`.
      this.shows = /^[\w.-]{1,100}\/[\w./-]{1,200}@\S/u.test(this.step) ? 'settings' : 'commands';
    } else if (text.startsWith('##[group]GITHUB_TOKEN Permissions')) this.shows = 'permissions';
    else if (text.startsWith('##[endgroup]')) {
      if (this.shows === 'commands' || this.shows === 'settings') this.flush();
      this.shows = undefined;
    } else {
      this.shows = undefined;
      if (/^##\[error\]Process completed with exit code [1-9]/u.test(text)) this.failed = { line, step: this.step };
      this.output.line(text, line, false);
    }
  }

  private shown(text: string, line: number): void {
    if (this.shows === 'permissions') {
      if (/^(?:Contents|Actions|Packages|Deployments): write$/u.test(text.trim())) this.writes = text.trim();
      return;
    }
    if (this.shows === 'commands' && text.startsWith('shell: ')) this.shows = 'settings';
    if (this.shows === 'commands') this.command(text, line);
    else if (/^\s{1,8}[A-Za-z_][\w-]{0,80}: \*\*\*$/u.test(text)) this.secrets ||= !/^\s*token:/u.test(text);
    this.output.line(text, line, this.shows === 'commands');
    // `ref:` of a checkout, and what a variable holds.
    if (/\brefs\/pull\/\d{1,10}\/(?:head|merge)\b/u.test(text)) this.stranger ??= line;
  }

  /** The step after a failed check ran, so the failure did not end the job. */
  private wentOn(): void {
    const failed = this.failed;
    this.failed = undefined;
    if (failed === undefined || !CHECKER.test(failed.step) || AFTERWARDS.test(this.step)) return;
    this.sink.hit({
      rule: 'log-gate-skipped',
      path: this.path,
      line: failed.line,
      message: `“${failed.step.slice(0, 120)}” failed, and the run went on with “${this.step.slice(0, 120)}”`,
      confidence: 'medium',
    });
  }

  private flush(): void {
    const acts = this.script.take(this.path);
    if (acts.length === 0) return;
    const power = this.secrets
      ? 'secrets beside it'
      : this.writes === undefined
        ? undefined
        : `a token that writes (${this.writes})`;
    const { refused } = this.output;
    judgeCommands(acts, { stranger: this.stranger, refused, power }, this.sink);
    const fetched = acts.find(fetchesStranger);
    this.stranger ??= fetched?.place.line;
    if (fetched !== undefined && refused !== undefined) this.output.forced = true;
  }
}
