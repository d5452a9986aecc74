import { INTERNAL_NAMES, TELLS_NOTHING } from '../internals.ts';
import type { AuditRule } from '../rule.ts';

/** Files that people or runners outside of the project read. */
const READ =
  /(?:^|\/)(?:\.github\/.*\.(?:ya?ml|md|sh|py)|\.gitlab-ci\.ya?ml|Jenkinsfile[^/]*|azure-pipelines[^/]*\.ya?ml|Makefile|Dockerfile[^/]*|(?:docker-)?compose[^/]*\.ya?ml|(?:README|CONTRIBUTING|SUBMI[^/]*|DEPLOY[^/]*|INSTALL)[^/]*\.(?:md|rst|txt)|docs\/.*\.(?:md|rst)|scripts?\/.*\.(?:sh|py))$/iu;
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
      for (const [pattern, what, severity] of INTERNAL_NAMES) {
        for (const match of source.text.matchAll(pattern)) {
          const [found] = match;
          if (seen.has(found) || left-- <= 0 || TELLS_NOTHING.test(found)) continue;
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
