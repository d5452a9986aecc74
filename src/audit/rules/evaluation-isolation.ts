import { isCompose, readCompose } from '../compose/read.ts';
import type { AuditHit, AuditRule } from '../rule.ts';

const FLAGS: readonly (readonly [RegExp, string, 'high' | 'medium' | 'low'])[] = [
  [/(?:^|\s)--privileged(?:=true)?(?:\s|$)/u, 'has every right over the machine', 'high'],
  [/docker\.sock/u, 'is handed the socket of Docker, and with it the machine', 'high'],
  [/(?:^|\s)--(?:net|network)[= ]host\b/u, 'shares the network of the machine', 'medium'],
  [/(?:^|\s)--(?:pid|ipc|uts|userns)[= ]host\b/u, 'shares a namespace of the machine', 'medium'],
  [/(?:^|\s)--cap-add[= ](?:ALL|SYS_ADMIN|SYS_PTRACE|NET_ADMIN)\b/u, 'is given rights of the kernel', 'medium'],
  [/(?:^|\s)--security-opt[= ](?:seccomp|apparmor)[=:]unconfined/u, 'runs without its filters', 'medium'],
  [/(?:^|\s)(?:-v|--volume)[= ]?["']?(?:\/|~|\$HOME|\$\{HOME\}):/u, 'is shown the files of the machine', 'high'],
];

export const rule: AuditRule = {
  id: 'evaluation-isolation',
  title: 'A container holds nothing back',
  severity: 'medium',
  confidence: 'medium',
  atlas: ['AML.T0050'],
  advice:
    'Run what is evaluated without network, without rights and without files of the machine: `--network none --cap-drop ALL --read-only`.',
  *check({ map }) {
    for (const { workflow, job, steps } of map.jobs) {
      for (const container of [...(job.container === undefined ? [] : [job.container]), ...job.services]) {
        if (container.options !== undefined)
          yield* flagged(container.options.text, { path: workflow.path, place: container.options.place });
        for (const volume of container.volumes)
          yield* flagged(`-v ${volume.text}`, { path: workflow.path, place: volume.place });
      }
      for (const { acts } of steps) {
        for (const act of acts) {
          if (
            /^(?:docker|podman|nerdctl|apptainer|singularity)$/u.test(act.name) &&
            /^(?:run|create|exec|compose)$/u.test(act.words[0] ?? '')
          )
            yield* flagged(act.words.join(' '), { path: act.path, place: act.place });
        }
      }
    }
    for (const path of map.repository.paths.filter(isCompose)) {
      const source = map.repository.text(path);
      if (source === undefined) continue;
      // What runs on somebody's own machine is no evaluation yet: no more than the rule's own severity.
      for (const { options } of readCompose(source).services)
        for (const { text, place } of options)
          for (const { severity, ...hit } of flagged(text, { path, place }))
            yield { ...hit, severity: severity === 'high' ? 'medium' : 'low' };
    }
  },
};

function* flagged(text: string, spot: Pick<AuditHit, 'path' | 'place'>): Generator<AuditHit> {
  for (const [pattern, what, severity] of FLAGS)
    if (pattern.test(text)) yield { ...spot, message: `a container ${what}`, severity };
}
