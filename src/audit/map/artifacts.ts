import type { Step } from '../github/model.ts';
import { textOf } from '../yaml/node.ts';

const DOWNLOADS = /^[\w.-]+\/[\w.-]*(?:download[\w.-]*artifact|artifact[\w.-]*download)[\w.-]*$/u;

/** Whether a step takes what another run left behind, in a run for `event`. */
export function takesForeignArtifact({ uses, with: given }: Step, event: string): boolean {
  if (uses === undefined) return false;
  const has = (name: string): boolean =>
    (textOf(given.find(({ key }) => key.toLowerCase() === name)?.value) ?? '') !== '';
  // Behind a pull request's own event: what is asked for by its number.
  if (event === 'pull_request_target') return DOWNLOADS.test(uses.name) && has('pr');
  if (event !== 'workflow_run') return false;
  const script = textOf(given.find(({ key }) => key === 'script')?.value);
  if (uses.name === 'actions/github-script' && script !== undefined && /downloadArtifact/u.test(script)) return true;
  // Without a run's number the action takes what this very run has made.
  return DOWNLOADS.test(uses.name) && (has('run-id') || has('run_id') || uses.name !== 'actions/download-artifact');
}
