import { AUDIT_LIMITS } from '../limits.ts';
import type { HereDocument, Joint, ShellCommand, ShellRedirect, ShellScript, ShellWord } from './syntax.ts';

/** Words that open a block, and that a command may follow at once. */
const OPENING = new Set(['if', 'while', 'until', 'for', 'case', 'select', '{', 'function']);
const TESTING = new Set(['if', 'while', 'until', 'elif', '!']);
const BETWEEN = new Set(['then', 'else', 'elif', 'do', '!', 'time', '{', 'if', 'while', 'until', 'coproc']);
const CLOSING = new Set(['fi', 'done', 'esac', '}']);
const ASSIGNMENT = /^([A-Za-z_]\w*)(?:\[[^\]]*\])?\+?=/u;

/**
 * Commands of a POSIX or bash text, in the order of the text, substitutions before the command that they are part of. Reads what
 * people write in `run:` blocks and never fails: what a shell would refuse gives the commands that can be seen. `${{ … }}`
 * is one word's part, whatever stands in it.
 */
export function parseShell(text: string): ShellScript {
  const parser = new ShellParser(text);
  parser.list(0, text.length, false, 0);
  return { commands: parser.commands, complete: parser.complete };
}

interface Draft {
  words: ShellWord[];
  assignments: { name: string; value: string; at: number }[];
  redirects: ShellRedirect[];
  documents: HereDocument[];
  tested: boolean;
  at: number;
}

class ShellParser {
  readonly commands: ShellCommand[] = [];
  complete = true;
  private readonly text: string;
  private pending: {
    readonly word: string;
    readonly quoted: boolean;
    readonly strip: boolean;
    readonly into: HereDocument[];
  }[] = [];

  constructor(text: string) {
    this.text = text;
  }

