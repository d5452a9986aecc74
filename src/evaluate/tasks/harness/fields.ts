import type { HarnessConfig } from './config-schema.ts';
import { fault } from './jinja/methods.ts';
import { TaskTemplate } from './jinja/template.ts';
import { isList, isMapping, literalList, str, type Value } from './jinja/values.ts';

export type Columns = ReadonlyMap<string, Value>;

type Choices = NonNullable<HarnessConfig['doc_to_choice']>;
type Source = Pick<HarnessConfig, 'doc_to_text' | 'doc_to_target'> & {
  readonly doc_to_choice?: Choices | null | undefined;
};

/** What a document says, in the words of the task file: `doc_to_text`, `doc_to_target`, `doc_to_choice` of lm-evaluation-harness. */
export class Fields {
  private readonly source: Source;
  private readonly templates = new Map<string, TaskTemplate>();

  constructor(source: Source) {
    this.source = source;
  }

  /** @throws TemplateFault */
  text(columns: Columns): string {
    const { doc_to_text: source } = this.source;
    if (typeof source === 'number')
      return fault('a prompt that is a number (several inputs for one answer) is not supported');
    const column = columns.get(source);
    return column === undefined ? this.template(source).render(columns) : str(column);
  }

  /** A number is the place of the right choice; several right answers are a list. */
  target(columns: Columns): Value {
    const { doc_to_target: source, doc_to_choice: choices } = this.source;
    if (typeof source === 'number') return source;
    if (Array.isArray(source)) return source;
    const column = columns.get(source);
    if (column !== undefined) return column;
    const text = this.template(source).render(columns);
    if (/^\d+$/u.test(text) && choices !== undefined && choices !== null) return Number(text);
    return literalList(text) ?? text;
  }

  choices(columns: Columns): string[] {
    const { doc_to_choice: source } = this.source;
    if (source === undefined || source === null) return fault('doc_to_choice is missing');
    const value =
      typeof source !== 'string'
        ? Array.isArray(source)
          ? source
          : Object.values(source).map(String)
        : (columns.get(source) ?? this.template(source).evaluate(columns));
    const list = isList(value) ? value : isMapping(value) ? [...value.values()] : literalList(str(value));
    return list === undefined ? fault('doc_to_choice is no list') : list.map(str);
  }

  /** A text beside the three, such as the description. */
  other(source: string, columns: Columns): string {
    return this.template(source).render(columns);
  }

  private template(source: string): TaskTemplate {
    const known = this.templates.get(source) ?? new TaskTemplate(source);
    this.templates.set(source, known);
    return known;
  }
}
