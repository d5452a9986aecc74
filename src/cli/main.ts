import { accessSync, constants } from 'node:fs';
import { tmpdir } from 'node:os';
import { Command, CommanderError, Option } from 'commander';
import { EXIT, GateError, systemCode, type ExitCode } from '../core/errors.ts';
import { COMMANDS } from './commands.ts';
import type { CommandSummary } from './command.ts';
import { Output } from './output.ts';
import { VERSION } from '../core/version.ts';

function build(summary: CommandSummary, finish: (exit: ExitCode) => void, signal: AbortSignal): Command {
  const command = new Command(summary.name)
    .description(summary.summary)
    .addOption(
      new Option('--format <format>', 'output format').choices([...summary.formats]).default(summary.formats[0]),
    )
    .option('--quiet', 'no progress and no notes')
    .option('--verbose', 'stack traces with errors')
    .addHelpText('after', `\nExample:\n  ${summary.example}`);
  for (const argument of summary.arguments) command.argument(argument.name, argument.description);
  for (const option of summary.options) command.option(option.flags, option.description, option.default);
  command.action(async (...call: unknown[]) => {
    const options: Readonly<Record<string, unknown>> = command.opts();
    const output = new Output({
      format: String(options['format']),
      quiet: options['quiet'] === true,
      verbose: options['verbose'] === true,
    });
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

async function main(argv: readonly string[]): Promise<ExitCode> {
  const interruption = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(name, () => interruption.abort(new GateError('CANCELLED', `stopped by ${name}`)));
  }
  // A reader that went away (`| head`) is no error of ours.
  process.stdout.on('error', () => process.exit(EXIT.incomplete));

  let exit: ExitCode = EXIT.incomplete;
  const program = new Command('modelgate')
    .description('Zero-trust intake gate for machine-learning models.')
    .version(VERSION)
    .addHelpText('after', '\nStart with:\n  modelgate doctor')
    .showHelpAfterError();
  for (const summary of COMMANDS) {
    program.addCommand(build(summary, (code) => (exit = code), interruption.signal));
  }
  // Sub-commands copy neither setting when added with addCommand.
  for (const command of [program, ...program.commands]) command.exitOverride().showHelpAfterError();
  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.good : EXIT.usage;
  }
  return exit;
}

// Set, not called: stdout may still be a pipe with unread output.
process.exitCode = await main(process.argv);
