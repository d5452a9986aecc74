import type { HarnessConfig } from './config-schema.ts';
import { Fields, type Columns } from './fields.ts';
import { fault } from './jinja/methods.ts';
import { equal, isList, str } from './jinja/values.ts';
import { PythonRandom } from './python-random.ts';

/** Examples in front of a question, chosen and put together as lm-evaluation-harness's ContextSampler does. */
export class FewShot {
  private readonly config: HarnessConfig;
  private readonly fields: Fields;
  private readonly documents: readonly Columns[];
  private readonly count: number;
  /** One stream for all questions of a task, in their order. */
  private readonly random: PythonRandom;
  /** Examples come from what is asked too, so that one more is drawn in case it is the question itself. */
  private readonly sameSplit: boolean;

  constructor(config: HarnessConfig, documents: readonly Columns[], sameSplit: boolean) {
    const own = config.fewshot_config;
    this.config = config;
    this.documents = documents;
    this.sameSplit = sameSplit;
    this.count = config.num_fewshot ?? 0;
    this.random = new PythonRandom(config.metadata?.fewshot_seed ?? 1_234);
    this.fields = new Fields({
      doc_to_text: own?.doc_to_text ?? config.doc_to_text,
      doc_to_target: own?.doc_to_target ?? config.doc_to_target,
      doc_to_choice: own?.doc_to_choice ?? config.doc_to_choice,
    });
  }

  /** @throws TemplateFault */
  before(question: Columns): string {
    if (this.count === 0) return '';
    const wanted = this.sameSplit ? this.count + 1 : this.count;
    if (wanted > this.documents.length) return fault(`${wanted} examples are wanted of ${this.documents.length}`);
    const places =
      this.config.fewshot_config?.sampler === 'first_n'
        ? Array.from({ length: wanted }, (_, index) => index)
        : this.random.sample(this.documents.length, wanted);
    const drawn = places.flatMap((place) => this.documents[place] ?? []);
    return drawn
      .filter((example) => !equal(example, question))
      .slice(0, this.count)
      .map((example) => this.example(example))
      .join('');
  }

  private example(columns: Columns): string {
    const { target_delimiter: toTarget, fewshot_delimiter: toNext, doc_to_choice: choices } = this.config;
    const target = this.fields.target(columns);
    const text = this.fields.text(columns);
    if (target === '') return text;
    const answer = isList(target)
      ? str(target[0] ?? '')
      : typeof target === 'number' && choices !== undefined && choices !== null
        ? (this.fields.choices(columns)[target] ?? fault(`there is no choice ${target}`))
        : str(target);
    return text + toTarget + answer + toNext;
  }
}
