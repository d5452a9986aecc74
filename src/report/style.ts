const HEAT = Array.from({ length: 12 }, (_, index) => index + 1)
  .map((step) => `.heat${step} { background: rgb(var(--hot) / ${step * 5}%); }`)
  .join(' ');

/** The page's only style sheet. Readable on a phone, in the dark, and on paper; no script, no font, no image from anywhere. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --soft: #f4f6f8; --line: #d9dee4; --quiet: #59636e;
  --good: #11723b; --bad: #b3261e; --open: #8a5a00; --link: #0b57d0; --hot: 214 40 30; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --paper: #13161a; --soft: #1c2126; --line: #343b43; --quiet: #9ba6b1;
  --good: #4cc27f; --bad: #ff8a80; --open: #f0b84a; --link: #8ab4f8; --hot: 255 82 70; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem 1.25rem 3rem; background: var(--paper); color: var(--ink);
  font: .95rem/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2.25rem 0 .5rem; padding-bottom: .35rem; border-bottom: 2px solid var(--line); }
h3 { font-size: .95rem; margin: 1.25rem 0 .25rem; overflow-wrap: anywhere; }
p { margin: .5rem 0; max-width: 60rem; overflow-wrap: anywhere; }
a { color: var(--link); text-underline-offset: .15em; }
code, pre { font: .86em/1.45 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: .25rem; padding: .5rem .75rem; white-space: pre-wrap; }
td pre { margin: 0; padding: .2rem .5rem; }
small, .quiet { color: var(--quiet); font-size: .86rem; }
.lead { font-size: 1rem; }
.banner { --tone: var(--open); border: 1px solid var(--line); border-top: .4rem solid var(--tone); background: var(--soft); padding: 1.25rem 1.5rem; border-radius: .35rem; }
.banner.admit { --tone: var(--good); } .banner.reject { --tone: var(--bad); }
.banner p { margin: .35rem 0 0; }
.kicker { font-size: .75rem; letter-spacing: .08em; text-transform: uppercase; color: var(--quiet); margin: 0 0 .25rem !important; }
.verdict { display: inline-block; padding: .05em .5em; border-radius: .25rem; background: var(--tone); color: var(--paper); text-transform: uppercase; letter-spacing: .04em; font-size: .85em; }
.short { font-size: 1.15rem; font-weight: 600; }
.tag { display: inline-block; white-space: nowrap; font-size: .8rem; font-weight: 600; padding: .05rem .45rem; border: 1px solid currentColor; border-radius: 1rem; line-height: 1.4; }
.good { color: var(--good); } .bad { color: var(--bad); } .open { color: var(--open); }
h2 .tag { vertical-align: .15em; margin-left: .35rem; }
.stages { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; margin: .75rem 0 0; padding: 0; }
.stages li { flex: 1 1 8rem; }
.stages a { display: flex; flex-direction: column; align-items: flex-start; gap: .2rem; height: 100%; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: .35rem; color: inherit; text-decoration: none; }
.stages a:hover { border-color: var(--link); }
dl { display: grid; gap: .35rem 0; margin: .75rem 0; }
dl > div { display: grid; grid-template-columns: 9rem 1fr; gap: .75rem; }
dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; margin: .75rem 0; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem 1rem .4rem 0; border-bottom: 1px solid var(--line); }
th:last-child, td:last-child { padding-right: 0; }
th { font-weight: 600; color: var(--quiet); font-size: .82rem; white-space: nowrap; }
td { overflow-wrap: anywhere; min-width: 5.5rem; }
td.head { min-width: 11rem; }
td.number, th.number { text-align: right; white-space: nowrap; min-width: 0; font-variant-numeric: tabular-nums; }
.reasons td:nth-child(1), .reasons td:nth-child(2), .walls td:nth-child(1), .statements td:nth-child(3) { white-space: nowrap; }
.findings td:nth-child(2) { width: 60%; }
.files td:nth-child(4), .files td:nth-child(5) { white-space: nowrap; }
.digest { color: var(--quiet); font-size: .75em; }
.files td:last-child { min-width: 15rem; } .reasons td.head { min-width: 6rem; } dd ul { columns: auto !important; margin: 0; }
.strip { display: flex; flex-wrap: wrap; gap: 3px; margin: .75rem 0 .25rem; padding: 0; list-style: none; }
.strip li { flex: 1 1 4rem; max-width: 12rem; display: grid; justify-items: center; padding: .3rem .2rem; border: 1px solid var(--line); border-radius: 3px; line-height: 1.3; }
.strip b { font-size: .8rem; font-weight: 600; } .strip span { font-variant-numeric: tabular-nums; } .strip small { color: inherit; opacity: .75; }
${HEAT}
.plot { display: block; max-width: 100%; } .plot .track { stroke: var(--line); stroke-width: 2; } .plot .band { fill: var(--quiet); opacity: .45; }
.plot .frame { fill: none; stroke: var(--line); } .plot text { fill: var(--quiet); font-size: 10px; }
.beside { display: flex; flex-wrap: wrap; gap: 1.5rem; align-items: flex-start; } .beside > table { flex: 1 1 20rem; width: auto; }
.plot .measured { fill: var(--ink); } .plot .claimed { stroke: var(--good); stroke-width: 2.5; } .plot .refuted { stroke: var(--bad); }
ul { padding-left: 1.2rem; margin: .5rem 0; } .paths { columns: 18rem; }
.trouble { border-left: .25rem solid var(--bad); padding-left: .75rem; }
details { margin: .75rem 0; } summary { cursor: pointer; color: var(--link); }
@media (max-width: 46rem) {
  body { padding: .75rem .75rem 2rem; }
  .banner { padding: 1rem; }
  dl > div { grid-template-columns: 1fr; gap: 0; }
  .stages li { flex-basis: 6rem; }
  table.cards, .cards tbody { display: block; }
  .cards thead { position: absolute; clip-path: inset(50%); }
  .cards tr { display: flex; flex-wrap: wrap; gap: .1rem .9rem; border-bottom: 1px solid var(--line); padding: .5rem 0; }
  .cards td { border: 0; padding: 0; text-align: left; min-width: 0 !important; max-width: 100%; width: auto !important; }
  .cards td:empty { display: none; }
  .cards td.head { order: -1; flex-basis: 100%; }
  .cards td:not(.head)::before { content: attr(data-label) " "; color: var(--quiet); font-size: .82rem; }
  .reasons td.head { order: 0; flex-basis: auto; font-weight: 600; } .reasons td:last-child { flex-basis: 100%; }
  .reasons td:not(.head)::before, .findings td:nth-child(1)::before, .claims td:nth-child(2)::before, .walls td::before { content: none !important; }
  .claims td:last-child, .files td:last-child, .statements td:last-child, .walls td:last-child { flex-basis: 100%; }
  .plot { margin-top: .15rem; }
}
@media print {
  :root { --ink: #000; --paper: #fff; --soft: #f6f6f6; --line: #aaa; --quiet: #444; --good: #0a5a2c; --bad: #9c1710; --open: #6b4500; --link: #000; --hot: 214 40 30; }
  @page { margin: 14mm; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { max-width: none; padding: 0; font-size: 9.5pt; } a { text-decoration: none; }
  details::details-content { content-visibility: visible; display: block; } summary { color: var(--quiet); list-style: none; }
  h2, h3, summary { break-after: avoid; } tr, li, .banner, .strip, .stages { break-inside: avoid; } .files td:last-child { min-width: 12rem; } .files td:nth-child(5) { white-space: normal; } th, td { padding-right: .6rem; }
}
`;
