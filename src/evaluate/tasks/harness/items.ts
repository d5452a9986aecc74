import { createHash } from 'node:crypto';
import { GateError } from '../../../core/errors.ts';
import { MAX_CHOICES } from '../../../runner/protocol.ts';
import type { Document } from '../documents.ts';
import type { HarnessConfig } from './config-schema.ts';
import { Fields, type Columns } from './fields.ts';
import type { FewShot } from './few-shot.ts';
import { fault, TemplateFault } from './jinja/methods.ts';
import { isList, str, type Value } from './jinja/values.ts';

/** One question, ready to be asked. Only `prompt` and `continuations` ever reach the runner. */
export interface HarnessItem {
  readonly id: string;
  /** The first 16 digits of the document's hash. */
  readonly document: string;
  readonly cluster?: string | undefined;
  readonly prompt: string;
  /** What is scored behind the prompt, delimiter included; none where the model writes. */
  readonly continuations: readonly string[];
  /** The choices without the delimiter. */
  readonly choices: readonly string[];
  /** Places of right choices. */
  readonly gold: readonly number[];
  /** Texts that a written answer is held against. */
  readonly references: readonly string[];
  /** As lm-evaluation-harness writes them beside each sample. */
  readonly hashes: { readonly document: string; readonly prompt: string; readonly target: string };
}

/**
 * Asks of each document what lm-evaluation-harness asks of it: `fewshot_context` and `construct_requests` of its ConfigurableTask.
 * @throws GateError SUITE_INVALID naming the document and the field
 */
export function* harnessItems(
  config: HarnessConfig,
  documents: Iterable<Document>,
  examples: FewShot,
): Generator<HarnessItem> {
  const fields = new Fields(config);
  let index = 0;
  for (const { columns, sha256, where } of documents) {
    try {
      yield itemOf(config, fields, columns, { sha256: sha256(), examples, index });
    } catch (error) {
      if (!(error instanceof TemplateFault)) throw error;
      throw new GateError('SUITE_INVALID', `${where}: task ${config.task}: ${error.why}`, { cause: error });
    }
    index++;
  }
}

function itemOf(
  config: HarnessConfig,
  fields: Fields,
  columns: Columns,
  { sha256, examples, index }: { readonly sha256: string; readonly examples: FewShot; readonly index: number },
): HarnessItem {
  const rolling = config.output_type === 'loglikelihood_rolling';
  const target = fields.target(columns);
  const prompt = rolling
    ? str(target)
    : fields.other(config.description, columns) + examples.before(columns) + fields.text(columns);
  const common = {
    id: String(index),
    document: sha256.slice(0, 16),
    hashes: { document: sha256, prompt: sha(prompt), target: sha(str(target)) },
    continuations: [],
    choices: [],
    gold: [],
    references: [],
  };
  // Of choices behind no words at all (BLiMP) the likelier one is asked.
  if (prompt === '' && (rolling || config.output_type === 'generate_until')) fault('nothing is asked');
  if (rolling) return { ...common, prompt };
  if (config.output_type === 'loglikelihood') return { ...common, prompt, continuations: [str(target)], gold: [0] };
  if (config.output_type === 'generate_until')
    return { ...common, prompt, references: referencesOf(config, fields, columns, target) };
  const choices = fields.choices(columns);
  if (choices.length < 2 || choices.length > MAX_CHOICES)
    fault(`${choices.length} choices, 2 to ${MAX_CHOICES} are asked`);
  // With a chat template the answer begins a turn of its own.
  const delimiter = config.metadata?.apply_chat_template === true ? '' : config.target_delimiter;
  const continuations = choices.map((choice) => delimiter + choice);
  if (continuations.includes('')) fault('an empty choice');
  return { ...common, prompt, choices, gold: goldOf(target, choices), continuations };
}

function referencesOf(config: HarnessConfig, fields: Fields, columns: Columns, target: Value): string[] {
  if (config.doc_to_choice === undefined || config.doc_to_choice === null)
    return isList(target) ? target.map(str) : [str(target)];
  const choice = typeof target === 'number' ? fields.choices(columns)[target] : str(target);
  return [choice ?? fault('the target is no choice')];
}

/** A place past the last choice, or a text that is none, is right for no answer; all of them wrong is a broken document. */
function goldOf(target: Value, choices: readonly string[]): number[] {
  const places = (isList(target) ? target : [target]).map((it) =>
    typeof it === 'number' ? it : choices.indexOf(str(it)),
  );
  const right = places.filter((place) => place >= 0 && place < choices.length);
  return right.length === 0 ? fault(`no choice is the target ${str(target).slice(0, 80)}`) : right;
}

function sha(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
