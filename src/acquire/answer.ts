import * as z from 'zod';
import { fileFactsSchema } from '../formats/facts.ts';

/** What a parsing process may say; formats/parse-protocol.ts. */
export const answerSchema = z.union([z.object({ ready: z.literal(true) }), z.object({ facts: fileFactsSchema })]);
export type AnswerSchema = typeof answerSchema;
