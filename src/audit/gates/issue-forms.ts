import type { Repository } from '../source/repository.ts';

const FORM = /(?:^|\/)\.(?:github|gitea|forgejo)\/ISSUE_TEMPLATE\/[^/]+\.(?:md|ya?ml)$/iu;
const MOST = 200;

/** Labels, in lower case, that forms and templates of issues set for whoever opens one. */
export function formLabels(repository: Repository): ReadonlySet<string> {
  const labels = new Set<string>();
  for (const path of repository.paths.filter((one) => FORM.test(one)).slice(0, MOST)) {
    const text = repository.text(path)?.text.slice(0, 65_536) ?? '';
    const [, inline = '', list = ''] = /^labels:[ \t]*([^\n]*)((?:\n[ \t]*-[^\n]*)*)/mu.exec(text) ?? [];
    for (const name of [...inline.replaceAll(/^\[|\]\s*$/gu, '').split(','), ...list.split(/\n[ \t]*-/u)]) {
      const plain = name
        .trim()
        .replaceAll(/^["']|["']$/gu, '')
        .trim()
        .toLowerCase();
      if (plain !== '') labels.add(plain);
    }
  }
  return labels;
}