  /** Commands from `from` to `to`. */
  list(from: number, to: number, substituted: boolean, depth: number): void {
    if (depth > AUDIT_LIMITS.nesting) {
      this.complete = false;
      return;
    }
    let draft: Draft = blank(from);
    let before: Joint = '';
    let blocks = 0;
    let subshells = 0;
    const finish = (end: number, after: Joint): void => {
      const { words, assignments, redirects } = draft;
      if (words.length + assignments.length + redirects.length > 0) {
        if (this.commands.length >= AUDIT_LIMITS.commands) this.complete = false;
        else this.commands.push({ ...draft, end, before, after, substituted, blocks, subshells });
        before = after;
      }
      draft = blank(end);
    };
    for (let at = from; at < to;) {
      const letter = this.text[at] ?? '';
      if (letter === ' ' || letter === '\t' || letter === '\r') at++;
      else if (letter === '\\' && this.text[at + 1] === '\n') at += 2;
      else if (letter === '\\' && this.text.startsWith('\r\n', at + 1)) at += 3;
      else if (letter === '#') at = this.lineEnd(at, to);
      else if (/[()|&<>]/u.test(letter) && isTest(draft)) {
        // Signs of a pattern or a condition, which start no command.
        draft.words.push({ text: letter, at, quoted: false, split: false });
        at++;
      } else if (letter === '\n') {
        finish(at, 'newline');
        at = this.heredocs(at + 1, to);
      } else if (letter === ';') {
        finish(at, ';');
        at++;
      } else if (letter === '&' && this.text[at + 1] === '&') {
        finish(at, '&&');
        at += 2;
      } else if (letter === '|' && this.text[at + 1] === '|') {
        finish(at, '||');
        at += 2;
      } else if (letter === '|') {
        finish(at, '|');
        at += this.text[at + 1] === '&' ? 2 : 1;
      } else if (letter === '&' && this.text[at + 1] !== '>') {
        finish(at, '&');
        at++;
      } else if (letter === '(' || letter === ')') {
        // A subshell, a function's brackets, the end of a case's pattern.
        if (letter === ')' && subshells === 0 && draft.words.length > 0 && blocks > 0 && draft.redirects.length === 0)
          draft = blank(at);
        else finish(at, ';');
        subshells = letter === '(' ? subshells + 1 : Math.max(0, subshells - 1);
        at++;
      } else {
        const redirect = /^(?:\d{0,3}|&)(?:<<<|<<-?|<>|>>|>\||[<>]&|[<>])/u.exec(this.text.slice(at, at + 8));
        // `<(…)` is a word.
        if (redirect !== null && !/^[<>]\(/u.test(this.text.slice(at, at + 2))) {
          at = this.redirect(draft, redirect[0], at, to, depth);
          continue;
        }
        const { word, end } = this.word(at, to, depth);
        if (draft.words.length === 0 && draft.assignments.length === 0) {
          draft.at = at;
          if (!word.quoted && this.keyword(word.text, draft)) {
            if (OPENING.has(word.text)) blocks++;
            if (CLOSING.has(word.text)) blocks = Math.max(0, blocks - 1);
            at = end;
            continue;
          }
          if (word.text === 'for' || word.text === 'case' || word.text === 'select' || word.text === 'function') {
            blocks++;
            const head = at;
            at = word.text === 'case' ? this.afterIn(end, to) : this.loopHead(word.text, end, to, depth);
            const [, name, value] = /^\s*([A-Za-z_]\w*)\s+in\s([^]*)$/u.exec(this.text.slice(end, at)) ?? [];
            // The name stands for each of the words in turn.
            if (name !== undefined && value !== undefined && word.text !== 'case' && word.text !== 'function')
              draft.assignments.push({ name, value: value.trim(), at: head });
            continue;
          }
        }
        const assigned = draft.words.length === 0 ? ASSIGNMENT.exec(word.text) : null;
        if (assigned === null) draft.words.push(word);
        else {
          let value = word.text.slice(assigned[0].length);
          let last = end;
          if (value === '' && this.text[end] === '(') {
            last = this.closing(end + 1, to, ')');
            value = this.text.slice(end, last);
          }
          draft.assignments.push({ name: assigned[1] ?? '', value, at });
          at = last;
          continue;
        }
        at = end;
      }
    }
    finish(to, '');
  }

  private keyword(text: string, draft: Draft): boolean {
    if (TESTING.has(text)) draft.tested = true;
    return BETWEEN.has(text) || CLOSING.has(text);
  }

  /** `for name in words`: the words are no command; substitutions in them are. */
  private loopHead(kind: string, from: number, to: number, depth: number): number {
    let at = from;
    while (at < to && this.text[at] !== '\n' && this.text[at] !== ';') {
      if (kind === 'function' && (this.text[at] === '{' || this.text[at] === '(')) break;
      if (/\s/u.test(this.text[at] ?? '')) at++;
      else if (
        this.text[at] === '(' ||
        this.text[at] === ')' ||
        this.text[at] === '&' ||
        this.text[at] === '|' ||
        this.text[at] === '<' ||
        this.text[at] === '>'
      )
        at++;
      else at = Math.max(at + 1, this.word(at, to, depth).end);
    }
    return at;
  }

  private afterIn(from: number, to: number): number {
    const found = /\sin\b/u.exec(this.text.slice(from, Math.min(to, from + 2_000)));
    return found === null ? from : from + found.index + found[0].length;
  }

  private redirect(draft: Draft, operator: string, at: number, to: number, depth: number): number {
    let start = at + operator.length;
    while (this.text[start] === ' ' || this.text[start] === '\t') start++;
    const { word, end } = this.word(start, to, depth);
    if (draft.words.length === 0) draft.at = at;
    if (/^\d*<<-?$/u.test(operator))
      this.pending.push({ word: word.text, quoted: word.quoted, strip: operator.endsWith('-'), into: draft.documents });
    draft.redirects.push({ operator: operator.replace(/^[\d&]+(?=[<>])/u, ''), target: word.text, at: start });
    return Math.max(end, start);
  }

  /** Texts of here-documents begin behind the line that names them. */
  private heredocs(from: number, to: number): number {
    let at = from;
    for (const { word, quoted, strip, into } of this.pending) {
      const start = at;
      let end = to;
      for (let line = at; line < to;) {
        const stop = this.lineEnd(line, to);
        const text = this.text.slice(line, stop).replace(/\r$/u, '');
        if ((strip ? text.replace(/^\t+/u, '') : text).trim() === word) {
          end = line;
          at = Math.min(to, stop + 1);
          break;
        }
        line = stop + 1;
        at = Math.min(to, line);
      }
      into.push({ text: this.text.slice(start, end), at: start, quoted });
    }
    this.pending = [];
    return at;
  }

  private lineEnd(at: number, to: number): number {
    const end = this.text.indexOf('\n', at);
    return end === -1 || end > to ? to : end;
  }

  private word(from: number, to: number, depth: number): { word: ShellWord; end: number } {
    let text = '';
    let quoted = false;
    let split = false;
    let at = from;
    while (at < to) {
      const letter = this.text[at] ?? '';
      if (/[\s;|&()<>]/u.test(letter) && !/^[<>]\(/u.test(this.text.slice(at, at + 2))) break;
      if (letter === '\\') {
        if (this.text[at + 1] !== '\n') text += this.text[at + 1] ?? '';
        at += 2;
      } else if (letter === "'") {
        const end = this.text.indexOf("'", at + 1);
        if (end === -1 || end >= to) this.complete = false;
        const stop = end === -1 || end >= to ? to : end;
        text += this.text.slice(at + 1, stop);
        quoted = true;
        at = stop + 1;
      } else if (letter === '"') {
        quoted = true;
        const end = this.doubleQuoted(at + 1, to, depth);
        text += this.text.slice(at + 1, end).replaceAll(/\\(["\\$`])/gu, '$1');
        at = end + 1;
      } else if (
        letter === '$' ||
        letter === '`' ||
        ((letter === '<' || letter === '>') && this.text[at + 1] === '(')
      ) {
        const end = this.expansion(at, to, depth);
        text += this.text.slice(at, end);
        split ||= end > at + 1;
        at = end;
      } else {
        text += letter;
        at++;
      }
    }
    return { word: { text, at: from, quoted, split }, end: Math.max(at, from + (at === from ? 1 : 0)) };
  }

  private doubleQuoted(from: number, to: number, depth: number): number {
    let at = from;
    while (at < to && this.text[at] !== '"') {
      if (this.text[at] === '\\') at += 2;
      else if (this.text[at] === '$' || this.text[at] === '`') at = this.expansion(at, to, depth);
      else at++;
    }
    if (at >= to) this.complete = false;
    return Math.min(at, to);
  }

  /** `$name`, `${…}`, `$(…)`, `` `…` ``, `<(…)`, `${{ … }}`; what is run in them is listed. Gives where it ends. */
  private expansion(at: number, to: number, depth: number): number {
    if (this.text.startsWith('${{', at)) {
      const end = this.text.indexOf('}}', at);
      return end === -1 || end >= to ? to : end + 2;
    }
    if (this.text.startsWith('$((', at)) {
      const end = this.text.indexOf('))', at);
      if (end !== -1 && end < to) return end + 2;
    }
    const next = this.text[at + 1];
    if (next === '(') {
      const end = this.closing(at + 2, to, ')');
      this.list(at + 2, Math.max(at + 2, end - 1), true, depth + 1);
      return end;
    }
    if (this.text[at] === '`') {
      const end = this.text.indexOf('`', at + 1);
      const stop = end === -1 || end >= to ? to : end;
      this.list(at + 1, stop, true, depth + 1);
      return Math.min(to, stop + 1);
    }
    if (next === '{') return this.closing(at + 2, to, '}');
    const name = /^\$(?:\w+|[@*#?$!-])/u.exec(this.text.slice(at, at + 80));
    return at + Math.max(1, name?.[0].length ?? 1);
  }

  /** Behind the bracket that closes, quotes and inner brackets left out. */
  private closing(from: number, to: number, close: ')' | '}'): number {
    const open = close === ')' ? '(' : '{';
    let level = 1;
    for (let at = from; at < to; at++) {
      const letter = this.text[at];
      if (letter === '\\') at++;
      else if (letter === "'" && close === ')') {
        const end = this.text.indexOf("'", at + 1);
        if (end === -1 || end >= to) break;
        at = end;
      } else if (letter === '#' && close === ')' && /\s/u.test(this.text[at - 1] ?? '')) at = this.lineEnd(at, to);
      else if (letter === open) level++;
      else if (letter === close && --level === 0) return at + 1;
    }
    this.complete = false;
    return to;
  }
}

/** Inside of `[[ … ]]`. */
function isTest({ words }: Draft): boolean {
  return words[0]?.text === '[[' && words.at(-1)?.text !== ']]';
}

function blank(at: number): Draft {
  return { words: [], assignments: [], redirects: [], documents: [], tested: false, at };
}
