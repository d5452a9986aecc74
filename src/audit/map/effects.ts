import type { PythonCall } from '../../formats/python/facts.ts';
import { textOf } from '../yaml/node.ts';
import type { Act, Spot } from './act.ts';
import type { JobView, StepView } from './pipeline.ts';

/** What an act or a step brings about, as far as its name and words tell. */
export type EffectKind =
  /** Something leaves the pipeline for people or programs that trust it. */
  | 'publish'
  | 'merge'
  /** A signature or digest is checked. */
  | 'verify'
  /** The form of a file is checked. */
  | 'schema'
  /** Scores are worked out again. */
  | 'evaluate'
  | 'download';

export interface Effect extends Spot {
  readonly kind: EffectKind;
  /** For people: `git push`, `aws s3 sync … s3://scores`. */
  readonly what: string;
  readonly step: StepView;
  readonly act: Act | undefined;
  readonly silenced: boolean;
}

const COMMANDS: readonly (readonly [EffectKind, RegExp])[] = [
  ['publish', /^git (?:-\S+ \S+ )*push\b(?!.*--dry-run)/u],
  [
    'publish',
    /^gh (?:release (?:create|upload)|gist create|workflow run|api .*(?:dispatches|-X (?:POST|PUT|PATCH)|--method (?:POST|PUT|PATCH)))\b/u,
  ],
  [
    'merge',
    /^gh pr merge\b|^gh api\b.*(?:\/merge\b|enablePullRequestAutoMerge|mergePullRequest\b|addPullRequestReview\b.*APPROVE)/u,
  ],
  // What a merging bot listens to.
  [
    'merge',
    /^gh (?:pr|issue) comment\b.*(?:@?bors\S* r\+|\/(?:lgtm|approve|merge|automerge)\b|@\w*(?:merge|bot)\w* merge\b)/iu,
  ],
  ['merge', /^gh (?:pr review\b.*--approve|pr edit\b.*--add-label|issue edit\b.*--add-label\b.*(?:merge|approved))/u],
  ['publish', /^(?:huggingface-cli|hf) (?:upload|upload-large-folder|repo create)\b/u],
  ['publish', /^(?:aws) (?:\S+ )*s3 (?:cp|sync|mv)\b.*s3:\/\/\S+\s*(?:--.*)?$/u],
  ['publish', /^aws (?:s3api put-object|lambda update|ecs update|cloudfront|sagemaker create|dynamodb put)/u],
  ['publish', /^(?:gsutil|gcloud storage) (?:-\S+ )*(?:cp|rsync|mv)\b.*gs:\/\/\S+$/u],
  ['publish', /^(?:azcopy|rclone) (?:copy|sync|move)\b|^az storage (?:blob|file) (?:upload|sync)/u],
  ['publish', /^(?:rsync|scp)\b.*[\w@.}-]+:\S*$/u],
  [
    'publish',
    /^(?:twine upload|python -m twine upload|npm publish|pnpm publish|yarn publish|cargo publish|gem push|poetry publish|uv publish|flit publish|hatch publish|docker push|podman push|oras push|helm push|dvc (?:push|exp push)|mlflow models|kaggle (?:datasets|competitions|models)|wandb (?:sync|artifact)|conda upload|anaconda upload)\b/u,
  ],
  ['publish', /^(?:docker|podman)(?: buildx)? build\b.*--push\b/u],
  [
    'publish',
    /^(?:mkdocs gh-deploy|ghp-import|gh-pages|netlify deploy|vercel|firebase deploy|wrangler|surge|mike deploy|quarto publish|kubectl (?:apply|set|rollout)|helm (?:upgrade|install)|flyctl deploy|fly deploy|heroku|gcloud (?:run|app) deploy|terraform apply|ansible-playbook|serverless deploy|streamlit deploy)\b/u,
  ],
  ['publish', /^curl\b.*(?:-X ?(?:POST|PUT|PATCH)|--request (?:POST|PUT|PATCH)|--upload-file|-T |-F |--form|--data)/u],
  ['publish', /^(?:bq load|psql|mongoimport|clickhouse-client|redis-cli set)\b/u],
  // A program that says by its name that something leaves, whether its text is there or not.
  [
    'publish',
    /^(?:(?:python|bash|sh|node|tsx|Rscript|julia|ruby)\b(?: -\S+)* )?(?:\S*\/)?(?:(?:push|publish|upload|sync|deploy|submit)[_-][\w-]*|(?:[\w-]+[_-])?(?:push|publish|upload|deploy))\.(?:py|sh|js|mjs|ts|R|jl|rb)(?: |$)/u,
  ],
  // A verb of its own behind the name of whatever tool, target or script.
  [
    'publish',
    /^(?!git |echo |printf |pushd|codecov|coveralls|sentry|sonar|snyk|docker build|pip |apt|dvc |buf |tofu |pulumi preview)[\w@.-]+(?: (?:run|-s|--silent|--if-present|-C \S+|[a-z][\w:.-]*)){0,3} (?:[\w-]+[:_-])?(?:deploy|publish|upload|push)(?:[:_-](?!dry|check|test|coverage|artifact)[\w:-]+)?(?: (?!.*--dry-run)|$)/u,
  ],
  [
    'publish',
    /^(?:mc (?:cp|mirror|mv|put)|s3cmd (?:put|sync)|s5cmd (?:cp|sync)|b2 (?:sync|upload\S*|file upload)|openstack object create|swift upload|rclone (?:copyto|rcat)|lftp|ncftpput|ftp|sftp|gh-pages|surge|lakectl)\b/u,
  ],
  [
    'publish',
    /^gh gist edit\b|^az (?:ml|acr|webapp|functionapp|containerapp|aks)\b.*\b(?:create|update|deploy|build|up)\b|^gcloud (?:ai|ml-engine|functions|builds)\b.*\b(?:upload|deploy|create|submit)\b/u,
  ],
  [
    'publish',
    /^aws (?:dynamodb (?:batch-write|update)|sagemaker (?:create|update)|s3api (?:copy|upload)|cloudformation deploy|ecr-public|sns publish|events put|codedeploy)\S*/u,
  ],
  [
    'publish',
    /^(?:http|https|xh) (?:-\S+ )*(?:POST|PUT|PATCH) |^wget\b.*--(?:post-(?:file|data)|method=(?:POST|PUT))/u,
  ],
  ['publish', /^(?:snowsql|sqlcmd|mysql|duckdb|sqlite-utils (?:insert|upsert)|mongosh|influx write|turso db)\b/u],
  [
    'verify',
    /^(?:cosign verify|cosign verify-\w+|gpg\d? .*--verify|gpgv|minisign -V|signify -V|slsa-verifier|gh attestation verify|sigstore verify|openssl dgst .*-verify|rekor-cli verify|in-toto-verify|notation verify|model_signing verify|modelgate (?:verify|intake|verify-attestation|evaluate)|ssh-keygen -Y verify)/u,
  ],
  ['verify', /^(?:sha\d+sum|b2sum|b3sum|md5sum|shasum)\b.*(?:-c\b|--check\b|--status)/u],
  [
    'schema',
    /^(?:check-jsonschema|ajv|jsonschema|yamllint|jsonlint|jq|cerberus|pykwalify|great_expectations|frictionless)\b/u,
  ],
  ['schema', /^(?:python|bash|sh|node|Rscript)\b.*(?:valid|check|verif|lint|schema|test)\w*(?:\.py|\.sh|\.js|\.R)?\b/u],
  ['schema', /^(?:pytest|tox|nox|make (?:\S+ )*(?:test|check|lint|valid)\w*)\b/u],
  [
    'evaluate',
    /^(?:lm_eval|lm-eval|lm-evaluation-harness|helm-run|inspect eval|evalplus\.\w+|mteb run|swebench|opencompass|vlmeval|evalscope|mlc run|promptfoo eval|deepeval|ragas|bigcodebench\.evaluate)\b/u,
  ],
  [
    'evaluate',
    /^(?:python|torchrun|accelerate|bash|sh|Rscript|julia|papermill|\S+)\b.*(?:^|[\s/])(?:run_|re|do_)?(?:eval|evaluate|evaluation|score|scoring|rescore|rerun|reproduce|benchmark|grade|judge)\w*(?:\.(?:py|sh|R|jl|ipynb))(?:\s|$)/u,
  ],
  ['evaluate', /^python -m (?:\w+\.)*(?:evaluate|evaluation|eval|run_evaluation|scoring|score|grading|benchmark)\b/u],
  ['evaluate', /^make (?:\S+ )*(?:eval|score|benchmark|reproduce)\w*/u],
  [
    'download',
    /^(?:curl(?!\b.*(?:-X ?(?:POST|PUT|PATCH)|--data|-T |--upload-file| -d ))|wget|aria2c|gdown|azcopy|kaggle (?:datasets|competitions|models) download|huggingface-cli download|hf download|git lfs (?:pull|fetch)|modelscope download|dvc (?:get|get-url|import|import-url|update))\b/u,
  ],
  ['download', /^aws (?:\S+ )*s3 (?:cp|sync)\b.*s3:\/\/\S+ (?!s3:)\S+/u],
  ['download', /^(?:gsutil|gcloud storage) (?:-\S+ )*(?:cp|rsync)\b.*gs:\/\/\S+ (?!gs:)\S+/u],
];

