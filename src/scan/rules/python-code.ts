import type { Finding } from '../../core/finding.ts';
import type { PythonCall } from '../../formats/python/facts.ts';
import type { FileFacts } from '../../formats/facts.ts';
import { judgeModelCall, judgeModelImports } from '../judge-python-model.ts';
import { judgeCall } from '../judge-python.ts';
import { judgePythonTexts } from '../judge-python-texts.ts';
import { isModelCode } from '../model-code.ts';
import { namedByConfiguration } from '../named-module.ts';
import { textsOf, type PythonJudgement, type PythonRole } from '../python-call.ts';
import type { Rule, RuleContext, RuleHit } from '../rule.ts';

/** Encodings in which Python reads other code than the bytes show. */
const TRANSFORMING =
  /^(?:utf[-_]?7|rot[-_]?13|unicode[-_]escape|raw[-_]unicode[-_]escape|punycode|idna|hex|base64|zip|zlib|bz2|quopri|uu|utf[-_]?16|utf[-_]?32|cp037|cp500|cp1026|cp1140|mbcs|oem|undefined)/iu;
/** Modules that a library or an interpreter imports by their name. */
const LOADED =
  /(?:^|[/!])(?:(?:modeling|configuration|tokenization|processing|processor|image_processing|video_processing|feature_extraction|generation|modular)_[^/]*|modeling|configuration|tokenizer|model|models|handler|pipeline|hubconf|__init__|conftest|sitecustomize|usercustomize|custom_\w+)\.pyw?$|(?:^|[/!])code\/[^/]+\.py$|\.pth$/u;

export const rule: Rule = {
  id: 'python-code',
  title: 'Python code that attacks whoever loads or runs it',
  severity: 'high',
  confidence: 'high',
  atlas: ['AML.T0011.000', 'AML.T0050'],
  advice:
    'Do not import or run the file; use the weights without it, or ask for a model of a type that the library has built in.',
  appliesTo: (file) => file.python !== undefined,
  *check(file, context) {
    const { python } = file;
    if (python === undefined) return;
    if (python.encoding !== undefined && TRANSFORMING.test(python.encoding)) {
      yield {
        message: `its first lines make Python read it as ${python.encoding}, which makes other code of what is shown`,
        offset: 0,
        line: 1,
      };
    }
    const seen = new Set<string>();
    const role = roleOf(file, context);
    for (const call of python.calls) {
      const judged = worse(
        judgeCall(call, role) ?? (role.loaded ? judgeUnpickled(call, file, role, context) : undefined),
        role.model ? judgeModelCall(call) : undefined,
      );
      if (judged === undefined || seen.has(`${call.line} ${judged.what}`)) continue;
      seen.add(`${call.line} ${judged.what}`);
      yield {
        message: judged.what,
        severity: judged.severity,
        offset: call.offset,
        line: call.line,
      } satisfies RuleHit & { severity: Finding['severity'] };
    }
    if (file.script?.language === 'python')
      for (const { what, line, offset } of judgePythonTexts(file.script.text)) yield { message: what, line, offset };
    // Trojan Source (CVE-2021-42574): what is shown as a comment is code, or the other way round.
    const turned = role.model ? /[\u202A-\u202E\u2066-\u2069]/u.exec(file.script?.text ?? '') : null;
    if (turned !== null)
      yield {
        message: 'characters turn the direction in which its code is shown',
        offset: Buffer.byteLength(file.script?.text.slice(0, turned.index) ?? ''),
      };
    if (role.model)
      for (const { what, severity, line, offset } of judgeModelImports(python))
        yield { message: what, severity, line, offset };
  },
};

/** What a call does, where that blocks; else what its place says of it. */
function worse(done: PythonJudgement | undefined, placed: PythonJudgement | undefined): PythonJudgement | undefined {
  return done === undefined || (placed !== undefined && /^(?:info|low|medium)$/u.test(done.severity))
    ? (placed ?? done)
    : done;
}

const UNPICKLES = /^(?:pandas\.read_pickle|joblib\.load|torch\.load|numpy\.load|(?:pickle|dill|cloudpickle)\.load)$/u;

/** A file of the submission that is unpickled and is no pickle that was read here: what the loader finds in it, nothing tells. */
function judgeUnpickled(
  call: PythonCall,
  file: FileFacts,
  { model }: PythonRole,
  context: RuleContext,
): PythonJudgement | undefined {
  if (!UNPICKLES.test(call.callee)) return undefined;
  for (const text of textsOf(call)) {
    const name = text.split(/[/\uFFFC]/u).at(-1) ?? '';
    if (!/^[\w-]+\.\w+$/u.test(name)) continue;
    const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
    const named = context.files.get(folder + name) ?? context.files.get(name);
    if (
      named === undefined &&
      model &&
      call.when === 'import' &&
      !call.handed &&
      /^(?:pickle|dill|cloudpickle|joblib)\./u.test(call.callee)
    )
      return { severity: 'high', what: `${call.callee} unpickles ${name}, which is not here, as the file is imported` };
    if (named?.formats.some((format) => format === 'data' || format === 'text') !== true) continue;
    return {
      severity: 'high',
      what: `${call.callee} unpickles ${named.path}, in which no pickle is found`,
    };
  }
  return undefined;
}

function roleOf(file: FileFacts, context: RuleContext): PythonRole {
  const build = /(?:^|[/!])(?:setup|build|conanfile|noxfile|tasks|fabfile)\.py$/u.test(file.path);
  const model = isModelCode(file, context);
  return { loaded: model || LOADED.test(file.path) || namedByConfiguration(file, context) !== undefined, build, model };
}
