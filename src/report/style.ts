/** The page's only style sheet. Readable on a phone, in the dark, and on paper; no script, no font, no image from anywhere. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --soft: #f3f5f7; --line: #d5dae0; --quiet: #5b6570;
  --good: #11723b; --bad: #b3261e; --warn: #8a5a00; --hot: 179 38 30; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaed; --paper: #14171a; --soft: #1e2327; --line: #353c43; --quiet: #9aa5b0;
  --good: #4cc27f; --bad: #ff8a80; --warn: #f0b84a; --hot: 255 110 100; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 1rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
h1 { font-size: 1.4rem; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
p { margin: .5rem 0; }
code, .mono { font: .875em/1.4 ui-monospace, "SF Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.banner { border-left: .5rem solid var(--line); background: var(--soft); padding: 1rem 1.25rem; border-radius: .25rem; }
.banner.admit { border-color: var(--good); } .banner.quarantine { border-color: var(--warn); } .banner.reject { border-color: var(--bad); }
.verdict { font-size: 2rem; font-weight: 700; letter-spacing: .02em; text-transform: uppercase; margin: .25rem 0; }
.admit .verdict, .pass, .passed, .consistent, .unchanged { color: var(--good); }
.quarantine .verdict, .unknown, .inconclusive, .skipped, .insufficient, .unmeasured, .medium { color: var(--warn); }
.reject .verdict, .fail, .failed, .errored, .refuted, .critical, .high { color: var(--bad); }
.tag { font-weight: 600; white-space: nowrap; }
.quiet { color: var(--quiet); font-size: .9em; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; font-size: .92rem; }
caption { text-align: left; color: var(--quiet); padding-bottom: .25rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; color: var(--quiet); white-space: nowrap; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
td { overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
.strip { display: flex; gap: 2px; margin: .5rem 0; flex-wrap: wrap; }
.strip span { flex: 1 1 2rem; min-width: 2rem; padding: .4rem .2rem; text-align: center; font-size: .75rem; border: 1px solid var(--line); border-radius: 3px; }
.heat1 { background: rgb(var(--hot) / 10%); } .heat2 { background: rgb(var(--hot) / 20%); } .heat3 { background: rgb(var(--hot) / 30%); } .heat4 { background: rgb(var(--hot) / 40%); } .heat5 { background: rgb(var(--hot) / 50%); } .heat6 { background: rgb(var(--hot) / 60%); } .heat7 { background: rgb(var(--hot) / 70%); } .heat8 { background: rgb(var(--hot) / 80%); } .heat9 { background: rgb(var(--hot) / 90%); }
ul { padding-left: 1.2rem; margin: .5rem 0; }
details { margin: .5rem 0; } summary { cursor: pointer; }
@media (max-width: 40rem) {
  table.cards thead { position: absolute; clip-path: inset(50%); }
  table.cards tr { display: block; border-bottom: 1px solid var(--line); padding: .4rem 0; }
  table.cards td { display: block; border: 0; padding: .1rem 0; text-align: left; }
  table.cards td[data-label]::before { content: attr(data-label) ": "; color: var(--quiet); }
}
@media print {
  :root { --ink: #000; --paper: #fff; --soft: #fff; --line: #999; --quiet: #444; --good: #064; --bad: #900; --warn: #640; }
  body { max-width: none; font-size: 10pt; } details > * { display: block; } h2, h3 { break-after: avoid; } tr { break-inside: avoid; }
}
`;
