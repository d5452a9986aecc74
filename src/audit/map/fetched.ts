import { embeddedIn } from '../expression/parse.ts';
import type { Act } from './act.ts';
import type { Arrival } from './arrival.ts';
import type { StepView } from './pipeline.ts';
import { placed } from './placed.ts';
import { runOf } from './run-of.ts';
import type { Site, Taint } from './taint-value.ts';
import type { TaintReader } from './taint.ts';

/** A step, and what its words mean there. */
export interface Sited {
  readonly step: StepView;
  readonly site: Site;
}

/** What an address or a name leads to. */
interface Strange {
  /** `head`: of a pull request. `named`: what a stranger's text names. */
  readonly of: 'head' | 'named';
  /** By a commit's digest. */
  readonly fixed: boolean;
  readonly source: string;
}

const DERIVED: Taint = { control: 'derived', source: '', head: false, through: [] };
const HEAD_VARIABLE = /HEAD|PR_|PULL|BRANCH|FORK|SHA|REF/u;
const PULL = /(?:refs\/)?pull\/.+\/(?:head|merge)/u;
/** Lists of what others have handed in, from which addresses are read. */
const LISTS = /\b(?:jq|yq|cat|python|grep|cut|awk)\b[^|]*\.(?:json|jsonl|ya?ml|csv|tsv|txt|toml)\b/u;
const FETCHER = /^(?:curl|wget|aria2c|gh|hub)$/u;
/** Addresses under which whole trees, files and changes lie. */
const CONTENTS =
  /\/(?:archive|tarball|zipball|contents|raw|blob|git\/trees|git\/blobs)\b|raw\.githubusercontent|codeload|(?:patch|diff|tarball|zipball|archive|contents|raw|download)_url|\.(?:patch|diff)\b/u;
const UNPACKS =
  /^(?:tar|bsdtar|unzip|7z|7za|cpio|patch|gunzip|jar|unrar)(?: |$)|^git (?:apply|am)\b|^python -m (?:zipfile|tarfile)\b/u;
/** Commands of git that change what lies in the working tree. */
const MOVES = /^(?:checkout|switch|merge|reset|rebase|cherry-pick|restore|worktree|archive|read-tree|pull)$/u;
const VALUED = /^(?:-b|--branch|--depth|-c|--config|-o|--origin|--reference|-j|--jobs|--filter|--shallow-since)$/u;
const DECODES = /^(?:base64|gzip|gunzip|jq|tee|cat|zcat|xz|sed|tr|openssl)$/u;

/** What commands of a job take of a stranger, one step after another. */
export class FetchReader {
  private readonly taint: TaintReader;
  private readonly event: string;
  private readonly holds: (source: string) => boolean;
  private readonly steps: readonly Sited[];
  /** Names under which git knows a stranger's repository or branch, and the command that gave them. */
  private readonly names = new Map<string, { readonly at: Act; readonly step: StepView; readonly strange: Strange }>();
  /** Files that hold what a stranger's address gave, by their last part. */
  private readonly files = new Map<string, { readonly at: Act; readonly step: StepView; readonly strange: Strange }>();

  constructor(steps: readonly Sited[], event: string, taint: TaintReader, holds: (source: string) => boolean) {
    this.steps = steps;
    this.event = event;
    this.taint = taint;
    this.holds = holds;
  }

  arrivals(): Arrival[] {
    return this.steps.flatMap((sited) =>
      sited.step.acts.flatMap((act) => (act.command === undefined ? [] : this.ofAct(act, sited))),
    );
  }