const CALLS: readonly (readonly [EffectKind, RegExp])[] = [
  [
    'publish',
    /\.(?:push_to_hub|upload_file|upload_folder|upload_large_folder|create_commit|upload_fileobj|put_object|upload_from_filename|upload_from_string|upload_blob|insert_rows?\w*|append_rows?|batch_update|update_cell\w*|log_artifacts?|log_model|register_model|transition_model_version_stage|set_registered_model_alias|create_model_version|insert_(?:one|many)|replace_one|update_one|bulk_write|upsert|dataset_create_version|model_create_version|create_or_update|upload_from_file\w*|upload_blob\w*|copy_object|put_item|to_gbq|to_sql|upload_asset)$|\.table\(\)\.(?:insert|update)$|^(?:requests|httpx|aiohttp)\.\w+\(\)\.(?:post|put|patch)$/u,
  ],
  [
    'publish',
    /^(?:requests|httpx)\.(?:post|put|patch)$|^huggingface_hub\.(?:upload_\w+|create_commit|CommitScheduler)$|\.(?:create_file|update_file|create_git_release|create_pull)$|(?:Repo\(\)|origin|remote\(\)[\w.()]*)\.push$/u,
  ],
  [
    'merge',
    /(?:pull|pr|get_pull\(\))\.(?:merge|create_review)$|\.get_pull\(\)\.(?:merge|create_review|add_to_labels|enable_automerge)$/u,
  ],
  [
    'verify',
    /^(?:hmac\.compare_digest|gnupg\.GPG\(\)\.verify\w*|sigstore\.[\w.()]+|model_signing\.[\w.()]*verify\w*|nacl\.[\w.()]+verify|cryptography\.[\w.()]*verify\w*)$/u,
  ],
  [
    'schema',
    /^(?:jsonschema\.\w+|fastjsonschema\.\w+|pydantic\.[\w.()]*validate\w*|cerberus\.[\w.()]+|pandera\.[\w.()]+|voluptuous\.\w+|marshmallow\.[\w.()]+)$|(?:^|\.)(?:model_validate\w*|validate_\w+|validate)$/u,
  ],
  [
    'evaluate',
    /^(?:lm_eval\.(?:simple_evaluate|evaluate|evaluator\.\w+)|mteb\.(?:evaluate|MTEB\(\)\.run)|inspect_ai\.eval|evaluate\.load\(\)\.compute|evaluate\.evaluator[\w.()]*|bigcode_eval\.[\w.()]+|swebench\.harness\.[\w.()]+)$/u,
  ],
  [
    'download',
    /^(?:urllib\.request\.urlretrieve|wget\.download|gdown\.\w+|torch\.hub\.(?:download_url_to_file|load_state_dict_from_url)|huggingface_hub\.(?:snapshot_download|hf_hub_download))$/u,
  ],
];

