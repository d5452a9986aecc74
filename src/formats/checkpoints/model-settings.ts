import type { FileFacts } from '../facts.ts';
import { ropeOfConfig, ropeOfGguf, type RopeScaling } from './rope-scaling.ts';

/**
 * What turns the same weights into another model. Each is undefined where the files don't state it or the parser doesn't
 * tell; two settings are compared only where both are known, and what was compared is listed.
 */
export interface ModelSettings {
  /** In GGUF's words: `llama`, `qwen2`… */
  readonly architecture: string | undefined;
  /** By SETTING_NAMES. Numbers as float32, which is how GGUF stores fractions. */
  readonly numbers: ReadonlyMap<SettingName, number>;
  readonly rope: RopeScaling | undefined;
  /** Elements of an attention head, as a configuration states them. */
  readonly headLength?: number | undefined;
  /** The template that is used when none is asked for; empty where a tokenizer is stated without one. */
  readonly chatTemplate: string | undefined;
  /** How packed weights are stored, as `quantization_config` says: `gptq_v2`. */
  readonly quantizationFormat?: string | undefined;
  /** Files that state settings and could not be read whole: what they hide differs from everything. */
  readonly unread: readonly string[];
}

/** Setting → key under the architecture in GGUF metadata, and key in config.json. */
const SETTINGS = [
  { name: 'attention heads', gguf: 'attention.head_count', config: 'num_attention_heads' },
  { name: 'key-value heads', gguf: 'attention.head_count_kv', config: 'num_key_value_heads' },
  { name: 'hidden size', gguf: 'embedding_length', config: 'hidden_size' },
  { name: 'layers', gguf: 'block_count', config: 'num_hidden_layers' },
  { name: 'feed-forward size', gguf: 'feed_forward_length', config: 'intermediate_size' },
  { name: 'norm epsilon', gguf: 'attention.layer_norm_rms_epsilon', config: 'rms_norm_eps' },
  { name: 'rope base', gguf: 'rope.freq_base', config: 'rope_theta' },
] as const;

export type SettingName = (typeof SETTINGS)[number]['name'];

/** The settings that a GGUF file carries itself. */
export function ggufSettings(facts: FileFacts): ModelSettings {
  const architecture = facts.gguf?.architecture;
  const stored = new Map(facts.gguf?.metadata.map(({ key, value }) => [key, value]));
  const numbers = new Map<SettingName, number>();
  for (const { name, gguf } of SETTINGS) {
    const value = stored.get(`${architecture ?? ''}.${gguf}`);
    if (typeof value === 'number') numbers.set(name, Math.fround(value));
  }
  // llama.cpp's reader defaults: no head_count_kv means as many as heads.
  const heads = numbers.get('attention heads');
  const stated = stored.has(`${architecture ?? ''}.attention.head_count_kv`);
  const grouped =
    facts.gguf?.metadata.some(({ key }) => key === `${architecture ?? ''}.attention.head_count_kv`) ?? false;
  if (heads !== undefined && !stated && !grouped) numbers.set('key-value heads', heads);
  const chatTemplate = templateOf([facts], facts.gguf?.tokenizer !== undefined);
  return { architecture, numbers, rope: ropeOfGguf(facts), chatTemplate, unread: [] };
}