  private ofAct(act: Act, sited: Sited): Arrival[] {
    const line = [act.name, ...act.words].join(' ');
    if (this.event === 'workflow_run' && /^gh run download\b/u.test(line))
      return [
        arrival('artifact', act, sited.step, placed(optionOf(act.words, /^(?:-D|--dir)$/u)) ?? act.directory, true),
      ];
    if (UNPACKS.test(line)) return this.unpacked(act, sited, line);
    if (/^(?:gh|hub) pr checkout\b/u.test(line))
      return [arrival('command', act, sited.step, act.directory, !/[0-9a-f]{40}/u.test(line))];
    if (/^(?:git|gh repo|hg|hub) (?:-\S+ )*clone\b|^svn (?:co|checkout|export)\b/u.test(line))
      return this.cloned(act, sited);
    if (act.name === 'git') return this.git(act, sited, line);
    return FETCHER.test(act.name) ? this.fetched(act, sited, line) : [];
  }

  private git(act: Act, sited: Sited, line: string): Arrival[] {
    const [verb = '', ...rest] = act.words.filter(
      (word, at) => !/^-[cC]$/u.test(word) && !/^-[cC]$/u.test(act.words[at - 1] ?? ''),
    );
    if (verb === 'remote' && /^(?:add|set-url)$/u.test(rest[0] ?? '')) {
      const named = rest.slice(1).filter((word) => !word.startsWith('-'));
      const strange = this.strangeIn(named.slice(1).join(' '), act, sited);
      if (strange !== undefined && named[0] !== undefined)
        this.names.set(`${named[0]}/`, { at: act, step: sited.step, strange });
      return [];
    }
    const strange = this.strangeIn(act.text, act, sited) ?? this.byName(line);
    const asks = PULL.test(line);
    if (verb === 'fetch' && (asks || strange !== undefined)) {
      const found = { at: act, step: sited.step, strange: strange ?? { of: 'head', fixed: false, source: '' } };
      this.names.set('FETCH_HEAD', found);
      const [, local] = /\/(?:head|merge):(?:refs\/(?:heads|remotes)\/)?["']?([^\s"']{1,100})/u.exec(line) ?? [];
      if (local !== undefined) this.names.set(local, found);
      return [];
    }
    if (verb === 'pull' && asks) return [arrival('command', act, sited.step, act.directory, true)];
    if (!MOVES.test(verb)) return [];
    const known = [...this.names].find(([name]) =>
      name.endsWith('/')
        ? new RegExp(String.raw`(?:^|\s|=)["']?${escaped(name)}`, 'u').test(line)
        : mentions(line, name),
    );
    if (strange === undefined && known === undefined) return [];
    const at = known?.[1].at ?? act;
    const step = known?.[1].step ?? sited.step;
    const { of, fixed } = known?.[1].strange ?? strange ?? { of: 'head', fixed: false };
    if (verb === 'checkout' && / -b /u.test(line) && known === undefined) return [];
    const split = act.words.indexOf('--');
    const only = split === -1 ? undefined : act.words[split + 1];
    // One file of the stranger's, taken by its name, or a directory.
    const directory =
      verb === 'worktree'
        ? placed(rest.find((word, at) => at > 0 && !word.startsWith('-')))
        : (placed(only) ?? act.directory);
    return [
      {
        ...arrival(of === 'named' ? 'named' : 'command', at, step, directory, !fixed && !/sha/iu.test(line)),
        ...(only !== undefined && /\.\w+$/u.test(only) ? { file: baseOf(only) } : {}),
      },
    ];
  }

  private cloned(act: Act, sited: Sited): Arrival[] {
    const words = act.words.filter((word, at) => !word.startsWith('-') && !VALUED.test(act.words[at - 1] ?? ''));
    const from = words.indexOf('clone') === -1 ? 1 : words.indexOf('clone') + 1;
    const address = words[from] ?? '';
    const strange = this.strangeIn(address, act, sited, true) ?? this.strangeIn(act.text, act, sited);
    if (strange === undefined) return [];
    const into =
      words[from + 1] ??
      address
        .split('/')
        .at(-1)
        ?.replace(/\.git$/u, '');
    const directory = into?.includes('$') === true && words[from + 1] === undefined ? undefined : placed(into);
    return [arrival(strange.of === 'named' ? 'named' : 'command', act, sited.step, directory, true)];
  }

  /** An address of a stranger's tree, file or change: kept in a file, or handed to what unpacks it. */
  private fetched(act: Act, sited: Sited, line: string): Arrival[] {
    const { command } = act;
    if (command === undefined) return [];
    const change = /^(?:gh|hub) pr diff\b/u.test(line);
    if (!change && act.name === 'gh' && act.words[0] !== 'api') return [];
    const strange =
      this.strangeIn(act.text, act, sited) ??
      (change ? ({ of: 'head', fixed: false, source: '' } as const) : undefined);
    const artifact = this.event === 'workflow_run' && /artifacts?\b/u.test(act.text) && !/--jq|\| *jq/u.test(act.text);
    if (!artifact && (strange === undefined || (strange.of === 'head' && !change && !CONTENTS.test(act.text))))
      return [];
    const found: Strange = strange ?? { of: 'head', fixed: false, source: 'artifact' };
    let last = act;
    for (let at = act.script.indexOf(command); act.script[at]?.after === '|'; at++) {
      const next = sited.step.acts.find(({ command: other }) => other === act.script[at + 1]);
      if (next === undefined) break;
      const words = [next.name, ...next.words].join(' ');
      if (UNPACKS.test(words)) return [arrival(howOf(found), act, sited.step, into(next), !found.fixed)];
      if (!DECODES.test(next.name)) return [];
      last = next;
    }
    const target =
      last.command?.redirects.find(({ operator }) => operator.startsWith('>'))?.target ??
      (last.name === 'tee' ? last.words.find((word) => !word.startsWith('-')) : undefined) ??
      optionOf(act.words, act.name === 'wget' ? /^(?:-O|--output-document)$/u : /^-\w*o$|^--output$/u) ??
      (act.name === 'wget' || act.words.some((word) => /^-\w*O\w*$|^--remote-name/u.test(word))
        ? act.words.find((word) => /^https?:|^["']?\$/u.test(word))
        : undefined);
    if (target === undefined) return [];
    const name = baseOf(target.split('?', 1)[0] ?? '');
    if (name.length < 2 || name === 'null') return [];
    this.files.set(name, { at: act, step: sited.step, strange: found });
    // What is run by its own name needs no unpacking.
    return this.isRun(name)
      ? [
          {
            ...arrival(howOf(found), act, sited.step, placed(directoryOf(target)) ?? act.directory, !found.fixed),
            file: name,
          },
        ]
      : [];
  }

  private unpacked(act: Act, sited: Sited, line: string): Arrival[] {
    const source = [...this.files].find(
      ([name]) => mentions(line, name) || act.command?.redirects.some(({ target }) => baseOf(target) === name) === true,
    );
    if (source !== undefined) {
      const [, { at, step, strange }] = source;
      const artifact = strange.source === 'artifact';
      return [
        arrival(
          artifact ? 'artifact' : howOf(strange),
          artifact ? act : at,
          artifact ? sited.step : step,
          into(act),
          artifact || !strange.fixed,
        ),
      ];
    }
    const until = this.steps.indexOf(sited) + 1;
    return this.event === 'workflow_run' &&
      /^unzip\b/u.test(line) &&
      this.steps.slice(0, until).some(({ step }) => step.acts.some(({ text }) => /artifacts/u.test(text)))
      ? [arrival('artifact', act, sited.step, into(act), true)]
      : [];
  }

  private isRun(name: string): boolean {
    return this.steps.some(({ step }) =>
      step.acts.some((act) => {
        const run = act.command === undefined ? undefined : runOf([act.name, ...act.words]);
        return (
          (run?.kind === 'file' && baseOf(run.path) === name) || (act.name === 'chmod' && mentions(act.text, name))
        );
      }),
    );
  }

  private byName(line: string): Strange | undefined {
    return [...this.names].find(([name]) => name.endsWith('/') && mentions(line, name.slice(0, -1)))?.[1].strange;
  }

  /** Whether a text is given a name that goes back to a pull request's head, or to a text of a stranger. */
  private strangeIn(text: string, act: Act, { site }: Sited, address = false): Strange | undefined {
    let named: Strange | undefined;
    const judge = (taint: Taint, name: string): Strange | undefined => {
      if (taint.head)
        return { of: 'head', fixed: /sha\b|\.id$/iu.test(`${taint.source} ${name}`), source: taint.source };
      // Whoever starts the run names it, and has seen no more of it than that.
      const given = taint.control === 'writer' && this.event.endsWith('_dispatch');
      if (given) named ??= { of: 'named', fixed: false, source: taint.source };
      if (taint.control !== 'free' || !this.holds(taint.source)) return undefined;
      if (HEAD_VARIABLE.test(name.toUpperCase())) return { of: 'head', fixed: false, source: taint.source };
      named ??= { of: 'named', fixed: false, source: taint.source };
      return undefined;
    };
    for (const { expression } of embeddedIn(text)) {
      if (expression === undefined) continue;
      const found = judge(this.taint.ofExpression(expression, site), '');
      if (found !== undefined) return found;
    }
    for (const [, name = ''] of text.replaceAll(/\$\{\{.*?\}\}/gsu, '').matchAll(/\$\{?([A-Za-z_]\w*)/gu)) {
      const found = judge(this.taint.ofShellVariable(name, act, site, DERIVED), name);
      if (found !== undefined) return found;
    }
    if (address && named === undefined && isListed(text, act)) named = { of: 'named', fixed: false, source: 'a list' };
    return address || FETCHER.test(act.name) ? named : undefined;
  }
}

/** An address out of a file: what lies there is its owner's, and moves after whoever took the line in has looked. */
function isListed(text: string, { script }: Act): boolean {
  const [, name] = /\$\{?([A-Za-z_]\w*)/u.exec(text) ?? [];
  if (name === undefined) return false;
  const loop = script.some(({ words }) => words[0]?.text === 'read' && words.some((word) => word.text === name));
  return (
    script.some(({ assignments }) => assignments.some((one) => one.name === name && LISTS.test(one.value))) ||
    (loop &&
      script.some(
        ({ words, redirects }) =>
          words.length === 0 &&
          redirects.some(({ operator, target }) => operator === '<' && /\.(?:json|csv|tsv|txt|ya?ml)$/u.test(target)),
      ))
  );
}

function howOf({ of }: Strange): Arrival['how'] {
  return of === 'named' ? 'named' : 'command';
}

function arrival(
  how: Arrival['how'],
  { path, place }: Act,
  step: StepView,
  directory: string | undefined,
  movable: boolean,
): Arrival {
  return { step, how, path, place, directory, movable };
}

/** Where an archive is unpacked. */
function into(act: Act): string | undefined {
  const told = optionOf(act.words, act.name === 'unzip' ? /^-d$/u : /^(?:-C|--directory|-d|-o)$/u);
  const joined = act.words.find((word) => word.startsWith('--directory='))?.slice('--directory='.length);
  const where = told ?? joined;
  return where === undefined ? act.directory : placed(where);
}

function optionOf(words: readonly string[], option: RegExp): string | undefined {
  const at = words.findIndex((word) => option.test(word));
  return at === -1 ? undefined : words[at + 1];
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function directoryOf(path: string): string | undefined {
  const at = path.lastIndexOf('/');
  return at === -1 ? undefined : path.slice(0, at);
}

function mentions(text: string, name: string): boolean {
  return new RegExp(String.raw`(?:^|[^\w.-])${escaped(name)}(?![\w-])`, 'u').test(text);
}

function escaped(name: string): string {
  return name.replaceAll(/[$()*+.?[\\\]^{|}]/gu, String.raw`\$&`);
}
