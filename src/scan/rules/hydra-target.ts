import type { FileFacts } from '../../formats/facts.ts';
import type { NamedCode } from '../../formats/yaml/facts.ts';
import { judgeConfiguredName } from '../data/configured-names.ts';
import { dangerOf } from '../data/pickle-dangerous.ts';
import { judgeShell } from '../judge-shell.ts';
import { NETWORK, PROCESS, RUNS_CODE } from '../data/python-names.ts';
import { localModule } from '../local-module.ts';
import type { Rule, RuleContext, RuleHit } from '../rule.ts';

/** CVE-2025-23304: a configuration names any function, and NeMo, Hydra or Lightning imports and calls it. */
export const rule: Rule = {
  id: 'hydra-target',
  title: 'A configuration names a class or function that is none of a known library',
  severity: 'medium',
  confidence: 'high',
  atlas: ['AML.T0011.000', 'AML.T0010.003', 'AML.T0050'],
  advice: 'Do not load the model or compose the configuration before the named function was reviewed.',
  appliesTo: (file) =>
    (file.documents?.some(({ format }) => format === 'yaml') ?? false) ||
    (file.json?.notable.some(({ kind }) => kind === 'target') ?? false),
  *check(file, context) {
    for (const { kind, value, pointer, offset } of file.json?.notable ?? []) {
      if (kind !== 'target') continue;
      const key = pointer.slice(pointer.lastIndexOf('/') + 1).replaceAll('~1', '/');
      const hit = judge({ key, value, pointer, offset, computed: value.includes('${') }, file, context);
      if (hit !== undefined) yield { ...hit, offset };
    }
    for (const document of file.documents ?? []) {
      if (document.format !== 'yaml') continue;
      const member = document.member === undefined ? {} : { member: document.member };
      for (const name of document.names) {
        const hit = judge(name, file, context);
        if (hit !== undefined) yield { ...hit, offset: name.offset, line: name.line, ...member };
      }
    }
  },
};

function judge(
  { key, value, computed, pointer }: Omit<NamedCode, 'line'>,
  file: FileFacts,
  context: RuleContext,
): Pick<RuleHit, 'message' | 'severity' | 'confidence'> | undefined {
  const where = pointer === '' ? '' : ` (at ${pointer})`;
  if (computed)
    return {
      message: `${key} is ${JSON.stringify(value)}, which is known only when the configuration is composed${where}`,
      severity: 'medium',
      confidence: 'medium',
    };
  if (key === '_type' || key.startsWith('allow_dangerous')) return judgeSwitch(key, value, where);
  if (key === 'expression')
    return { message: `a text is a call, which loaders that evaluate texts make: ${value}${where}`, severity: 'high' };
  if (key === 'download') return judgeDownload(value, where);
  if (key.startsWith('@')) return judgeRegistered(key, value, where, context);
  if (key === 'loader_module') return judgeLoader(value, file, context);
  const judged = judgeConfiguredName(value);
  if (judged?.severity === 'critical' || judged?.severity === 'high')
    return { message: `${key} calls ${value}, which ${judged.why}${where}`, severity: judged.severity };
  const local = value.includes('.')
    ? localModule(value.slice(0, value.lastIndexOf('.')), file.path, context)
    : undefined;
  if (local !== undefined)
    return { message: `${key} calls ${value} from ${local}, a file of this submission${where}`, severity: 'high' };
  if (judged === undefined) return undefined;
  // jsonpickle is handed files by programs that know their classes, and Caffe brings no layer in Python: one of no library is what an attack names.
  const severity = key.startsWith('py/') || key === 'python_param' ? 'high' : judged.severity;
  return { message: `${key} calls ${value}, which ${judged.why}${where}`, severity };
}

type Judged = Pick<RuleHit, 'message' | 'severity' | 'confidence'>;

/** Chains of LangChain that run what a model answers. */
const RUNNING = /^(?:llm_bash_chain|pal_chain|python_repl\w*|terminal|sql_database_chain|shell)$/u;

function judgeSwitch(key: string, value: string, where: string): Judged | undefined {
  if (key !== '_type')
    return /^true$/iu.test(value)
      ? { message: `${key} lets the loader run what a model answers or a pickle holds${where}`, severity: 'high' }
      : undefined;
  return RUNNING.test(value)
    ? { message: `a chain of the type ${value} runs what a model answers${where}`, severity: 'high' }
    : undefined;
}

