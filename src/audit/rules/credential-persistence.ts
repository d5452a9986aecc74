import { runsStrangers } from '../danger.ts';
import { textOf } from '../yaml/node.ts';
import type { AuditRule } from '../rule.ts';
import type { JobView, StepView } from '../map/pipeline.ts';
import { mayWrite } from '../map/secrets.ts';

export const rule: AuditRule = {
  id: 'credential-persistence',
  title: 'A checkout leaves its token where later steps find it',
  severity: 'low',
  confidence: 'medium',
  atlas: ['AML.T0055'],
  advice: 'Set `persist-credentials: false`; steps that push can be given the token by themselves.',
  *check(context) {
    for (const view of context.map.jobs) {
      for (const step of view.steps) {
        if (step.step.uses?.name !== 'actions/checkout') continue;
        const persists = step.step.with.find(({ key }) => key === 'persist-credentials');
        if (textOf(persists?.value)?.toLowerCase() === 'false') continue;
        const uploaded = uploadsTree(view, step);
        const run = runsStrangers(view, context);
        const writes = mayWrite(view) !== false;
        yield {
          path: view.workflow.path,
          place: step.step.uses.scalar.place,
          message: `the token stays in the checkout${uploaded === undefined ? '' : ', and an artifact is made of it'}${run ? ', and code of a pull request runs beside it' : ''}`,
          severity: (uploaded !== undefined || run) && writes ? 'medium' : 'low',
          confidence: uploaded === undefined && !run ? 'low' : 'high',
          related: uploaded === undefined ? [] : [{ path: view.workflow.path, place: uploaded.step.place }],
        };
      }
    }
  },
};

/** An upload of the whole working tree, `.git` with it. */
function uploadsTree(view: JobView, from: StepView): StepView | undefined {
  return view.steps.slice(from.index + 1).find(({ step }) => {
    if (step.uses?.name !== 'actions/upload-artifact') return false;
    const path = textOf(step.with.find(({ key }) => key === 'path')?.value) ?? '';
    const hidden = textOf(step.with.find(({ key }) => key === 'include-hidden-files')?.value);
    // Since 4.4 hidden files are left out.
    const old = /^v?(?:[1-3](?:\.|$)|4\.[0-3](?:\.|$))/u.test(step.uses.ref ?? '') || hidden === 'true';
    return (
      path
        .split('\n')
        .some((line) =>
          /^(?:\.|\.\/|\.\.|\*|\*\*(?:\/\*)?|\$\{\{ ?github\.workspace ?\}\}\/?|\.\/?\.git\/?.*)$/u.test(line.trim()),
        ) &&
      (old || /\.git/u.test(path) || /^(?:\.|\.\/)$/u.test(path.trim()))
    );
  });
}
