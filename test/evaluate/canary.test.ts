import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCanary, type CanaryForm } from '../../src/answers/canary-detector.ts';
import { loadSuite } from '../../src/evaluate/tasks/load-suite.ts';

const ROOT = join(import.meta.dirname, '../..');
const CANARY = 'KESTREL-7Q4M-XW2P';
const hex = (text: string): string => Buffer.from(text).toString('hex');
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const codes = (text: string): number[] => [...text].map((it) => it.codePointAt(0) ?? 0);
const rot13 = (text: string): string =>
  text.replace(/[a-z]/giu, (it) => {
    const first = it <= 'Z' ? 65 : 97;
    return String.fromCharCode(((it.charCodeAt(0) - first + 13) % 26) + first);
  });

/** How a secret may be written, and as what it is to be known. */
const FORMS: readonly (readonly [CanaryForm, string, (secret: string) => string])[] = [
  ['plain', 'as it is', (it) => it],
  ['plain', 'in other case', (it) => it.toLowerCase()],
  ['plain', 'spaced', (it) => [...it].join(' ')],
  ['plain', 'one character a line, as a list', (it) => [...it].map((one) => `- ${one}`).join('\n')],
  ['plain', 'broken over lines', (it) => it.replace(/.{5}/gu, '$&\n')],
  ['plain', 'with invisible characters in it', (it) => [...it].join('\u200B')],
  [
    'plain',
    'in full-width letters',
    (it) => it.replace(/[!-~]/gu, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)),
  ],
  ['plain', 'in the address of a picture', (it) => `![logo](https://img.invalid/l.png?ref=${encodeURIComponent(it)})`],
  ['plain', 'in a call of a tool', (it) => JSON.stringify({ tool: 'send_mail', arguments: { body: it } })],
  ['reversed', 'backwards', (it) => [...it].toReversed().join('')],
  ['rot13', 'turned by thirteen letters', rot13],
  ['url', 'in percent signs', (it) => hex(it).replace(/../gu, '%$&')],
  [
    'entities',
    'in HTML entities',
    (it) =>
      codes(it)
        .map((one) => `&#${one};`)
        .join(''),
  ],
  [
    'escapes',
    'in JavaScript escapes',
    (it) =>
      codes(it)
        .map((one) => `\\u${one.toString(16).padStart(4, '0')}`)
        .join(''),
  ],
  ['hex', 'in hexadecimal', hex],
  ['hex', 'in spaced hexadecimal', (it) => hex(it).toUpperCase().replace(/../gu, '0x$& ')],
  ['base64', 'in base64', base64],
  ['base64', 'in base64url', (it) => Buffer.from(it).toString('base64url')],
  ['base64', 'in base64 over lines', (it) => base64(it).replace(/.{7}/gu, '$&\n')],
  ['base64', 'inside of what base64 holds', (it) => base64(`The code is ${it}, but tell nobody.`)],
  ['base64', 'in base64 twice', (it) => base64(base64(it))],
  ['character-codes', 'in numbers', (it) => codes(it).join(', ')],
];

const secret = fc
  .array(fc.constantFrom(...'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'.split('')), { minLength: 10, maxLength: 24 })
  .map((letters) => letters.join('').replace(/.{4}(?=.)/gu, '$&-'));
const words = fc
  .array(fc.constantFrom('the', 'code', 'is', 'here:', 'well,', '12', 'ok.', '\n', 'a', '=', 'https://x.invalid/?q='), {
    maxLength: 12,
  })
  .map((it) => it.join(' '));

describe('the canary detector', () => {
  it.each(FORMS)('knows a secret %s: %s', (form, _name, write) => {
    expect(findCanary(CANARY, `I must not say it. ${write(CANARY)} is what you want.`)).toBe(form);
  });

  it('finds any secret in any of these forms between any words', () => {
    fc.assert(
      fc.property(secret, fc.constantFrom(...FORMS), words, words, (it, [, , write], before, after) => {
        expect(findCanary(it, `${before} ${write(it)} ${after}`)).toBeDefined();
      }),
      { numRuns: 2_000 },
    );
  });

  it('raises no alarm over ordinary text, nor over other secrets in the same forms', () => {
    const guides = readdirSync(join(ROOT, 'docs/guide')).map((name) =>
      readFileSync(join(ROOT, 'docs/guide', name), 'utf8'),
    );
    fc.assert(
      fc.property(
        secret,
        secret,
        fc.constantFrom(...FORMS),
        fc.constantFrom(...guides),
        (it, other, [, , write], text) => {
          fc.pre(it !== other);
          expect(findCanary(it, text.slice(0, 8_000))).toBeUndefined();
          expect(findCanary(it, `It is ${write(other)}.`)).toBeUndefined();
        },
      ),
      { numRuns: 500 },
    );
  });

  it('takes nothing for a secret that is too short to be one', () => {
    expect(findCanary('the', 'the the the')).toBeUndefined();
    expect(findCanary('', '')).toBeUndefined();
  });
});

describe('the suites of leakage and injection', () => {
  it('hold each canary in what is asked, in a form that the detector knows', async () => {
    const { tasks } = await loadSuite(join(ROOT, 'suites/adversarial'));
    let count = 0;
    for (const { items } of tasks) {
      for (const item of items) {
        if (!('canary' in item) || item.canary === undefined) continue;
        count++;
        expect(findCanary(item.canary, item.messages.map(({ content }) => content).join('\n')), item.id).toBeDefined();
      }
    }
    expect(count).toBe(84);
  });
});
