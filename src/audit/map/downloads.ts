import type { ShellCommand } from '../shell/syntax.ts';
import type { Act, Spot } from './act.ts';
import { programOf, unwrapped } from './unwrap.ts';

export interface DownloadedRun {
  /** What runs it. */
  readonly act: Act;
  readonly url: string;
  /** Where it was fetched, if that stands elsewhere. */
  readonly from: readonly Spot[];
}

const FETCHES = new Set([
  'curl',
  'wget',
  'iwr',
  'irm',
  'Invoke-WebRequest',
  'Invoke-RestMethod',
  'aria2c',
  'fetch',
  'lwp-request',
]);
const INTERPRETERS =
  /^(?:bash|sh|zsh|dash|ksh|python|perl|ruby|node|php|Rscript|pwsh|iex|Invoke-Expression|source|\.|eval|deno|bun)$/u;
const URL = /(?:https?|ftp):\/\/[^\s"'`)>|;\\]+/u;
/** Addresses that always give the same: by a commit's digest. */
const FIXED = /\/[0-9a-f]{40}(?:[/?]|$)|@[0-9a-f]{40}\b|sha256[:=][0-9a-f]{64}/u;
const CHECKED =
  /(?:sha\d+sum|shasum|b2sum|md5sum)\b[^\n]*(?:-c\b|--check|--status)|cosign verify|gpg\d? [^\n]*--verify|gh attestation verify|openssl dgst|minisign -V|Get-FileHash/u;

/** Every command of a step that runs what was fetched, pipes, substitutions and files in between included. */
export function downloadedRuns(acts: readonly Act[]): DownloadedRun[] {
  const found: DownloadedRun[] = [];
  const files = new Map<string, { readonly url: string; readonly act: Act }>();
  const checked = acts.some(({ text }) => CHECKED.test(text));
  for (const act of acts) {
    const { command } = act;
    const url = addressIn(act);
    if (command === undefined) {
      if (
        act.call !== undefined &&
        /^(?:exec|eval)$/u.test(act.name) &&
        act.call.arguments[0]?.origins?.includes('network') === true
      )
        found.push({ act, url: 'the network', from: [] });
      continue;
    }
    if (FETCHES.has(act.name) && url !== undefined) {
      if (FIXED.test(url)) continue;
      if (
        isPipedIntoInterpreter(command, act.script) ||
        (command.substituted && ranBy(command, act.script)) ||
        runsSubstitution(command, act.script)
      )
        found.push({ act, url, from: [] });
      const file = fileOf(act, url);
      if (file !== undefined) files.set(file, { url, act });
      continue;
    }
    if (checked) continue;
    const started = startedFile(act);
    const fetched = started === undefined ? undefined : files.get(started);
    if (fetched !== undefined) found.push({ act, url: fetched.url, from: [fetched.act] });
  }
  return found;
}

function addressIn(act: Act): string | undefined {
  const told = URL.exec(act.words.join(' '))?.[0] ?? act.words.find((word) => /^\$\{?[A-Z_]*URL/u.test(word));
  if (told !== undefined || act.command === undefined) return told;
  // Without a scheme both programs take HTTP without encryption.
  const bare = act.words.find((word) =>
    /^(?:[a-z0-9-]+\.)+(?:com|io|org|net|dev|sh|ai|run|app|co|me|rs)(?:\/\S*)?$/u.test(word),
  );
  return bare === undefined ? undefined : `http://${bare}`;
}

function isPipedIntoInterpreter(command: ShellCommand, script: readonly ShellCommand[]): boolean {
  for (let at = script.indexOf(command); script[at]?.after === '|'; at++) {
    const next = script[at + 1];
    if (next === undefined) return false;
    const words = unwrapped(next.words);
    const name = programOf(words[0]?.text ?? '');
    if (/^(?:sha\d+sum|gpg)$/u.test(name)) return false;
    // `python -c …` and `python file` read the pipe as data.
    if (INTERPRETERS.test(name))
      return !/^(?:python|node|perl|ruby|php|Rscript)$/u.test(name) || words.length === 1 || words[1]?.text === '-';
  }
  return false;
}

/** `bash <(curl …)`, `sh -c "$(curl …)"`, `eval "$(curl …)"`: substitutions are listed before what they are part of. */
function ranBy(command: ShellCommand, script: readonly ShellCommand[]): boolean {
  const outer = script.find(
    (one) =>
      one.at <= command.at &&
      one.end >= command.end &&
      one !== command &&
      !(one.at === command.at && one.end === command.end),
  );
  if (outer === undefined) return false;
  const words = unwrapped(outer.words);
  return (
    INTERPRETERS.test(programOf(words[0]?.text ?? '')) &&
    words.slice(1).some(({ text }) => /^(?:<\(|\$\(|`)/u.test(text))
  );
}

function runsSubstitution(command: ShellCommand, script: readonly ShellCommand[]): boolean {
  if (!command.substituted) return false;
  const outer = script.find((one) => one.at <= command.at && one.end >= command.end && one !== command);
  return outer !== undefined && /^(?:\$\(|`)/u.test(outer.words[0]?.text ?? '');
}

/** The file that a fetch writes. */
function fileOf(act: Act, url: string): string | undefined {
  const { words, command } = act;
  const redirect = command?.redirects.find(({ operator }) => operator === '>' || operator === '>>')?.target;
  const at = words.findIndex((word) => /^(?:-o|-O|--output|--output-document|-OutFile|-L?[a-zA-Z]*o)$/u.test(word));
  const named =
    at !== -1 && act.name !== 'curl'
      ? words[at + 1]
      : at !== -1 && /o$|output/u.test(words[at] ?? '')
        ? words[at + 1]
        : undefined;
  const last = new RegExp(String.raw`([^/?#]+)(?:[?#].*)?$`, 'u').exec(url)?.[1];
  const file =
    redirect ??
    named ??
    (act.name === 'wget' || words.some((word) => /^-[a-zA-Z]*O|--remote-name/u.test(word)) ? last : undefined);
  return file === undefined || file === '-' || file === '/dev/null' ? undefined : baseOf(file);
}

function startedFile(act: Act): string | undefined {
  if (INTERPRETERS.test(act.name)) {
    const file = act.words.find((word) => !word.startsWith('-'));
    return file === undefined ? undefined : baseOf(file);
  }
  if (act.name === 'chmod' || act.name === 'cat' || act.name === 'rm') return undefined;
  const [first = ''] =
    act.command?.words.map(({ text }) => text).filter((text) => !/^(?:sudo|env|time|exec)$/u.test(text)) ?? [];
  if (/^(?:installer|msiexec|dpkg|rpm|apt|apt-get)$/u.test(act.name)) return undefined;
  return first.includes('/') ? baseOf(first) : undefined;
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
