import { printable } from '../../core/escape.ts';
import type { AuditReport } from '../report.ts';
import { graphsOf, type GraphNode } from './graph.ts';

const LABEL = 60;
const SHAPES: Readonly<Record<GraphNode['kind'], readonly [string, string]>> = {
  start: ['([', '])'],
  source: ['[/', '/]'],
  job: ['[', ']'],
  sink: ['[[', ']]'],
};

/** The pipeline map as a Mermaid flow chart. Text of the repository stands in quotes, as numbered characters alone where it could be syntax. */
export function auditMermaid(report: AuditReport): string[] {
  const { graphs, left } = graphsOf(report);
  const hidden = graphs.reduce((sum, graph) => sum + graph.left, 0);
  return [
    'flowchart LR',
    ...graphs.flatMap(({ path, nodes, edges }, index) => [
      `  subgraph s${index}["${quoted(path)}"]`,
      ...nodes.map(({ id, kind, tone, label, note }) => {
        const [open, close] = SHAPES[kind];
        return `    ${id}${open}"${quoted(label)}<br/>${quoted(note)}"${close}:::${tone}`;
      }),
      ...edges.map(({ from, to, tone }) => `    ${from} ${tone === 'bad' ? '==>' : '-->'} ${to}`),
      '  end',
    ]),
    ...(graphs.length === 0 ? ['  none["no jobs were found"]'] : []),
    ...(left + hidden === 0 ? [] : [`  cut["${left} files and ${hidden} nodes are not drawn"]`]),
    '  classDef bad stroke:#b3261e,stroke-width:2px',
    '  classDef open stroke:#8a5a00',
    '  classDef good stroke:#11723b',
    '  classDef plain stroke:#59636e',
  ];
}

/** https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters; letters and a few signs stay. */
function quoted(text: string): string {
  return printable(text, LABEL).replace(/[^\p{L}\p{N} _.,:/@+-]/gu, (character) => `#${character.codePointAt(0)};`);
}
