import { unreachable } from '../../core/errors.ts';
import type { Severity } from '../../core/finding.ts';
import type { JsonNotable } from '../../formats/json/facts.ts';
import { judgeName } from '../judge-name.ts';
import { judgePath } from '../judge-path.ts';
import { isRead, readModule } from '../named-module.ts';
import type { Rule, RuleContext } from '../rule.ts';

export const rule: Rule = {
  id: 'config-remote-code',
  title: 'A configuration makes its loader run code',
  severity: 'high',
  confidence: 'high',
  atlas: ['AML.T0011.000', 'AML.T0010.003'],
  advice:
    'Use a model type that the library has built in, or review the named code and pin it; never set trust_remote_code for it.',
  appliesTo: (file) => (file.json?.notable.length ?? 0) > 0,
  *check(file, context) {
    for (const notable of file.json?.notable ?? []) {
      const judged = judge(notable, file.path, context);
      if (judged !== undefined)
        yield {
          message: `${judged.message} (at ${notable.pointer})`,
          severity: judged.severity,
          offset: notable.offset,
        };
    }
  },
};

interface Judged {
  readonly message: string;
  readonly severity: Severity;
}

/** Libraries whose loaders import each other's parts by name. */
const LIBRARIES: ReadonlySet<string> = new Set(
  (
    'diffusers transformers sentence_transformers peft timm torch torchvision torchaudio open_clip optimum onnxruntime ' +
    'megatron accelerate flax jax tokenizers stable_diffusion latent_diffusion_uncond paint_by_example audioldm2 ' +
    'deepfloyd_if kandinsky wuerstchen unidiffuser versatile_diffusion semantic_stable_diffusion stable_cascade pylate'
  ).split(' '),
);

function judgeImport(value: string, path: string, context: RuleContext): Judged | undefined {
  const [root = ''] = value.split('.');
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  // diffusers looks for the module in the component's own directory first, sentence-transformers beside the file.
  const own = [...context.files.keys()].find(
    (name) => (name.startsWith(folder) && name.endsWith(`/${value}.py`)) || name === `${folder}${root}.py`,
  );
  if (own !== undefined)
    return {
      message: `${value} is imported from ${own}, which is part of the submission`,
      severity: isRead(context.files.get(own)) ? 'medium' : 'high',
    };
  if (LIBRARIES.has(root)) return undefined;
  if (judgeName(value, 'x').kind === 'dangerous')
    return { message: `the loader imports ${value}`, severity: 'critical' };
  // A module of the repository's root, which was left out of the submission or comes with another one.
  const beside =
    /^(?:modeling|custom|configuration|tokenization|processing|pipeline)_\w+(?:\.\w+)?$|^custom\w*\.\w+$/u.test(value);
  return {
    message: `the loader imports ${value}, which is no library of models that is known`,
    severity: beside ? 'high' : 'medium',
  };
}

function judge({ kind, value, pointer }: JsonNotable, path: string, context: RuleContext): Judged | undefined {
  // Code that lies here is held to what code of models does (python-code), and blocks where it does more.
  const own = readModule(value, path, context);
  const seen = own === undefined ? '' : `; what ${own.path} does is judged under python-code`;
  switch (kind) {
    case 'auto-map':
      return {
        message: `auto_map names ${value}: loading with trust_remote_code runs it${seen}`,
        severity: own === undefined ? 'high' : 'medium',
      };
    case 'remote-class':
      return {
        message: `${value} is code from another repository, which can change at any time`,
        severity: 'critical',
      };
    case 'trust-remote-code':
      return !/^(?:false|null|0|)$/iu.test(value)
        ? { message: 'trust_remote_code is set by the submission itself', severity: 'high' }
        : undefined;
    case 'custom-code':
      return {
        message: `${value} names code that the loader runs${seen}`,
        severity: own === undefined ? 'high' : 'medium',
      };
    case 'handler': {
      // python-code judges the file that it names.
      const reason = judgePath(value);
      return reason === undefined
        ? undefined
        : { message: `the server imports ${value}, which ${reason}`, severity: 'high' };
    }
    case 'import':
      // diffusers: a class of the repository's own is named with its module.
      if (pointer.startsWith('/_class_name/'))
        return {
          message: `${value} is a module of the repository that holds its pipeline${seen}`,
          severity: own === undefined ? 'high' : 'medium',
        };
      return judgeImport(value, path, context);
    case 'kernel':
      return value.includes('/')
        ? {
            message: `${value} is a repository whose compiled kernels the loader fetches and runs`,
            severity: 'critical',
          }
        : undefined;
    case 'file-reference': {
      const reason = judgePath(value);
      return reason === undefined || value === ''
        ? undefined
        : {
            message: `the loader opens ${value}, which ${reason}`,
            severity: !SHARE.test(value) && isLeftover(value) ? 'low' : 'high',
          };
    }
    case 'unsafe-switch':
      return /^(?:false|null|0|)$/iu.test(value)
        ? undefined
        : { message: 'a switch lets the loader run what a model answers or a pickle holds', severity: 'high' };
    case 'secret-reference':
      // CVE-2025-68664. Keys of services for models are what honest chains keep so.
      return {
        message: `the loader puts the variable ${value} of its environment here`,
        severity: /^(?!AWS_)[A-Z\d_]+_(?:API_)?(?:KEY|TOKEN)$/u.test(value) ? 'medium' : 'high',
      };
    // hydra-target judges what a configuration calls, and zarr-codec what decodes an array, hostile-instructions what a model is told.
    case 'target':
    case 'codec':
    case 'prompt':
    case 'model-reference':
      return undefined;
    default:
      return unreachable(kind);
  }
}

/** A path of another machine: Windows logs in to it with its user's name and the hash of a password. */
const SHARE = /^(?:\\\\|\/\/)[^/\\]/u;

/** Where the submitter's own tools cached the tokenizer: honest configurations keep such paths, and loaders pass them over. */
function isLeftover(path: string): boolean {
  return /^\/|^[A-Za-z]:|^~/u.test(path) && !path.split(/[/\\]/u).includes('..');
}
