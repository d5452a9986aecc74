import type { Job } from '../github/model.ts';
import { scalarsIn } from '../yaml/node.ts';

/** Labels of runners that GitHub keeps, and of those that services rent. */
const HOSTED = /^(?:ubuntu|windows|macos)-|^(?:buildjet|blacksmith|depot|namespace|warp|runs-on|ubicloud|cirun)\b/iu;
/** Words of larger machines that GitHub keeps under names of the project's own. */
const LARGER = /ubuntu|windows|macos|linux|core|large|hosted|x64|arm64|\$/iu;

/** A machine of the project's own, by its labels or by those that the matrix gives: what a run leaves on it meets the next one. */
export function isOwnRunner({ runner, matrix }: Pick<Job, 'runner' | 'matrix'>): boolean {
  if (runner === undefined) return false;
  const own = ({ text }: { readonly text: string }): boolean => /^self-hosted$/iu.test(text.trim());
  if (runner.labels.some(own)) return true;
  // A name that no machine of GitHub's has.
  if (runner.labels.length > 0 && runner.labels.every(({ text }) => !HOSTED.test(text) && !LARGER.test(text)))
    return true;
  // A label that another job has made for the machine which it started.
  if (runner.labels.some(({ text }) => /\$\{\{ ?needs\.[\w-]+\.outputs\.(?:label|runner|ec2)[\w-]* ?\}\}/u.test(text)))
    return true;
  const fromMatrix = runner.labels.some(({ text }) => /\$\{\{.*\bmatrix\b/u.test(text));
  if (fromMatrix && [...scalarsIn(matrix)].some(own)) return true;
  return runner.group !== undefined && !runner.labels.some(({ text }) => HOSTED.test(text));
}
