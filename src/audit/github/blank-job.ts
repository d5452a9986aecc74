import type { YamlNode } from '../yaml/node.ts';
import type { Job } from './model.ts';

/** A job of which nothing is known but its name and place. */
export function blankJob(id: string, node: YamlNode): Job {
  return {
    id,
    place: node.place,
    node,
    name: undefined,
    condition: undefined,
    needs: [],
    permissions: undefined,
    runner: undefined,
    environment: undefined,
    env: [],
    outputs: [],
    container: undefined,
    services: [],
    matrix: undefined,
    steps: [],
    uses: undefined,
    with: [],
    secrets: undefined,
    credentials: [],
    continueOnError: undefined,
    defaults: { shell: undefined, directory: undefined },
  };
}
