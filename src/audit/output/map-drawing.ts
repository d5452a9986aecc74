import { element, join, raw, text, type Markup } from '../../report/markup.ts';
import type { GraphNode, PipelineGraph } from './graph.ts';

const WIDTH = 204;
const HEIGHT = 42;
const GAP_X = 42;
const GAP_Y = 12;
/** Characters that fit into a box. */
const LABEL = 22;
const NOTE = 32;

interface Placed extends GraphNode {
  readonly x: number;
  readonly y: number;
}

/** A graph as SVG: attributes alone, for the page's policy takes no inline style. Numbers are ours; text enters escaped. */
export function drawGraph({ nodes, edges }: PipelineGraph): Markup {
  const columns = [...Map.groupBy(nodes, ({ column }) => column)].toSorted(([a], [b]) => a - b);
  const rows = Math.max(1, ...columns.map(([, own]) => own.length));
  const height = rows * (HEIGHT + GAP_Y) - GAP_Y + 4;
  const width = columns.length * (WIDTH + GAP_X) - GAP_X + 4;
  const placed = new Map<string, Placed>();
  for (const [index, [, own]] of columns.entries()) {
    const top = (height - (own.length * (HEIGHT + GAP_Y) - GAP_Y)) / 2;
    for (const [row, node] of own.entries())
      placed.set(node.id, { ...node, x: 2 + index * (WIDTH + GAP_X), y: top + row * (HEIGHT + GAP_Y) });
  }
  const lines = edges.flatMap(({ from, to, tone }) => {
    const [a, b] = [placed.get(from), placed.get(to)];
    return a === undefined || b === undefined ? [] : [line(a, b, tone)];
  });
  const drawing = join([...lines, ...[...placed.values()].map(box)]);
  return element(
    'div',
    raw(
      `<svg class="map" role="img" aria-label="map" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${drawing}</svg>`,
    ),
    'mapframe',
  );
}

function line(from: Placed, to: Placed, tone: string): Markup {
  const [x1, y1] = [from.x + WIDTH, from.y + HEIGHT / 2];
  const [x2, y2] = [to.x, to.y + HEIGHT / 2];
  const bend = Math.max(20, (x2 - x1) / 2);
  return raw(
    `<path class="edge ${tone}" d="M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2 - 5} ${y2}"/>` +
      `<path class="tip ${tone}" d="M${x2} ${y2}l-6 -3.5v7z"/>`,
  );
}

function box({ kind, tone, label, note, x, y }: Placed): Markup {
  const round = kind === 'start' ? HEIGHT / 2 : kind === 'job' ? 4 : 0;
  const parts = [
    element('title', text(`${label} (${note})`)),
    raw(`<rect x="${x}" y="${y}" width="${WIDTH}" height="${HEIGHT}" rx="${round}"/>`),
    raw(`<text class="label" x="${x + 12}" y="${y + 18}">${text(label, LABEL)}</text>`),
    raw(`<text class="note" x="${x + 12}" y="${y + 33}">${text(note, NOTE)}</text>`),
  ];
  return element('g', parts, `${kind} ${tone}`);
}

export const MAP_STYLE = `
.mapframe { overflow-x: auto; margin: .5rem 0 1.25rem; padding: .5rem; border: 1px solid var(--line); border-radius: .35rem; }
.map { display: block; font: 12px/1 system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; }
.map rect { fill: var(--soft); stroke: var(--quiet); stroke-width: 1; } .map .source rect, .map .sink rect { fill: var(--paper); }
.map text { fill: var(--ink); } .map .label { font-weight: 600; } .map .note { fill: var(--quiet); font-size: 10px; }
.map .bad rect { stroke: var(--bad); stroke-width: 2; } .map .open rect { stroke: var(--open); } .map .good rect { stroke: var(--good); }
.map .edge { fill: none; stroke: var(--quiet); opacity: .7; } .map .edge.bad { stroke: var(--bad); stroke-width: 2; opacity: 1; }
.map .edge.open { stroke: var(--open); } .map .edge.good { stroke: var(--good); }
.map .tip { fill: var(--quiet); } .map .tip.bad { fill: var(--bad); } .map .tip.open { fill: var(--open); } .map .tip.good { fill: var(--good); }
.map .source rect { stroke-dasharray: 4 2; } .legend { display: flex; flex-wrap: wrap; gap: .35rem 1.25rem; }
ol.steps { padding-left: 1.4rem; margin: .4rem 0; max-width: 60rem; overflow-wrap: anywhere; } .closes { border-left: .25rem solid var(--good); padding-left: .75rem; }
@media print { .mapframe { overflow: visible; } .map { max-width: 100%; height: auto; } }
`;
