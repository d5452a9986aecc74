import type { Severity } from '../../core/finding.ts';
import { isCompose, readCompose } from '../compose/read.ts';
import { isDockerfile, readDockerfile } from '../scripts/dockerfile.ts';
import type { AuditHit, AuditRule } from '../rule.ts';
import type { AuditContext } from '../rule.ts';

const DIGEST = /@sha256:[0-9a-f]{64}/u;

export const rule: AuditRule = {
  id: 'unpinned-image',
  title: 'A container image is named by a tag',
  severity: 'low',
  confidence: 'high',
  atlas: ['AML.T0010.001'],
  advice: 'Name the digest of the image behind its tag.',
  *check(context) {
    yield* ofJobs(context);
    yield* ofDockerfiles(context);
    yield* ofCompose(context);
  },
};

function* ofJobs({ map }: AuditContext): Generator<AuditHit> {
  for (const { workflow, job, steps } of map.jobs) {
    for (const { image } of [...(job.container === undefined ? [] : [job.container]), ...job.services]) {
      const name = image.text.replace(/^docker:\/\//u, '');
      if (DIGEST.test(name) || name.includes('${{')) continue;
      yield {
        path: workflow.path,
        place: image.place,
        message: `the image ${name.slice(0, 120)} is whatever its tag names today`,
        severity: severityOf(name),
      };
    }
    for (const { acts } of steps) {
      for (const act of acts) {
        if (!/^(?:docker|podman|nerdctl)$/u.test(act.name) || !/^(?:run|pull|create)$/u.test(act.words[0] ?? ''))
          continue;
        const image = act.words
          .slice(1)
          .find(
            (word, at, all) =>
              /^[\w.-]+(?:[/:][\w./:-]+)+$/u.test(word) &&
              !/^--?(?:v|volume|e|env|p|name|network|w|u|entrypoint|mount|workdir)$/u.test(all[at - 1] ?? ''),
          );
        if (image !== undefined && !DIGEST.test(image) && !image.startsWith('/'))
          yield {
            path: act.path,
            place: act.place,
            message: `the image ${image.slice(0, 120)} is whatever its tag names today`,
            severity: severityOf(image),
            related: act.via,
          };
      }
    }
  }
}

function* ofDockerfiles({ map }: AuditContext): Generator<AuditHit> {
  for (const path of map.repository.paths.filter(isDockerfile)) {
    const source = map.repository.text(path);
    if (source === undefined) continue;
    const stages = new Set<string>(['scratch']);
    for (const { name, text, line } of readDockerfile(source)) {
      if (name !== 'FROM') continue;
      const [, image = '', , stage] = /^(?:--platform=\S+\s+)?(\S+)(\s+[Aa][Ss]\s+(\S+))?/u.exec(text.trim()) ?? [];
      if (stage !== undefined) stages.add(stage.toLowerCase());
      if (image === '' || stages.has(image.toLowerCase()) || DIGEST.test(image) || image.startsWith('$')) continue;
      yield {
        path,
        place: { line, column: 1 },
        message: `the base image ${image.slice(0, 120)} is whatever its tag names today`,
        severity: severityOf(image),
      };
    }
  }
}

function* ofCompose({ map }: AuditContext): Generator<AuditHit> {
  for (const path of map.repository.paths.filter(isCompose)) {
    const source = map.repository.text(path);
    if (source === undefined) continue;
    for (const { image } of readCompose(source).services)
      if (image !== undefined && !DIGEST.test(image.text))
        yield {
          path,
          place: image.place,
          message: `the image ${image.text.slice(0, 120)} is whatever its tag names today`,
        };
  }
}

function severityOf(image: string): Severity {
  const tag = /:([\w.-]+)$/u.exec(image)?.[1];
  return tag === undefined || tag === 'latest' ? 'medium' : 'low';
}
