import { unreachable } from '../../core/errors.ts';
import type { FileFacts } from '../../formats/facts.ts';
import type { CommandsFacts } from '../../formats/text/facts.ts';
import { SERVICES } from '../data/python-names.ts';
import { judgeMarkup } from '../judge-markup.ts';
import { judgeScript } from '../judge-script.ts';
import { judgeShell, PUBLISHERS, type ShellJudgement } from '../judge-shell.ts';
import { judgeDependencies, judgeInstalls, judgeSources, type SourceJudgement } from '../package-sources.ts';
import { placesIn } from '../text-place.ts';
import type { Rule, RuleHit } from '../rule.ts';

const LANGUAGES: ReadonlySet<string> = new Set(['shell', 'batch', 'powershell']);
/** Keys of git's configuration whose values are commands. */
const GIT =
  /^[ \t]*(fsmonitor|hooksPath|sshCommand|gitProxy|editor|pager|askPass|external|textconv|clean|smudge|process|driver|cmd|helper|program|command|uploadpack|receivepack|alternateRefsCommand)[ \t]*=[ \t]*(\S[^\n]*)/gimu;
const HARMLESS =
  /^"?(?:git-lfs\b|git lfs\b|false|true|store|cache|osxkeychain|manager(?:-core)?|vim?|nano|less|cat|code --wait)\b/u;

export const rule: Rule = {
  id: 'shell-code',
  title: 'Commands that attack whoever runs them',
  severity: 'high',
  confidence: 'high',
  atlas: ['AML.T0011', 'AML.T0050'],
  advice: 'Do not run the file; a model needs none of it to be loaded.',
  appliesTo: (file) => file.commands !== undefined || (file.script !== undefined && file.script.language !== 'python'),
  *check(file) {
    if (file.commands !== undefined) yield* judgeCommands(file.commands);
    if (file.script !== undefined && file.script.language !== 'python') yield* judgeText(file.script);
  },
};

function* judgeText({ language, text }: NonNullable<FileFacts['script']>): Generator<RuleHit> {
  const found = LANGUAGES.has(language) ? judgeShell(text) : judgeScript(text);
  if (found !== undefined) yield { message: `it ${found.what}`, severity: found.severity, ...placesIn(text)(found.at) };
  if (LANGUAGES.has(language)) yield* placed(judgeInstalls(text), text);
}

function* judgeCommands({ kind, parts }: CommandsFacts): Generator<RuleHit> {
  for (const part of parts) {
    const { text } = part;
    switch (kind) {
      case 'requirements':
        yield* placed(judgeSources(text, true), text);
        break;
      case 'packages':
        yield* judgeSettings(text);
        yield* placed(judgeSources(text, /^[ \t]*-[ \t]/mu.test(text)), text);
        break;
      case 'dependencies':
        yield* placed(judgeDependencies(text), text);
        yield* judgeRun(kind, part);
        break;
      case 'markup':
        yield* placed(markup(text), text);
        yield* placed(shown(text), text);
        break;
      case 'git-config':
        yield* judgeGit(text);
        break;
      case 'git-attributes':
        yield* placed(judgeAttributes(text), text);
        break;
      case 'git-modules':
        yield* placed(judgeModules(text), text);
        break;
      case 'git-hook':
        yield { message: 'git runs this hook by itself', severity: 'high', offset: 0, line: 1 };
        break;
      case 'settings':
        yield* judgeSettings(text);
        break;
      // hostile-instructions reads them.
      case 'instructions':
      case 'modelfile':
        break;
      case 'notebook':
      case 'build':
      case 'automatic':
        yield* judgeRun(kind, part);
        break;
      default:
        unreachable(kind);
    }
  }
}

function* judgeRun(kind: CommandsFacts['kind'], part: CommandsFacts['parts'][number]): Generator<RuleHit> {
  const { text, line, offset } = part;
  const place = (at: number): { offset: number; line: number } =>
    kind === 'notebook' ? { offset, line } : placesIn(text)(at);
  const who = kind === 'notebook' ? 'a cell' : 'it';
  if (part.markup === true) {
    for (const { what, at } of markup(text)) yield { message: `${who} ${what}`, severity: 'high', ...place(at) };
    return;
  }
  const found = kind === 'build' ? (judgeShell(text) ?? fetchedStep(text)) : judgeScript(text);
  if (found !== undefined) {
    // Images and builds fetch their tools so, and the person who builds one has chosen to.
    const fetched =
      kind === 'build' &&
      found.severity === 'high' &&
      found.what === 'runs what it downloads' &&
      PUBLISHERS.test(text.slice(found.at, found.at + 400));
    yield { message: `${who} ${found.what}`, severity: fetched ? 'medium' : found.severity, ...place(found.at) };
  }
  for (const { what, severity, at } of [...judgeInstalls(text), ...(kind === 'build' ? judgeSources(text, false) : [])])
    yield { message: what, severity, ...place(at) };
  const mounted = kind === 'build' ? HOST_MOUNT.exec(text) : null;
  if (mounted !== null)
    yield { message: 'it gives the whole machine to a container', severity: 'high', ...place(mounted.index) };
  if (kind === 'automatic') {
    yield* judgeSettings(text);
    const started = /^[ \t]*(?:open|shellexecute)[ \t]*=[ \t]*(\S+)|^URL=(file:\S+|\\\\\S+)|\bLD_PRELOAD=(\S+)/imu.exec(
      text,
    );
    if (started !== null)
      yield {
        message: `it starts ${JSON.stringify(started[0].trim().slice(0, 100))}`,
        severity: 'high',
        ...place(started.index),
      };
  }
}

