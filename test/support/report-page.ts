/** Every tag of a page with its attributes, as a browser would take them: quoted values, nothing else. */
export const TAG = /<(\/?)([a-z0-9]+)((?: [a-zA-Z0-9-]+(?:="[^"<>]*")?)*)\s*\/?>/gu;

/** A page without its doctype and its style sheet, where only tags and text are left. */
export function markupOf(page: string): string {
  return page.replace('<!doctype html>', '').replace(/<style>.*<\/style>/su, '');
}

export function tagsOf(page: string): string[] {
  return [...markupOf(page).matchAll(TAG)].map(([tag]) => tag);
}

const LOADING = new Set([
  'src',
  'srcset',
  'href',
  'style',
  'action',
  'data',
  'poster',
  'background',
  'ping',
  'xlink:href',
]);
const LOADING_TAGS = /<(?:script|iframe|frame|object|embed|link|img|form|base|audio|video|source|use|image)\b/u;

/** Everything by which opening a page could reach for something else, run something, or leave it. */
export function reachesOutside(page: string): string[] {
  const attributes = tagsOf(page).flatMap((tag) =>
    [...tag.matchAll(/ ([a-zA-Z0-9:-]+)="([^"]*)"/gu)].map(([, name = '', value = '']) => ({
      name: name.toLowerCase(),
      value,
    })),
  );
  const ids = new Set(attributes.filter(({ name }) => name === 'id').map(({ value }) => `#${value}`));
  return [
    ...attributes
      .filter(({ name, value }) => (LOADING.has(name) && !ids.has(value)) || name.startsWith('on'))
      .map(({ name, value }) => `${name}="${value}"`),
    ...(LOADING_TAGS.exec(page) ?? []),
    ...(/@import|url\(/u.exec(page) ?? []),
    ...(/http-equiv="refresh"/iu.exec(page) ?? []),
  ];
}
