import type { Licence } from './contents.ts';

/** Licence names of model cards, in lower case as hubs write them, that are SPDX identifiers. */
const IDENTIFIERS = [
  'Apache-2.0',
  'MIT',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BSD-3-Clause-Clear',
  'ISC',
  'Zlib',
  'Unlicense',
  'WTFPL',
  'CC0-1.0',
  'CC-BY-2.0',
  'CC-BY-2.5',
  'CC-BY-3.0',
  'CC-BY-4.0',
  'CC-BY-SA-3.0',
  'CC-BY-SA-4.0',
  'CC-BY-NC-2.0',
  'CC-BY-NC-3.0',
  'CC-BY-NC-4.0',
  'CC-BY-ND-4.0',
  'CC-BY-NC-ND-3.0',
  'CC-BY-NC-ND-4.0',
  'CC-BY-NC-SA-2.0',
  'CC-BY-NC-SA-3.0',
  'CC-BY-NC-SA-4.0',
  'AFL-3.0',
  'Artistic-2.0',
  'BSL-1.0',
  'ECL-2.0',
  'EPL-1.0',
  'EPL-2.0',
  'EUPL-1.1',
  'EUPL-1.2',
  'LPPL-1.3c',
  'MS-PL',
  'MPL-2.0',
  'MulanPSL-2.0',
  'NCSA',
  'OFL-1.1',
  'OSL-3.0',
  'PDDL-1.0',
  'PostgreSQL',
  'ODbL-1.0',
  'ODC-By-1.0',
  'CDLA-Sharing-1.0',
  'CDLA-Permissive-1.0',
  'CDLA-Permissive-2.0',
  'GPL-2.0-only',
  'GPL-2.0-or-later',
  'GPL-3.0-only',
  'GPL-3.0-or-later',
  'LGPL-2.1-only',
  'LGPL-2.1-or-later',
  'LGPL-3.0-only',
  'LGPL-3.0-or-later',
  'AGPL-3.0-only',
  'AGPL-3.0-or-later',
];
/** What hubs call otherwise. `gpl-3.0` and its like leave open whether later versions count, and stay names. */
const RENAMED: readonly (readonly [string, string])[] = [
  ['odbl', 'ODbL-1.0'],
  ['odc-by', 'ODC-By-1.0'],
  ['pddl', 'PDDL-1.0'],
  ['mulan-psl2', 'MulanPSL-2.0'],
];
const BY_NAME: ReadonlyMap<string, string> = new Map([
  ...IDENTIFIERS.map((identifier) => [identifier.toLowerCase(), identifier] as const),
  ...RENAMED,
]);

/** @param name as a model card states it: `apache-2.0`, `llama3.1` */
export function licenceNamed(name: string): Licence {
  const identifier = BY_NAME.get(name.toLowerCase());
  return identifier === undefined ? { name } : { name, identifier };
}
