import type { Confidence, Severity } from '../../core/finding.ts';
import { dangerOf, type Reach } from '../danger.ts';
import { holdsContext } from '../gates/events.ts';
import { codeOf } from '../map/code-inputs.ts';
import type { JobView, Start, StepView } from '../map/pipeline.ts';
import { tellsOfResults } from '../map/results.ts';
import { isOwnRunner } from '../map/runner.ts';
import { mayWrite, secretsOf } from '../map/secrets.ts';
import type { Taint } from '../map/taint-value.ts';
import { embeddedIn } from '../expression/parse.ts';
import { siteOf, type AuditRule } from '../rule.ts';

export const rule: AuditRule = {
  id: 'expression-injection',
  title: 'A text that somebody else writes becomes part of a script',
  severity: 'high',
  confidence: 'high',
  atlas: ['AML.T0050'],
  advice: 'Hand the value over in `env:` and use it as a quoted variable of the shell.',
  *check({ map, taint }) {
    const isNamed = (view: JobView): boolean =>
      view.starts.some(({ event }) => event.endsWith('_dispatch')) && taint.arrivals(view).length > 0;
    for (const view of map.jobs) {
      for (const step of view.steps) {
        for (const code of codeOf(step.step)) {
          for (const { start, expression, source, written } of code.embedded ?? embeddedIn(code.text)) {
            if (expression === undefined) continue;
            const found = taint.ofExpression(expression, siteOf(view, step));
            const graded = grade(found, view, step, { parsed: isParsed(code.text, start), named: isNamed(view) });
            if (graded === undefined) continue;
            const origin = found.source === source.trim().toLowerCase() ? '' : `, which goes back to ${found.source}`;
            yield {
              path: view.workflow.path,
              place: code.placeOf(start),
              message: `${(written ?? `\${{ ${source.trim()} }}`).slice(0, 120)} is put into a script as it is${origin}${graded.why}`,
              severity: graded.severity,
              confidence: graded.confidence,
              ...(graded.severity === 'info' ? { persona: 'pedantic' as const } : {}),
              related: found.through,
            };
          }
        }
      }
    }
  },
};

/** Whoever merges has looked at the files; a title, a name of a branch or of a file comes through as its author wrote it. */
/** Whether pushes start it for files that others hand in. */
function takesIn({ workflow }: JobView, name: string): boolean {
  return workflow.triggers.some(({ event, paths }) => event === name && tellsOfResults(paths.join(' ')));
}

function levelOf(view: JobView, reach: Reach, start: Start, merged: boolean, secrets: boolean): Severity {
  if (merged) return secrets ? 'high' : 'medium';
  // A message of a commit is pushed by whoever may write, or was merged.
  if (reach === 'trusted' && start.event === 'push') return secrets && takesIn(view, start.event) ? 'high' : 'medium';
  return reach === 'trusted' ? 'low' : FREE[reach];
}

interface Situation {
  readonly parsed: boolean;
  /** Somebody of the project starts the run for a pull request that they name. */
  readonly named: boolean;
}

interface Grade {
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly why: string;
}

const FREE: Readonly<Record<Reach, Severity>> = {
  open: 'critical',
  unsure: 'high',
  // What somebody has agreed to is the code; nobody reads the name of a branch or a file for commands.
  raced: 'high',
  gated: 'low',
  called: 'medium',
  setting: 'high',
  // Whoever opens a pull request runs code in such a run anyway; what is left is what they could not reach otherwise.
  confined: 'medium',
  trusted: 'medium',
};

/** Put between the quotes of a text of code that is parsed for data: its quotes end the text. */
function isParsed(text: string, start: number): boolean {
  return /(?:json\.loads|JSON\.parse|literal_eval)\(\s*[rbf]?["'`]{1,3}$/u.test(
    text.slice(Math.max(0, start - 40), start),
  );
}

function grade(taint: Taint, view: JobView, step: StepView, { parsed, named }: Situation): Grade | undefined {
  const { control, source } = taint;
  if (control === 'fixed') return undefined;
  if (control === 'formed')
    return { severity: 'info', confidence: 'low', why: '; its form leaves a stranger little room' };
  if (control === 'derived') {
    const why = '; what it holds is not told by the repository';
    const keys = secretsOf(view).length > 0;
    return { severity: keys && parsed ? 'high' : keys ? 'medium' : 'low', confidence: 'low', why };
  }
  const starts = view.starts.filter(({ event }) => control !== 'free' || holdsContext(event, source));
  const dangers = starts.map((start) => dangerOf(view, start, step.index));
  if (control === 'writer') {
    const called = view.workflow.kind === 'action' || dangers.some(({ reach }) => reach === 'called');
    return called
      ? { severity: 'medium', confidence: 'medium', why: '; whoever calls this decides what it is' }
      : { severity: 'low', confidence: 'medium', why: '; whoever may start the workflow decides what it is' };
  }
  const severities: Severity[] = ['info', 'low', 'medium', 'high', 'critical'];
  let worst: Severity = 'low';
  const secrets = secretsOf(view).length > 0;
  for (const { reach, start, gates } of dangers) {
    const level = levelOf(
      view,
      reach,
      start,
      gates.some(({ kind }) => kind === 'merged'),
      secrets,
    );
    if (severities.indexOf(level) > severities.indexOf(worst)) worst = level;
  }
  // A person or a program has started it; the text comes through as its author wrote it.
  const sent = taint.dispatched === true || named || source.includes('client_payload');
  const least = isWorthwhile(view) ? 'high' : 'medium';
  if (sent && severities.indexOf(worst) < severities.indexOf(least))
    return {
      severity: least,
      confidence: taint.answer === undefined ? 'medium' : 'low',
      why: '; what starts this run hands it on',
    };
  const events = [...new Set(dangers.map(({ start }) => start.event))].join(', ');
  // What a program makes of a text may be the text.
  if (taint.answer === 'unknown' && worst === 'critical') worst = 'high';
  return {
    severity: worst,
    confidence: taint.answer === undefined ? 'high' : taint.answer === 'text' ? 'medium' : 'low',
    why: events === '' ? '; no event of this workflow has it' : `, in a run for ${events}`,
  };
}

/** Whether a run holds more than a token that reads. */
function isWorthwhile(view: JobView): boolean {
  const { permissions } = view;
  return (
    secretsOf(view).length > 0 ||
    mayWrite(view) !== false ||
    permissions?.scopes.get('id-token')?.access === 'write' ||
    isOwnRunner(view.job)
  );
}
