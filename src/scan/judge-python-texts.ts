import { placesIn } from './text-place.ts';
import { PUBLISHERS } from './judge-shell.ts';
import { SENDS_KEPT } from './judge-markup.ts';
import { HANDS_OVER, turnsAgainst } from './judge-prose.ts';

interface TextJudgement {
  readonly what: string;
  readonly line: number;
  readonly offset: number;
}

/** PEP 723: what `uv run` and `pipx run` install before they run the file. */
const SCRIPT_INDEX =
  /^# \/\/\/ script$(?:\n#[^\n]{0,200}){0,60}?\n#[^\n]{0,100}\b(?:url|index-url|extra-index-url|find-links)[ \t]*=[ \t]*\[?"(https?:[^"\n]{1,200})"/mu;

/** Libraries whose tools and agents are described to a model in texts of the source. */
const AGENTS =
  /^[ \t]*(?:from|import)[ \t]+(?:smolagents|langchain\w*|langgraph|llama_index|mcp|fastmcp|autogen\w*|crewai\w*|agents|semantic_kernel|dspy|pydantic_ai|google\.adk|haystack|transformers\.(?:agents|tools)|qwen_agent|agno|phi|litellm|openai|anthropic)\b/mu;
/** Libraries that show texts of the source as pages. */
const PAGES =
  /^[ \t]*(?:from|import)[ \t]+(?:gradio|streamlit|IPython|dash|nicegui|panel|flask|fastapi|starlette|solara|shiny|marimo|chainlit|bokeh|aiohttp|tornado|bottle|django)\b/mu;
/** Literals of some length, with what stands before them in their line. Bounded, so that no quote makes the search slow. */
const LITERAL =
  /(?:("""|''')([^]{20,4000}?)\1|(?<![\w"'])[rRbBfFuU]{0,2}"((?:[^"\\\n]|\\.){20,2000})"|(?<![\w"'])[rRbBfFuU]{0,2}'((?:[^'\\\n]|\\.){20,2000})')/gu;

/** Addresses that money is sent to: the pattern that finds them in what a model says, beside one to put in their place. */
const WALLETS = /0x\[[\w-]{3,12}\]\{40\}|\bbc1\[[\w-]{3,20}\]\{\d/u;
const WALLET = /["']0x[\da-fA-F]{40}["']|["']bc1[a-z\d]{25,60}["']/u;

/** Texts of Python source that others read: a browser, or the model that is told of a tool. */
export function* judgePythonTexts(source: string): Generator<TextJudgement> {
  const place = placesIn(source);
  const kept = PAGES.test(source) && /<script|<img|<svg|javascript:/iu.test(source) ? SENDS_KEPT.exec(source) : null;
  if (kept !== null) yield { what: 'a page that it shows sends away what the browser keeps', ...place(kept.index) };
  const wallet = WALLETS.test(source) ? WALLET.exec(source) : null;
  if (wallet !== null)
    yield { what: 'puts an address of its own where it finds one for money', ...place(wallet.index) };
  const index = SCRIPT_INDEX.exec(source);
  if (index !== null && !PUBLISHERS.test(`${index[1] ?? ''}/`))
    yield {
      what: `its header has packages installed from ${JSON.stringify(index[1]?.slice(0, 100))}`,
      ...place(index.index),
    };
  if (!AGENTS.test(source)) return;
  for (const found of source.matchAll(LITERAL)) {
    const text = found[2] ?? found[3] ?? found[4] ?? '';
    const against = turnsAgainst(text) ?? HANDS_OVER.exec(text)?.[0];
    if (against !== undefined)
      yield { what: `a model is told ${JSON.stringify(against.slice(0, 100))}`, ...place(found.index) };
  }
}