/** CMake, Meson and Bazel name what they fetch and what they start apart from each other. */
const FETCHED_STEP =
  /\bfile\s*\(\s*DOWNLOAD\s+["']?\S{1,300}?["']?\s+["']?([\w${}./-]{1,200})["']?[^]{0,4000}?\bexecute_process\s*\(\s*COMMAND\s+(?:\S+\s+){0,4}?["']?\1\b/iu;

function fetchedStep(text: string): ShellJudgement | undefined {
  const found = FETCHED_STEP.exec(text);
  return found === null ? undefined : { severity: 'high', what: 'runs what it downloads', at: found.index };
}

/** Settings say where a program finds its libraries, its secrets and its commands; each of these is another's. */
const SETTINGS: readonly (readonly [RegExp, string])[] = [
  [/^[ \t-]*["']?(?:trust-remote-code|--trust-remote-code)["']?[ \t]*(?:[:=][ \t]*["']?(?:true|yes|on|1)\b|$)/imu, 'has a server trust the code of the model'],
  [/\bsearchpath["']?[ \t]*:[ \t]*(?:\[[^\]\n]{0,300}?|(?:\n[ \t]*-[^\n]{0,200}){0,16}?\n[ \t]*-[ \t]*)["']?(?:(?:https?|s3|gs|ftp):\/\/|(?:file:\/\/)?\/(?:tmp|var\/tmp|dev\/shm)\b)/u, 'takes configurations, which name code, from elsewhere'],
  [/"command"\s*:\s*"(?:\S*\/)?(?:npx|bunx|uvx|pnpx)(?:\.cmd)?"\s*,\s*"args"\s*:\s*\[(?:\s*"-[^"\n]{1,20}"\s*,){0,6}\s*"(?!-|@(?:modelcontextprotocol|huggingface|playwright|upstash|anthropic-ai|openai|github|microsoft|azure|google|notionhq|supabase|sentry|cloudflare)\/|mcp-server-(?:fetch|git|time|sqlite)\b)[^"\n]{1,100}"/u, 'has an agent fetch and start a package'],
  [/\b(?:LD_PRELOAD|LD_AUDIT|DYLD_INSERT_LIBRARIES)["']?\s*[:=]\s*["']?[^\s"',}]/u, 'has programs load a library of its own'],
  [/\$\{\s*(?:shell|sh|bash|cmd|exec|system|popen|python|subprocess)\s*:/u, 'has a value computed by a command'],
  [/https?:\/\/[^\s"'<>]{0,200}\$\{(?:oc\.env:|env:|ENV:)?\w{0,40}(?:TOKEN|SECRET|PASSWORD|ACCESS_KEY|API_KEY)\w{0,20}/u, 'puts a secret of the environment into an address'],
  [/\b(?:working_dir|EXECUTION_ENV_PATH)\b[^\n]{0,80}?["'\s]https?:\/\/\S{1,300}\.(?:zip|tar|tgz|gz|whl|jar)\b/u, 'takes its code from an address'],
  [/__import__\s*\(\s*\\?["'](?:os|subprocess|sys|builtins|importlib|socket|pty)\b|(?:[{(:=,"'\s]|^)os\.(?:system|popen)\s*\(\s*\\?["']/mu, 'holds Python that starts programs'],
  [/\bpy_modules["']?\s*:[\s[\]"'-]{0,40}https?:\/\//u, 'takes its code from an address'],
  [/^[ \t]*(?:class|args|kwargs|format|level)[ \t]*=[^\n]{0,300}(?:__import__|\b(?:os\.system|os\.popen|subprocess\.\w+|eval|exec)\b)/mu, 'has logging evaluate code'],
]; // prettier-ignore
/** The whole of the machine, given to a container. */
const HOST_MOUNT =
  /^[ \t]*-[ \t]*["']?\/:\/|source:[ \t]*["']?\/["']?[ \t]*$|hostPath:\s*\{?\s*path:[ \t]*["']?\/["']?[ \t]*(?:\}|$)/mu;

function* judgeSettings(text: string): Generator<RuleHit> {
  for (const [pattern, what] of SETTINGS) {
    const found = pattern.exec(text);
    if (found !== null && !SERVICES.test(found[0]))
      yield { message: `it ${what}`, severity: 'high', ...placesIn(text)(found.index) };
  }
  const stored = /\[lfs\][^[]{0,300}?\burl[ \t]*=[ \t]*(\S{1,300})/u.exec(text);
  if (stored !== null && !PUBLISHERS.test(`${stored[1] ?? ''}/`) && /^(?:https?|ssh):/u.test(stored[1] ?? ''))
    yield {
      message: `git fetches the large files from ${JSON.stringify(stored[1]?.slice(0, 100))}`,
      severity: 'high',
      ...placesIn(text)(stored.index),
    };
  const mounted = HOST_MOUNT.exec(text);
  if (mounted !== null)
    yield { message: 'it gives the whole machine to a container', severity: 'high', ...placesIn(text)(mounted.index) };
  const shell = judgeShell(text);
  if (shell !== undefined) yield { message: `it ${shell.what}`, severity: shell.severity, ...placesIn(text)(shell.at) };
}

/** Commands that a page tells its reader to paste into a shell. */
function shown(text: string): SourceJudgement[] {
  const found: SourceJudgement[] = [];
  for (const block of text.matchAll(
    /^(?:```|~~~)[ \t]*(?:bash|sh|shell|console|zsh|powershell|text)?[ \t]*\n([^]{1,4000}?)\n(?:```|~~~)/gmu,
  )) {
    const [whole, inside = ''] = block;
    const judged = judgeShell(inside);
    if (judged === undefined || (judged.severity !== 'high' && judged.severity !== 'critical')) continue;
    const known = judged.what === 'runs what it downloads' && PUBLISHERS.test(inside.slice(judged.at, judged.at + 400));
    const at = block.index + whole.indexOf(inside) + judged.at;
    found.push({ severity: known ? 'medium' : 'high', what: `its reader is told to run what ${judged.what}`, at });
  }
  // Lines to paste stand in the text as well.
  for (const span of text.matchAll(
    /\b(?:run|paste|execute|type|enter|copy)\b[^`\n]{0,80}\b(?:terminal|shell|command|this|following)\b[^`\n]{0,60}`([^`\n]{12,300})`/giu,
  )) {
    const [, inside = ''] = span;
    const judged = judgeShell(inside);
    if (judged === undefined || (judged.severity !== 'high' && judged.severity !== 'critical')) continue;
    if (judged.what === 'runs what it downloads' && PUBLISHERS.test(inside)) continue;
    found.push({ severity: 'high', what: `its reader is told to run what ${judged.what}`, at: span.index });
  }
  return found;
}

function markup(text: string): SourceJudgement[] {
  const found = judgeMarkup(text);
  return found === undefined ? [] : [{ ...found, severity: 'high' }];
}

function* placed(found: readonly SourceJudgement[], text: string): Generator<RuleHit> {
  const place = placesIn(text);
  for (const { what, severity, at } of found) yield { message: what, severity, ...place(at) };
}

/** Filters that are programs of others; what git itself brings for the comparing of languages is none. */
const KNOWN_FILTER =
  /^(?:lfs|git-crypt|git-crypt-\w+|nbstripout|annex|crypt|transcrypt|jupytext|dvc|xet|ident|fat|sops)$/u;

function judgeAttributes(text: string): SourceJudgement[] {
  return [...text.matchAll(/^[^#\n]{0,400}?\sfilter=(\S+)/gmu)]
    .filter(([, name]) => !KNOWN_FILTER.test(name ?? ''))
    .map((found) => ({
      severity: 'high' as const,
      what: `git hands files to the filter ${JSON.stringify(found[1] ?? '')}, which is none of a known tool`,
      at: found.index,
    }));
}

/** CVE-2018-17456, CVE-2018-11235, CVE-2019-19604, CVE-2017-1000117: addresses and paths of modules that git runs or leaves the tree by. */
function judgeModules(text: string): SourceJudgement[] {
  const patterns: readonly (readonly [RegExp, string])[] = [
    [
      /^[ \t]*url[ \t]*=[ \t]*"?(?:ext::|-|file:|fd::|ssh:\/\/-)/imu,
      'the address of a module is a command or a path of this machine',
    ],
    [/^[ \t]*update[ \t]*=[ \t]*"?!/imu, 'a module is updated by a command'],
    [
      /^[ \t]*path[ \t]*=[ \t]*"?(?:-|\/|(?:[^\n]*\/)?\.\.(?:\/|"|\s*$)|\.git\b)/imu,
      'a module lies outside of the tree',
    ],
    [/^\[submodule[ \t]+"[^"\n]*\.\.[/\\]/imu, 'the name of a module leads out of the tree'],
  ];
  return patterns.flatMap(([pattern, what]) => {
    const found = pattern.exec(text);
    return found === null ? [] : [{ severity: 'high' as const, what, at: found.index }];
  });
}

function* judgeGit(text: string): Generator<RuleHit> {
  for (const found of text.matchAll(GIT)) {
    const [, key = '', value = ''] = found;
    if (HARMLESS.test(value)) continue;
    yield {
      message: `git runs ${JSON.stringify(value.slice(0, 100))} by its setting ${key}`,
      severity: 'high',
      ...placesIn(text)(found.index),
    };
  }
  const alias = /^[ \t]*[\w-]+[ \t]*=[ \t]*"?!/mu.exec(text);
  if (alias !== null)
    yield { message: 'a setting of git starts a shell', severity: 'high', ...placesIn(text)(alias.index) };
}
