import type { FileFacts } from '../formats/facts.ts';
import { namedByConfiguration } from './named-module.ts';
import type { RuleContext } from './rule.ts';

/** Modules that transformers, diffusers and their kin fetch and import by these names. */
const MODEL_CODE =
  /(?:^|[/!])(?:(?:modell?ing|configuration|tokenization|processing|image_processing|video_processing|feature_extraction|generation|modular)_[^/]*|modell?ing|tokenizer)\.pyw?$|(?:^|[/!])custom_generate\/[^/]+\.py$/u;

/** Per submission: it is asked of every file of Python, and the whole is walked once. */
const FOUND = new WeakMap<RuleContext['files'], ReadonlySet<string>>();

/** Whether a loader of models imports the file, by its name, by a configuration or through others that it imports. */
export function isModelCode(file: FileFacts, context: RuleContext): boolean {
  return MODEL_CODE.test(file.path) || modelCode(context).has(file.path);
}

function modelCode(context: RuleContext): ReadonlySet<string> {
  const before = FOUND.get(context.files);
  if (before !== undefined) return before;
  const found = new Set<string>();
  for (const [path, file] of context.files)
    if (file.python !== undefined && (MODEL_CODE.test(path) || namedByConfiguration(file, context) !== undefined))
      found.add(path);
  for (const path of found)
    for (const { name } of context.files.get(path)?.python?.imports ?? []) {
      const imported = beside(name, path, context);
      if (imported !== undefined) found.add(imported);
    }
  FOUND.set(context.files, found);
  return found;
}

/** The file that a relative import names: those alone are fetched along with a model's code. */
function beside(name: string, path: string, { files }: RuleContext): string | undefined {
  const dots = /^\.+/u.exec(name)?.[0].length ?? 0;
  if (dots === 0) return undefined;
  const folders = path.split('/').slice(0, -1);
  if (dots - 1 > folders.length) return undefined;
  const module = [...folders.slice(0, folders.length - (dots - 1)), ...name.slice(dots).split('.')];
  for (const parts of [module, module.slice(0, -1)])
    for (const end of ['.py', '/__init__.py']) {
      const candidate = `${parts.join('/')}${end}`;
      if (candidate !== path && files.has(candidate)) return candidate;
    }
  return undefined;
}