const REGISTERS = /\bregistry\.\w+\(\s*["']([^"'\n]{1,100})["']/gu;

/** By run: names that files of Python register which also start programs, connect or make code. */
const REGISTERING = new WeakMap<RuleContext, ReadonlyMap<string, string>>();

/** A name of any shape is one of spaCy's own, until a file of the submission gives it to a function. */
function registeredBy(name: string, context: RuleContext): string | undefined {
  let names = REGISTERING.get(context);
  if (names === undefined) {
    const reaching = [...context.files.values()].filter(({ python }) =>
      python?.calls.some(({ callee }) => PROCESS.test(callee) || NETWORK.test(callee) || RUNS_CODE.test(callee)),
    );
    names = new Map(
      reaching.flatMap(({ path, script }) =>
        [...(script?.text ?? '').matchAll(REGISTERS)].map(([, registered = '']) => [registered, path] as const),
      ),
    );
    REGISTERING.set(context, names);
  }
  return names.get(name);
}

/** Registries of spaCy whose functions are called with files or before the model is there. */
const REACHING = /^@(?:callbacks|readers|loggers|misc|augmenters|batchers|tokenizers|initializers)$/u;
/** Names that spaCy and its own packages register; thinc's have no package before their version. */
const REGISTERED = /^(?:(?:spacy|thinc|prodigy|catalogue|confection)(?:[-_]\w+)*[.\w-]*|[A-Za-z_]\w*(?:\.v\d+)?)$/u;

function judgeRegistered(key: string, value: string, where: string, context: RuleContext): Judged | undefined {
  const own = registeredBy(value, context);
  if (own !== undefined)
    return {
      message: `${key} calls ${value}, with which ${own} reaches out of the interpreter${where}`,
      severity: 'high',
    };
  if (REGISTERED.test(value)) return undefined;
  return {
    message: `${key} calls ${value}, which is registered by code that is none of spaCy's${where}`,
    severity: REACHING.test(key) ? 'high' : 'medium',
  };
}

/** What the scripts by which data sets are fetched have no use for: programs, connections of their own, keys, further code. */
const BEYOND_FETCHING =
  /\b(?:subprocess|socket|urllib\.request|urlopen|base64|marshal|pickle|ctypes|importlib|__import__|getattr|eval|exec|compile)\b|\bos\.(?:system|popen|exec\w*|spawn\w*|environ|getenv)\b|\brequests\.(?:get|post|put)\b/u;

function judgeDownload(value: string, where: string): Judged | undefined {
  if (/^\s*https?:\/\/\S+\s*$/u.test(value) || value.trim() === '') return undefined;
  const shell = value.startsWith('bash ') ? judgeShell(value.slice(5)) : undefined;
  const beyond = value.startsWith('bash ') ? undefined : BEYOND_FETCHING.exec(value)?.[0];
  if (beyond !== undefined)
    return { message: `who trains with the data set runs Python that uses ${beyond}${where}`, severity: 'high' };
  if (shell?.severity === 'high' || shell?.severity === 'critical')
    return { message: `who trains with the data set runs a command that ${shell.what}${where}`, severity: 'high' };
  return { message: `who trains with the data set runs what it says${where}`, severity: 'medium' };
}

/** MLflow imports the module, from `code` first, and calls its `_load_pyfunc` without asking. */
function judgeLoader(value: string, file: FileFacts, context: RuleContext): Judged | undefined {
  if (/^mlflow(?:\.\w+)*$/u.test(value)) return undefined;
  const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
  const local = localModule(value, file.path, context) ?? localModule(value, `${folder}code/x`, context);
  if (local !== undefined)
    return { message: `MLflow imports the loader ${value} from ${local}, a file of this submission`, severity: 'high' };
  const danger = dangerOf(`${value}._load_pyfunc`) ?? dangerOf(value);
  return {
    message: `MLflow imports the loader ${value}, which ${danger ?? 'is none of its own'}`,
    severity: danger === undefined ? 'medium' : 'critical',
  };
}
