import type { SourceText } from '../source/text.ts';

export interface DockerInstruction {
  /** In upper case. */
  readonly name: string;
  readonly text: string;
  readonly line: number;
}

/** Instructions of a Dockerfile, lines that go on joined, comments left out. Here-documents stay with their instruction. */
export function readDockerfile(source: SourceText): DockerInstruction[] {
  const found: DockerInstruction[] = [];
  for (let line = 1; line <= source.lineCount; line++) {
    const [, name, rest = ''] = /^\s*([A-Za-z]+)\s+(.*)$/u.exec(source.line(line)) ?? [];
    if (name === undefined) continue;
    const start = line;
    const parts = [rest];
    const end = /<<-?["']?(\w+)["']?/u.exec(rest)?.[1];
    if (end !== undefined && /^(?:RUN|COPY)$/iu.test(name)) {
      while (line < source.lineCount && source.line(line + 1).trim() !== end) parts.push(source.line(++line));
      line++;
    } else {
      while (/\\\s*$/u.test(parts.at(-1) ?? '') && line < source.lineCount) {
        const next = source.line(++line);
        // A comment between lines that go on is left out by the builder, too.
        parts.push(/^\s*#/u.test(next) ? '\\' : next);
      }
    }
    found.push({ name: name.toUpperCase(), text: parts.join('\n'), line: start });
  }
  return found;
}

export function isDockerfile(path: string): boolean {
  return /(?:^|\/)(?:Dockerfile|Containerfile)(?:\.[\w.-]+)?$|\.[Dd]ockerfile$/u.test(path);
}
