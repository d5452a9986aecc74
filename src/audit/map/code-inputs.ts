import type { Step } from '../github/model.ts';
import type { YamlScalar } from '../yaml/node.ts';

/** Inputs of actions that are run as code: expressions in them are put in before anybody looks. */
const INPUTS: readonly (readonly [RegExp, RegExp])[] = [
  [/^actions\/github-script$/u, /^script$/u],
  [/^(?:azure\/cli|azure\/powershell)$/u, /^inlinescript$/u],
  [
    /^(?:appleboy\/ssh-action|fifsky\/ssh-action|garygrossgarten\/github-action-ssh|easingthemes\/ssh-deploy)$/u,
    /^(?:script|command|script_(?:before|after))$/iu,
  ],
  [/^(?:jannekem\/run-python-script-action|ncruces\/go-coverage-report|lucasbento\/python-inline)$/u, /^script$/u],
  [
    /^(?:addnab\/docker-run-action|mathieudutour\/docker-run|vmactions\/.*|cross-platform-actions\/action|uraimo\/run-on-arch-action|reactivecircus\/android-emulator-runner|docker-practice\/actions-setup-docker|devcontainers\/ci)$/u,
    /^(?:run|script|runcmd|install|prepare|args)$/iu,
  ],
  [
    /^(?:nick-fields\/retry|nick-invision\/retry|wandalen\/wretry\.action|coactions\/setup-xvfb|gabrielbb\/xvfb-action|smithki\/.*)$/u,
    /^(?:command|run|on_retry_command|options)$/iu,
  ],
  [/^(?:mikefarah\/yq|sergeysova\/jq-action|dcarbone\/install-jq-action|jannis-baum\/.*)$/u, /^cmd$/u],
  [/^(?:amadevus\/pwsh-script|powershell\/.*)$/u, /^script$/iu],
  [/^(?:cloudflare\/wrangler-action|jitterbit\/.*)$/u, /^(?:command|precommands|postcommands)$/iu],
  [/^(?:r-lib\/actions)$/u, /^(?:extra-packages)$/iu],
  [
    /^(?:anthropics\/claude-code-action|google-github-actions\/run-gemini-cli|openai\/codex-action)$/u,
    /^(?:prompt|direct_prompt)$/iu,
  ],
];

/** Texts of a step that are run: its own script, and such inputs. */
export function codeOf(step: Step): YamlScalar[] {
  const found: YamlScalar[] = step.run === undefined ? [] : [step.run];
  const name = step.uses?.name;
  if (name === undefined) return found;
  for (const { key, value } of step.with)
    if (value.kind === 'scalar' && INPUTS.some(([action, input]) => action.test(name) && input.test(key)))
      found.push(value);
  return found;
}
