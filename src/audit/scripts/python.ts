import { Collector } from '../../formats/collector.ts';
import type { PythonCall } from '../../formats/python/facts.ts';
import { readPythonText } from '../../formats/python/read.ts';

export interface PythonProgram {
  readonly calls: readonly PythonCall[];
  /** False where the text is no Python, or past a limit: what else it does is not known. */
  readonly complete: boolean;
}

/** Calls that move models, data and results, beside those that reach out of the interpreter. */
const MOVES =
  /(?:^|\.)(?:from_pretrained|load_dataset|snapshot_download|hf_hub_download|push_to_hub|pipeline|read_(?:csv|json|parquet|excel|table)|to_(?:csv|json|parquet|html|markdown)|safe_load|validate|load_model|import_module)$|^(?:json|csv|yaml|toml|tomllib)\.\w+$|^hashlib\.\w+$|^(?:hmac\.compare_digest|sys\.exit|exit|quit)$|^(?:evaluate|lm_eval|mteb|datasets|transformers|wandb|kaggle)\.[\w.()]+$|^print$|\.(?:create_file|update_file|insert|upsert|update|execute|executemany|(?:insert|replace|update)_(?:one|many)|bulk_write|post|put|patch|upload_asset|log_(?:artifacts?|model)|register_model|create_or_update|append_rows?|insert_rows?|batch_update|verify|check_call|create_pr|merge|create_pull_request|commit|push|evaluate|run_evaluation)$|^(?!\w+\()(?:[a-z_]\w*\.)+\w+$/u;

/** What a Python text calls, with the names that its imports give. */
export function readProgram(text: string): PythonProgram {
  const collector = new Collector();
  const { calls, faults } = readPythonText(text, collector, (callee) => MOVES.test(callee));
  return { calls, complete: collector.complete && faults.length === 0 };
}

/** Files that a name of a call may come from: `scripts.push.main` is in `scripts/push.py`. */
export function moduleFiles(callee: string, importer: string): string[] {
  const parts = callee.split('.').filter((part) => /^\w+$/u.test(part));
  const here = importer.includes('/') ? importer.slice(0, importer.lastIndexOf('/') + 1) : '';
  const found: string[] = [];
  for (let count = Math.min(parts.length - 1, 6); count > 0; count--) {
    const path = parts.slice(0, count).join('/');
    for (const base of new Set(['', here, 'src/'])) found.push(`${base}${path}.py`, `${base}${path}/__init__.py`);
  }
  return found;
}
