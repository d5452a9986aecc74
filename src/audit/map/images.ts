import { isCompose, readCompose } from '../compose/read.ts';
import { isDockerfile, readDockerfile } from '../scripts/dockerfile.ts';
import type { Spot } from './act.ts';
import type { PipelineMap } from './pipeline.ts';

/** A container image by the name that a file gives it. */
export interface NamedImage extends Spot {
  readonly name: string;
  /** Of a job or service, of a command, of a Dockerfile's stage, of a compose file. */
  readonly use: 'job' | 'command' | 'base' | 'compose';
  readonly via: readonly Spot[];
}

const DIGEST = /@sha256:[0-9a-f]{64}/u;

export function isDigested(name: string): boolean {
  return DIGEST.test(name);
}

/** Every image that pipelines, Dockerfiles and compose files name; names that are worked out are left out. */
export function* imagesOf(map: PipelineMap): Generator<NamedImage> {
  for (const { workflow, job, steps } of map.jobs) {
    for (const { image } of [...(job.container === undefined ? [] : [job.container]), ...job.services]) {
      const name = image.text.replace(/^docker:\/\//u, '');
      if (!name.includes('${{')) yield { name, path: workflow.path, place: image.place, use: 'job', via: [] };
    }
    for (const { acts } of steps) {
      for (const act of acts) {
        if (!/^(?:docker|podman|nerdctl)$/u.test(act.name) || !/^(?:run|pull|create)$/u.test(act.words[0] ?? ''))
          continue;
        const name = act.words
          .slice(1)
          .find(
            (word, at, all) =>
              /^[\w.-]+(?:[/:][\w./:-]+)+$/u.test(word) &&
              !/^--?(?:v|volume|e|env|p|name|network|w|u|entrypoint|mount|workdir)$/u.test(all[at - 1] ?? ''),
          );
        if (name !== undefined && !name.startsWith('/'))
          yield { name, path: act.path, place: act.place, use: 'command', via: act.via };
      }
    }
  }
  yield* ofFiles(map);
}

function* ofFiles({ repository }: PipelineMap): Generator<NamedImage> {
  for (const path of repository.paths) {
    const built = isDockerfile(path);
    const source = built || isCompose(path) ? repository.text(path) : undefined;
    if (source === undefined) continue;
    if (!built) {
      for (const { image } of readCompose(source).services)
        if (image !== undefined) yield { name: image.text, path, place: image.place, use: 'compose', via: [] };
      continue;
    }
    const stages = new Set<string>(['scratch']);
    for (const { name: word, text, line } of readDockerfile(source)) {
      if (word !== 'FROM') continue;
      const [, name = '', , stage] = /^(?:--platform=\S+\s+)?(\S+)(\s+[Aa][Ss]\s+(\S+))?/u.exec(text.trim()) ?? [];
      if (stage !== undefined) stages.add(stage.toLowerCase());
      if (name === '' || stages.has(name.toLowerCase()) || name.startsWith('$')) continue;
      yield { name, path, place: { line, column: 1 }, use: 'base', via: [] };
    }
  }
}
