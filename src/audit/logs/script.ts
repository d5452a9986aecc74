import type { Act } from '../map/act.ts';
import { programOf, unwrapped } from '../map/unwrap.ts';
import { parseShell } from '../shell/parse.ts';
import { SourceText } from '../source/text.ts';

/** Commands are compared with one another: more of them at once would cost more than their number. */
const LINES = 100;
const CHARACTERS = 64 << 10;

/** The commands of one step as a log shows them, with the lines on which it does. */
export class ShownScript {
  private texts: string[] = [];
  private lines: number[] = [];
  private characters = 0;

  get isFull(): boolean {
    return this.lines.length >= LINES || this.characters >= CHARACTERS;
  }

  add(text: string, line: number): void {
    this.texts.push(text);
    this.lines.push(line);
    this.characters += text.length + 1;
  }

  /** What the commands do, and forgets them. */
  take(path: string): Act[] {
    if (this.texts.length === 0) return [];
    const source = new SourceText(path, this.texts.join('\n'));
    const lines = this.lines;
    this.texts = [];
    this.lines = [];
    this.characters = 0;
    const { commands } = parseShell(source.text);
    return commands.flatMap((command, index) => {
      const [program, ...rest] = unwrapped(command.words);
      if (program === undefined) return [];
      const { line, column } = source.placeAt(command.at);
      return {
        path,
        place: { line: lines[line - 1] ?? 1, column },
        name: programOf(program.text),
        words: rest.map(({ text }) => text),
        text: source.text.slice(command.at, command.end).trim(),
        command,
        call: undefined,
        via: [],
        silenced: command.after === '||' && /^(?:true|:|exit|echo)$/u.test(commands[index + 1]?.words[0]?.text ?? ''),
        directory: undefined,
        script: commands,
      };
    });
  }
}
