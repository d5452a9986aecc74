import { Template } from '@huggingface/jinja';
import type { Message } from '../protocol.ts';
import { Fault } from './fault.ts';

/** The longest template in common use has about 20,000 characters. */
const MAX_TEMPLATE = 256 << 10;
const MAX_RENDERED = 2 << 20;

export interface ChatTemplate {
  readonly source: 'gguf' | 'file' | 'none';
  render(messages: readonly Message[]): string;
}

interface Tokens {
  readonly bos: string;
  readonly eos: string;
}

/**
 * The model's own chat template, a program from the submission: rendered only here, inside the sandbox. How long it may
 * take and how much memory it may use is the sandbox's business; a template that never ends is a runner that hangs.
 * Without a template the contents are joined by blank lines, as for a model that was never taught to chat.
 */
export function chatTemplate(text: string | undefined, tokens: Tokens, source: 'gguf' | 'file' = 'gguf'): ChatTemplate {
  if (text === undefined) {
    return { source: 'none', render: (messages) => `${messages.map(({ content }) => content).join('\n\n')}\n\n` };
  }
  if (text.length > MAX_TEMPLATE) throw new Fault('template', `the chat template has ${text.length} characters`);
  const template = parsed(text);
  return {
    source,
    render: (messages) => {
      const rendered = attempt('render', () =>
        template.render({
          messages: messages.map(({ role, content }) => ({ role, content })),
          add_generation_prompt: true,
          bos_token: tokens.bos,
          eos_token: tokens.eos,
        }),
      );
      if (rendered.length > MAX_RENDERED) throw new Fault('template', `a prompt of ${rendered.length} characters`);
      return rendered;
    },
  };
}

function parsed(text: string): Template {
  return attempt('parse', () => new Template(text));
}

function attempt<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Fault(
      'template',
      `the chat template does not ${what}: ${error instanceof Error ? error.message : 'unknown'}`,
    );
  }
}
