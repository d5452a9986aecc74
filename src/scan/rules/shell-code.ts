import type { FileFacts } from '../../formats/facts.ts';
import type { CommandsFacts } from '../../formats/text/facts.ts';
import { judgeShell } from '../judge-shell.ts';
import type { Rule, RuleHit } from '../rule.ts';

const LANGUAGES: ReadonlySet<string> = new Set(['shell', 'batch', 'powershell']);
const INDEX = /^[ \t]*(?:--index-url|--extra-index-url|-i|--find-links|-f|--trusted-host)(?:[ \t]+|=)(\S+)/gmu;
const TRUSTED =
  /^https:\/\/(?:[\w.-]+\.)?(?:pypi\.org|pytorch\.org|nvidia\.com|nvidia\.cn|anaconda\.org|huggingface\.co|googleapis\.com|github\.(?:com|io)|tuna\.tsinghua\.edu\.cn|aliyun\.com|ustc\.edu\.cn|azure\.com|jax\.dev|openmmlab\.com|data\.pyg\.org|rocm\.docs\.amd\.com|repo\.radeon\.com|intel\.com|modelscope\.cn|douban\.com|dgl\.ai|openxlab\.org\.cn|tencent\.com|huaweicloud\.com|gitlab\.com|vllm\.ai)(?:[/:]|$)/u;
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
  appliesTo: (file) => file.commands !== undefined || LANGUAGES.has(file.script?.language ?? ''),
  *check(file) {
    if (file.commands !== undefined) yield* judgeCommands(file.commands);
    else yield* judgeText(file, file.script?.text ?? '');
  },
};

function* judgeText(_file: FileFacts, text: string): Generator<RuleHit> {
  const found = judgeShell(text);
  if (found === undefined) return;
  yield { message: `it ${found.what}`, severity: found.severity, ...placeIn(text, found.at) };
}

function* judgeCommands({ kind, parts }: CommandsFacts): Generator<RuleHit> {
  for (const { text, line, offset } of parts) {
    if (kind === 'requirements') yield* judgeRequirements(text);
    else if (kind === 'git-config') yield* judgeGit(text);
    else {
      const found = judgeShell(text);
      if (found === undefined) continue;
      // Images and builds fetch their tools so, and the person who builds one has chosen to.
      const fetched =
        kind === 'build' &&
        found.severity === 'high' &&
        found.what === 'runs what it downloads' &&
        !/http:\/\/|\/\/(?:\d{1,3}\.){3}\d/u.test(text.slice(found.at, found.at + 400));
      const place = kind === 'notebook' ? { offset, line } : placeIn(text, found.at);
      yield {
        message: `${kind === 'notebook' ? 'a cell' : 'it'} ${found.what}`,
        severity: fetched ? 'medium' : found.severity,
        ...place,
      };
    }
  }
}

/** Where packages come from; a package by its name from the usual index is silent. */
function* judgeRequirements(text: string): Generator<RuleHit> {
  for (const found of text.matchAll(INDEX)) {
    const from = found[1] ?? '';
    if (TRUSTED.test(from) || !/:\/\/|^\d/u.test(from)) continue;
    const bare = /^http:\/\/(?!localhost|127\.)|:\/\/(?:\d{1,3}\.){3}\d/u.test(from);
    yield {
      message: `packages are installed from ${from}${bare ? ', which nothing vouches for' : ''}`,
      severity: bare ? 'high' : 'medium',
      ...placeIn(text, found.index),
    };
  }
  for (const found of text.matchAll(
    /^[^#\n]{0,200}?((?:http|ftp):\/\/(?!localhost|127\.)\S+|https:\/\/(?:\d{1,3}\.){3}\d\S*)\.?(?:whl|zip|tar\.gz|tgz)?$/gmu,
  )) {
    if (/^[ \t]*-/u.test(found[0])) continue;
    yield {
      message: `a package is installed from ${found[1] ?? ''}, which nothing vouches for`,
      severity: 'high',
      ...placeIn(text, found.index),
    };
  }
}

function* judgeGit(text: string): Generator<RuleHit> {
  for (const found of text.matchAll(GIT)) {
    const [, key = '', value = ''] = found;
    if (HARMLESS.test(value)) continue;
    yield {
      message: `git runs ${JSON.stringify(value.slice(0, 100))} by its setting ${key}`,
      severity: 'high',
      ...placeIn(text, found.index),
    };
  }
  const alias = /^[ \t]*[\w-]+[ \t]*=[ \t]*"?!/mu.exec(text);
  if (alias !== null)
    yield { message: 'a setting of git starts a shell', severity: 'high', ...placeIn(text, alias.index) };
}

function placeIn(text: string, at: number): { offset: number; line: number } {
  const before = text.slice(0, at);
  return { offset: Buffer.byteLength(before), line: before.split('\n').length };
}
