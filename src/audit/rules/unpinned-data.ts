import { readDvc } from '../scripts/dvc.ts';
import type { Act } from '../map/act.ts';
import type { AuditHit, AuditRule } from '../rule.ts';

const STAGES = /(?:^|\/)dvc\.yaml$/u;
const SETTINGS = /(?:^|\/)\.dvc\/config$/u;
const ADDRESS = /^(?:https?|s3|gs|azure|ssh|hdfs|gdrive|oss|remote):\/\//u;
const COMMIT = /\b[0-9a-f]{7,64}\b/u;

export const rule: AuditRule = {
  id: 'unpinned-data',
  title: 'A data set is fetched by a name or an address whose content can change',
  severity: 'low',
  confidence: 'medium',
  atlas: ['AML.T0010.002'],
  advice: 'Name the commit or version of the data, or compare a digest before it is used.',
  *check({ map }) {
    for (const { steps } of map.jobs)
      for (const { acts } of steps)
        for (const act of acts) {
          const message = act.command === undefined ? undefined : unpinned([act.name, ...act.words].join(' '), act);
          if (message !== undefined) yield { path: act.path, place: act.place, message, related: act.via };
        }
    for (const path of map.repository.paths) {
      const source = STAGES.test(path) || SETTINGS.test(path) ? map.repository.text(path) : undefined;
      if (source === undefined) continue;
      if (STAGES.test(path)) {
        for (const { needs, name } of readDvc(source) ?? [])
          for (const { text, place } of needs)
            if (ADDRESS.test(text))
              yield {
                path,
                place,
                message: `the stage ${name.slice(0, 60)} reads ${text.slice(0, 120)}, whatever lies there`,
              };
      } else yield* settings(path, source.text, (at) => source.placeAt(at));
    }
  },
};

function unpinned(line: string, { words }: Act): string | undefined {
  const named = words.find((word) => !word.startsWith('-') && /[/:]/u.test(word)) ?? '';
  if (/^dvc (?:get|import)\b/u.test(line))
    return words.some((word, at) => /^--rev(?:=|$)/u.test(word) && COMMIT.test(`${word} ${words[at + 1] ?? ''}`))
      ? undefined
      : `${named.slice(0, 120)} gives whatever its branch holds today`;
  if (/^dvc (?:get-url|import-url|update)\b/u.test(line))
    return `${named.slice(0, 120)} gives whatever lies there today`;
  if (/^(?:hf|huggingface-cli) download\b/u.test(line) && /--repo-type[ =](?:dataset|datasets)/u.test(line))
    return /--revision[ =]\S*[0-9a-f]{40}/u.test(line)
      ? undefined
      : `${named.slice(0, 120)} is downloaded without a commit`;
  if (/^kaggle datasets download\b/u.test(line))
    return /\/versions\/\d+/u.test(line) ? undefined : `${named.slice(0, 120)} is downloaded without a version`;
  return undefined;
}

/** `.dvc/config`: remotes by plain HTTP, or without a look at who answers. */
function* settings(path: string, text: string, placeAt: (at: number) => AuditHit['place']): Generator<AuditHit> {
  for (const match of text.matchAll(
    /^\s*(?:url\s*=\s*http:\/\/(?!localhost|127\.)\S+|ssl_verify\s*=\s*false|password\s*=\s*\S+)/gimu,
  )) {
    const [setting = ''] = match;
    const at = match.index + setting.length - setting.trimStart().length;
    const name = setting.trim().split(/\s*=/u, 1)[0] ?? '';
    const what =
      name === 'password'
        ? 'a password stands in the settings of the repository'
        : 'data come from a remote that nobody can tell from another';
    yield { path, place: placeAt(at), message: `${name}: ${what}`, severity: name === 'password' ? 'high' : 'medium' };
  }
}
