import type { Origin } from './facts.ts';
import { concatenated } from './text-methods.ts';
import { NOTHING, text, type Value } from './value.ts';

/** Keys that belong to nobody but the hub, forge, cloud or service that issued them. */
const CREDENTIAL =
  /^(?:HF_(?:HUB_|API_)?TOKEN|HUGGING_?FACE_?(?:HUB_)?(?:API_)?TOKEN|AWS_(?:SECRET_ACCESS_KEY|SESSION_TOKEN)|(?:GITHUB|GH)_(?:TOKEN|PAT)|(?:OPENAI|ANTHROPIC|GEMINI|GOOGLE|COHERE|MISTRAL|WANDB|GROQ|DEEPSEEK|AZURE_OPENAI|REPLICATE|STRIPE|SLACK)_(?:API_KEY|API_TOKEN|SECRET_KEY|BOT_TOKEN|TOKEN))$/u;

/** One variable of the environment, or one secret of a notebook's service. The home directory is that of whoever runs it. */
export function variable(name: Value | undefined): Value {
  if (/^(?:HOME|USERPROFILE)$/u.test(name?.texts?.[0] ?? '')) return text('~');
  const credential = name?.texts?.some((text) => CREDENTIAL.test(text)) === true;
  return { origins: new Set<Origin>(['machine', ...(credential ? (['credential'] as const) : []), 'unknown']) };
}

export function joinedPath(parts: readonly Value[]): Value {
  let whole: Value | undefined;
  for (const part of parts) whole = whole === undefined ? part : concatenated(concatenated(whole, text('/')), part);
  return whole ?? NOTHING;
}

export function pathMethod(name: string, receiver: Value, given: readonly Value[]): Value | undefined {
  if (/^(?:expanduser|resolve|absolute|as_posix)$/u.test(name)) return receiver;
  if (name === 'joinpath' || name === 'glob' || name === 'rglob')
    return { ...joinedPath([receiver, ...given]), paths: ['pathlib.Path()'] };
  return undefined;
}
