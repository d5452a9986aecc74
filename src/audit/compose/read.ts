import type { Place, SourceText } from '../source/text.ts';
import { entryOf, get, listOf, mapOf, scalarOf, textOf, type YamlNode, type YamlScalar } from '../yaml/node.ts';
import { readYaml } from '../yaml/read.ts';
import type { Unread } from '../source/repository.ts';

const FILE = /(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/u;

/** A service of a compose file: what it asks for, as the option of `docker run` that would ask for the same. */
export interface ComposeService {
  readonly name: string;
  /** Undefined where it is built, or a variable says which. */
  readonly image: YamlScalar | undefined;
  readonly options: readonly { readonly text: string; readonly place: Place }[];
}

export interface ComposeFile {
  readonly services: readonly ComposeService[];
  readonly unread: readonly Unread[];
}

export function isCompose(path: string): boolean {
  return FILE.test(path);
}

/** Services with what anchors and `<<` give them. Source: the Compose Specification. */
export function readCompose(source: SourceText): ComposeFile {
  const { documents, unread } = readYaml(source);
  const services = get(documents[0], 'services');
  return {
    unread,
    services: mapOf(services).flatMap(({ key, value }) => {
      if (value.kind !== 'map') return [];
      const image = scalarOf(get(value, 'image'));
      return [
        {
          name: key,
          image: image === undefined || image.text === '' || image.text.includes('$') ? undefined : image,
          options: optionsOf(value),
        },
      ];
    }),
  };
}

/** Keys of a service with one value, and their option. */
const SINGLE: readonly (readonly [string, string])[] = [
  ['network_mode', '--network'],
  ['pid', '--pid'],
  ['ipc', '--ipc'],
  ['uts', '--uts'],
  ['userns_mode', '--userns'],
];
const MANY: readonly (readonly [string, string])[] = [
  ['cap_add', '--cap-add'],
  ['security_opt', '--security-opt'],
];

function optionsOf(service: YamlNode): { text: string; place: Place }[] {
  const found: { text: string; place: Place }[] = [];
  const privileged = entryOf(service, 'privileged');
  if (privileged?.value.kind === 'scalar' && privileged.value.value === true)
    found.push({ text: '--privileged', place: privileged.place });
  for (const [key, option] of SINGLE) {
    const entry = entryOf(service, key);
    if (entry?.value.kind === 'scalar') found.push({ text: `${option}=${entry.value.text}`, place: entry.place });
  }
  for (const [key, option] of MANY)
    for (const item of listOf(get(service, key)))
      if (item.kind === 'scalar') found.push({ text: `${option}=${item.text}`, place: item.place });
  for (const item of listOf(get(service, 'volumes'))) {
    const source = textOf(get(item, 'source'));
    if (item.kind === 'scalar') found.push({ text: `-v ${item.text}`, place: item.place });
    else if (source !== undefined)
      found.push({
        text: `-v ${source}:${textOf(get(item, 'target')) ?? ''}`,
        place: (entryOf(item, 'source') ?? item).place,
      });
  }
  return found;
}
