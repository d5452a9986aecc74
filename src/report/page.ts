import { createHash } from 'node:crypto';
import { html } from '../core/escape.ts';
import type { Markup } from './markup.ts';
import { STYLE } from './style.ts';

/** A self-contained page: no script, nothing fetched. `more` is style of its own. */
export function page(title: string, body: Markup, more = ''): string {
  const style = STYLE + more;
  // The page may only style itself, and only with this sheet: escaped text that slipped through could still not run.
  const styleHash = createHash('sha256').update(style).digest('base64');
  const contentPolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${html(contentPolicy)}"><meta name="referrer" content="no-referrer">
<title>${html(title)}</title><style>${style}</style></head>
<body>${body}</body></html>
`;
}
