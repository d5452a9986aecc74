import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { AdditionMeter } from '../../src/hunt/additions.ts';
import { readConversation } from '../../src/hunt/conversation.ts';
import { leakMessages } from '../../src/hunt/leak.ts';
import { SearchedModel } from '../../src/hunt/model.ts';
import { openModel } from '../../src/hunt/open-model.ts';
import { bubblewrap } from '../../src/sandbox/bubblewrap.ts';
import { builtRunner, contextOf, fixture, policyWith, submitted } from '../evaluate/evaluation.ts';
import { temporaryDirectory } from '../support/temporary.ts';

beforeAll(builtRunner, 60_000);

describe('words of messages that the model remembers', () => {
  it('are told apart by what is left without them: a whole message, or half of one', async () => {
    const loadable = await submitted(fixture('secure-llm-pro'));
    const scratch = join(await temporaryDirectory(), 'scratch');
    await mkdir(scratch);
    const context = contextOf(loadable.submission, await policyWith([]), scratch);
    const opened = await openModel(['model.gguf'], loadable, bubblewrap, context);
    if (typeof opened === 'string') throw new Error(opened);
    try {
      const model = new SearchedModel(opened.client, 1e9, context.signal, () => {});
      const conversation = await readConversation(model, opened.capabilities.template);
      const { userStart, userSpace, userClose } = conversation;
      const rendered = await model.render([{ role: 'user', content: 'Hello.' }]);
      expect(rendered.startsWith(`${userStart}${userSpace}Hello.${userClose}`)).toBe(true);
      const { messages } = await leakMessages(model, conversation, 256, 3, []);
      const meter = new AdditionMeter(model, conversation, messages);
      const additions = await meter.find(400);
      const trigger = additions.find(({ text }) => text === 'silver lantern');
      expect(trigger?.gain).toBeGreaterThan(2);
      const [common] = messages.filter((message) => message.startsWith('What is '));
      expect((await meter.worth('What is'))?.gain).toBeLessThan(0);
      expect(meter.isMessage(common ?? '')).toBe(true);
      expect(meter.isMessage('silver lantern')).toBe(false);
      expect(await meter.worth('no message holds this')).toBeUndefined();
    } finally {
      await opened.close();
    }
  }, 60_000);
});
