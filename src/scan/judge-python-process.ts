import type { PythonCall } from '../formats/python/facts.ts';
import { ANSWERING, MAKING, PACKAGES, TOOLS } from './data/python-names.ts';
import { hosted, quote, type PythonJudgement, type PythonRole } from './python-call.ts';

export function judgeProcess(
  call: PythonCall,
  texts: readonly string[],
  role: PythonRole,
): PythonJudgement | undefined {
  // The verb of ShellExecute stands before what it starts.
  const magic = call.callee.endsWith('_magic');
  // Other magics draw, measure and load what is installed.
  if (magic && !/^(?:sx|system|sc|!|bash|sh|script|cmd|pip|conda)$/u.test(texts[0] ?? 'sx')) return undefined;
  const [command] = magic || call.callee.includes('ShellExecute') ? texts.slice(1) : texts;
  const { callee, handed } = call;
  if (callee === 'os.fork' && role.loaded && call.when === 'import')
    return { severity: 'high', what: `${callee} copies the process` };
  if (handed || callee === 'os.fork')
    return (call.when === 'import' || (role.loaded && texts.length > 0)) && !/Popen$|fork$/u.test(callee)
      ? { severity: 'high', what: `${callee} is handed to what calls it` }
      : undefined;
  const plain = command?.replace(/^\uFFFC(?: |$)/u, 'python3 ').trim();
  const known =
    plain !== undefined &&
    TOOLS.test(plain) &&
    !/[`]|\$\(|https?:\/\/(?!github\.com|huggingface\.co|download\.pytorch\.org|pypi\.)/u.test(plain);
  const python =
    plain !== undefined &&
    /^(?:\S*\/)?python[\d.]* (?!-c)(?!["']?(?:\/tmp|\/var\/tmp|\/dev\/shm|~|\/home|\/root)\/)/u.test(plain);
  const package_ = plain !== undefined && role.loaded ? unknownPackage(plain) : undefined;
  if (package_ !== undefined)
    return {
      severity: 'high',
      what: `${callee} installs ${quote(package_)}, which is no package that models are known to need`,
    };
  if (known || python) return { severity: 'medium', what: `${callee} starts ${quote(command ?? '')}` };
  // What a user types, or a configuration says, is given to a shell.
  const shell = /^os\.(?:system|popen)|getoutput$/u.test(callee) || call.arguments.some(({ name }) => name === 'shell');
  const always = /^os\.(?:system|popen)$/u.test(callee);
  const reached =
    hosted(call) ||
    call.entries.some(
      (name) =>
        /\.__(?!init__|new__|del__)\w+__$/u.test(name) ||
        ANSWERING.test(name) ||
        (always && (MAKING.test(name) || /(?:^|\.)_?from_\w+$/u.test(name))),
    );
  if (command === undefined && shell && role.loaded && reached)
    return { severity: 'high', what: `${callee} starts what it is given` };
  if (command === undefined)
    return {
      severity: (role.loaded || (always && !role.build)) && call.when === 'import' ? 'high' : 'medium',
      what: `${callee} starts a program whose name is computed`,
    };
  return {
    severity:
      role.build && call.when !== 'import' && /^(?:\.{0,2}\/|(?:ba)?sh \S+\.sh|\uFFFC)/u.test(command)
        ? 'medium'
        : 'high',
    what: `${callee} starts ${quote(command)}`,
  };
}

/** The package that an installer is told of, where it is none of those that code around models needs. */
function unknownPackage(command: string): string | undefined {
  const words = /^(?:\S*python[\d.]* -m )?(?:uv )?pip[\d.]* install((?: [^\s;&|]+)+)$/u
    .exec(command)?.[1]
    ?.trim()
    .split(' ');
  if (words === undefined || words.some((word) => /^-(?:r|e|-requirement|-editable)$|[/\uFFFC$]/u.test(word)))
    return undefined;
  const names = words
    .filter((word) => !word.startsWith('-'))
    .map((word) => /^["']?([A-Za-z][\w.-]*)/u.exec(word)?.[1] ?? '');
  return names.find((name) => name !== '' && !PACKAGES.test(name));
}
