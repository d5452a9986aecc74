import { blankJob, blankStep, blankWorkflow } from '../systems/blank.ts';
import type { SystemReader, SystemSink } from '../systems/reader.ts';
import { readDockerfile } from '../scripts/dockerfile.ts';
import type { Job } from '../github/model.ts';
import type { Place } from '../source/text.ts';
import type { YamlMap, YamlScalar } from '../yaml/node.ts';

const HEADER = 16_384;
const PROGRAMS = 200;
const KEY =
  /(?:environ(?:\.get)?\s*[[(]|getenv\s*\()\s*["'](\w{0,60}(?:TOKEN|SECRET|API_KEY|PASSWORD|CREDENTIALS)\w{0,60})["']/gu;

/**
 * Spaces of Hugging Face, by the header of their README: a program that visitors drive, with the secrets of the Space. What it
 * runs is `app_file` (spaces-config-reference), or what the Dockerfile starts.
 */
export const spaces: SystemReader = {
  claims: (path) => /(?:^|\/)README\.md$/u.test(path),
  read(paths, sink) {
    for (const path of paths) readSpace(path, sink);
  },
};

function readSpace(path: string, sink: SystemSink): void {
  const source = sink.text(path);
  const header = /^\uFEFF?---\r?\n([^]*?)\n---/u.exec(source?.text.slice(0, HEADER) ?? '')?.[1];
  if (source === undefined || header === undefined) return;
  const field = (name: string): { readonly text: string; readonly place: Place } | undefined => {
    const found = new RegExp(String.raw`^${name}:[ \t]*["']?([\w./-]{1,200})`, 'mu').exec(header);
    return found === null ? undefined : { text: found[1] ?? '', place: source.placeAt(source.text.indexOf(found[0])) };
  };
  const sdk = field('sdk');
  if (sdk === undefined || !/^(?:gradio|streamlit|docker)$/u.test(sdk.text)) return;
  const under = path.slice(0, -'README.md'.length);
  const file = field('app_file');
  const place = (file ?? sdk).place;
  const command = sdk.text === 'docker' ? startedBy(under, sink) : `python ${under}${file?.text ?? 'app.py'}`;
  const run: YamlScalar = { kind: 'scalar', place, text: command, value: command, placeOf: () => place };
  const root: YamlMap = { kind: 'map', place, entries: [] };
  const workflow = sink.add({ ...blankWorkflow(source, 'space', root), name: 'Space' });
  const job: Job = {
    ...blankJob('space', root),
    steps: [{ ...blankStep(root), place, name: 'app', run, shell: 'bash -e' }],
    credentials: secretsUnder(under, sink).map((name) => ({ name, place })),
  };
  // Whoever opens the page starts it.
  sink.addJob(workflow, job, [{ event: 'visitor', types: [], exposure: 'privileged', gates: [], forged: [] }]);
}

/** `CMD` and `ENTRYPOINT`, in their form as a list too. */
function startedBy(under: string, sink: SystemSink): string {
  const source = sink.text(`${under}Dockerfile`);
  if (source === undefined) return '';
  const last = readDockerfile(source).findLast(({ name }) => name === 'CMD' || name === 'ENTRYPOINT');
  const words = [...(last?.text.matchAll(/"((?:[^"\\]|\\.)*)"/gu) ?? [])].map(([, word = '']) => word);
  const line = last?.text.trim().startsWith('[') === true ? words.join(' ') : (last?.text ?? '');
  // A server names the module that it serves.
  return line.replace(/^(?:uvicorn|gunicorn|hypercorn)\b.*?\s([\w.]+):\w+.*$/u, 'python -m $1');
}

/** Names of variables that hold secrets, as the programs of a Space ask for them. */
function secretsUnder(under: string, sink: SystemSink): string[] {
  const found = new Set<string>();
  const programs = sink.paths.filter((path) => path.startsWith(under) && path.endsWith('.py')).slice(0, PROGRAMS);
  for (const path of programs)
    for (const [, name = ''] of sink.text(path)?.text.matchAll(KEY) ?? []) found.add(name.toLowerCase());
  return [...found];
}
