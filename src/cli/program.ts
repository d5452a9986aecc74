import { accessSync, constants } from 'node:fs';
import { tmpdir } from 'node:os';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { EXIT, GateError, systemCode, type ExitCode } from '../core/errors.ts';
import { COMMANDS } from './commands.ts';
import type { CommandSummary } from './command.ts';
import { modelLast } from './model-last.ts';
import { Output, type Streams } from './output.ts';
import { VERSION } from '../core/version.ts';

function build(
  summary: CommandSummary,
  finish: (exit: ExitCode) => void,
  signal: AbortSignal,
  streams: Streams,
): Command {
  const command = new Command(summary.name)
    .description(summary.summary)
    .addOption(
      new Option('--format <format>', 'output format').choices([...summary.formats]).default(summary.formats[0]),
    )
    .option('--quiet', 'no progress and no notes')
    .option('--verbose', 'stack traces with errors')
    .addHelpText('after', `\nExample:\n  ${summary.example}`);
  for (const argument of summary.arguments) command.argument(argument.name, argument.description);
  for (const { flags, description, default: value, repeatable } of summary.options)
    command.addOption(
      repeatable === true
        ? new Option(flags, description).argParser(collect)
        : onceOnly(new Option(flags, description).default(value)),
    );
  command.action(async (...call: unknown[]) => {
    const options: Readonly<Record<string, unknown>> = command.opts();
    const output = new Output(
      { format: String(options['format']), quiet: options['quiet'] === true, verbose: options['verbose'] === true },
      streams,
    );
    try {
      needTemporaryDirectory();
      const { run } = await summary.load();
      const args = call
        .slice(0, summary.arguments.length)
        .flat()
        .filter((value) => typeof value === 'string');
      finish(await run({ args, options, output, signal }));
    } catch (error) {
      output.error(error);
      finish(error instanceof GateError ? error.exit : EXIT.incomplete);
    } finally {
      output.close();
    }
  });
  return command;
}

function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}

/** Of an option that is given twice, the last would win unseen: `--key mine.pem --key theirs.pem` would trust theirs. */
function onceOnly(option: Option): Option {
  if (option.variadic || !option.required) return option;
  let given = false;
  return option.argParser((value: string) => {
    if (given) throw new InvalidArgumentError('It is given twice.');
    given = true;
    return value;
  });
}

/** Before any work: a sandbox, a probe and a scratch directory each need one, deep in stages that would err one by one. */
function needTemporaryDirectory(): void {
  try {
    accessSync(tmpdir(), constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new GateError(
      'TEMPORARY_UNWRITABLE',
      `the directory for temporary files, ${tmpdir()}, can't be written (${systemCode(error) ?? 'unknown'})`,
      { cause: error },
    );
  }
}

/**
 * Runs a command line, whose first two words are not looked at, as those of `process.argv`. Everything that it says goes to
 * `streams`; `signal` stops it. Gives the exit code.
 */
export async function runProgram(
  argv: readonly string[],
  signal: AbortSignal,
  streams: Streams = process,
): Promise<ExitCode> {
  let exit: ExitCode = EXIT.incomplete;
  const program = new Command('modelgate')
    .description('Zero-trust intake gate for machine-learning models.')
    .version(VERSION)
    .addHelpText('after', '\nStart with:\n  modelgate doctor')
    .showHelpAfterError();
  // The others are only wanted where no command is named: to build them all takes as long as what most commands do first.
  const named = COMMANDS.filter(({ name }) => name === argv[2]);
  for (const summary of named.length > 0 ? named : COMMANDS) {
    program.addCommand(build(summary, (code) => (exit = code), signal, streams));
  }
  const said: string[] = [];
  // Sub-commands copy none of these when added with addCommand.
  for (const command of [program, ...program.commands])
    command
      .exitOverride()
      .showHelpAfterError()
      .configureOutput({
        writeOut: (text) => void streams.stdout.write(text),
        writeErr: (text) => void said.push(text),
      });
  try {
    await program.parseAsync(modelLast(argv, COMMANDS));
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return EXIT.good;
    const format = askedFormat(argv);
    if (format === 'text') streams.stderr.write(said.join(''));
    else
      new Output({ format, quiet: true, verbose: false }, streams).error(
        new GateError('USAGE', error.message.replace(/^error: /u, '')),
      );
    return EXIT.usage;
  }
  return exit;
}

/** What a command line that can't be parsed asks for all the same: whoever reads JSON is a program, and reads no help. */
function askedFormat(argv: readonly string[]): string {
  const at = argv.findLastIndex((word) => word === '--format' || word.startsWith('--format='));
  const given = argv[at]?.startsWith('--format=') === true ? argv[at].slice('--format='.length) : argv[at + 1];
  return at !== -1 && COMMANDS.some(({ formats }) => formats.includes(given ?? '')) ? (given ?? 'text') : 'text';
}
