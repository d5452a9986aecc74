import type { ShellWord } from '../shell/syntax.ts';

/** Programs that run what they are given, and how many words of their own stand before it at least. */
const WRAPPERS: Readonly<Record<string, number>> = {
  sudo: 0,
  doas: 0,
  env: 0,
  time: 0,
  nohup: 0,
  nice: 0,
  ionice: 0,
  exec: 0,
  command: 0,
  builtin: 0,
  stdbuf: 0,
  timeout: 1,
  retry: 0,
  'xvfb-run': 0,
  xargs: 0,
  setsid: 0,
  strace: 0,
  catchsegv: 0,
  'wandb-run': 0,
};
/** Programs that start another one behind words of their own that no table knows: it begins with what runs code by its name. */
const LAUNCHERS =
  /^(?:bwrap|firejail|unshare|nsenter|chroot|srun|salloc|mpirun|mpiexec|horovodrun|singularity|apptainer|udocker|ray|systemd-run|gosu|su-exec|runuser|setpriv|taskset|numactl|prlimit|cgexec|proot|faketime|torchx|parallel|find|op|infisical|chamber|aws-vault|sops|direnv|retry|entr|flock|pipx|guix|spack)$/u;
const STARTS =
  /^(?:bash|sh|zsh|dash|ksh|python[\d.]*|node|Rscript|julia|ruby|perl|pytest|tox|nox|make|pip[\d.]*|npm|npx|torchrun|accelerate|papermill|jupyter|lm_eval|go|cargo|java)$|^\.{0,2}\/?(?:[\w.@-]+\/)*[\w.@-]+\.(?:sh|py|R|jl|rb|pl)$|^\.\//u;
/** `uv run`, `poetry run`: a runner and its verb. */
const RUNNERS: Readonly<Record<string, readonly string[]>> = {
  uv: ['run'],
  poetry: ['run'],
  pipenv: ['run'],
  pdm: ['run'],
  hatch: ['run'],
  rye: ['run'],
  pixi: ['run'],
  conda: ['run'],
  mamba: ['run'],
  micromamba: ['run'],
  bundle: ['exec'],
  npm: ['exec'],
  pnpm: ['exec'],
  yarn: ['exec'],
  nix: ['develop', 'shell'],
  coverage: ['run'],
  op: ['run'],
  doppler: ['run'],
  dotenv: ['run'],
};
/** Options that take the next word. */
const VALUED =
  /^(?:-u|-g|-n|-p|-k|-s|-C|-E|-e|-i|-I|-L|-P|--(?:user|group|python|with|project|directory|env-file|group|extra|package|name|prefix|signal|kill-after|adjustment|max-args|index|index-url|from|manifest-path|no-capture-output|cwd|source|rcfile|include|omit))$/u;

/** The words of the program that is run in the end, wrappers, runners and their options taken off. */
export function unwrapped(words: readonly ShellWord[]): readonly ShellWord[] {
  let left = words;
  for (let turn = 0; turn < 6; turn++) {
    const name = programOf(left[0]?.text ?? '');
    // `python -m pip` is pip.
    if (name === 'python' && left[1]?.text === '-m' && left[2]?.text === 'pip') return left.slice(2);
    if (LAUNCHERS.test(name) && !/^(?:ba)?sh$/u.test(name)) {
      const from = left.findIndex(({ text }, at) => at > 0 && STARTS.test(text) && !isSearched(name, left, at));
      if (from === -1) return left;
      left = left.slice(from);
      continue;
    }
    const verbs = Object.hasOwn(RUNNERS, name) ? RUNNERS[name] : undefined;
    const own = Object.hasOwn(WRAPPERS, name) ? WRAPPERS[name] : undefined;
    let from: number;
    if (own !== undefined) from = 1;
    else if (verbs?.includes(left[1]?.text ?? '') === true) from = 2;
    else return left;
    let skip = own ?? 0;
    let at = from;
    for (; at < left.length; at++) {
      const { text } = left[at] ?? { text: '' };
      if (text === '--') {
        at++;
        break;
      }
      if (text.startsWith('-')) {
        // `uv run --module pytest` and `python -m` alike run a module.
        if (/^(?:-m|--module|--script)$/u.test(text)) break;
        if (VALUED.test(text)) at++;
      } else if (/^[A-Za-z_]\w*=/u.test(text)) continue;
      else if (skip > 0) skip--;
      else break;
    }
    if (at >= left.length) return left;
    const rest = left.slice(at);
    if (/^(?:-m|--module)$/u.test(rest[0]?.text ?? '')) {
      const python = left[0];
      return python === undefined ? left : [{ ...python, text: 'python' }, { ...python, text: '-m' }, ...rest.slice(1)];
    }
    const script = rest[0];
    // Runners take a file of Python for its interpreter's.
    if (verbs !== undefined && script !== undefined && script.text.endsWith('.py'))
      return [{ ...script, text: 'python' }, ...rest];
    left = rest;
  }
  return left;
}

/** `find . -name run.sh`: nothing is started but behind `-exec`. */
function isSearched(name: string, words: readonly ShellWord[], at: number): boolean {
  return name === 'find' && !/^-(?:exec|execdir|ok)$/u.test(words[at - 1]?.text ?? '');
}

/** `/usr/bin/python3.11` is `python`. */
export function programOf(word: string): string {
  const base = word.slice(word.lastIndexOf('/') + 1);
  if (/^python[\d.]*$/u.test(base)) return 'python';
  if (/^pip[\d.]*$/u.test(base)) return 'pip';
  return base;
}
