import { fileURLToPath } from 'node:url';

/**
 * The file of a program that another process or thread is started with: `new URL('./name.ts', import.meta.url)`, which
 * ends in `.js` where this code was built for publishing.
 */
export function programFile(source: URL): string {
  const path = fileURLToPath(source);
  return import.meta.url.endsWith('.ts') ? path : path.replace(/\.ts$/u, '.js');
}
