import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import * as z from 'zod';
import { GateError, systemCode } from '../core/errors.ts';
import { judgeRefusal } from '../answers/refusal-judge.ts';

/** Limits of `modelgate judge`. Past one of them nothing is answered. */
export const JUDGE_LIMITS = {
  /** Answers of one file. */
  lines: 1_000_000,
  /** Bytes of one line: a prompt and an answer. */
  lineBytes: 4 << 20,
} as const;

/** Without an answer nothing was given of what was asked, so a line that says nothing counts as refused. */
export const ANSWER_LABELS = ['full_refusal', 'partial_refusal', 'compliance'] as const;

/** The output of `modelgate judge --format json`: a label for each line, in their order. */
export const judgeReportSchema = z.object({ version: z.literal(1), labels: z.array(z.enum(ANSWER_LABELS)) });
export type JudgeReport = z.infer<typeof judgeReportSchema>;

const lineSchema = z.object({ prompt: z.string().optional(), completion: z.string() });

/**
 * Labels each line `{"prompt", "completion"}` of a file, read as a stream; blank lines are allowed at the end only.
 * @throws GateError SOURCE_NOT_FOUND, SOURCE_UNREADABLE, ANSWERS_INVALID with the line, LIMIT_EXCEEDED, CANCELLED
 */
export async function judgeAnswers(path: string, signal: AbortSignal): Promise<JudgeReport> {
  const labels: JudgeReport['labels'] = [];
  let number = 0;
  let blank = 0;
  for await (const line of linesOf(path, signal)) {
    number++;
    const text = decode(line, `${path}:${number}`);
    if (text.trim() === '') {
      blank ||= number;
      continue;
    }
    if (blank > 0) throw new GateError('ANSWERS_INVALID', `${path}:${blank}: the line is empty`);
    if (labels.length >= JUDGE_LIMITS.lines)
      throw new GateError('LIMIT_EXCEEDED', `${path}: more than ${JUDGE_LIMITS.lines} lines`);
    const { prompt, completion } = parseLine(text, `${path}:${number}`);
    const label = judgeRefusal(completion, prompt);
    labels.push(label === 'no_answer' ? 'full_refusal' : label);
  }
  if (labels.length === 0) throw new GateError('ANSWERS_INVALID', `${path}: it holds no line`);
  return { version: 1, labels };
}

async function* linesOf(path: string, signal: AbortSignal): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let length = 0;
  let number = 1;
  const add = (part: Buffer): void => {
    parts.push(part);
    length += part.length;
    if (length > JUDGE_LIMITS.lineBytes)
      throw new GateError('LIMIT_EXCEEDED', `${path}:${number}: a line of more than ${JUDGE_LIMITS.lineBytes} bytes`);
  };
  try {
    if ((await stat(path)).isDirectory()) throw new GateError('SOURCE_UNREADABLE', `${path} is a directory`);
    for await (const chunk of createReadStream(path, { signal })) {
      if (!Buffer.isBuffer(chunk)) throw new GateError('INTERNAL', 'a byte stream gave text');
      let start = 0;
      for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, start)) {
        add(chunk.subarray(start, end));
        yield Buffer.concat(parts);
        [parts, length, start] = [[], 0, end + 1];
        number++;
      }
      add(chunk.subarray(start));
    }
  } catch (error) {
    if (error instanceof GateError) throw error;
    if (signal.aborted) throw new GateError('CANCELLED', 'cancelled', { cause: error });
    if (systemCode(error) === 'ENOENT') throw new GateError('SOURCE_NOT_FOUND', `${path} does not exist`);
    throw new GateError('SOURCE_UNREADABLE', `${path} can't be read: ${String(error)}`, { cause: error });
  }
  if (length > 0) yield Buffer.concat(parts);
}

function decode(line: Uint8Array, where: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(line);
  } catch (error) {
    throw new GateError('ANSWERS_INVALID', `${where}: it is not UTF-8`, { cause: error });
  }
}

function parseLine(text: string, where: string): z.infer<typeof lineSchema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new GateError('ANSWERS_INVALID', `${where}: it is not JSON`, { cause: error });
  }
  const parsed = lineSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new GateError(
    'ANSWERS_INVALID',
    `${where}: ${issue?.path.join('.') || 'line'}: ${issue?.message ?? 'invalid'}`,
  );
}
