import type { PythonCall } from '../../formats/python/facts.ts';
import { modelCalls } from '../map/model-calls.ts';
import type { AuditRule } from '../rule.ts';

const LOADS =
  /(?:^|\.)(?:from_pretrained|load_dataset|snapshot_download|hf_hub_download)$|^(?:transformers|diffusers)\.pipeline$|^torch\.hub\.load$|^sentence_transformers\.(?:SentenceTransformer|CrossEncoder)$/u;
const COMMIT = /^[0-9a-f]{40}$/u;

export const rule: AuditRule = {
  id: 'unpinned-model',
  title: 'A model or data set is loaded by a name that its owner can change',
  severity: 'low',
  confidence: 'medium',
  atlas: ['AML.T0010.002', 'AML.T0010.003'],
  advice: 'Name the commit with `revision=`.',
  *check({ map }) {
    for (const { call, path, via } of modelCalls(map)) {
      if (!LOADS.test(call.callee) || fixed(call)) continue;
      const [name] = call.arguments[0]?.texts ?? [];
      // A path of the disk, or nothing that tells what is loaded.
      if (name !== undefined && /^[./~]|\.(?:json|csv|py|txt|parquet)$/u.test(name)) continue;
      if (
        name !== undefined &&
        /^(?:json|csv|parquet|text|arrow|imagefolder|audiofolder|webdataset|pandas)$/u.test(name)
      )
        continue;
      const what = name === undefined ? 'what a variable names' : name.slice(0, 80).replaceAll('\uFFFC', '…');
      yield {
        path,
        place: { line: call.line, column: 1 },
        message: `${call.callee.split('.').at(-1) ?? ''} takes ${what} without a revision`,
        confidence: name === undefined ? 'low' : 'medium',
        related: via,
      };
    }
  },
};

function fixed({ callee, arguments: given }: PythonCall): boolean {
  if (callee === 'torch.hub.load') return /:[0-9a-f]{7,40}$/u.test(given[0]?.texts?.[0] ?? '');
  const revision = given.find(({ name }) => name === 'revision' || name === 'code_revision');
  if (revision === undefined) return given.some(({ name, truth }) => name === 'local_files_only' && truth === true);
  return revision.texts === undefined || revision.texts.some((text) => COMMIT.test(text));
}
