import type { Workflow } from '../github/model.ts';
import { blankWorkflow } from '../systems/blank.ts';
import type { SystemReader } from '../systems/reader.ts';
import type { YamlNode } from '../yaml/node.ts';
import { librariesIn } from './libraries.ts';
import { stagesOf } from './stages.ts';
import { tokensOf } from './tokens.ts';

const FILE = /(?:^|\/)(?:Jenkinsfile[\w.-]*|[\w-]+\.(?:Jenkinsfile|jenkins))$/u;

/** Jenkinsfiles: stages, steps that run a shell, environment and credentials; scripted ones as far as they look alike. */
export const jenkins: SystemReader = {
  claims: (path) => FILE.test(path),
  read(paths, sink) {
    for (const path of paths) {
      const source = sink.text(path);
      if (source === undefined) continue;
      const { tokens, complete } = tokensOf(source);
      if (!complete) sink.tell(path, 'a Jenkinsfile that can not be read to its end');
      const root: YamlNode = { kind: 'map', place: { line: 1, column: 1 }, entries: [] };
      const { env, jobs } = stagesOf(tokens, source);
      const workflow: Workflow = sink.add({
        ...blankWorkflow(source, 'jenkins', root),
        env,
        imports: librariesIn(tokens),
      });
      for (const { job, starts } of jobs) sink.addJob(workflow, job, starts);
    }
  },
};
