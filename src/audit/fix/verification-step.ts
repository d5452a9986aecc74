import { VERSION } from '../../core/version.ts';
import { effectsOf } from '../map/effects.ts';
import type { PipelineMap } from '../map/pipeline.ts';
import type { AuditReport } from '../report.ts';
import type { EditedFile } from './edit.ts';

/** What a shell takes as it is: nothing else of a repository becomes part of a script. */
const PLAIN = /^[\w./-]{1,200}$/u;

/**
 * Puts a step behind the one that fetches a model, which fails the job unless the directory verifies by the policy. Undefined
 * where it did, otherwise why not.
 */
export function verificationStep(
  { path, line }: AuditReport['findings'][number],
  file: EditedFile,
  map: PipelineMap,
  policy: string,
): string | undefined {
  if (!PLAIN.test(policy) || policy.startsWith('-')) return 'the path of the policy is no plain word';
  for (const view of map.jobs) {
    if (view.workflow.path !== path || view.workflow.system !== 'github') continue;
    const effect = effectsOf(view).find(
      (one) => one.kind === 'download' && one.path === path && one.place.line === line,
    );
    if (effect === undefined) continue;
    const words = effect.act?.words ?? [];
    const directory = words[words.indexOf('--local-dir') + 1] ?? '';
    if (!words.includes('--local-dir') || !PLAIN.test(directory) || directory.startsWith('-'))
      return 'where the model is put is not stated by --local-dir and a plain path';
    const start = effect.step.step.place.line;
    const dash = /^(\s*)- /u.exec(file.current(start))?.[1];
    if (dash === undefined) return 'the step is not written as a block';
    file.insertAfter(endOf(file, start, dash.length), [
      `${dash}- name: Verify the model`,
      `${dash}  run: |`,
      `${dash}    npm install --global --ignore-scripts modelgate@${VERSION}`,
      `${dash}    modelgate verify --policy ${policy} -- ${directory}`,
    ]);
    return undefined;
  }
  return 'it is fetched by a script, or not in a workflow of GitHub';
}

/** The last line of a step: everything that is indented deeper than its dash, blank lines at its end left out. */
function endOf(file: EditedFile, start: number, dash: number): number {
  let end = start;
  for (let line = start + 1; line <= file.old.length; line++) {
    const text = file.old[line - 1] ?? '';
    if (text.trim() === '') continue;
    if ((/^ */u.exec(text)?.[0].length ?? 0) <= dash) break;
    end = line;
  }
  return end;
}
