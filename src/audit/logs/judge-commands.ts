import type { Act } from '../map/act.ts';
import { downloadedRuns } from '../map/downloads.ts';
import type { SignalSink } from '../signals/rule.ts';

/** What a log showed before: it tells how much a command could reach. */
export interface Around {
  /** Line on which code of a pull request was fetched. */
  readonly stranger: number | undefined;
  /** Line of the refusal of that. */
  readonly refused: number | undefined;
  /** Why what runs here holds power: secrets of the step, a token that writes. */
  readonly power: string | undefined;
}

const PULL =
  /refs\/(?:remotes\/)?pull\/\d{1,10}\/|(?:^|[\s:+])pull\/\d{1,10}\/(?:head|merge)|refs\/merge-requests\/\d{1,10}\//u;
const INTERPRETER = /^(?:python|bash|sh|zsh|node|Rscript|perl|ruby|julia|uv|poetry|torchrun|accelerate)$/u;
const SUBMISSIONS =
  /(?:^|\/)(?:submissions?|submitted|entries|entrants|participants?|contestants?|uploads?)\/\S*\.(?:py|sh|R|jl|js|rb|pl|ipynb)$/iu;
const EVALUATION =
  /(?:^|[\W_])(?:eval(?:uat\w{0,8})?|scor(?:e|ing)|benchmark\w{0,4}|leaderboard|lm_eval|lm-eval)(?:$|[\W_])/iu;
export const CHECKER =
  /(?:^|[\W_])(?:verif\w{0,10}|validat\w{0,8}|scan\w{0,6}|sign(?:ature)?s?|checks?|checksums?|lint|tests?|pytest|audit|gate|attest\w{0,8}|modelgate|modelscan|picklescan|cosign|slsa\w{0,12})(?:$|[\W_])/iu;
/** Of commands whose failure means that something is not what it should be. */
const STRICT_CHECKER =
  /(?:^|[\W_])(?:verif\w{0,10}|validat\w{0,8}|signatures?|checksums?|sha\d{3}sum|modelgate|modelscan|picklescan|cosign|slsa\w{0,12}|pip-audit)(?:$|[\W_])/iu;
const SHOWN = 160;

/** Whether code of a pull request is fetched here. */
export function fetchesStranger({ name, words }: Act): boolean {
  return (
    (name === 'git' && PULL.test(words.join(' '))) || (name === 'gh' && words[0] === 'pr' && words[1] === 'checkout')
  );
}

/** What the commands of one step tell. */
export function judgeCommands(acts: readonly Act[], around: Around, sink: SignalSink): void {
  for (const { act, url, from } of downloadedRuns(acts))
    sink.hit({
      rule: 'log-download-executed',
      path: act.path,
      line: act.place.line,
      message: `what ${url} gave was run as it came`,
      ...(/^http:\/\/(?!localhost|127\.)/u.test(url) ? { severity: 'high' as const } : {}),
      related: from.map(({ path, place }) => ({ path, line: place.line })),
    });
  let stranger = around.stranger;
  for (const act of acts) {
    if (fetchesStranger(act)) {
      stranger = act.place.line;
      judgeForced(act, around, sink);
    }
    judgeInstall(act, sink);
    judgeModel(act, sink);
    judgeSubmitted(act, { ...around, stranger }, sink);
    if (act.silenced && STRICT_CHECKER.test(act.text))
      report('log-gate-skipped', act, `the failure of ${shown(act)} changes nothing`, sink, { confidence: 'high' });
  }
}

function judgeForced(act: Act, { refused }: Around, sink: SignalSink): void {
  if (refused === undefined) return;
  report('log-fork-checkout-forced', act, `${shown(act)} fetches what actions/checkout had refused`, sink, {
    related: [{ path: act.path, line: refused }],
  });
}

