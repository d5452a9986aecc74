import type { Severity } from '../../core/finding.ts';
import type { AuditRule } from '../rule.ts';

/** Files that people or runners outside of the project read. */
const READ =
  /(?:^|\/)(?:\.github\/.*\.(?:ya?ml|md|sh|py)|\.gitlab-ci\.ya?ml|Jenkinsfile[^/]*|azure-pipelines[^/]*\.ya?ml|Makefile|Dockerfile[^/]*|(?:docker-)?compose[^/]*\.ya?ml|(?:README|CONTRIBUTING|SUBMI[^/]*|DEPLOY[^/]*|INSTALL)[^/]*\.(?:md|rst|txt)|docs\/.*\.(?:md|rst)|scripts?\/.*\.(?:sh|py))$/iu;
const FINDS: readonly (readonly [RegExp, string, Severity])[] = [
  [
    /\b(?:[a-z0-9-]{1,63}\.){1,6}(?:internal|corp|intranet|lan|intra|private)(?=[:/\s"'`)]|$)/giu,
    'the name of an internal machine',
    'low',
  ],
  [
    /(?<![\d.])(?:10\.(?:\d{1,3}\.){2}\d{1,3}|192\.168\.\d{1,3}\.\d{1,3}|172\.(?:1[6-9]|2\d|3[01])\.\d{1,3}\.\d{1,3})(?![\d.])/gu,
    'an address of an internal network',
    'low',
  ],
  [/\barn:aws:[a-z0-9-]+:[a-z0-9-]*:\d{12}:[^\s"'`]{1,120}/gu, 'an account of AWS and what it holds', 'low'],
  [/(?<![\w.])(\d{12})\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com/gu, 'a private registry of an account of AWS', 'low'],
  [/(?:s3|gs|abfss?):\/\/[a-z0-9][a-z0-9._-]{2,62}/giu, 'the name of a bucket', 'info'],
  [
    /(?:^|[\s"'=:])(?:\/home\/(?!runner\b|user\b|ubuntu\b|app\b|circleci\b|vscode\b|jovyan\b|me\b|you)[a-z][\w.-]*|\/Users\/(?!runner\b|you\b|me\b|name\b|username\b)[A-Za-z][\w.-]*)\/[^\s"'`]*/gu,
    'a path that names somebody’s account',
    'info',
  ],
];
const PER_FILE = 20;

export const rule: AuditRule = {
  id: 'disclosed-internals',
  title: 'Public files tell of what is inside',
  severity: 'low',
  confidence: 'low',
  atlas: ['AML.T0095'],
  advice: 'Put names of machines, accounts and buckets into settings that are not public.',
  *check({ map }) {
    for (const path of map.repository.paths) {
      if (!READ.test(path)) continue;
      const source = map.repository.text(path);
      if (source === undefined) continue;
      let left = PER_FILE;
      const seen = new Set<string>();
      for (const [pattern, what, severity] of FINDS) {
        for (const match of source.text.matchAll(pattern)) {
          const [found] = match;
          if (
            seen.has(found) ||
            left-- <= 0 ||
            /example|localhost|your-|<|my-?bucket|host\.docker\.internal|metadata\.google\.internal/iu.test(found)
          )
            continue;
          seen.add(found);
          const start = match.index + found.length - found.trimStart().length;
          yield {
            path,
            place: source.placeAt(start),
            message: `${what}: ${found.trim().slice(0, 100)}`,
            severity,
            ...(severity === 'info' ? { persona: 'auditor' as const } : {}),
          };
        }
      }
    }
  },
};
