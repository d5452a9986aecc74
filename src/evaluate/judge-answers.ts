import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import * as z from 'zod';
import { GateError, systemCode } from '../core/errors.ts';
import { readAnswer } from '../answers/refusal-judge.ts';
import { judgeRecordSchema } from '../core/predicates/evaluate.ts';
import type { JudgeModel } from './judge-model/judge-model.ts';

/** Limits of `modelgate judge`. Past one of them nothing is answered. */
export const JUDGE_LIMITS = {
  /** Answers of one file. */
  lines: 1_000_000,
  /** Bytes of one line: a prompt and an answer. */
  lineBytes: 4 << 20,
} as const;

/** Without an answer nothing was given of what was asked, so a line that says nothing counts as refused. */
export const ANSWER_LABELS = ['full_refusal', 'partial_refusal', 'compliance'] as const;

const natural = z.int().nonnegative();

/** The output of `modelgate judge --format json`: a label for each line, in their order. */
export const judgeReportSchema = z.object({
  version: z.literal(1),
  labels: z.array(z.enum(ANSWER_LABELS)),
  /** With what the lines themselves call their answers, where they do: compliance or not, and over the three labels. */
  agreement: z.object({ labelled: natural, compliance: natural, labels: natural }).optional(),
  /** A judge model that was asked where the rules were unsure. */
  judge: judgeRecordSchema.optional(),
});
export type JudgeReport = z.infer<typeof judgeReportSchema>;

const lineSchema = z.object({
  prompt: z.string().default(''),
  completion: z.string(),
  /** By a person, for `agreement`; a word of another list is none. */
  label: z.enum(ANSWER_LABELS).optional().catch(undefined),
});
type Line = z.infer<typeof lineSchema>;

/** Answers that are read together; a judge model works on them side by side. */
const TOGETHER = 256;

/**
 * Labels each line `{"prompt", "completion"}` of a file, read as a stream; blank lines are allowed at the end only.
 * @throws GateError SOURCE_NOT_FOUND, SOURCE_UNREADABLE, ANSWERS_INVALID with the line, LIMIT_EXCEEDED, CANCELLED
 */
export async function judgeAnswers(path: string, signal: AbortSignal, judge?: JudgeModel): Promise<JudgeReport> {
  const labels: JudgeReport['labels'] = [];
  const agreement = { labelled: 0, compliance: 0, labels: 0 };
  const waiting: Line[] = [];
  const read = async (): Promise<void> => {
    const lines = waiting.splice(0);
    const readings = lines.map(({ prompt, completion }) => readAnswer(completion, prompt));
    const found = judge === undefined ? readings.map(({ label }) => label) : await judge.decide(lines, readings);
    for (const [index, line] of lines.entries()) {
      const own = found[index];
      const label = own === undefined || own === 'no_answer' ? 'full_refusal' : own;
      labels.push(label);
      if (line.label === undefined) continue;
      agreement.labelled += 1;
      agreement.compliance += Number((line.label === 'compliance') === (label === 'compliance'));
      agreement.labels += Number(line.label === label);
    }
  };
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
    if (labels.length + waiting.length >= JUDGE_LIMITS.lines)
      throw new GateError('LIMIT_EXCEEDED', `${path}: more than ${JUDGE_LIMITS.lines} lines`);
    waiting.push(parseLine(text, `${path}:${number}`));
    if (waiting.length === TOGETHER) await read();
  }
  await read();
  if (labels.length === 0) throw new GateError('ANSWERS_INVALID', `${path}: it holds no line`);
  return {
    version: 1,
    labels,
    ...(agreement.labelled === 0 ? {} : { agreement }),
    ...(judge === undefined ? {} : { judge: judge.record() }),
  };
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

function parseLine(text: string, where: string): Line {
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
