/** Why a piece of HTML, SVG or Markdown attacks whoever looks at it; undefined for scripts that draw, count or fold. */
export function judgeMarkup(text: string): { readonly what: string; readonly at: number } | undefined {
  for (const [pattern, what] of PATTERNS) {
    const found = pattern.exec(text);
    if (found !== null) return { what, at: found.index };
  }
  return undefined;
}

const KEPT = String.raw`(?:document\.cookie|localStorage|sessionStorage)`;
const SENT = String.raw`(?:fetch\s*\(|sendBeacon\s*\(|\.src\s*=|location(?:\.href)?\s*=|\.open\s*\(\s*["'\x60](?:GET|POST)|WebSocket\s*\()`;
/** Cookies and what else a browser keeps of a page, in what is sent. */
export const SENDS_KEPT = new RegExp(
  String.raw`${SENT}[^;<]{0,200}${KEPT}|${KEPT}[^;<]{0,40}\)?\s*[;,]?\s*(?:fetch|navigator\.sendBeacon)\s*\(`,
  'u',
);
const REACHES = String.raw`(?:fetch\s*\(|XMLHttpRequest|sendBeacon|eval\s*\(|document\.cookie|atob\s*\(|kernel\.execute|import\s*\(\s*["'\x60]http|location(?:\.href)?\s*=|\.replace\s*\(\s*["'\x60]http)`;

/** Bounded on both sides of every gap, so that no text makes the search slow. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/\bkernel\.execute\s*\(/u, 'runs code in the kernel of whoever opens the notebook'],
  [SENDS_KEPT, 'sends away what the browser keeps for the page'],
  [new RegExp(String.raw`<[a-z][^<>]{0,500}\son[a-z]{3,20}\s*=\s*(?:"[^"]{0,400}?${REACHES}|'[^']{0,400}?${REACHES}|[^\s"'>]{0,200}${REACHES})`, 'iu'), 'reaches out in a handler of an element'],
  [/(?:src|href|action|data|content)\s*=\s*["']?[^"'>]{0,40}\bjavascript:[^"'>]{0,200}(?:alert|fetch|eval|cookie|document\.write|import|XMLHttp|atob)/iu, 'runs a script by an address'],
  [/\beval\s*\(\s*(?:window\.)?(?:atob|unescape|decodeURIComponent|String\.fromCharCode|Buffer\.from)\s*\(/u, 'runs a script that is hidden by an encoding'],
  [/\b(?:new\s+)?Function\s*\(\s*(?:window\.)?(?:atob|unescape)\s*\(/u, 'runs a script that is hidden by an encoding'],
  [/\b(?:WScript\.Shell|Shell\.Application|ADODB\.Stream|Scripting\.FileSystemObject)\b/iu, 'starts programs of Windows'],
  [new RegExp(String.raw`^\s*(?:<\?xml[^<>]{0,400}>\s*)?(?:<!--[^]{0,2000}?-->\s*|<!DOCTYPE[^<>]{0,400}>\s*){0,4}<svg\b[^]{0,20000}<script\b[^]{0,20000}?(?:fetch\s*\(|XMLHttpRequest|eval\s*\(|document\.cookie|sendBeacon|location\.(?:href|replace)|import\s*\()`, 'iu'), 'is a picture whose script reaches out'],
  [/<meta\b[^<>]{0,200}http-equiv\s*=\s*["']?refresh[^<>]{0,200}(?:javascript:|data:text\/html)/iu, 'runs a script by an address'],
  [/<iframe\b[^<>]{0,200}\bsrc\s*=\s*["']?data:text\/html/iu, 'shows a page that is hidden in its address'],
  [/\/S\s{0,8}\/Launch\b/u, 'has the page of a PDF start a program'],
  [/\/OpenAction\b[^]{0,60}\/S\s{0,8}\/JavaScript\b[^]{0,120}(?:launchURL|submitForm|exportDataObject|importDataObject|getURL|eval|unescape|util\.printf|Collab|spell|media\.newPlayer)/u, 'runs a script as the PDF is opened'],
  [/\b(?:rt|runtime|exec):?[^<>]{0,40}xml\.apache\.org\/xalan\/java|xmlns:\w+\s*=\s*["'](?:http:\/\/xml\.apache\.org\/xalan\/java|java:|urn:schemas-microsoft-com:xslt|http:\/\/exslt\.org\/common\/script|clitype:)/iu, 'has its transformer run code'],
]; // prettier-ignore
