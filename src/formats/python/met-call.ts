import type { PythonValueFacts } from './facts.ts';
import { redirects } from './reach.ts';
import { PYTHON_LIMITS } from './limits.ts';
import { origins, type FunctionRecord, type Value } from './value.ts';

/** Stands before the name of a library's function that a function of the file was put in the place of. */
export const IN_PLACE = 'instead of ';

export type Region = FunctionRecord | 'import' | 'main';

/** A call as it was met; who leads to it is worked out at the end. */
export interface MetCall {
  readonly callee: string;
  readonly hidden: boolean;
  readonly handed: boolean;
  readonly quoted: boolean;
  readonly region: Region;
  readonly arguments: readonly (PythonValueFacts & { name?: string })[];
  readonly at: number;
}

/** Of lists and dictionaries in one another: `{'pip': ['https://…'], 'env_vars': {'LD_PRELOAD': '…'}}`. */
function nestedTexts({ items = [], keys }: Value): string[] {
  return items.slice(0, 16).flatMap((item, index) => {
    const key = keys?.[index];
    const variable = key !== undefined && redirects(key) ? `${key}=` : '';
    return (
      item.texts ??
      item.items
        ?.slice(0, 16)
        .flatMap(({ texts = [] }, at) => texts.map((text) => `${keyed(item.keys?.[at])}${text}`)) ??
      []
    ).map((text) => `${variable}${text}`);
  });
}

const keyed = (key: string | undefined): string => (key !== undefined && redirects(key) ? `${key}=` : '');

/** Without it `[sys.executable, '-m', 'pip', …]` would be a command that begins with an option. */
function interpreter([first]: readonly Value[], words: readonly string[]): readonly string[] {
  return words.length > 0 && first?.paths?.length === 1 && first.paths[0] === 'sys.executable' ? ['python3'] : [];
}

export function argumentFacts(value: Value, name: string | undefined): PythonValueFacts & { name?: string } {
  const items = (value.items ?? []).slice(0, 64);
  const words = items.flatMap((item) => item.texts ?? nestedTexts(item));
  const texts = [...(value.texts ?? []), ...interpreter(items, words), ...words];
  const from = origins(value, ...items);
  // The list of a command's words is told as one text, as a shell would be given it.
  const shown =
    value.items !== undefined && texts.length > 1 ? [texts.join(' ')] : texts.slice(0, PYTHON_LIMITS.values);
  return {
    ...(name === undefined ? {} : { name }),
    ...(value.paths?.length === 1 && /^(?:True|False)$/u.test(value.paths[0] ?? '')
      ? { truth: value.paths[0] === 'True' }
      : {}),
    ...(shown.length === 0 ? {} : { texts: shown.map((part) => part.slice(0, PYTHON_LIMITS.text)) }),
    ...(from === undefined || from.size === 0 ? {} : { origins: [...from] }),
    ...(shown.length === 0 && value.paths !== undefined && from === undefined ? { origins: ['unknown'] } : {}),
  };
}
