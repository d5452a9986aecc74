import { ForgeClient } from '../audit/forge/client.ts';
import { readForge, repositoriesOf } from '../audit/forge/read-forge.ts';
import type { ForgeRepository } from '../audit/forge/report.ts';
import type { SignalSources } from '../audit/signals/read-signals.ts';

interface Named {
  readonly github: readonly string[];
  readonly githubOrg: readonly string[];
}

/** Asks GitHub for the repositories that are named, one after the other; undefined where none is, so that nobody is dialled. */
export function forgeAsker({ github, githubOrg }: Named, signal: AbortSignal): SignalSources['askForge'] {
  if (github.length + githubOrg.length === 0) return undefined;
  return async (sink) => {
    // On a command line others on this machine would read the token.
    const client = new ForgeClient(
      process.env['GITHUB_API_URL'] ?? 'https://api.github.com',
      process.env['GITHUB_TOKEN'] ?? process.env['GH_TOKEN'],
      signal,
    );
    const names = new Set(github);
    for (const organisation of githubOrg)
      for (const name of await repositoriesOf(client, organisation, sink)) names.add(name);
    const found: ForgeRepository[] = [];
    for (const name of names) found.push(await readForge(client, name, sink));
    return found;
  };
}
