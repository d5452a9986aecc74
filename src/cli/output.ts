import { styleText } from 'node:util';
import { printable, printableJson } from '../core/escape.ts';
import { GateError, systemCode, type ErrorCode } from '../core/errors.ts';
import { wrap } from '../core/layout.ts';
import type { Progress } from '../core/progress.ts';
import { workflowCommand } from '../core/workflow-command.ts';
import { progressBar, type ProgressBar } from './progress-bar.ts';

export type Style = 'good' | 'bad' | 'warn' | 'dim' | 'bold';

const STYLES = { good: 'green', bad: 'red', warn: 'yellow', dim: 'dim', bold: 'bold' } as const;

/** Where words go: the process's own streams, or what stands for them where a test reads along. */
export interface Streams {
  readonly stdout: Stream;
  readonly stderr: Stream;
}
type Stream = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

export interface OutputOptions {
  readonly format: string;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

/**
 * Where a command writes. Results go to stdout, everything about the work (progress, notes, errors) to stderr, so that
 * `--format json` can be piped.
 */
export class Output {
  readonly format: string;
  readonly progress: Progress;
  readonly #streams: Streams;
  readonly #quiet: boolean;
  readonly #verbose: boolean;
  readonly #bar: ProgressBar | undefined;

  constructor(options: OutputOptions, streams: Streams = process) {
    this.#streams = streams;
    this.format = options.format;
    this.#quiet = options.quiet;
    this.#verbose = options.verbose;
    // A dumb terminal can't take a line back.
    const redraws = streams.stderr.isTTY === true && process.env['TERM'] !== 'dumb';
    this.#bar = !options.quiet && redraws ? progressBar(streams.stderr) : undefined;
    this.progress = this.#bar?.update ?? (() => {});
  }

  /** A line of the result for people. Text from a submission must already be `printable()`. */
  line(text = '', style?: Style): void {
    this.#bar?.clear();
    const inert = noCommand(text);
    this.#streams.stdout.write(`${style === undefined ? inert : this.paint(inert, style)}\n`);
  }

  /** A line that a CI runner shall take for a command: its maker has escaped whatever is not its own. */
  command(text: string): void {
    this.#bar?.clear();
    this.#streams.stdout.write(`${text}\n`);
  }

  /** Lines of a format of its own, whose maker has escaped what is not its own. */
  raw(lines: readonly string[]): void {
    this.#bar?.clear();
    this.#streams.stdout.write(`${lines.join('\n')}\n`);
  }

  json(value: unknown): void {
    this.#bar?.clear();
    this.#streams.stdout.write(`${printableJson(value, 2)}\n`);
  }

  /** What happens meanwhile, on stderr; silent with --quiet. `style` is for `styled`, where it stands first in `text`. */
  note(text: string, styled = '', style: Style = 'dim'): void {
    if (this.#quiet) return;
    this.#bar?.clear();
    const painted = styleText(STYLES[style], styled, { stream: this.#streams.stderr });
    const inert = noCommand(text);
    this.#streams.stderr.write(`${styled === '' ? inert : inert.replace(styled, () => painted)}\n`);
  }

  /** Work has begun that may take a while before it tells how far it is. */
  begin(label: string): void {
    this.#bar?.begin(label);
  }

  /** Colour only on a terminal, and never with NO_COLOR: styleText looks at both for the stream. */
  paint(text: string, style: Style): string {
    return styleText(STYLES[style], text, { stream: this.#streams.stdout });
  }

  error(error: unknown): void {
    this.#bar?.clear();
    const gate = error instanceof GateError ? error : new GateError(unforeseen(error), String(error), { cause: error });
    const lines = gate.message.split('\n').map((line) => printable(line, 2_000));
    if (this.format === 'text') {
      const said = [
        ...lines.flatMap((line, index) =>
          wrap(line, { first: index === 0 ? 'modelgate: ' : '  ', rest: '  ', whole: true }),
        ),
        ...wrap(gate.next, { first: '  what to do: ', rest: '    ', whole: true }),
        `  (${gate.code})`,
      ];
      this.#streams.stderr.write(`${said.map(noCommand).join('\n')}\n`);
    } else if (this.format === 'github') {
      const said = [...lines, `What to do: ${gate.next}`].join('\n');
      this.#streams.stderr.write(`${workflowCommand('error', [['title', `modelgate ${gate.code}`]], said)}\n`);
    } else {
      this.#streams.stderr.write(
        `${JSON.stringify({ version: 1, error: gate.code, message: lines.join('\n'), next: gate.next })}\n`,
      );
    }
    if (this.#verbose && error instanceof Error) this.#streams.stderr.write(`${printable(error.stack ?? '', 8_000)}\n`);
  }

  close(): void {
    this.#bar?.clear();
  }
}

/** A full disk can meet any write; everything else that no stage foresaw is a bug. */
function unforeseen(error: unknown): ErrorCode {
  return ['ENOSPC', 'EDQUOT'].includes(systemCode(error) ?? '') ? 'DISK_FULL' : 'INTERNAL';
}

/**
 * GitHub's runner obeys every line that starts with `::`, in both streams: a long name in a submission, wrapped at the right
 * place, would silence or forge what the steps around this one say.
 */
function noCommand(line: string): string {
  return line.replace(/^(\s*):(?=:)/u, '$1\\u{3a}');
}
