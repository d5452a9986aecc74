import { GateError } from '../../core/errors.ts';
import type { Scored } from '../../runner/protocol.ts';
import type { Echo } from './answer-schemas.ts';

/** Characters of tokens that an endpoint puts before a text, such as its beginning. */
const MAX_LEAD = 64;
const SAME = 1e-6;

/**
 * ln P of a continuation behind its prompt, from the tokens that an endpoint echoes. Blanks at the end of the prompt belong to the
 * continuation, as in lm-evaluation-harness. Only where the tokens spell the text and one begins where the continuation does.
 * @throws GateError ENDPOINT_UNSUPPORTED, ENDPOINT_FAILED
 */
export function scoreEchoed(
  { choices: [{ logprobs }] }: Echo,
  prompt: string,
  continuation: string,
): { readonly promptTokens: number; readonly score: Scored['continuations'][number] } {
  if (logprobs === null || logprobs === undefined) unsupported('it gives no log-likelihoods');
  const { tokens, token_logprobs: values, top_logprobs: tops } = logprobs;
  if (values.length !== tokens.length || (tops ?? values).length !== tokens.length)
    failed('its log-likelihoods are not those of its tokens');
  const whole = prompt + continuation;
  const lead = tokens.join('').indexOf(whole);
  if (lead < 0 || lead > MAX_LEAD) unsupported('it does not echo the tokens of the text that it is asked about');
  const begin = lead + prompt.trimEnd().length;
  const end = lead + whole.length;
  let at = 0;
  let promptTokens = 0;
  const score = { logprob: 0, tokens: 0, greedy: true };
  for (const [index, token] of tokens.entries()) {
    const next = at + token.length;
    if ((at < begin && next > begin) || (at < end && next > end))
      unsupported('one of its tokens holds an end of prompt or answer and more');
    if (next <= begin && score.tokens === 0) promptTokens++;
    else if (at >= begin && next <= end && token !== '') {
      const value = values[index];
      const top = tops?.[index];
      if (value === null || value === undefined) unsupported('it gives no log-likelihood of a first token');
      if (top === null || top === undefined) unsupported('it does not tell the likeliest token');
      score.logprob += value;
      score.tokens++;
      score.greedy &&= Object.values(top).every((other) => other <= value + SAME);
    }
    at = next;
  }
  if (score.tokens === 0) failed('it gives no token of the answer');
  return { promptTokens, score };
}

function unsupported(why: string): never {
  throw new GateError('ENDPOINT_UNSUPPORTED', `log-likelihoods are not to be had from this endpoint: ${why}`);
}

function failed(why: string): never {
  throw new GateError('ENDPOINT_FAILED', `the endpoint's answer can't be used: ${why}`);
}
