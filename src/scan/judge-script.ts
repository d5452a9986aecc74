import type { Severity } from '../core/finding.ts';
import { judgeMarkup } from './judge-markup.ts';
import { judgeShell, type ShellJudgement } from './judge-shell.ts';

/** Code that is hidden or fetched and run, input that is run, by language; shared idioms first. */
const PATTERNS: readonly (readonly [RegExp, Severity, string])[] = [
  [/\beval\s*\(?\s*(?:Buffer\.from\s*\([^()]{0,4000},\s*["'\x60](?:base64|hex)|atob\s*\()/u, 'critical', 'runs code that is hidden by an encoding'],
  [/\bJSON\.stringify\s*\(\s*process\.env\s*\)/u, 'high', 'makes a message of the environment, with the keys in it'],
  [/\beval\s*\(?\s*(?:MIME::Base64::)?decode_base64\b|\beval\s*\(?\s*(?:un)?pack\b/u, 'critical', 'runs code that is hidden by an encoding'],
  [/\b(?:instance_)?eval\s*\(?\s*(?:URI\.open|open\s*\(\s*["']https?:|Net::HTTP|RestClient|Base64\.(?:urlsafe_|strict_)?decode64)/u, 'critical', 'runs code that is hidden or fetched'],
  [/\b(?:eval|assert|create_function)\s*\(\s*(?:@?\s*(?:base64_decode|gzinflate|gzuncompress|str_rot13|strrev|hex2bin)\s*\(|\$_(?:GET|POST|REQUEST|COOKIE))/u, 'critical', 'runs code that is hidden or sent by a stranger'],
  [/\b(?:system|exec|passthru|shell_exec|popen|proc_open)\s*\(\s*@?\$_(?:GET|POST|REQUEST|COOKIE)/u, 'critical', 'runs what a stranger sends'],
  [/\b(?:loadstring|load)\s*\(\s*(?:\w+\.)?(?:b64|base64|from_base64|decode)\w*\s*\(/u, 'critical', 'runs code that is hidden by an encoding'],
  [/\beval\s*\(\s*parse\s*\(\s*(?:text\s*=\s*)?(?:rawToChar|base64|url\s*\(|readLines\s*\(\s*(?:url\s*\()?["']http|RCurl)/u, 'critical', 'runs code that is hidden or fetched'],
  [/\bdownload\.file\s*\([^)\n]{0,300}?["']([^"'\s:]{1,200})["'][^)\n]{0,100}\)[^]{0,1000}?\b(?:system2?|shell|source|dyn\.load|Sys\.chmod)\s*\([^)\n]{0,100}?\1/u, 'high', 'runs what it downloads'],
  [/^\[[^\]\n]{0,200}\\CurrentVersion\\(?:Run|RunOnce|Policies\\Explorer\\Run)\]/imu, 'high', 'has a program started at each login'],
  [/\bsource\s*\(\s*(?:url\s*\(\s*)?["']http:/u, 'high', 'runs what it downloads'],
  [/\b(?:require\s*\(\s*["'](?:node:)?(?:child_process)["']\s*\)\s*\.\s*\w+|(?:execSync|exec|spawnSync|spawn))\s*\([^)]{0,200}(?:\/bin\/(?:ba)?sh["'\x60]\s*,\s*\[\s*["'\x60]-i|\/dev\/tcp\/)/u, 'critical', 'connects a shell to another machine'],
]; // prettier-ignore

/** Scripts of languages that have no reader of their own here: their texts as shell, and the idioms of each. */
export function judgeScript(text: string): ShellJudgement | undefined {
  const shell = judgeShell(text);
  if (shell?.severity === 'critical' || shell?.severity === 'high') return shell;
  for (const [pattern, severity, what] of PATTERNS) {
    const found = pattern.exec(text);
    if (found !== null) return { severity, what, at: found.index };
  }
  const markup = judgeMarkup(text);
  return markup === undefined ? shell : { ...markup, severity: 'high' };
}
