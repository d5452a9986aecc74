import { effectsOf, type Effect } from '../map/effects.ts';
import type { AuditRule } from '../rule.ts';

const MODEL =
  /\.(?:pt|pth|bin|ckpt|onnx|safetensors|gguf|ggml|h5|hdf5|keras|pkl|pickle|joblib|npy|npz|tflite|pb|mar|nemo|weights|model|msgpack|mlmodel)\b|(?:^|[^a-z])(?:models?|weights?|checkpoints?)[/_.-]/iu;
const DATA =
  /\.(?:csv|tsv|jsonl?|parquet|arrow|zip|tar|tgz|tar\.(?:gz|xz|zst|bz2)|tfrecords?|feather|xlsx)\b|(?:^|[^a-z])(?:data(?:sets?)?|corpus|benchmark)[/_.-]/iu;
const HUB =
  /^(?:huggingface-cli|hf) download|^gdown|^kaggle|snapshot_download|hf_hub_download|modelscope|load_state_dict_from_url|^aws .*s3|^gsutil|^gcloud storage/u;
const CHECK = /sha\d+|hashlib|md5|checksum|digest|verify|signature|compare_digest/iu;

export const rule: AuditRule = {
  id: 'unverified-model',
  title: 'A model or data set is used as it was fetched',
  severity: 'medium',
  confidence: 'medium',
  atlas: ['AML.T0010.002', 'AML.T0010.003'],
  advice: 'Name the revision or digest that is meant, and compare it before the file is used.',
  *check({ map }) {
    for (const view of map.jobs) {
      const effects = effectsOf(view);
      for (const effect of effects) {
        if (effect.kind !== 'download' || pinned(effect)) continue;
        const line = effect.act?.text ?? effect.what;
        const what = MODEL.test(line)
          ? 'a model'
          : DATA.test(line) || HUB.test(effect.what)
            ? 'a model or data set'
            : undefined;
        if (what === undefined || /\.(?:deb|rpm|whl|sh|py|js|AppImage|jar|exe)\b|install/u.test(line)) continue;
        if (
          effects.some(({ kind, step }) => kind === 'verify' && step.index >= effect.step.index) ||
          CHECK.test(effect.step.step.run?.text ?? '')
        )
          continue;
        yield {
          path: effect.path,
          place: effect.place,
          message: `${effect.what} fetches ${what}, and nothing compares a digest or signature`,
          severity: /\bhttp:\/\/(?!localhost|127\.)/u.test(line) ? 'high' : 'medium',
          related: effect.act?.via ?? [],
        };
      }
    }
  },
};

/** By a digest, by a commit, or by a file of digests that the tool itself compares. */
function pinned({ act }: Effect): boolean {
  if (act === undefined) return false;
  if (/\b[0-9a-f]{40}\b|\b[0-9a-f]{64}\b/u.test(act.text)) return true;
  return (
    act.call?.arguments.some(
      ({ name, texts }) =>
        (name === 'revision' && texts?.some((text) => /^[0-9a-f]{40}$/u.test(text)) === true) ||
        name === 'hash_prefix' ||
        name === 'check_hash',
    ) === true
  );
}
