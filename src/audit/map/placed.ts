/** A directory relative to the workspace, which itself is `.`. What lies outside of it keeps its name; undefined where a variable says it. */
export function placed(path: string | undefined): string | undefined {
  if (path === undefined || path === '') return '.';
  const plain = path
    .replace(/^(?:\$\{\{ ?github\.workspace ?\}\}|\$\{?GITHUB_WORKSPACE\}?|\$\{?PWD\}?|\$\(pwd\))\/?/u, '')
    .replace(/^\.\//u, '')
    .replace(/\/$/u, '');
  if (plain === '') return '.';
  return /^(?:\/|\$\{?RUNNER_TEMP\b|\$\{\{ ?runner\.temp)/u.test(plain) || !/[$~]/u.test(plain) ? plain : undefined;
}
