import * as z from 'zod';

/**
 * For a command whose schemas read a document or two each: to compile one first takes longer. Schemas look as they are made, so
 * before a module with any is loaded.
 */
export function interpretSchemas(): void {
  z.config({ jitless: true });
}