/** Calls of R. A bucket is written to where its address is given, or by the name of the call alone. */
const R_CALLS: readonly (readonly [EffectKind, RegExp])[] = [
  [
    'publish',
    /^(?:aws\.s3::)?(?:put_object|s3sync|s3write_using|s3saveRDS|s3save)\(|^(?:pins::)?pin_(?:write|upload)\(|^(?:piggyback::)?pb_upload\(|^(?:rsconnect::)?deployApp\(|^(?:gh::)?gh\(\s*["'](?:POST|PUT|PATCH) |^(?:gert::|git2r::)?(?:git_)?push\(|^(?:googledrive::)?drive_(?:upload|put|update)\(|^(?:googlesheets4::)?(?:write_sheet|sheet_write|sheet_append)\(|^(?:httr2?::)?(?:POST|PUT|PATCH)\(|^(?:osfr::)?osf_upload\(|^(?:minioclient::)?mc_(?:cp|mirror|mv)\(.*["'][^"']*["']\s*[,)]|^(?:arrow::|duckdbfs::)?write_(?:dataset|parquet|csv_arrow)\([^)]*s3:\/\/|s3_bucket\(/u,
  ],
  ['schema', /^(?:[\w.]+::)?(?:validate_\w+|forecast_output_validator|check_\w*submission\w*|assert_\w+)\(/u],
  ['evaluate', /^(?:[\w.]+::)?(?:score|crps_logs_score|score_\w+|evaluate_\w+|eval_\w+)\(/u],
  ['download', /^(?:utils::|curl::|httr::)?(?:download\.file|curl_download|GET)\(/u],
];

/** Actions that say by their name that something leaves, and those that say it of something else. */
const LEAVES =
  /(?:^|[/_-])(?:deploy(?:ment)?|publish|upload(?:er)?|push|sync|ghcommit|commit|add-and-commit|copycat|mirror|rsync|scp|ftp|rclone|flyctl|kubectl|helm|heroku|firebase|hub-sync|zenodraft|zenodo|copy_file_to_another_repo)(?:[_-]|$)/u;
const STAYS =
  /artifact|sarif|coverage|codecov|codeql|commitlint|commit-?(?:status|lint|check|msg|message)|lint|check|verify|validat|changed|setup|login|get-|find-|download|wait|status|comment|label|preview|test-?results|report|cache|sbom|dependency|cleanup|delete|semantic-pull|\bdocker\/build|notif|assume|creds|credential/u;

const ACTIONS: readonly (readonly [EffectKind, RegExp])[] = [
  [
    'publish',
    /^(?:service\/pages|actions\/deploy-pages|peaceiris\/actions-gh-pages|jamesives\/github-pages-deploy-action|crazy-max\/ghaction-github-pages|stefanzweifel\/git-auto-commit-action|endbug\/add-and-commit|ad-m\/github-push-action|github-actions-x\/commit|actions-js\/push|peter-evans\/(?:create-pull-request|repository-dispatch)|softprops\/action-gh-release|ncipollo\/release-action|actions\/(?:create-release|upload-release-asset)|svenstaro\/upload-release-action|pypa\/gh-action-pypi-publish|js-devtools\/npm-publish|docker\/build-push-action|elgohr\/publish-docker-github-action|jakejarvis\/s3-sync-action|google-github-actions\/(?:upload-cloud-storage|deploy-\w+)|azure\/(?:webapps-deploy|static-web-apps-deploy)|cloudflare\/(?:pages-action|wrangler-action)|netlify\/actions|nwtgck\/actions-netlify|amondnet\/vercel-action|firebaseextended\/action-hosting-deploy|appleboy\/(?:ssh|scp)-action|easingthemes\/ssh-deploy|burnett01\/rsync-deployments|nateraw\/huggingface-sync-action|huggingface\/.*sync.*|jacobtomlinson\/.*push.*|benchmark-action\/github-action-benchmark|cpina\/github-action-push-to-another-repository|swiftlang\/.*publish.*|goreleaser\/goreleaser-action|changesets\/action|semantic-release-action\/.*|cycjimmy\/semantic-release-action|aquasecurity\/.*publish.*|test-room-7\/action-update-file|devops-infra\/action-commit-push|s0\/git-publish-subdir-action|rossjrw\/pr-preview-action)$/u,
  ],
  [
    'merge',
    /^(?:pascalgn\/automerge-action|plm9606\/automerge_actions|hmarr\/auto-approve-action|juliangruber\/(?:merge-pull-request-action|approve-pull-request-action)|peter-evans\/enable-pull-request-automerge|reitermarkus\/automerge|fastify\/github-action-merge-dependabot|ahmadnassri\/action-dependabot-auto-merge|koj-co\/dependabot-pr-action|hmarr\/.*approve.*|alexwilson\/enable-github-automerge-action|sudo-bot\/action-pull-request-(?:merge|approve)|bdougie\/auto-merge-action|dangoslen\/.*merge.*|ridedott\/merge-me-action|cognitedata\/auto-approve-dependabot-action|noliran\/branch-based-secrets|desbo\/merge-pr-action|robotology\/gh-action-nightly-merge|everlytic\/branch-merge|devmasx\/merge-branch|andrewmusgrave\/automatic-pull-request-review|kodiakhq\/.*|dependabot-auto-merge\/.*|lewagon\/.*merge.*|tjenkinson\/gh-action-auto-merge-dependency-updates)$/u,
  ],
  [
    'verify',
    /^(?:sigstore\/(?:cosign-verify|gh-action-sigstore-python)|slsa-framework\/slsa-verifier.*|modelgate\/.*|actions\/attest-verify.*)$/u,
  ],
  [
    'schema',
    /^(?:cardinalby\/schema-validator-action|grantbirki\/json-yaml-validate|dsanders11\/json-schema-validate-action|ibiqlik\/action-yamllint|walbo\/validate-json|frictionlessdata\/repository|orrosenblatt\/validate-json-action|nhalstead\/validate-json-action)$/u,
  ],
];

/** Calls of the forge's API from actions that hand them on: action, input, effect, and the call. */
const REQUESTS: readonly (readonly [string, string, EffectKind, RegExp])[] = [
  ['octokit/request-action', 'route', 'merge', /^PUT \S+\/merge$|^POST \S+\/reviews$/u],
  ['octokit/request-action', 'route', 'publish', /^(?:PUT \S+\/contents\/|POST \S+\/(?:releases|dispatches)$)/u],
  [
    'actions/github-script',
    'script',
    'merge',
    /\bpulls\.merge\(|enablePullRequestAutoMerge|mergePullRequest\b|event: *['"]APPROVE['"]/u,
  ],
  [
    'actions/github-script',
    'script',
    'publish',
    /\brepos\.(?:createOrUpdateFileContents|createRelease|uploadReleaseAsset|createDispatchEvent)\(|\bgit\.updateRef\(/u,
  ],
];

const known = new WeakMap<JobView, readonly Effect[]>();

/** Effects of a job in the order of its steps; worked out once. */
export function effectsOf(view: JobView): readonly Effect[] {
  const effects = known.get(view) ?? read(view);
  known.set(view, effects);
  return effects;
}

function read(view: JobView): Effect[] {
  return view.steps.flatMap((step) => [
    ...usesEffects(view, step),
    ...step.acts.flatMap((act) => actEffects(act, step)),
  ]);
}

function usesEffects(view: JobView, step: StepView): Effect[] {
  const { uses } = step.step;
  if (uses === undefined || uses.kind === 'docker') return [];
  const input = (name: string): string | undefined => textOf(step.step.with.find(({ key }) => key === name)?.value);
  const script = REQUESTS.flatMap(([action, name, kind, pattern]): Effect[] => {
    const value = step.step.with.find(({ key }) => key === name)?.value;
    if (uses.name !== action || value?.kind !== 'scalar') return [];
    const at = value.text.search(pattern);
    if (at === -1 || (kind === 'merge' && value.text.endsWith('/reviews') && input('event') !== 'APPROVE')) return [];
    const what = value.text.slice(at, at + 80).split('\n', 1)[0] ?? uses.name;
    const silenced = step.step.continueOnError?.text === 'true';
    return [{ kind, what, path: view.workflow.path, place: value.placeOf(at), step, act: undefined, silenced }];
  });
  const listed = ACTIONS.filter(([, pattern]) => pattern.test(uses.name));
  const named = listed.length === 0 && LEAVES.test(uses.name) && !STAYS.test(`${uses.name}/${uses.path}`);
  const kinds: readonly EffectKind[] = named ? ['publish'] : listed.map(([kind]) => kind);
  const own = kinds.flatMap((kind): Effect[] => {
    // Built and kept here.
    if (
      uses.name === 'docker/build-push-action' &&
      (input('push') ?? 'false') === 'false' &&
      !/push=true|type=registry/u.test(input('outputs') ?? '')
    )
      return [];
    return [
      {
        kind,
        what: uses.scalar.text,
        path: view.workflow.path,
        place: uses.scalar.place,
        step,
        act: undefined,
        silenced: step.step.continueOnError?.text === 'true',
      },
    ];
  });
  return [...own, ...script];
}

function actEffects(act: Act, step: StepView): Effect[] {
  const line = [act.name, ...act.words]
    .join(' ')
    .replaceAll(/\s+/gu, ' ')
    // What a registry gives is run as what it is.
    .replace(/^(?:npx|bunx|uvx|pnpm dlx|yarn dlx|npm exec)(?: -\S+)* (?!-)/u, '');
  const isR = act.call?.callee.startsWith('R:') === true;
  const table = act.call === undefined ? COMMANDS : isR ? R_CALLS : CALLS;
  const text = act.call === undefined ? line : isR ? act.text.replaceAll(/\s+/gu, ' ') : act.name;
  const what = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  const silenced = act.silenced || step.step.continueOnError?.text === 'true';
  const kinds = new Set(table.flatMap(([kind, pattern]) => (pattern.test(text) ? [kind] : [])));
  if (act.call !== undefined && sends(act.call)) kinds.add('publish');
  return [...kinds].map((kind) => ({ kind, what, path: act.path, place: act.place, step, act, silenced }));
}

/** Calls that only what they are given makes a write of: a statement of SQL, a request with a body. */
function sends({ callee, arguments: given }: PythonCall): boolean {
  const texts = given.flatMap((one) => one.texts ?? []);
  if (/\.(?:execute|executemany)$/u.test(callee))
    return texts.some((text) => /^\s*(?:INSERT|UPDATE|REPLACE|MERGE|COPY)\b/iu.test(text));
  return (
    /^urllib\.request\.(?:Request|urlopen)$/u.test(callee) &&
    given.some(
      ({ name, texts: own }) =>
        name === 'data' || (name === 'method' && own?.some((text) => /^(?:POST|PUT|PATCH)$/u.test(text)) === true),
    )
  );
}
