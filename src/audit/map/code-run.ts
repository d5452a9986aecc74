import type { ShellCommand } from '../shell/syntax.ts';
import type { Act } from './act.ts';
import { programOf, unwrapped } from './unwrap.ts';

const SHELLS = /^(?:bash|sh|zsh|dash|ksh|ash)$/u;
const INTERPRETERS =
  /^(?:bash|sh|zsh|dash|ksh|ash|python|node|perl|ruby|php|Rscript|julia|lua|osascript|pwsh|psql|mysql|sqlite3)$/u;
/** Programs that run a command somewhere else: a container, a pod, another account. */
const ELSEWHERE =
  /^(?:docker|podman|nerdctl|kubectl|oc|docker-compose|lxc|chroot|su|singularity|apptainer|enroot|srun|sbatch|parallel|watch|script|flock)$/u;
const CODE = /^-\w*[ce]$|^--(?:eval|command)$/u;

/** Texts of a command that something runs as code, variables in them as the shell puts them in. */
export function codeRun(act: Act): string[] {
  const { command, name, words } = act;
  if (command === undefined) return [];
  // A command that is a variable: its words are whatever the variable holds.
  if (/^\$\{?[A-Za-z_]\w*\}?$/u.test(command.words[0]?.text ?? '') && command.words[0]?.split === true)
    return [command.words[0].text];
  if (name === 'eval' || name === 'source' || name === '.') return [words.join(' ')];
  if (INTERPRETERS.test(name)) {
    const at = words.findIndex((word) => CODE.test(word));
    const inner = at === -1 ? '' : (words[at + 1] ?? '');
    // `xargs -I{} sh -c "… {}"`: what the pipe gives becomes code.
    const listed =
      /\{\}/u.test(inner) && programOf(command.words[0]?.text ?? '') === 'xargs' ? fed(command, act.script) : [];
    if (at !== -1) return [inner, ...listed];
    if (words.some((word) => !word.startsWith('-'))) return [];
    return [...expanded(command), ...fed(command, act.script)];
  }
  // The other machine's shell reads all of it once more.
  if (name === 'ssh')
    return [
      words
        .filter((word) => !word.startsWith('-'))
        .slice(1)
        .join(' '),
      ...expanded(command),
    ];
  if (!ELSEWHERE.test(name)) return [];
  const at = words.findIndex(
    (word, index) => SHELLS.test(programOf(word)) && words.slice(index + 1).some((next) => CODE.test(next)),
  );
  if (at === -1 && name !== 'su') return [];
  const code = words.findIndex((word, index) => index > at && CODE.test(word));
  return code === -1 ? [] : [words[code + 1] ?? ''];
}

/** Here-documents in which the shell puts values in before a program reads them. */
function expanded({ documents }: ShellCommand): string[] {
  return documents.filter(({ quoted }) => !quoted).map(({ text }) => text);
}

/** What the commands before it in a pipe print, as far as they only print. */
function fed(command: ShellCommand, script: readonly ShellCommand[]): string[] {
  const before = script[script.indexOf(command) - 1];
  if (before?.after !== '|') return [];
  const words = unwrapped(before.words);
  const name = programOf(words[0]?.text ?? '');
  if (!/^(?:echo|printf|cat|envsubst|tr|sed|sort|jq)$/u.test(name)) return [];
  return [
    words
      .slice(1)
      .map(({ text }) => text)
      .join(' '),
    ...expanded(before),
  ];
}
