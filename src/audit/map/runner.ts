import type { Job } from '../github/model.ts';
import { scalarsIn } from '../yaml/node.ts';

/** Labels of runners that GitHub keeps, and of those that services rent. */
const HOSTED = /^(?:ubuntu|windows|macos)-|^(?:buildjet|blacksmith|depot|namespace|warp|runs-on|ubicloud|cirun)\b/iu;

/** A machine of the project's own, by its labels or by those that the matrix gives: what a run leaves on it meets the next one. */
export function isOwnRunner({ runner, matrix }: Pick<Job, 'runner' | 'matrix'>): boolean {
  if (runner === undefined) return false;
  const own = ({ text }: { readonly text: string }): boolean => /^self-hosted$/iu.test(text.trim());
  if (runner.labels.some(own)) return true;
  const fromMatrix = runner.labels.some(({ text }) => /\$\{\{.*\bmatrix\b/u.test(text));
  if (fromMatrix && [...scalarsIn(matrix)].some(own)) return true;
  return runner.group !== undefined && !runner.labels.some(({ text }) => HOSTED.test(text));
}