function judgeInstall(act: Act, sink: SignalSink): void {
  const line = [act.name, ...act.words].join(' ');
  if (!/^(?:pip|uv pip|pipx|uv tool|python -m pip) install\b|^uv add\b/u.test(line)) return;
  for (const [at, word] of act.words.entries()) {
    const value = word.includes('=') ? word.slice(word.indexOf('=') + 1) : (act.words[at + 1] ?? '');
    const option = word.split('=')[0] ?? '';
    if (/^(?:--index-url|-i|--extra-index-url|--index|--default-index|--find-links|-f)$/u.test(option)) {
      const found = indexMessage(value, option === '--extra-index-url');
      if (found !== undefined) report('log-unverified-install', act, found.message, sink, found);
    } else if (/(?:^|@)git\+/u.test(word) && !/@[0-9a-f]{40}(?:#|$)/u.test(word))
      report('log-unverified-install', act, `${word.slice(0, SHOWN)} was installed at whatever it named then`, sink);
    else if (/^(?:https?|ftp):\/\/\S+\.(?:whl|zip|tar\.gz|tgz)(?:$|\?)/u.test(word))
      report('log-unverified-install', act, `${word.slice(0, SHOWN)} was installed without a digest`, sink);
  }
}

/** Undefined for the default index. Indexes that publish wheels of their own frameworks are common, and only low. */
export function indexMessage(
  url: string,
  additional: boolean,
): { readonly message: string; readonly severity: 'low' | 'medium' } | undefined {
  if (/^https:\/\/(?:pypi\.org|files\.pythonhosted\.org|pypi\.python\.org)(?:\/|$)/u.test(url)) return undefined;
  const known = /^https:\/\/(?:download\.pytorch\.org|pypi\.nvidia\.com|data\.pyg\.org)(?:\/|$)/u.test(url);
  return {
    message: `packages come ${additional ? 'also ' : ''}from ${url.slice(0, SHOWN)}`,
    severity: known ? 'low' : 'medium',
  };
}

function judgeModel(act: Act, sink: SignalSink): void {
  const { name, words, text } = act;
  if (
    /^(?:huggingface-cli|hf)$/u.test(name) &&
    words[0] === 'download' &&
    !words.some((word) => word.startsWith('--revision'))
  )
    report('log-unpinned-model', act, `${shown(act)} names no revision`, sink);
  else if (name === 'git' && words.includes('clone') && /https:\/\/huggingface\.co\//u.test(text))
    report('log-unpinned-model', act, `${shown(act)} takes the newest state`, sink);
  else if (name === 'ollama' && /^(?:pull|run)$/u.test(words[0] ?? '') && !/@sha256:/u.test(text))
    report('log-unpinned-model', act, `${shown(act)} names a tag, which moves`, sink);
  else if (/\/resolve\/(?:main|master)\//u.test(text))
    report('log-unpinned-model', act, `${shown(act)} takes what the branch holds`, sink);
  else if (/from_pretrained\(|snapshot_download\(|hf_hub_download\(/u.test(text) && !/\brevision\s*=/u.test(text))
    report('log-unpinned-model', act, `${shown(act)} names no revision`, sink, { confidence: 'low' });
}

function judgeSubmitted(act: Act, { stranger, power }: Around, sink: SignalSink): void {
  const words = [act.name, ...act.words];
  const program = act.command?.words[0]?.text ?? '';
  const own =
    SUBMISSIONS.test(program) || (INTERPRETER.test(act.name) && act.words.some((word) => SUBMISSIONS.test(word)));
  const evaluates =
    stranger !== undefined &&
    (INTERPRETER.test(act.name) || /^(?:make|lm_eval|lm-eval|tox|nox|papermill)$/u.test(act.name)) &&
    words.some((word) => EVALUATION.test(word));
  if (!own && !evaluates) return;
  report(
    'log-submitted-code-ran',
    act,
    `${shown(act)} ran ${own ? 'a submitted program' : 'an evaluation on the code of a pull request'}${power === undefined ? '' : `, with ${power}`}`,
    sink,
    {
      severity: power === undefined ? 'medium' : 'high',
      confidence: own ? 'high' : 'medium',
      related: stranger === undefined ? [] : [{ path: act.path, line: stranger }],
    },
  );
}

function report(
  rule: Parameters<SignalSink['hit']>[0]['rule'],
  act: Act,
  message: string,
  sink: SignalSink,
  more: Partial<Omit<Parameters<SignalSink['hit']>[0], 'rule' | 'message'>> = {},
): void {
  sink.hit({ path: act.path, line: act.place.line, ...more, rule, message });
}

function shown({ text }: Act): string {
  const [first = ''] = text.split('\n');
  return first.length > SHOWN ? `${first.slice(0, SHOWN)}…` : first;
}
