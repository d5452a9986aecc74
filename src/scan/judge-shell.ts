import type { Severity } from '../core/finding.ts';

/** What a piece of shell would do that no model needs. */
export interface ShellJudgement {
  readonly severity: Severity;
  readonly what: string;
  /** In UTF-16 units of the text. */
  readonly at: number;
}

const FETCH = String.raw`\b(?:curl|wget|fetch|aria2c|lwp-download)\b`;
const RUN = String.raw`(?:sudo +(?:-\S+ +)*)?(?:/usr)?(?:/bin/)?(?:env +)?(?:(?:ba|z|k|da|a|c|fi)?sh|python[\d.]*|perl|ruby|node|php)\b`;
/** Installers that their makers tell everyone to start so. */
const INSTALLERS =
  /https:\/\/(?:astral\.sh|ollama\.(?:com|ai)|sh\.rustup\.rs|get\.docker\.com|install\.python-poetry\.org|bootstrap\.pypa\.io|(?:deb|rpm)\.nodesource\.com|raw\.githubusercontent\.com\/(?:nvm-sh|Homebrew|pyenv|conda-forge|ohmyzsh)|pyenv\.run|packagecloud\.io\/install\/repositories\/github\/git-lfs|packages\.microsoft\.com|mise\.run|repo\.(?:anaconda|continuum)\.(?:com|io)|(?:www\.)?github\.com|developer\.(?:download\.)?nvidia\.com|download\.docker\.com|dl\.google\.com|sdk\.cloud\.google\.com|huggingface\.co|hf\.co|pixi\.sh|fly\.io|bun\.sh|deno\.land)[/\s"')]/u;

/** Bounded on both sides of every gap, so that no text makes the search slow. */
const PATTERNS: readonly (readonly [RegExp, Severity, string])[] = [
  [/\/dev\/(?:tcp|udp)\/[^\s/]{1,100}\/\S/u, 'critical', 'connects a shell to another machine'],
  [/\b(?:nc|ncat|netcat)\b[^\n|;&]{0,100} -\w{0,5}[ec] +\S{0,20}(?:sh|cmd|python)/u, 'critical', 'connects a shell to another machine'],
  [/\bmkfifo\b[^\n]{0,200}\b(?:nc|ncat|netcat|telnet|openssl)\b/u, 'critical', 'connects a shell to another machine'],
  [/\bsocat\b[^\n]{0,200}\bexec:/iu, 'critical', 'connects a shell to another machine'],
  [/\bbash +-i\b[^\n]{0,40}>&/u, 'critical', 'connects a shell to another machine'],
  [new RegExp(String.raw`\bbase(?:64|32)\b[^\n|]{0,40} -{1,2}[dD]\w{0,6}\b[^\n]{0,80}\| *${RUN}`, 'u'), 'critical', 'runs a text that is hidden by base64'],
  [new RegExp(String.raw`\b(?:eval|(?:ba|z|da)?sh +-c)\b[^\n$\x60(]{0,40}[$\x60(][^\n;]{0,300}\b(?:base64 +-{1,2}[dD]|xxd +-r|openssl +(?:enc|base64)\b[^\n]{0,40}-d)`, 'u'), 'critical', 'runs a text that is hidden by an encoding'],
  [new RegExp(String.raw`\b(?:xxd +-r|rev|tr +\S+ +\S+|gunzip -c|openssl +enc\b[^\n|]{0,80}-d)[^\n|]{0,60}\| *${RUN}(?! *-c)`, 'u'), 'high', 'runs a text that is hidden by an encoding'],
  [new RegExp(String.raw`${FETCH}[^\n|;]{0,400}\|(?: *(?:tee|gunzip|base64|tac|cat)\b[^\n|]{0,80}\|)? *${RUN}`, 'u'), 'high', 'runs what it downloads'],
  [new RegExp(String.raw`(?:(?:ba|z|da)?sh +-c|eval|source|\.) +["']?(?:\$\(|\x60|<\() *${FETCH}|(?:ba|z|da)?sh +<\( *${FETCH}`, 'u'), 'high', 'runs what it downloads'],
  [new RegExp(String.raw`${FETCH}[^\n;&|]{0,300}(?:;|&&|\|\|)[^\n]{0,100}\bchmod\b[^\n;&]{0,60}(?:;|&&)[^\n]{0,20}(?:\./|/tmp/|/var/tmp/|/dev/shm/)`, 'u'), 'high', 'runs what it downloads'],
  [new RegExp(String.raw`${FETCH}[^\n]{0,300}(?:\$\((?:env|cat|printenv|whoami|id|hostname|base64)\b|@(?:/etc|~|\$HOME|/root|/proc)|\x60(?:env|cat|printenv)\b)`, 'u'), 'critical', 'sends what lies on the machine to another one'],
  [new RegExp(String.raw`(?:\b(?:env|printenv|history)|cat +\S{0,60}(?:\.ssh|\.aws|\.netrc|/etc/(?:passwd|shadow)|\.git-credentials)\S{0,40})[^\n]{0,80}\| *(?:base64[^\n|]{0,20}\| *)?(?:curl|wget|nc|ncat)\b`, 'u'), 'critical', 'sends what lies on the machine to another one'],
  [/(?:>>?|\btee\b(?: +-a)?) *["']?\S{0,60}(?:\.ssh\/(?:authorized_keys|config)|\/etc\/(?:passwd|shadow|sudoers|cron|ld\.so\.preload|profile)(?!-|\.\w)|\/var\/spool\/cron)/u, 'critical', 'writes to where a machine takes its logins or its jobs from'],
  [/(?:\| *crontab\b(?! +-l)|\bcrontab +-(?! *l)(?:\s|$)|\bcrontab +\/tmp)/u, 'high', 'gives the machine a job to repeat'],
  [/\brm +-(?:rf|fr|r +-f|Rf)\w{0,4} +(?:--no-preserve-root +)?(?:\/(?:(?:etc|home|usr|var|root|boot|bin|lib)\/?)?(?:\*|\s|$|"|'|;)|~(?:\/?\*?(?:\s|$|"|'))|"?\$HOME"?\/?\*?(?:\s|$))/u, 'high', 'deletes what is not its own'],
  [/:\(\) *\{ *: *\| *: *& *\} *; *:/u, 'high', 'starts itself until the machine stops'],
  [/\b(?:xmrig|minerd|cpuminer|ethminer)\b|stratum\+(?:tcp|ssl):\/\//u, 'critical', 'mines coins'],
  [/\bpython[\d.]* +-c[^\n]{0,400}(?:\bexec\b *\(|\bsocket\b[^\n]{0,200}\b(?:connect|dup2|subprocess)|b64decode)/u, 'critical', 'runs Python that is hidden in its arguments'],
  [/\b(?:perl|ruby|php|node|lua) +-[er][^\n]{0,300}\b(?:socket|fsockopen|TCPSocket|child_process)\b/iu, 'critical', 'connects a shell to another machine'],
  [/\b(?:powershell|pwsh)(?:\.exe)?\b[^\n]{0,100} -(?:e|en|enc|enco\w{0,12}) +[A-Za-z0-9+/]{16}/iu, 'critical', 'runs a text that is hidden by base64'],
  [/\b(?:IEX|Invoke-Expression)\b[^\n]{0,80}\b(?:DownloadString|WebClient|Invoke-WebRequest|iwr|FromBase64String)\b|\bDownloadString\b[^\n]{0,200}\| *IEX\b/iu, 'critical', 'runs what it downloads'],
  [/\b(?:certutil\b[^\n]{0,60}-urlcache|bitsadmin\b[^\n]{0,60}\/transfer|mshta +["']?https?:|regsvr32\b[^\n]{0,60}https?:)/iu, 'high', 'downloads with a tool that is made for something else'],
  [new RegExp(String.raw`\b(\w{1,40})=["']?(?:\$\(|\x60) *${FETCH}[^\n$(]{0,200}[\n;][^\n$(]{0,40}\b(?:eval|(?:ba|z|da)?sh +-c)\b[^\n]{0,20}\$\{?\1\b`, 'u'), 'high', 'runs what it downloads'],
  [new RegExp(String.raw`${FETCH}[^\n;&|]{0,200}?[ =](/(?:tmp|dev/shm|var/tmp)/[\w./-]{1,60})[^\n;&|]{0,200}(?:;|&&|\n) *(?:sudo +)?(?:nohup +)?(?:(?:(?:ba|z|da)?sh|python[\d.]*|perl|source|\.) +)?\1\b`, 'u'), 'high', 'runs what it downloads'],
  [/\b(?:tar|zip|cat|cp|scp|rsync)\b[^\n]{0,200}(?:~|\$HOME|\/root|\/home\/\S{1,40})\/(?:\.ssh|\.aws|\.gnupg|\.kube|\.docker|\.netrc)\b[^\n]{0,200}(?:\| *(?:curl|wget|nc|ncat|openssl)\b|\S@\S{1,100}:)/u, 'critical', 'sends what lies on the machine to another one'],
  [new RegExp(String.raw`\b(?:printf|echo +-e\w?)[^\n|]{0,20}(?:\\x?[\da-f]{2,3}){2}[^\n|]{0,4000}\| *${RUN}|(?:^|[;&|({])\s*(?:eval +)?["']?(?:\$\(|\x60)(?:printf|echo +-e\w?) *["'][^\n)\x60]{0,40}\\(?:x[\da-f]{2}|[0-7]{3})`, 'mu'), 'critical', 'runs a text that is hidden by an encoding'],
  [new RegExp(String.raw`\bopenssl +s_client\b[^\n|]{0,200}\| *${RUN}`, 'u'), 'critical', 'connects a shell to another machine'],
  [/\b(?:nohup|setsid)\b[^\n]{0,60}(?:\/tmp|\/dev\/shm|\/var\/tmp)\/\.?\w/u, 'high', 'leaves a program from a temporary directory running'],
  [/\bchmod +(?:[ug]?\+s|[246][0-7]{3})\b[^\n]{0,40}(?:\/bin\/(?:ba|da|z)?sh|\/tmp)/u, 'high', 'lets others run a program as its owner'],
  [/\bpip[\d.]* +install\b[^\n;&|]{0,200}(?:(?:--index-url|--extra-index-url|-i|--trusted-host)[ =]+["']?(?:http:|https?:\/\/(?:\d{1,3}\.){3}\d|https?:\/\/[^\s/"']*(?:ngrok|trycloudflare|serveo|duckdns)))/u, 'high', 'installs packages from a machine that vouches for nothing'],
]; // prettier-ignore

/**
 * The first of the worst that a text of shell would do; undefined if it is ordinary. Comments are left out. Quotes inside
 * words and variables that hold parts of words are seen through: they are how names of commands are hidden.
 */
export function judgeShell(script: string): ShellJudgement | undefined {
  // Same length, so that places stay: continued lines are one line.
  const text = script
    .replaceAll(/\\\r?\n/gu, (line) => ' '.repeat(line.length))
    .replaceAll(/^[ \t]*#[^\n]*/gmu, (line) => ' '.repeat(line.length));
  const plain = unquoted(text);
  const found = worstOf(text);
  if (plain === text) return found;
  const hidden = worstOf(plain);
  if (hidden === undefined || (found !== undefined && RANK[found.severity] >= RANK[hidden.severity])) return found;
  return { ...hidden, at: lineStart(text, plain.slice(0, hidden.at).split('\n').length - 1) };
}

function worstOf(text: string): ShellJudgement | undefined {
  let worst: ShellJudgement | undefined;
  for (const [pattern, severity, what] of PATTERNS) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const usual =
      severity === 'high' && what === 'runs what it downloads' && INSTALLERS.test(`${lineAt(text, found.index)} `);
    const told = usual ? 'medium' : severity;
    if (worst === undefined || RANK[told] > RANK[worst.severity]) worst = { severity: told, what, at: found.index };
  }
  return worst;
}

/** Variables that are looked at. */
const VARIABLES = 64;

/** Line by line the same commands, with `cu""rl`, `c\url` and `$c$r` written out. */
function unquoted(text: string): string {
  const values = new Map<string, string>();
  for (const [, name, value] of text.matchAll(
    /(?:^|[;&\s])([A-Za-z_]\w{0,30})=["']?([\w/.+-]{1,40})["']?(?=[;&\s]|$)/gmu,
  )) {
    if (name !== undefined && value !== undefined && values.size < VARIABLES) values.set(name, value);
  }
  return text
    .replaceAll(/\$\{?([A-Za-z_]\w{0,30})\}?/gu, (all, name: string) => values.get(name) ?? all)
    .replaceAll(/(?<=\w)(?:""|'')(?=\w)|(?<=\w)\\(?=[a-z])|\\(?=[a-z]{2,}\b)/gu, '');
}

function lineStart(text: string, line: number): number {
  let at = 0;
  for (let left = line; left > 0; left--) at = text.indexOf('\n', at) + 1;
  return at;
}

const RANK: Readonly<Record<Severity, number>> = { info: 0, low: 1, medium: 2, high: 3, critical: 4 };

function lineAt(text: string, at: number): string {
  const end = text.indexOf('\n', at);
  return text.slice(text.lastIndexOf('\n', at) + 1, end === -1 ? undefined : end);
}
