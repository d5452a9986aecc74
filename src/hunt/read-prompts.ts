import * as z from 'zod';
import { GateError, systemCode } from '../core/errors.ts';
import { readAtMost } from '../storage/bounded-file.ts';

const MAX_PROMPTS = 1_000;
const MAX_CHARACTERS = 2_000;
/** Of prompts that are all as long as may be, in four bytes a character. */
const MAX_BYTES = 4 * MAX_PROMPTS * MAX_CHARACTERS;
const rowSchema = z.object({ prompt: z.string().min(1) });

/** @throws GateError USAGE as readPrompts(), and for what is no file, or larger than 8,000,000 bytes */
export async function readPromptFile(path: string): Promise<string[]> {
  try {
    const bytes = await readAtMost(path, MAX_BYTES);
    if (bytes === undefined) throw new GateError('USAGE', `--prompts ${path}: is larger than ${MAX_BYTES} bytes`);
    return readPrompts(bytes.toString('utf8'), path);
  } catch (error) {
    if (error instanceof GateError) throw error;
    throw new GateError('USAGE', `--prompts ${path}: can't be read (${systemCode(error) ?? 'unknown'})`, {
      cause: error,
    });
  }
}

/**
 * Prompts of the operator's, one a line: plain text, or JSON texts with a field `prompt`.
 * @throws GateError USAGE where a line is neither, or there are none or too many
 */
export function readPrompts(text: string, name: string): string[] {
  const prompts = text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line, index) => {
      const prompt = line.startsWith('{') ? fieldOf(line, name, index + 1) : line;
      if (prompt.length > MAX_CHARACTERS)
        throw new GateError('USAGE', `${name}: prompt ${index + 1} has more than ${MAX_CHARACTERS} characters`);
      return prompt;
    });
  if (prompts.length === 0) throw new GateError('USAGE', `${name}: holds no prompt`);
  if (prompts.length > MAX_PROMPTS) throw new GateError('USAGE', `${name}: more than ${MAX_PROMPTS} prompts`);
  return prompts;
}

function fieldOf(line: string, name: string, number: number): string {
  try {
    return rowSchema.parse(JSON.parse(line)).prompt;
  } catch (error) {
    throw new GateError('USAGE', `${name}: prompt ${number} is no JSON text with a field "prompt"`, { cause: error });
  }
}
