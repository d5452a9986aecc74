import type { CommandSummary } from './command.ts';

/**
 * An option that takes several values would take the model behind them for one more: of `verify --cert-chain ca.pem MODEL`, the last word is
 * the model, where the command line names none elsewhere.
 */
export function modelLast(argv: readonly string[], commands: readonly CommandSummary[]): string[] {
  const words = argv.slice(2);
  const summary = commands.find(({ name }) => name === words[0]);
  const needed = summary?.arguments.filter(({ name }) => name.startsWith('<')).length ?? 0;
  if (summary === undefined || needed === 0 || words.includes('--')) return [...argv];
  const many = new Set(flagsOf(summary, (flags) => flags.endsWith('...>')));
  const one = new Set(['--format', ...flagsOf(summary, (flags) => flags.endsWith('>') && !flags.endsWith('...>'))]);
  let positional = 0;
  let last: string | undefined;
  let values = 0;
  for (const word of words.slice(1)) {
    if (word.startsWith('-')) [last, values] = [word, word.includes('=') ? 1 : 0];
    else if (last !== undefined && (many.has(last) || (one.has(last) && values === 0))) values++;
    else positional++;
  }
  const taken = last !== undefined && many.has(last) && values > 1;
  return taken && positional === needed - 1 ? [...argv.slice(0, -1), '--', ...argv.slice(-1)] : [...argv];
}

function flagsOf({ options }: CommandSummary, wanted: (flags: string) => boolean): string[] {
  return options.filter(({ flags }) => wanted(flags)).map(({ flags }) => flags.split(' ')[0] ?? flags);
}
