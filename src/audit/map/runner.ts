import type { Runner } from '../github/model.ts';

/** Labels of runners that GitHub keeps, and of those that services rent. */
const HOSTED = /^(?:ubuntu|windows|macos)-|^(?:buildjet|blacksmith|depot|namespace|warp|runs-on|ubicloud|cirun)\b/iu;

/** A machine of the project's own: what a run leaves on it meets the next one. */
export function isOwnRunner(runner: Runner | undefined): boolean {
  return (
    runner?.labels.some(({ text }) => /^self-hosted$/iu.test(text)) === true ||
    (runner?.group !== undefined && !runner.labels.some(({ text }) => HOSTED.test(text)))
  );
}
