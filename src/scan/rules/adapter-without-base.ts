import type { Rule } from '../rule.ts';

export const rule: Rule = {
  id: 'adapter-without-base',
  title: 'An adapter comes without the model it adapts',
  severity: 'medium',
  confidence: 'high',
  atlas: ['AML.T0010.003'],
  advice: 'Submit the merged model, or the adapter together with its base: an adapter alone can not be evaluated.',
  appliesTo: (file) => file.adapter !== undefined,
  *check(file, context) {
    const directory = file.path.includes('/') ? file.path.slice(0, file.path.lastIndexOf('/') + 1) : '';
    const weights = [...context.files.values()].some(
      ({ path, formats }) =>
        path.startsWith(directory) &&
        !path.slice(directory.length).startsWith('adapter_') &&
        (formats.includes('gguf') ||
          formats.includes('safetensors') ||
          /^pytorch_model.*\.bin$/u.test(path.slice(directory.length))),
    );
    if (weights) return;
    const base = file.adapter?.baseModel;
    if (base === undefined) yield { message: 'the adapter names no base model', offset: 0 };
    else yield { message: `the base model ${base} is not part of the submission`, offset: 0 };
  },
};
