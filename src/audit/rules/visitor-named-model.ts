import type { PythonCall } from '../../formats/python/facts.ts';
import { secretsOf } from '../map/secrets.ts';
import type { AuditRule } from '../rule.ts';

const LOADS =
  /(?:^|\.)(?:from_pretrained|load_dataset|load_dataset_builder|snapshot_download|hf_hub_download|load_from_hub|load_adapter)$|^(?:transformers|diffusers)\.pipeline$|^torch\.hub\.load$|^sentence_transformers\.(?:SentenceTransformer|CrossEncoder)$|^(?:torch\.load|pickle\.loads?|joblib\.load|dill\.loads?|numpy\.load)$/u;
const SHELLS = /^(?:os\.(?:system|popen)|subprocess\.\w+|exec|eval)$/u;
/** What fetches files alone, and runs none of them. */
const FETCHES = /(?:snapshot_download|hf_hub_download)$/u;

export const rule: AuditRule = {
  id: 'visitor-named-model',
  title: 'A Space loads what a visitor names',
  severity: 'high',
  confidence: 'medium',
  atlas: ['AML.T0010.003', 'AML.T0011.000'],
  advice:
    'Load visitors’ models in a sandbox without the tokens of the Space, from a list of names and commits, as safetensors alone.',
  *check({ map }) {
    for (const view of map.jobs) {
      if (view.workflow.system !== 'space') continue;
      const secrets = secretsOf(view);
      for (const { acts } of view.steps)
        for (const { call, path, place, via } of acts) {
          if (call === undefined || !isNamed(call)) continue;
          const runs = call.arguments.some(({ name, truth }) => name === 'trust_remote_code' && truth === true);
          const shell = SHELLS.test(call.callee);
          yield {
            path,
            place,
            message: `${call.callee.split('.').at(-1) ?? ''} takes what a visitor sends${runs ? ', and runs the code that comes with it' : ''}${secrets.length > 0 ? `, next to ${secrets.length} secrets of the Space` : ''}`,
            severity:
              (runs || shell) && secrets.length > 0
                ? 'critical'
                : runs || shell || secrets.length > 0
                  ? 'high'
                  : FETCHES.test(call.callee)
                    ? 'low'
                    : 'medium',
            related: [...via, ...secrets.slice(0, 3)],
          };
        }
    }
  },
};

function isNamed({ callee, arguments: given }: PythonCall): boolean {
  if (!LOADS.test(callee) && !SHELLS.test(callee)) return false;
  return given.some(
    ({ name, origins }) =>
      (name === undefined ||
        /^(?:repo_id|path|model|pretrained_model_name_or_path|repo_or_dir|model_name_or_path)$/u.test(name)) &&
      origins?.includes('request') === true,
  );
}
