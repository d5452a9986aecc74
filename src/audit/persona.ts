/** Who wants to hear of it: everybody; who keeps a pipeline tidy; who goes through it line by line. */
export const PERSONAS = ['regular', 'pedantic', 'auditor'] as const;
export type Persona = (typeof PERSONAS)[number];
