import './quiet.ts';
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { PROTOCOL_VERSION, RECORD_SEPARATOR, requestSchema, type Answer, type Request } from '../protocol.ts';
import { Fault } from './fault.ts';
import { generate } from './generate.ts';
import { loadModel, type LoadedModel } from './loaded-model.ts';
import { loglikelihood } from './loglikelihood.ts';

/*
 * The program inside the sandbox: `node gguf.mjs MODEL`. It has no secrets, no questions but the ones it is asked, and no
 * way to anything but its pipe; whoever takes it over can give wrong answers and nothing else.
 */

const PROTOCOL_DESCRIPTOR = 1;
const modelPath = process.argv[2] ?? '/model/model.gguf';
let loaded: LoadedModel | undefined;

async function answer(request: Request): Promise<Answer> {
  if (request.op === 'hello') {
    loaded ??= await loadModel(modelPath, request);
    return {
      id: request.id,
      op: 'hello',
      protocol: PROTOCOL_VERSION,
      runner: 'gguf',
      engine: loaded.engine.slice(0, 64),
      architecture: loaded.architecture.slice(0, 128),
      trainedContext: loaded.model.trainContextSize,
      contextTokens: loaded.contextTokens,
      sequences: loaded.sequences.length,
      template: loaded.template.source,
    };
  }
  if (loaded === undefined) throw new Fault('request', 'the first request must be hello');
  if (request.op === 'generate') return { id: request.id, op: 'generate', items: await generate(loaded, request) };
  return { id: request.id, op: 'loglikelihood', items: await loglikelihood(loaded, request) };
}

function send(record: Answer): void {
  let bytes = Buffer.from(`${RECORD_SEPARATOR}${JSON.stringify(record)}\n`);
  while (bytes.length > 0) bytes = bytes.subarray(writeSync(PROTOCOL_DESCRIPTOR, bytes));
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const request = requestSchema.parse(JSON.parse(line.replaceAll(RECORD_SEPARATOR, '')));
  try {
    send(await answer(request));
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    send({ id: request.id, op: 'fault', fault: error.fault, message: error.message });
  }
}
process.exit(0);
