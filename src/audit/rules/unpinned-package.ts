import type { Severity } from '../../core/finding.ts';
import type { Act } from '../map/act.ts';
import type { AuditRule } from '../rule.ts';

const INSTALL =
  /^(?:(?:uv )?pip|pipx|conda|mamba|micromamba|uv tool|uvx|npx|npm|pnpm|yarn|bun|bunx|gem|cargo|go) ?(?:install|add|i|dlx|exec|run|get|global add|--?\w[\w-]*)?\b/u;
const PYTHON = /^(?:python -m pip|uv pip|pip|pipx|uv tool) install\b/u;

export const rule: AuditRule = {
  id: 'unpinned-package',
  title: 'A package is installed in whatever version there is',
  severity: 'low',
  confidence: 'medium',
  atlas: ['AML.T0010.001'],
  advice: 'Install from a lock file with digests, and name commits of repositories.',
  *check({ map }) {
    for (const { steps } of map.jobs) {
      for (const { acts } of steps) {
        for (const act of acts) {
          const found = unpinnedIn(act);
          if (found === undefined) continue;
          yield {
            path: act.path,
            place: act.place,
            message: found.message,
            severity: found.severity,
            related: act.via,
          };
        }
      }
    }
  },
};

function unpinnedIn(act: Act): { readonly message: string; readonly severity: Severity } | undefined {
  if (act.command === undefined) return undefined;
  const line = [act.name, ...act.words].join(' ');
  if (!INSTALL.test(line) && !PYTHON.test(line)) return undefined;
  const given = act.words.filter((word) => !word.startsWith('-'));
  const repository = given.find(
    (word) => /(?:^|@ ?)git\+(?:https?|ssh):/u.test(word) && !/@[0-9a-f]{7,40}(?:#|$)/u.test(word),
  );
  if (repository !== undefined && /install|add/u.test(line))
    return {
      message: `${repository.slice(0, 120)} is installed at whatever its branch or tag names today`,
      severity: 'medium',
    };
  if (PYTHON.test(line)) {
    const from = given.slice(given.indexOf('install') + 1);
    const loose = from.filter(
      (word, at) =>
        isPackage(word) &&
        !/==|===|@/u.test(word) &&
        !/^-(?:r|c|e|i|t|-\w+)$/u.test(act.words[act.words.indexOf(word, at) - 1] ?? ''),
    );
    return loose.length === 0
      ? undefined
      : { message: `pip takes whatever version there is of ${loose.slice(0, 6).join(', ')}`, severity: 'low' };
  }
  if (/^(?:npm|pnpm|yarn|bun) (?:install|i|add|global add)\b/u.test(line)) {
    const loose = given
      .slice(1)
      .filter((word) => /^(?:@[\w-]+\/)?[\w.-]+(?:@(?:latest|next|\^|~).*)?$/u.test(word) && word !== 'add');
    return loose.length === 0
      ? undefined
      : { message: `whatever version there is of ${loose.slice(0, 6).join(', ')} is installed`, severity: 'low' };
  }
  if (/^npx\b|^bunx\b|^uvx\b/u.test(line)) {
    const [tool] = given;
    return tool === undefined || /.@\d/u.test(tool) || tool.includes('==') || tool.startsWith('.')
      ? undefined
      : { message: `${tool} is run in whatever version there is`, severity: 'low' };
  }
  if (/^go install\b/u.test(line) && /@(?:latest|master|main)\b/u.test(line))
    return { message: `${given.at(-1) ?? ''} is built in whatever version there is`, severity: 'low' };
  return undefined;
}

function isPackage(word: string): boolean {
  return (
    /^[A-Za-z][\w.-]*(?:\[[\w,.-]+\])?(?:[<>!~]=?.*)?$/u.test(word) &&
    !/\.(?:txt|whl|tar\.gz|toml|cfg|zip)$/u.test(word)
  );
}