/** The settings of a Hugging Face layout: those of the files beside the weights. */
export function directorySettings(beside: readonly FileFacts[]): ModelSettings {
  const config = beside.find(({ json }) => json?.role === 'config');
  const numbers = new Map<SettingName, number>();
  const stored = new Map(config?.config?.numbers);
  for (const { name, config: key } of SETTINGS) {
    const value = stored.get(key);
    if (typeof value === 'number') numbers.set(name, Math.fround(value));
  }
  const heads = numbers.get('attention heads');
  if (heads !== undefined && !numbers.has('key-value heads')) numbers.set('key-value heads', heads);
  const { scaling: rope, base } = config?.config === undefined ? {} : ropeOfConfig(config.config);
  if (base !== undefined) numbers.set('rope base', Math.fround(base));
  const headLength = stored.get('head_dim') ?? (numbers.get('hidden size') ?? Number.NaN) / (heads ?? Number.NaN);
  // Only the files that a tokenizer loads: a GGUF beside them carries a template of its own.
  const sources = beside.filter(({ json, extension }) => TEMPLATE_ROLES.has(json?.role ?? '') || extension === 'jinja');
  const chatTemplate = templateOf(sources, sources.length > 0);
  const unread = [config, ...sources].filter((file) => file?.complete === false).flatMap((file) => file?.path ?? []);
  const architecture = ggufArchitecture(config?.config?.modelType);
  const { quantizationFormat } = config?.config ?? {};
  return { architecture, numbers, rope, headLength, chatTemplate, quantizationFormat, unread };
}

/** Where both state a setting and the values differ: one sentence each. */
export function settingDifferences(a: ModelSettings, b: ModelSettings): string[] {
  const differences = [...a.unread, ...b.unread].map((path) => `${path} could not be read whole`);
  if (a.architecture !== undefined && b.architecture !== undefined && a.architecture !== b.architecture) {
    differences.push(`architecture ${a.architecture} against ${b.architecture}`);
  }
  for (const { name } of SETTINGS) {
    const left = a.numbers.get(name);
    const right = b.numbers.get(name);
    if (left !== undefined && right !== undefined && left !== right)
      differences.push(`${name} ${left} against ${right}`);
  }
  const positions = ropeDifference(a.rope, b.rope);
  if (positions !== undefined) differences.push(positions);
  if (a.chatTemplate !== undefined && b.chatTemplate !== undefined && a.chatTemplate !== b.chatTemplate) {
    differences.push('the chat templates differ');
  }
  return differences;
}

/** Between a GGUF that states no scaling and one as Llama 3 has it, the tensor of factors tells. */
function ropeDifference(a: RopeScaling | undefined, b: RopeScaling | undefined): string | undefined {
  if (a === undefined || b === undefined || a.text === b.text) return undefined;
  const byFactors = [a, b].some(({ kind }) => kind === 'llama3') && [a, b].some(({ text }) => text === 'none');
  return byFactors ? undefined : `positions scaled by ${a.text} against ${b.text}`;
}

/** The settings that both state. */
export function settingsInCommon(a: ModelSettings, b: ModelSettings): string[] {
  const names: string[] = SETTINGS.map(({ name }) => name).filter((name) => a.numbers.has(name) && b.numbers.has(name));
  if (a.architecture !== undefined && b.architecture !== undefined) names.unshift('architecture');
  if (a.rope !== undefined && b.rope !== undefined) names.push('scaling of positions');
  if (a.chatTemplate !== undefined && b.chatTemplate !== undefined) names.push('chat template');
  return names;
}

const TEMPLATE_ROLES: ReadonlySet<string> = new Set(['tokenizer-config', 'chat-template']);

/**
 * The default templates of the files, all of them where they disagree: which one a loader takes depends on its version, so
 * a disagreement equals nothing but itself.
 */
function templateOf(files: readonly FileFacts[], tokenizerStated: boolean): string | undefined {
  const texts = files
    .flatMap(({ chatTemplates }) => chatTemplates ?? [])
    .filter(({ name }) => name === undefined || name === 'default')
    .map(({ text }) => text);
  if (texts.length === 0) return tokenizerStated ? '' : undefined;
  return [...new Set(texts)].sort().join('\0');
}

/** `model_type` of config.json for the architectures that are mapped; GGUF files the Mistral models under `llama`. */
export function ggufArchitecture(modelType: string | undefined): string | undefined {
  if (modelType === 'gemma3_text') return 'gemma3';
  return modelType === 'mistral' ? 'llama' : modelType;
}
