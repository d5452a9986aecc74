import type { Collector } from '../collector.ts';
import type { CommandsFacts } from '../text/facts.ts';
import { MEDIA_LIMITS } from './limits.ts';

/** The type of an action (ISO 32000-2, 12.6.4). Names may be written with #xx for any of their characters. */
const ACTION = /\/S[ \t\r\n]{0,8}\/(Launch|JavaScript|ImportData|GoToE)\b/gu;
/** Characters kept around an action. */
const AROUND = 120;

/** Actions that start programs or scripts, in the objects of a PDF that are not compressed. */
export function actionsOf(bytes: Buffer, collector: Collector): CommandsFacts['parts'] {
  const text = bytes
    .toString('latin1')
    .replace(/#([0-9A-Fa-f]{2})/gu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  const parts: CommandsFacts['parts'] = [];
  for (const { index } of text.matchAll(ACTION)) {
    if (parts.length >= MEDIA_LIMITS.actions) {
      collector.limit('media.actions', `more than ${MEDIA_LIMITS.actions} actions in one file`);
      break;
    }
    const around = text.slice(Math.max(0, index - AROUND), index + AROUND);
    parts.push({ text: around, line: 1, offset: Math.min(index, bytes.length), markup: true });
  }
  return parts;
}
