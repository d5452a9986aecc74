import { controlOf, namesHead } from '../expression/control.ts';
import { embeddedIn } from '../expression/parse.ts';
import type { Expression } from '../expression/syntax.ts';
import type { Job } from '../github/model.ts';
import type { ShellCommand } from '../shell/syntax.ts';
import { textOf } from '../yaml/node.ts';
import { environmentVariable } from '../systems/variables.ts';
import type { Act } from './act.ts';
import type { Arrival } from './arrival.ts';
import type { JobView, StepView } from './pipeline.ts';
import { FIXED, worseOf, type Site, type Taint } from './taint-value.ts';

const DEPTH = 16;
/** Characters of a text that are looked at: more than a command that is kept whole has. */
const LENGTH = 4_000;
/** Names that one question leads to, and all questions together: names that stand for one another in any number would never end. */
const STEPS = 2_000;
const ALL = 200_000;
/** Names of files of one job. */
const FILES = 500;
const WRITES = /\b(?:writeFile(?:Sync)?|appendFile(?:Sync)?)\(\s*["'`]([^"'`$]{1,200})["'`]/gu;
const PAYLOAD = /\b(?:body|title|head\.(?:ref|label)|filename|message)\b/u;
const PROGRAMS = /\b(?:python3?|node|ruby|perl)\s/u;

/** What the flow through shells asks of the world around it. */
export interface Around {
  readonly views: ReadonlyMap<Job, JobView>;
  ofExpression(expression: Expression, site: Site, depth: number): Taint;
  /** Of the environment alone. */
  ofEnvironment(name: string, site: Site, own: Taint, depth: number): Taint;
  /** A stranger's files in a job, whatever starts it with the project's rights. */
  arrivals(view: JobView): readonly Arrival[];
}

interface Producer {
  readonly step: StepView;
  /** Undefined where a script of JavaScript writes it. */
  readonly act: Act | undefined;
}

/** Programs that hand on what a file holds. */
const READS =
  /(?:^|[\s;|&(`<"])(?:cat|jq|yq|head|tail|sed|awk|tr|grep|rg|cut|sort|uniq|xargs|paste|tac|tee|column|envsubst|unzip -p|python3?|node|source|\.)\s|\$\(\s*<|<\s*["'$\w./]/u;
/** Programs that print names of files. */
const LISTS = /(?:^|[\s;|&(`])(?:ls|find|fd|tree|basename|dirname|realpath)\s/u;
/** Files of a pull request or an issue by the forge's API, and by git; and what a program prints of them. */
const NAMES =
  /\bgit (?:-\S+ \S+ )*(?:diff|diff-tree|show|ls-files|ls-tree|log|status|branch|for-each-ref|tag)\b|\bgh (?:pr (?:view|diff|list|status)|issue (?:view|list)|search|api)\b|\b(?:curl|wget)\b[^|;]*(?:\/pulls\b|\/issues\b|\/comments\b|\/compare\/|\/commits\b|pulls_url|issue_url|comments_url|diff_url|patch_url)|\bhub (?:pr|issue)\b/u;
/** Fields of the API that hold no free text. */
const SAFE =
  /^(?:number|id|node_id|sha|oid|headRefOid|baseRefOid|login|state|status|conclusion|merged|mergeable\w*|draft|isDraft|locked|created_at|updated_at|closed_at|merged_at|createdAt|updatedAt|length|additions|deletions|changed_files|changedFiles|commits_count|author_association|authorAssociation|permission|role_name|type|event|run_number|workflow_id|html_url|total_count|size|base|baseRefName)$/u;
/** Of a pipe: what comes out is a number, or nothing. */
const COUNTS =
  /\|\s*(?:wc -[lwc]|sha\d+sum|md5sum|grep -c)\b[^|]*$|--(?:quiet|exit-code|shortstat|numstat)\b|--(?:format|pretty)=["']?(?:format:)?%(?:H|h|ct|at|cI|aI|ad|cd|cs|as|T|P)["']?(?:\s|$|\))|\bgit (?:show|log) [^|]*-s --format=%c[ti]|\bgrep -q/u;
/** Checks of what a file holds against a form: digits, a digest. */
const CHECKS_FORM =
  /\$\([^)]*\)["']? *=~ *["']?\^?\[?\(?(?:\[0-9|\\d|0-9)|grep -[qE]+x? *["']\^\[(?:0-9|\[:digit)|\*\[!0-9\]\*/u;
/** Keeps digits, or letters without signs. */
const SIFTED =
  /\|\s*tr -(?:cd|dc) ["']?(?:\[:(?:alnum|digit|alpha|xdigit):\]|[\w-]+)["']?|grep -[a-zA-Z]*o[a-zA-Z]* ["']?\^?\[?(?:0-9|\\d|\[:digit:\]|\[0-9\]|a-f0-9|0-9a-f)[^.*]*["']?\s*(?:\||\)|$)|printf ["']%q|\bbase64\b(?! -d|.*--decode)|\bjq\b[^|]*(?:@sh|@base64|@uri)/u;

/** Goes back through the texts of shells: variables, what `read` and loops take, files that steps leave to others. */
export class ShellFlow {
  private readonly around: Around;
  private readonly files = new WeakMap<JobView, ReadonlyMap<string, readonly Producer[]>>();
  private readonly known = new Map<string, Taint | 'open'>();
  private readonly ids = new WeakMap<object, number>();
  private next = 0;
  private left = STEPS;
  private total = ALL;

  constructor(around: Around) {
    this.around = around;
  }

  /** Before each question from outside. */
  begin(): void {
    this.left = STEPS;
  }

  /** The worst that a shell may put into a text. `answers`: of which a command's own answer is asked for, not what it stands in. */
  ofText(whole: string, act: Act, site: Site, depth = 0, answers = false): Taint {
    let worst = FIXED;
    const text = whole.slice(0, LENGTH);
    if (depth > DEPTH) return worst;
    for (const { expression } of embeddedIn(text))
      if (expression !== undefined) worst = worseOf(worst, this.around.ofExpression(expression, site, depth));
    const plain = text.replaceAll(/\$\{\{.*?\}\}/gsu, '');
    for (const [, name = ''] of plain.matchAll(/\$\{?[#!]?([A-Za-z_]\w*)/gu))
      worst = worseOf(worst, this.ofName(name, act, site, FIXED, depth + 1));
    if (/\$\(|`|<\(/u.test(plain) || answers) worst = worseOf(worst, this.ofAnswer(plain, site, depth));
    if (worst.control === 'free' && (narrows(plain) || picksSafe(plain))) return { ...worst, control: 'formed' };
    return worst;
  }

  /** Of a name in a text of a shell: what a line of it sets, else the environment. `own` is what is said where nothing sets it. */
  ofName(name: string, act: Act, site: Site, own: Taint, depth = 0): Taint {
    const key = `${this.idOf(act.script)} ${site.step === undefined ? 0 : this.idOf(site.step)} ${this.idOf(site.job)} ${name} ${own.control}`;
    const known = this.known.get(key);
    if (known === 'open') return FIXED;
    if (known !== undefined) return known;
    // Past the limit nobody knows what it holds, which is what is said then.
    if (this.left-- <= 0 || this.total-- <= 0) return { ...FIXED, control: 'derived', source: own.source };
    this.known.set(key, 'open');
    const found = this.workOut(name, act, site, own, depth);
    // What was cut off by depth must not be remembered as harmless.
    if (depth <= DEPTH / 2) this.known.set(key, found);
    else this.known.delete(key);
    return found;
  }

  private workOut(name: string, act: Act, site: Site, own: Taint, depth: number): Taint {
    if (depth > DEPTH) return own;
    const texts = [...definitionsOf(name, act.script)];
    const setByService = environmentVariable(name);
    const around = (): Taint => {
      const found = this.around.ofEnvironment(name.toLowerCase(), site, own, depth + 1);
      return setByService !== undefined && found === own ? { ...own, ...setByService, source: name } : found;
    };
    if (texts.length === 0) return this.checked(name, act, around());
    let worst = FIXED;
    for (const text of texts) {
      worst = worseOf(worst, this.ofText(text, act, site, depth + 1));
      // `X="${X:-…}"` keeps what the environment gave.
      if (new RegExp(String.raw`\$\{?${name}\b`, 'u').test(text)) worst = worseOf(worst, around());
    }
    return this.checked(name, act, worst);
  }

  /** A value that the text holds against a form of harmless letters is of that form behind it. */
  private checked(name: string, act: Act, taint: Taint): Taint {
    if (taint.control !== 'free') return taint;
    // `base=$(basename "$name")`: what stands before the last part was cut out by its form.
    const parts = act.script
      .flatMap(({ assignments }) => assignments)
      .filter(({ value }) => new RegExp(String.raw`^["']?\$\(basename ["']?\$\{?${name}\b`, 'u').test(value));
    return [name, ...parts.map((part) => part.name)].some((one) => holdsForm(one, act))
      ? { ...taint, control: 'formed' }
      : taint;
  }

  /** What commands in a substitution answer. */
  private ofAnswer(text: string, site: Site, depth: number): Taint {
    if (COUNTS.test(text) || SIFTED.test(text)) return { ...FIXED, control: 'formed' };
    let worst = this.ofEventFile(text);
    if (
      NAMES.test(text) &&
      !(
        /\bgit\b/u.test(text) &&
        !this.isStrangers(site) &&
        /\bgit (?:tag|branch|for-each-ref|ls-tree|status)\b/u.test(text)
      )
    ) {
      const head = /head|pulls?\b|pr view|pr checkout/iu.test(text);
      worst = worseOf(worst, {
        control: picksSafe(text) ? 'derived' : 'free',
        source: 'names or texts of a pull request',
        head: head && !/comments|\/issues\/[^/]*\/comments/u.test(text),
        through: [],
      });
    }
    if (LISTS.test(text)) worst = worseOf(worst, this.ofListing(text, site));
    if (READS.test(text)) {
      const files = this.ofFiles(text, site, depth);
      const checked = files.control === 'free' && CHECKS_FORM.test(site.step?.run?.text ?? '');
      worst = worseOf(worst, checked ? { ...files, control: 'formed' } : files);
    }
    return worst.control === 'fixed' ? { ...FIXED, control: 'derived' } : worst;
  }

  /** `jq -r .pull_request.title "$GITHUB_EVENT_PATH"`: the payload as a file. */
  private ofEventFile(text: string): Taint {
    if (!/GITHUB_EVENT_PATH|github\.event_path/u.test(text)) return FIXED;
    const filter = /["'\s]\.((?:[A-Za-z_]\w*|\[\d*\])(?:\.?(?:[A-Za-z_]\w*|\[\d*\]))*)/u.exec(text)?.[1];
    const path = `github.event.${(filter ?? '')
      .toLowerCase()
      .replaceAll(/\[\d*\]/gu, '.*')
      .replaceAll('..', '.')}`;
    const control = filter === undefined ? 'free' : controlOf(path);
    return { control, source: filter === undefined ? 'github.event' : path, head: namesHead(path), through: [] };
  }

  /** Files that a step before has written, and those of a stranger. */
  private ofFiles(text: string, site: Site, depth: number): Taint {
    const view = this.around.views.get(site.job);
    if (view === undefined || depth > DEPTH) return FIXED;
    const upTo = site.step === undefined ? Infinity : view.job.steps.indexOf(site.step);
    let worst = FIXED;
    let written = false;
    for (const [name, producers] of this.filesOf(view)) {
      if (!mentions(text, name)) continue;
      for (const { step, act } of producers) {
        if (step.index > upTo) continue;
        written = true;
        const own: Site = { workflow: view.workflow, job: view.job, step: step.step };
        const found = act === undefined ? ofScript(step) : this.ofProducer(act, step, own, depth + 1);
        // What a program reads of it may be any part.
        worst = worseOf(
          worst,
          PROGRAMS.test(text) && found.control === 'free' ? { ...found, answer: 'unknown' } : found,
        );
      }
    }
    if (worst.control === 'free') return worst;
    for (const { step, directory, path, place, how } of this.around.arrivals(view)) {
      if (step.index > upTo) continue;
      const apart = directory !== undefined && directory !== '.';
      if (apart ? !text.includes(directory) : written) continue;
      worst = worseOf(worst, {
        control: 'free',
        source: how === 'artifact' ? 'an artifact of a stranger’s run' : 'files of a pull request',
        head: false,
        through: [{ path, place }],
        // A program may hand on any part of it, or none; what reads and prints hands on the text itself.
        ...(how === 'artifact' || !PROGRAMS.test(text) ? {} : { answer: 'unknown' as const }),
      });
    }
    return worst;
  }

  /** Names of a stranger's files, as a listing of where they lie gives them. */
  private ofListing(text: string, site: Site): Taint {
    const view = this.around.views.get(site.job);
    const upTo = site.step === undefined ? Infinity : (view?.job.steps.indexOf(site.step) ?? -1);
    const from = view === undefined ? [] : this.around.arrivals(view);
    const arrival = from.find(
      ({ step, directory }) =>
        step.index <= upTo && (directory === undefined || directory === '.' || text.includes(directory)),
    );
    return arrival === undefined
      ? FIXED
      : {
          control: 'free',
          source: 'names of files of a pull request',
          head: false,
          through: [{ path: arrival.path, place: arrival.place }],
        };
  }

  private isStrangers({ job }: Site): boolean {
    const view = this.around.views.get(job);
    return view?.starts.some(({ exposure }) => exposure !== 'trusted') === true;
  }

  /** What a command that writes a file is given, over the pipe before it too. */
  private ofProducer(act: Act, step: StepView, site: Site, depth: number): Taint {
    const texts = [act, ...piped(act, step)].flatMap((one) => [
      one.text,
      ...(one.command?.documents.map(({ text }) => text) ?? []),
    ]);
    const text = texts.join('\n').replace(/>>?\s*\S+/gu, ' ');
    const taint = this.ofText(text, act, site, depth, true);
    return taint.control === 'fixed'
      ? taint
      : { ...taint, through: [...taint.through, { path: act.path, place: act.place }] };
  }

  /** By the last part of the name: every command of a job that writes a file. */
  private filesOf(view: JobView): ReadonlyMap<string, readonly Producer[]> {
    const known = this.files.get(view);
    if (known !== undefined) return known;
    const files = new Map<string, Producer[]>();
    for (const step of view.steps) {
      for (const [, path = ''] of scriptOf(step).matchAll(WRITES)) {
        const name = path.slice(path.lastIndexOf('/') + 1);
        if (name.length > 1) files.set(name, [...(files.get(name) ?? []), { step, act: undefined }]);
      }
      for (const act of step.acts) {
        if (act.command === undefined) continue;
        for (const name of files.size < FILES ? writtenBy(act) : [])
          files.set(name, [...(files.get(name) ?? []), { step, act }]);
      }
    }
    this.files.set(view, files);
    return files;
  }

  private idOf(object: object): number {
    const known = this.ids.get(object) ?? ++this.next;
    this.ids.set(object, known);
    return known;
  }
}

/** `[[ $x =~ ^[a-z]+$ ]]`, `case $x in *[!a-z]*)`, `echo "$x" | grep -qE '^[a-z]+$'`. */
function holdsForm(name: string, { script }: Act): boolean {
  const form = new RegExp(
    String.raw`\$\{?${name}\}?["']?\s*=~\s*["']?\^?(\S+)|case ["']?\$\{?${name}\}?["']? in[^)]*\*\[!([^\]]+)\]`,
    'u',
  );
  const printed = new RegExp(String.raw`^(?:echo|printf)\b.*\$\{?${name}\b|^\$\{?${name}\b`, 'u');
  for (const [at, { words, after, redirects }] of script.entries()) {
    const text = words.map(({ text: word }) => word).join(' ');
    const [, pattern, letters] = form.exec(text) ?? [];
    if (letters !== undefined || (pattern !== undefined && isNarrow(pattern))) return true;
    const next = after === '|' && printed.test(text) ? script[at + 1]?.words : undefined;
    const given = redirects.some(({ operator, target }) => operator === '<<<' && printed.test(target)) ? words : next;
    if (given?.[0]?.text !== 'grep' || !given.some(({ text: word }) => /^-\w*q|^--quiet$/u.test(word))) continue;
    const against = given.findLast(({ text: word }) => !word.startsWith('-'))?.text ?? '';
    if (against.startsWith('^') && against.endsWith('$') && isNarrow(against)) return true;
  }
  return false;
}

/** Texts that a shell puts into a name: assignments, `export`, `read`, `mapfile`, loops, `printf -v`. */
function* definitionsOf(name: string, script: readonly ShellCommand[]): Generator<string> {
  for (const [at, { words, assignments, redirects, before }] of script.entries()) {
    for (const one of assignments) if (one.name === name) yield one.value;
    const [program, ...given] = words.map(({ text }) => text);
    if (/^(?:export|local|declare|typeset|readonly)$/u.test(program ?? ''))
      for (const word of given) if (word.startsWith(`${name}=`)) yield word.slice(name.length + 1);
    if (program === 'printf' && given[0] === '-v' && given[1] === name) yield given.slice(2).join(' ');
    if (!/^(?:read|mapfile|readarray)$/u.test(program ?? '') || !given.includes(name)) continue;
    const fed = redirects.filter(({ operator }) => operator === '<<<' || operator === '<');
    for (const { operator, target } of fed) yield operator === '<<<' ? target : `$(cat ${target})`;
    if (before === '|') {
      for (let back = at - 1; back >= 0 && script[back]?.after === '|'; back--)
        yield `$(${script[back]?.words.map(({ text }) => text).join(' ') ?? ''})`;
    } else if (fed.length === 0) {
      // What a loop is given stands behind its `done`.
      const done = script
        .slice(at)
        .find((one) => one.words.length === 0 && one.redirects.some(({ operator }) => operator.startsWith('<')));
      for (const { operator, target } of done?.redirects ?? [])
        if (operator === '<<<' || operator === '<') yield operator === '<<<' ? target : `$(cat ${target})`;
      const piped = script.slice(0, at).findLast(({ after }) => after === '|');
      if (done === undefined && piped !== undefined) yield `$(${piped.words.map(({ text }) => text).join(' ')})`;
    }
  }
}

function scriptOf({ step }: StepView): string {
  return step.uses?.name === 'actions/github-script'
    ? (textOf(step.with.find(({ key }) => key === 'script')?.value) ?? '')
    : '';
}

/** What a script writes is a stranger's where it reads texts of the payload at all. */
function ofScript(step: StepView): Taint {
  return PAYLOAD.test(scriptOf(step))
    ? { control: 'free', source: 'the payload, which a script writes to a file', head: false, through: [] }
    : FIXED;
}

/** Commands that a pipe leads from to this one. */
function piped(act: Act, { acts }: StepView): Act[] {
  const found: Act[] = [];
  if (act.command === undefined) return found;
  for (let at = act.script.indexOf(act.command) - 1; at >= 0 && act.script[at]?.after === '|'; at--) {
    const one = acts.find(({ command }) => command === act.script[at]);
    if (one !== undefined) found.push(one);
  }
  return found;
}

function writtenBy({ name, words, command }: Act): string[] {
  const targets =
    command?.redirects.filter(({ operator }) => operator.startsWith('>')).map(({ target }) => target) ?? [];
  if (name === 'tee') targets.push(...words.filter((word) => !word.startsWith('-')));
  if (/^(?:curl|wget|gh|aria2c|yq|pandoc|sort)$/u.test(name))
    for (const [at, word] of words.entries())
      if (/^(?:-o|-O|--output|--output-document)$/u.test(words[at - 1] ?? '')) targets.push(word);
  if (/^(?:cp|mv)$/u.test(name) && words.length >= 2) targets.push(words.at(-1) ?? '');
  return targets
    .map((target) => target.slice(target.lastIndexOf('/') + 1))
    .filter((target) => target.length > 1 && !/^[&$]|^null$|^GITHUB_|^std(?:out|err)$/u.test(target));
}

function mentions(text: string, name: string): boolean {
  const at = text.indexOf(name);
  return at !== -1 && !/[\w-]/u.test(text[at - 1] ?? ' ') && !/[\w-]/u.test(text[at + name.length] ?? ' ');
}

/** Whether the last filter of `jq`, `--jq` or `-q` picks a field that holds no free text. */
function picksSafe(text: string): boolean {
  const filters = [
    ...text.matchAll(/(?:\bjq\b(?: -\w+| --\w+)*|--jq|-q|--template)[ =]+(?:'([^']*)'|"([^"]*)"|(\.\S+))/gu),
  ];
  const last = filters.at(-1);
  const filter = last?.[1] ?? last?.[2] ?? last?.[3];
  const field = /([A-Za-z_]\w*)["'?)\]\s]*(?:\/\/.*)?$/u.exec(filter?.trim() ?? '')?.[1];
  return field !== undefined && SAFE.test(field);
}

function narrows(text: string): boolean {
  return COUNTS.test(text) || SIFTED.test(text);
}

/** A pattern that leaves no sign which a shell obeys: letters in brackets, digits, no dot that stands for anything. */
function isNarrow(pattern: string): boolean {
  const plain = pattern.replaceAll(/\\\./gu, '').replaceAll(/\[[^\]^]*\]/gu, '');
  return /\$["']?$|\]\]?$|\+\)?$/u.test(pattern) && !/\.|\[\^|\\S/u.test(plain);
}
