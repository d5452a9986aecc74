import type { FileFacts } from '../../formats/facts.ts';
import { isRead, namedByConfiguration } from '../named-module.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  id: 'script-in-tree',
  title: 'A script lies beside the model',
  severity: 'medium',
  confidence: 'medium',
  atlas: ['AML.T0011', 'AML.T0050'],
  advice: 'Review the script before anyone runs it; a model that needs it to load is code, not data.',
  appliesTo: (file) => languageOf(file) !== undefined || startsBinary(file),
  *check(file, context) {
    const language = languageOf(file);
    if (language === undefined) {
      const message = 'a first line for an interpreter, before bytes that are no text';
      yield { message, severity: DATA.has(file.extension) ? 'high' : 'medium', confidence: 'high', offset: 0 };
      return;
    }
    const by = namedByConfiguration(file, context);
    if (file.text?.shebang !== undefined && DATA.has(file.extension))
      yield { message: `a ${language} script under the name of data`, severity: 'high', confidence: 'high', offset: 0 };
    else if (by === undefined) yield { message: `a ${language} script`, offset: 0 };
    else
      yield {
        message: `a ${language} script that ${by} makes the loader run`,
        // What Python does is judged by python-code; of no other language is anything known here.
        severity: isRead(file) ? 'medium' : 'high',
        confidence: 'high',
        offset: 0,
      };
  },
};

/** Endings of weights, pictures and tables: a first line for an interpreter under one of them is there to be started unseen. */
const DATA: ReadonlySet<string> = new Set(
  'bin safetensors gguf ggml onnx pb tflite keras h5 hdf5 ckpt pt pth npy npz msgpack pkl joblib model params parquet arrow png jpg jpeg gif webp wav mp3 pdf'.split(
    ' ',
  ),
);

/** An interpreter stops at an `exit` and sees nothing of the bytes behind it. */
function startsBinary(file: FileFacts): boolean {
  return (
    file.text === undefined &&
    (file.executables ?? []).some(
      ({ kind, offset, member }) => kind === 'script' && offset === 0 && member === undefined,
    )
  );
}

function languageOf(file: FileFacts): string | undefined {
  return file.script?.language ?? file.text?.language;
}
