import type { Severity } from '../core/finding.ts';
import { resembles } from './package-names.ts';

/** Where packages come from that are no names of the usual index. */
export interface SourceJudgement {
  readonly severity: Severity;
  readonly what: string;
  /** In UTF-16 units of the text. */
  readonly at: number;
}

/** Indexes, mirrors and stores of packages that many honest projects name. */
const TRUSTED =
  /^(?:[a-z]+\+)?(?:https|ssh):\/\/(?:git@)?(?:[\w.-]+\.)?(?:pypi\.org|pythonhosted\.org|python\.org|pytorch\.org|nvidia\.com|nvidia\.cn|anaconda\.(?:org|com|cloud)|conda\.io|huggingface\.co|hf\.co|googleapis\.com|googlesource\.com|pkg\.dev|google\.com|github\.(?:com|io)|githubusercontent\.com|gitlab\.com|gitlab\.io|bitbucket\.org|codeberg\.org|sr\.ht|gitee\.com|tuna\.tsinghua\.edu\.cn|sjtu\.edu\.cn|aliyun\.com|aliyuncs\.com|ustc\.edu\.cn|bfsu\.edu\.cn|163\.com|azure\.com|azureedge\.net|microsoft\.com|jax\.dev|openmmlab\.com|pyg\.org|amd\.com|radeon\.com|intel\.com|modelscope\.cn|douban\.com|dgl\.ai|openxlab\.org\.cn|tencent\.com|tencentyun\.com|huaweicloud\.com|baidu\.com|baidubce\.com|paddlepaddle\.org\.cn|bcebos\.com|vllm\.ai|sglang\.ai|flashinfer\.ai|mindspore\.cn|apple\.com|amazonaws\.com|amazon\.com|cloudfront\.net|spacy\.io|explosion\.ai|tensorflow\.org|npmjs\.(?:org|com)|npmmirror\.com|yarnpkg\.com|wheelhouse\.(?:\w+\.)?\w+|data\.pyg\.org|h2o\.ai|gradio\.app|databricks\.com|rapids\.ai|onnxruntime\.ai|quansight\.\w+|openvino\.ai|wxpython\.org|lfd\.uci\.edu)(?:[:/]|$)/u;
