import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderReport } from '../../src/report/html.ts';
import { renderVerdictText, verdictInShort } from '../../src/report/verdict-text.ts';
import { columns } from '../../src/core/layout.ts';
import { markupOf, reachesOutside, TAG, tagsOf } from '../support/report-page.ts';
import { reportSaying } from './inputs.ts';

const PLAIN = renderReport(reportSaying('plain'));

/** The page's skeleton: the same whatever the submission says, if nothing that it says is markup. */
function skeleton(page: string): string[] {
  return tagsOf(page).map((tag) => tag.replace(/ (?:content|aria-label)="[^"]*"/gu, ''));
}

describe('the report', () => {
  it('is the same page whatever a submission says: none of it becomes markup', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }),
      fc
        .array(
          fc.constantFrom(
            '<',
            '>',
            '"',
            "'",
            '&',
            '`',
            '=',
            '/',
            ' ',
            'onload',
            '<script>',
            '</style>',
            '-->',
            '<!--',
            '&lt;',
            'x',
          ),
          {
            minLength: 1,
            maxLength: 40,
          },
        )
        .map((parts) => parts.join('')),
    );
    const expected = skeleton(PLAIN);
    fc.assert(
      fc.property(hostile, (said) => {
        const page = renderReport(reportSaying(said));
        expect(skeleton(page)).toEqual(expected);
        // Whatever isn't a tag holds no character that could begin or end one.
        const rest = markupOf(page).replaceAll(TAG, '');
        expect(/[<>]/u.exec(rest)).toBeNull();
        expect(/[\p{Cf}\u2028\u2029]/u.exec(page)).toBeNull();
      }),
      { numRuns: 150 },
    );
  });

  it('opens without anything from outside: no script, no image, no link away, no inline style', () => {
    expect(reachesOutside(renderReport(reportSaying('https://attacker.example/x.png')))).toEqual([]);
    expect(PLAIN.match(/ href="#/gu)?.length).toBeGreaterThan(5);
    // The check itself sees what it must.
    expect(reachesOutside('<a href="https://attacker.example/">x</a><p id="a"><a href="#a">y</a>')).toHaveLength(1);
    expect(reachesOutside('<p style="background:url(x)" onclick="x">z</p>').length).toBeGreaterThanOrEqual(2);
  });

  it('lets nothing but its own style sheet apply, by its content security policy', () => {
    const style = /<style>(.*)<\/style>/su.exec(PLAIN)?.[1] ?? '';
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/u.exec(PLAIN)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(policy).toBe(
      `default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;`,
    );
  });

  it('shows what decided before what did not, and says that nobody searched for triggers', () => {
    const inputs = reportSaying('plain');
    const others = inputs.stages.filter(({ stage }) => stage !== 'hunt');
    const stages = others.map((evidence) => ({
      ...evidence,
      outcome: evidence.stage === 'compare' ? ('failed' as const) : ('passed' as const),
    }));
    const page = renderReport({ ...inputs, stages });
    const places = ['why', 'compare', 'evaluate', 'files', 'sandbox', 'untested', 'record'].map((id) =>
      page.indexOf(`id="${id}"`),
    );
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(page.includes('No search for hidden triggers was made')).toBe(true);
    expect(PLAIN.includes('No search for hidden triggers was made')).toBe(false);
  });

  it('states claimed, measured, n and p of a claim', () => {
    const row = /<tr>(?:(?!<\/tr>).)*refuted.*?<\/tr>/su.exec(PLAIN)?.[0] ?? '';
    for (const cell of ['99.9 %', '94.0 %', '>300<', '2.8e-26']) expect(row.includes(cell)).toBe(true);
  });

  it('says which numbers come from answers of an earlier run, and which kept ones were not believed', () => {
    for (const told of [
      'Answers of an earlier run: plain/plain, plain, 2026-01-02T03:04:05.000Z',
      'Kept answers that were not believed: plain/plain: plain',
      'Answered by an earlier start of this run: 16 items',
    ])
      expect(PLAIN).toContain(told);
  });

  it('stays a page that opens, however much a submission holds', () => {
    const inputs = reportSaying('x'.repeat(500));
    const [file] = inputs.submission.files;
    if (file === undefined) throw new RangeError('no file');
    const files = Array.from({ length: 20_000 }, (_, index) => ({ ...file, path: `${index}` }));
    const page = renderReport({ ...inputs, submission: { ...inputs.submission, files } });
    expect(page.length).toBeLessThan(2_000_000);
    expect(page.includes('and 19,500 more files')).toBe(true);
  });
});

describe('the verdict in text', () => {
  it('names what rejects, on a line that fits beside a name and the verdict', () => {
    const { verdict, stages } = reportSaying('plain');
    const reasons = verdict.reasons.map((reason) => ({
      ...reason,
      waived: undefined,
      outcome: ['signature', 'weights', 'claims'].includes(reason.requirement) ? ('fail' as const) : ('pass' as const),
    }));
    const short = verdictInShort(
      { ...verdict, reasons: reasons.map(({ waived: _waived, ...reason }) => reason) },
      stages,
    );
    expect(short).toBe('signature fails, weights differ, claims do not hold');
    expect(short.length).toBeLessThanOrEqual(52);
  });

  it('keeps to 80 columns and to printable characters, whatever a reason quotes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }), (said) => {
        for (const line of renderVerdictText(reportSaying(said).verdict)) {
          expect(columns(line)).toBeLessThanOrEqual(80);
          expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
        }
      }),
      { numRuns: 50 },
    );
  });
});
