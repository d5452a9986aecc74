import type { FileProbe } from '../parser.ts';

/** The names under which people publish results; the name decides, because any JSON with numbers looks like results. */
const NAMED =
  /^(?:(?:(?:evaluation|eval|benchmark)_results?(?:_[^/]*)?|results(?:_[^/]*)?|(?:per_instance_)?stats|[^/]*promptfoo[^/]*)\.json|samples_[^/]*\.jsonl?|[^/]*_eval_results\.json|[^/]*\.eval)$/u;
const HUB_RESULTS = /(?:^|\/)\.eval_results\/[^/]+\.ya?ml$/u;
/** Keys that only a harness writes, near the beginning of what it writes: its files are read under any name. */
const WRITTEN_BY_HARNESSES =
  /"(?:evaluation_results|evalId|config_general|mteb_version|mteb_dataset_name|HumanEval\/0|Mbpp\/2)"\s*:|_stderr,[a-z]|"eval"\s*:\s*\{\s*"(?:eval_id|run_id|created|task)"/u;
/** A vocabulary is JSON too, and never a log of this size. */
const LARGEST_UNNAMED = 256 << 20;

/** Whether a file of a submission is read for claims: by its name, or by the keys of a harness in its first bytes. */
export function holdsResults({ path, extension, head, size }: FileProbe): boolean {
  const name = (path.split('/').at(-1) ?? '').toLowerCase();
  if (NAMED.test(name) || HUB_RESULTS.test(path)) return true;
  if (extension !== 'json' || size > LARGEST_UNNAMED) return false;
  return WRITTEN_BY_HARNESSES.test(Buffer.from(head).toString('latin1'));
}
