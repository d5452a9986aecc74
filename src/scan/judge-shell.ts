import type { Severity } from '../core/finding.ts';
import { SERVICES } from './data/python-names.ts';

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
  [new RegExp(String.raw`${FETCH}[^\n]{0,300}(?:\$\((?:env|cat|printenv|whoami|id|hostname|base64)\b|@(?:/etc|~|\$HOME|/root|/proc|\S{0,60}(?:\.env\b|id_(?:rsa|ed25519|ecdsa)|\.pem\b))|\x60(?:env|cat|printenv)\b)`, 'u'), 'critical', 'sends what lies on the machine to another one'],
  [new RegExp(String.raw`(?:\b(?:env|printenv|history|gpg +--export-secret-\w+|kubectl +get +secrets?\b|security +find-\w+-password)|cat +\S{0,60}(?:\.ssh|\.aws|\.netrc|/etc/(?:passwd|shadow)|\.git-credentials|_history|huggingface/token|\.kube)\S{0,40}|169\.254\.169\.254\S{0,100})[^\n]{0,80}\| *(?:base64[^\n|]{0,20}\| *)?(?:curl|wget|nc|ncat)\b`, 'u'), 'critical', 'sends what lies on the machine to another one'],
  [/(?:>>?|\btee\b(?: +-a)?) *["']?\S{0,60}(?:\.ssh\/(?:authorized_keys|config)|\.config\/(?:autostart|systemd)|\/etc\/(?:passwd|shadow|sudoers|ld\.so\.preload|profile)(?!-|\.\w)|\/etc\/(?:cron(?:\.\w+\/|tab)|sudoers\.d\/|profile\.d\/|systemd\/system\/|init\.d\/|rc\.local)|\/var\/spool\/cron)/u, 'critical', 'writes to where a machine takes its logins or its jobs from'],
  [/(?:\| *crontab\b(?! +-l)|\bcrontab +-(?! *l)(?:\s|$)|\bcrontab +\/tmp)/u, 'high', 'gives the machine a job to repeat'],
  [/\brm +-(?:rf|fr|r +-f|Rf)\w{0,4} +(?:--no-preserve-root +)?(?:\/(?:(?:etc|home|usr|var|root|boot|bin|lib)\/?)?(?:\*|\s|$|"|'|;)|~(?:\/?\*?(?:\s|$|"|'))|"?\$HOME"?\/?\*?(?:\s|$))/u, 'high', 'deletes what is not its own'],
  [/:\(\) *\{ *: *\| *: *& *\} *; *:/u, 'high', 'starts itself until the machine stops'],
  [/\b(?:xmrig|minerd|cpuminer|ethminer)\b|stratum\+(?:tcp|ssl):\/\//u, 'critical', 'mines coins'],
  [/\bpython[\d.]* +-c[^\n]{0,400}(?:\bexec\b *\(|\bsocket\b[^\n]{0,200}\b(?:connect|dup2|subprocess)|b64decode)/u, 'critical', 'runs Python that is hidden in its arguments'],
  [/\b(?:perl|ruby|php|node|lua)(?: +-[A-Za-z]\S{0,60}){0,4}? +-[er][^\n]{0,300}\b(?:socket|fsockopen|TCPSocket|child_process)\b/iu, 'critical', 'connects a shell to another machine'],
  [/\b(?:powershell|pwsh)(?:\.exe)?\b[^\n]{0,100} -(?:e|en|enc|enco\w{0,12}) +[A-Za-z0-9+/]{16}/iu, 'critical', 'runs a text that is hidden by base64'],
  [/\b(?:IEX|Invoke-Expression)\b[^\n]{0,80}\b(?:DownloadString|WebClient|Invoke-WebRequest|iwr|FromBase64String)\b|\bDownloadString\b[^\n]{0,200}\| *IEX\b/iu, 'critical', 'runs what it downloads'],
  [/\$(\w{1,30})[ \t]*=[^\n]{0,200}\b(?:DownloadString|DownloadData|Invoke-WebRequest|Invoke-RestMethod|iwr|irm|curl)\b[^]{0,1000}?\b(?:IEX|Invoke-Expression|ScriptBlock\]?::Create\()[^\n]{0,40}\$\1\b/iu, 'critical', 'runs what it downloads'],
  [/\b(?:certutil\b[^\n]{0,60}-urlcache|bitsadmin\b[^\n]{0,60}\/transfer|mshta +["']?https?:|regsvr32\b[^\n]{0,60}https?:)/iu, 'high', 'downloads with a tool that is made for something else'],
  [new RegExp(String.raw`\b(\w{1,40})=["']?(?:\$\(|\x60) *${FETCH}[^\n$(]{0,200}[\n;][^\n$(]{0,40}\b(?:eval|(?:ba|z|da)?sh +-c)\b[^\n]{0,20}\$\{?\1\b`, 'u'), 'high', 'runs what it downloads'],
  [new RegExp(String.raw`${FETCH}[^\n;&|]{0,200}?[ =](/(?:tmp|dev/shm|var/tmp)/[\w./-]{1,60})[^\n;&|]{0,200}(?:;|&&|\n) *(?:sudo +)?(?:nohup +)?(?:(?:(?:ba|z|da)?sh|python[\d.]*|perl|source|\.) +)?\1\b`, 'u'), 'high', 'runs what it downloads'],
  [/\b(?:tar|zip|cat|cp|scp|rsync)\b[^\n]{0,200}(?:~|\$HOME|\/root|\/home\/\S{1,40})\/(?:\.ssh|\.aws|\.gnupg|\.kube|\.docker|\.netrc)\b[^\n]{0,200}(?:\| *(?:curl|wget|nc|ncat|openssl)\b|\S@\S{1,100}:)/u, 'critical', 'sends what lies on the machine to another one'],
  [new RegExp(String.raw`\b(?:printf|echo +-e\w?)[^\n|]{0,20}(?:\\x?[\da-f]{2,3}){2}[^\n|]{0,4000}\| *${RUN}|(?:^|[;&|({])[ \t]*(?:eval +)?["']?(?:\$\(|\x60)(?:printf|echo +-e\w?) *["'][^\n)\x60]{0,40}\\(?:x[\da-f]{2}|[0-7]{3})`, 'mu'), 'critical', 'runs a text that is hidden by an encoding'],
  [new RegExp(String.raw`\bopenssl +s_client\b[^\n|]{0,200}\| *${RUN}`, 'u'), 'critical', 'connects a shell to another machine'],
  [/\b(?:nohup|setsid)\b[^\n]{0,60}(?:\/tmp|\/dev\/shm|\/var\/tmp)\/\.?\w/u, 'high', 'leaves a program from a temporary directory running'],
  [/\bchmod +(?:[ug]?\+s|[246][0-7]{3})\b[^\n]{0,40}(?:\/bin\/(?:ba|da|z)?sh|\/tmp)/u, 'high', 'lets others run a program as its owner'],
  [/\bpip[\d.]* +install\b[^\n;&|]{0,200}(?:(?:--index-url|--extra-index-url|-i|--trusted-host)[ =]+["']?(?:http:|https?:\/\/(?:\d{1,3}\.){3}\d|https?:\/\/[^\s/"']*(?:ngrok|trycloudflare|serveo|duckdns)))/u, 'high', 'installs packages from a machine that vouches for nothing'],
  [new RegExp(String.raw`\bwget\b[^\n]{0,200}--post-file[= ]["']?(?:/etc/|/root|/home|~|\$HOME|/proc)`, 'u'), 'critical', 'sends what lies on the machine to another one'],
  [new RegExp(String.raw`\b(?:dig|nslookup|host|ping|curl|wget)\b[^\n|;&]{0,100}(?:\$\((?:whoami|id|hostname|cat|env|printenv|uname|base64)\b[^)]{0,100}\)|\x60(?:whoami|id|hostname|cat|env|uname|base64)\b[^\x60]{0,100}\x60)\.[\w-]{1,60}\.[a-z]`, 'u'), 'critical', 'sends what lies on the machine to another one'],
  [new RegExp(String.raw`${FETCH}[^\n|;]{0,300}\|[^\n;]{0,60}\bxargs\b[^\n;]{0,60}\b(?:ba|z|da)?sh\b`, 'u'), 'high', 'runs what it downloads'],
  [/\btail +-(?:[cn] *)?\+?\d+ +["']?\$(?:0|\{0\}|BASH_SOURCE)["']?[^\n]{0,80}\|/u, 'high', 'runs what stands behind its own text'],
  [/\bdd\b[^\n]{0,100}\bof=\/dev\/(?:sd|hd|nvme|vd|mmcblk|disk)|\bmkfs(?:\.\w+)? +[^\n]{0,60}\/dev\/|\bshred\b[^\n]{0,60}(?:\/dev\/|~|\/home|\/etc)/u, 'high', 'deletes what is not its own'],
  [/\buseradd\b[^\n]{0,80}-u *0\b|\bchpasswd\b|\busermod\b[^\n]{0,60}-a?G *(?:sudo|wheel|root|docker)\b/u, 'high', 'makes itself a login'],
  [/\bssh\b[^\n]{0,100} -\w{0,6}R *\S{0,20}:\S{1,60}:\d+[^\n]{0,100}@/u, 'high', 'opens a way into the machine'],
  [/\biptables +-F\b|\bufw +disable\b|\bsystemctl +(?:stop|disable)[^\n]{0,40}\b(?:firewalld|ufw|auditd|apparmor|falcon-sensor)\b/u, 'high', 'switches protection off'],
  [/\bdocker +run\b[^\n]{0,200}(?:-v|--volume)[ =]\/:\/|^[ \t]*-[ \t]*["']?\/:\/\w*|volumes:\s*\[\s*["']\/:\//mu, 'high', 'opens the whole machine to a container'],
  [/\|\s*at +(?:now|midnight|noon|tomorrow)\b|\bat +-f +\S/u, 'high', 'gives the machine a job to repeat'],
  [/\bcp\b[^\n]{0,100}[ /](?:~|\$HOME|\/etc|\/home\/\w+)\/(?:\.config\/autostart|xdg\/autostart|\.config\/systemd|systemd\/system|cron\.\w+|init\.d)\b/u, 'high', 'gives the machine a job to repeat'],
  [/\balias +(?:sudo|ssh|su|passwd|ls|cd|python3?|pip3?)=/u, 'high', 'puts itself in the place of a command'],
  [/\bchattr +\+i +\/etc\//u, 'high', 'writes to where a machine takes its logins or its jobs from'],
  [/\btoJSON\( *secrets *\)[^\n]{0,200}(?:https?:\/\/|\bcurl\b|\bwget\b)|\b(?:curl|wget)\b[^\n]{0,300}\btoJSON\( *secrets *\)/u, 'critical', 'sends what lies on the machine to another one'],
  [/\breg(?:\.exe)? +add\b[^\n]{0,60}\\CurrentVersion\\Run|\bschtasks\b[^\n]{0,40}\/create\b|\bNew-ScheduledTask|\bRegister-ScheduledTask|\bSet-ItemProperty\b[^\n]{0,80}\\CurrentVersion\\Run/iu, 'high', 'gives the machine a job to repeat'],
  [/\b(?:irm|iwr|curl|wget|Invoke-RestMethod|Invoke-WebRequest)\b[^\n|]{0,300}\| *(?:iex|Invoke-Expression)\b/iu, 'high', 'runs what it downloads'],
  [/\bFromBase64String\b[^]{0,400}\b(?:IEX|Invoke-Expression|Assembly\]?::Load|\.Load\()/iu, 'critical', 'runs a text that is hidden by base64'],
  [/\b(?:Invoke-WebRequest|iwr|DownloadFile|Start-BitsTransfer)\b[^]{0,400}?\b(?:Start-Process|Invoke-Item|start)\b[^\n;]{0,80}\.(?:exe|msi|scr|dll|bat|ps1)\b|\bcertutil\b[^\n]{0,100}-urlcache/iu, 'high', 'runs what it downloads'],
  [/\bAmsiUtils\b|\bamsiInitFailed\b|\bDisableRealtimeMonitoring\b|\bAdd-MpPreference\b[^\n]{0,60}-Exclusion/iu, 'critical', 'switches protection off'],
  [/\bgit +config +--(?:global|system)[^\n]{0,20} (?:core\.(?:hooksPath|fsmonitor|sshCommand|pager|editor)|alias\.\w+ +["']?!)/u, 'high', 'has git run its commands everywhere'],
  [/\/inet\/(?:tcp|udp)\/\d{1,5}\/\S/u, 'critical', 'connects a shell to another machine'],
  [/\btelnet\b[^\n|]{0,100}\| *(?:\/bin\/)?(?:ba|z|da)?sh\b/u, 'critical', 'connects a shell to another machine'],
  [/\bpython[\d.]*\b[^\n]{0,40}<<[^]{0,4000}?(?:\bexec *\(|\bos\.dup2\b|\bpty\.spawn\b|\bb64decode *\()/u, 'critical', 'runs Python that is hidden in its arguments'],
  [/\bfind\b[^\n]{0,200}-(?:execdir|exec) +(?:curl|wget|nc|scp)\b/u, 'critical', 'sends what lies on the machine to another one'],
  [/\btar\b[^\n|]{0,200}\| *(?:curl|nc|ncat)\b[^\n]{0,200}(?:-T\b|--upload-file|@-|-d\b| \d{2,5}\b)/u, 'high', 'sends what lies on the machine to another one'],
  [/\beval +["']?\$\{?\w+[^\n]{0,120}\| *["']?\$\{?(?:CONFIG_)?SHELL\b/u, 'high', 'runs what a pipe gives it'],
  [/(?:--dangerously-skip-permissions|--dangerously-bypass-approvals-and-sandbox|--trust-all-tools|--yolo\b)/u, 'high', 'has an assistant act without asking'],
  [/\beval +["']?(?:\$\(|\x60) *(?:gunzip|zcat|gzip +-\w*d|xzcat|bzcat|xxd|rev|tr|openssl|uudecode)\b/u, 'high', 'runs a text that is hidden by an encoding'],
  [/\bbase64 +-{1,2}[dD]\w{0,6}\b[^\n]{0,200}> *["']?(\/?[\w./-]{1,80})["']?[^]{0,300}?(?:^|[;&|])[ \t]*(?:(?:ba|z|da)?sh[ \t]+|sudo[ \t]+|\.[ \t]+)?(?:\.\/)?\1\b/mu, 'high', 'runs a text that is hidden by base64'],
  [/(?:^|[;&|])[ \t]*(?:nohup[ \t]+|sudo[ \t]+)?\/(?:tmp|dev\/shm|var\/tmp)\/\.\w\S*/mu, 'high', 'runs a hidden file'],
  [/\b(?:pkill|killall|systemctl +stop)\b[^\n]{0,60}(?:falcon|crowdstrike|auditd|clamd|defender|osquery|sysmon|wazuh)/u, 'high', 'switches protection off'],
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
  const fetched =
    RANK[worst?.severity ?? 'info'] >= RANK.high ? undefined : (runsWhatItFetched(text) ?? sendsKey(text));
  return fetched ?? worst;
}

const TARGET = /(?:^|[\s;&|!])(?:curl|wget|ADD)\b[^\n;&|]{0,300}/gu;
/** Whose programs people fetch and run all day. */
export const PUBLISHERS =
  /https:\/\/(?:[\w-]+\.)*(?:github\.com|githubusercontent\.com|gitlab\.com|huggingface\.co|hf\.co|anaconda\.com|anaconda\.org|continuum\.io|nvidia\.com|python\.org|pypa\.io|googleapis\.com|google\.com|microsoft\.com|apache\.org|kernel\.org|gnu\.org|debian\.org|ubuntu\.com|docker\.com|nodejs\.org|llvm\.org|cmake\.org|pytorch\.org|intel\.com|amd\.com|amazonaws\.com|amazon\.com|sourceforge\.net|stanford\.edu|statmt\.org|openslr\.org|conda-forge\.org|astral\.sh|ollama\.com|ngrok\.com|colab\.research\.google\.com|modelscope\.cn|gitee\.com|bazel\.build|golang\.org|rustup\.rs|codecov\.io|coveralls\.io|sonarcloud\.io|k3s\.io|helm\.sh|k8s\.io|starship\.rs|sdkman\.io|volta\.sh|julialang\.org|nixos\.org|replicate\.com|modal\.com|databricks\.com|hashicorp\.com|elastic\.co|docker\.io|quay\.io|opencode\.ai|bun\.sh|deno\.land|fly\.io|railway\.app|vercel\.com|supabase\.com)\//u;

/** A download that a later line makes executable and starts, or hands to a shell. */
function runsWhatItFetched(text: string): ShellJudgement | undefined {
  let seen = 0;
  for (const found of text.matchAll(TARGET)) {
    if (++seen > 64) return undefined;
    const [command] = found;
    const url = /(?:https?|ftp):\/\/[^\s"'\\]{1,300}/u.exec(command)?.[0];
    if (url === undefined || PUBLISHERS.test(url) || INSTALLERS.test(`${url} `) || LOCAL_HOST.test(url)) continue;
    const named =
      /(?:-O|-o|--output|--output-document|>)[ =]*["']?([\w$./~{}-]{1,120})/u.exec(
        command.replace(/-O-?(?=\s+https?:)/u, ''),
      )?.[1] ??
      (/\bADD\b/u.test(command) ? /\s(\/\S{1,100})\s*$/u.exec(command)?.[1] : undefined) ??
      url
        .replace(/[?#].*$/u, '')
        .split('/')
        .at(-1);
    const name = named?.split('/').at(-1);
    if (name === undefined || name === '' || name === '-') continue;
    const rest = text.slice(found.index + command.length, found.index + command.length + 2_000);
    const escaped = name.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
    const path = String.raw`["']?[\w$./~{}-]{0,100}?(?<![\w-])${escaped}\b`;
    const started = new RegExp(
      String.raw`(?:^|[;&|!]|\bRUN|\bsudo|\bnohup|&&)[ \t]*(?:(?:ba|z|da|k)?sh|source|\.|python[\d.]*|perl|ruby|node)[ \t]+(?:-\w+[ \t]+)*${path}`,
      'mu',
    );
    const marked = new RegExp(
      String.raw`\bchmod\b[^\n;&|]{0,40}(?:\+\w{0,3}x|[0-7]{0,1}[157][0-7]{2})[^\n;&|]{0,20}${path}[^]{0,300}?(?:^|[;&|!(]|\bRUN|\bsudo|\bnohup|&&)[ \t]*(?:sudo[ \t]+|nohup[ \t]+|exec[ \t]+)*${path}`,
      'mu',
    );
    if (started.test(rest) || marked.test(rest))
      return { severity: 'high', what: 'runs what it downloads', at: found.index };
  }
  return undefined;
}

const LOCAL_HOST = /:\/\/(?:localhost|127\.|0\.0\.0\.0|10\.|192\.168\.|host\.docker|\$|\{|<)/u;
const KEY_VARIABLE = /\$\{?(?:\w{0,40}(?:TOKEN|SECRET|PASSWORD|API_KEY|APIKEY|ACCESS_KEY|CREDENTIALS)\w{0,20})\}?/u;

/** A key of the environment in the address or the body of a request to nobody that is known to issue one. */
function sendsKey(text: string): ShellJudgement | undefined {
  let seen = 0;
  for (const found of text.matchAll(/\b(?:curl|wget)\b[^\n]{0,500}/gu)) {
    if (++seen > 64) return undefined;
    const [command] = found;
    const url = /https?:\/\/[^\s"']{1,400}/u.exec(command)?.[0];
    if (url === undefined || !KEY_VARIABLE.test(command) || SERVICES.test(url) || LOCAL_HOST.test(url)) continue;
    if (/example\.|your|<|\.(?:internal|local|corp)\b/iu.test(url)) continue;
    return { severity: 'high', what: 'sends a key of the environment to another machine', at: found.index };
  }
  return undefined;
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
    .replaceAll(/\$\{?IFS\}?(?:\$\d)?/gu, ' ')
    .replaceAll(
      /(?<=\w)(?:""|'')(?=\w)|(?<=\b[a-z]{1,6})["'](?=[a-z]{1,6}["'][a-z]{0,6}\b)|(?<=\b[a-z]{0,6}["'][a-z]{1,6})["'](?=[a-z])|(?<=\w)\\(?=[a-z])|\\(?=[a-z]{2,}\b)/gu,
      '',
    );
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
