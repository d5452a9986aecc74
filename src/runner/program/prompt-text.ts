import type { Prompt } from '../protocol.ts';
import type { ChatTemplate } from './chat-template.ts';

/** The words of a prompt: messages through the model's own chat template, a text as it is. */
export function promptText(template: ChatTemplate, prompt: Prompt): string {
  return 'text' in prompt ? prompt.text : template.render(prompt.messages);
}