const LOCAL = /^(?:[a-z]+\+)?https?:\/\/(?:localhost|127\.|0\.0\.0\.0|\[::1\]|\$|<|\{)/u;
/** No letters of a host to judge: a variable, or the words of a manual. */
const UNKNOWN =
  /[$<{]|(?:^|\/\/|\.)(?:(?:example|your|my|some)\b|(?:internal|corp|company)(?=[.:/]))|example\.(?:com|org|net)/u;

const URL = String.raw`((?:git\+|hg\+|svn\+|bzr\+)?(?:https?|ftp|git|ssh):\/\/[^\s"'\\;,)\]}>|]+)`;
/** `--index-url` and its like, on command lines and in settings of pip, uv, conda, npm. */
const INDEXES = new RegExp(
  String.raw`(?:^|[\s"',\[])(?:--?(?:index-url|extra-index-url|find-links|index|default-index|registry|channel)|(?:(?:extra|default)[-_])?index[-_]url|find[-_]links|dependency_links|registry|channels)(?:[ \t]*[=:]|[ \t]+)[ \t"'\[\n-]{0,12}${URL}`,
  'gmu',
);
/** `-i`, `-f` and `-c` of pip and conda, where they begin a line or a text or stand behind their names: to wget and curl they say other things. */
const SHORT = new RegExp(
  String.raw`(?:^[ \t]*(?:-[ \t]+)?|["'=]|\b(?:pip[\d.]*|uv|conda|(?:micro)?mamba)\b[^\n;&|]{0,300}[ \t])-[ifc][ \t"'=]{1,12}${URL}`,
  'gmu',
);
const HOSTS = /(?:^|\s)--trusted-host(?:[ \t]+|=)([\w.-]+)|^[ \t]*trusted-host[ \t]*=[ \t]*([\w.-]+)/gmu;
/** Tables of sources in TOML. */
const TABLES = new RegExp(
  String.raw`\[\[(?:source|tool\.(?:uv\.index|poetry\.source|pdm\.source))\]\][^\[]{0,300}?\burl[ \t]*=[ \t]*["']${URL}`,
  'gu',
);
/** `name @ URL`, and a URL where a requirement stands. */
const DIRECT = new RegExp(String.raw`[\w\]][ \t]*@[ \t]+${URL}`, 'gu');
const PLAIN = new RegExp(String.raw`^[ \t]*(?:-[ \t]+|-e[ \t]+|--editable[ \t]+|["']){0,2}${URL}(?=[\s"',;]|$)`, 'gmu');
const PIP = new RegExp(
  String.raw`\b(?:pip[\d.]*|uv|npm|yarn|pnpm|conda|mamba)\b[^\n]{0,40}\b(?:install|add|i)\b[^\n;&|]{0,300}?[ \t"']${URL}`,
  'gu',
);
/** Where a lock of npm has fetched a package from. */
const RESOLVED = new RegExp(String.raw`"resolved"[ \t]*:[ \t]*"${URL}"`, 'gu');
/** `{ url = "…" }`, `{ git = "…" }` of Poetry, PDM and uv. */
const INLINE = new RegExp(String.raw`\{[^{}\n]{0,200}\b(?:url|git)[ \t]*=[ \t]*"${URL}"`, 'gu');
const DEPENDENCY = new RegExp(String.raw`"[\w@/.-]{1,100}"[ \t]*:[ \t]*"${URL}"`, 'gu');

/** Whole files that list packages. `direct`: a line that is a URL is a package. */
export function judgeSources(text: string, direct: boolean): SourceJudgement[] {
  const searched = [INDEXES, SHORT, TABLES, DIRECT, INLINE, ...(direct ? [PLAIN] : [])];
  const found = searched.flatMap((pattern) => urlsOf(text, pattern));
  for (const host of text.matchAll(HOSTS)) {
    const name = host[1] ?? host[2] ?? '';
    if (!TRUSTED.test(`https://${name}/`) && !LOCAL.test(`https://${name}/`) && !UNKNOWN.test(name))
      found.push({
        severity: 'high',
        what: `packages of ${name} are installed without a check of its certificate`,
        at: host.index,
      });
  }
  if (direct) found.push(...localPackages(text));
  found.push(...resemblances(text, direct));
  return found;
}

/** A requirement of pip, an entry of conda; in TOML the texts of a list and the keys of Poetry. */
const REQUIRED =
  /^[ \t]*(?:-[ \t]+)?["']?([A-Za-z][\w.-]{2,60})["']?[ \t]*(?:\[[\w, -]{1,80}\])?[ \t]*(?=[=<>!~;#,"'\r\n]|$)/gmu;
const LISTED = /["']([A-Za-z][\w.-]{2,60})(?:\[[\w, -]{1,80}\])?[ \t]*(?:[=<>!~;][^"'\n]{0,200})?["']/gu;

/** Packages under a name that a slip of the finger makes of a well-known one's. */
function resemblances(text: string, direct: boolean): SourceJudgement[] {
  const found = new Map<string, SourceJudgement>();
  for (const match of [...text.matchAll(REQUIRED), ...(direct ? [] : text.matchAll(LISTED))]) {
    const name = match[1] ?? '';
    const like = found.size < 32 && !found.has(name) ? resembles(name) : undefined;
    if (like === undefined) continue;
    const what = `the package ${name} is not ${like.popular}, which its name is one slip away from`;
    found.set(name, { severity: like.severity, what, at: match.index + match[0].indexOf(name) });
  }
  return [...found.values()];
}

/** `./name.whl`, `file:name.whl`, `name @ file:///…`: whoever gets the model installs what lies there. */
const LOCAL_PACKAGE =
  /^[ \t]*(?:-[ \t]+)?["']?(?:[\w.[\],-]{1,100}[ \t]*@[ \t]*)?(file:[^\s"';#]{1,300}|(?:\.{0,2}\/)?[^\s"';#:@]{1,300}\.(?:whl|tar\.gz|tar\.bz2|zip))(?=[\s"';]|$)/gmu;

function localPackages(text: string): SourceJudgement[] {
  return [...text.matchAll(LOCAL_PACKAGE)].slice(0, 32).map((match) => ({
    severity: 'medium',
    what: `the package ${JSON.stringify((match[1] ?? '').slice(0, 120))} is installed from a file beside it`,
    at: match.index + match[0].indexOf(match[1] ?? ''),
  }));
}

/** Commands that install packages. */
export function judgeInstalls(text: string): SourceJudgement[] {
  return urlsOf(text, PIP).map((one) => ({ ...one, what: `it installs from an address: ${one.what}` }));
}

/** The dependencies of a package.json. */
export function judgeDependencies(text: string): SourceJudgement[] {
  const locked = urlsOf(text, RESOLVED);
  if (locked.length > 0) return locked;
  return [...text.matchAll(/"(?:dev|peer|optional)?[dD]ependencies"\s*:\s*\{[^{}]{0,100000}\}/gu)].flatMap((block) =>
    urlsOf(block[0], DEPENDENCY).map((one) => ({ ...one, at: one.at + block.index })),
  );
}

function urlsOf(text: string, pattern: RegExp): SourceJudgement[] {
  const found: SourceJudgement[] = [];
  for (const match of text.matchAll(pattern)) {
    const url = match[1] ?? '';
    const plain = /^(?:[a-z]+\+)?(?:http|ftp|git):/u.test(url);
    if (LOCAL.test(url) || UNKNOWN.test(url) || (TRUSTED.test(url.replace(/:\/\/[^/@]{1,100}@/u, '://')) && !plain))
      continue;
    // A known host over http is careless, and no more.
    const known = plain && TRUSTED.test(url.replace(/^((?:[a-z]+\+)?)\w+:/u, '$1https:'));
    const before = text.slice(
      text.lastIndexOf('\n', match.index + match[0].indexOf(url)) + 1,
      match.index + match[0].indexOf(url),
    );
    if (/^\s*(?:#|\/\/|;)/u.test(before)) continue;
    found.push({
      severity: known ? 'medium' : 'high',
      what: `packages come from ${JSON.stringify(url.slice(0, 120))}, which nothing vouches for`,
      at: match.index + match[0].indexOf(url),
    });
    if (found.length >= 32) break;
  }
  return found;
}
