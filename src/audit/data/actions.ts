/** Actions whose repositories are archived or that ask to be replaced: nobody mends them. */
export const ARCHIVED: ReadonlySet<string> = new Set(
  (
    'actions/create-release actions/upload-release-asset actions/setup-ruby actions/setup-elixir actions/setup-haskell ' +
    'actions-rs/toolchain actions-rs/cargo actions-rs/clippy-check actions-rs/audit-check actions-rs/install actions-rs/tarpaulin actions-rs/grcov ' +
    '8398a7/action-slack azure/container-scan azure/appservice-settings azure/publish-security-assessments ' +
    'docker-practice/actions-setup-docker fabasoad/setup-zizmor-action gabrielbb/xvfb-action github/super-linter ' +
    'jakejarvis/s3-sync-action marvinpinto/action-automatic-releases marvinpinto/actions-automatic-releases ' +
    'peter-evans/close-issue peter-evans/commit-comment semgrep/semgrep-action returntocorp/semgrep-action ' +
    'secrethub/actions sonarsource/sonarcloud-github-action softprops/turnstyle trilom/file-changes-action ' +
    'xt0rted/slash-command-action xt0rted/pull-request-comment-branch repo-sync/pull-request dtolnay/install ' +
    'lannonbr/repo-permission-check-action actions/heroku actions/azure actions/aws actions/docker actions/npm ' +
    'actions/zeit-now actions/setup-docker maddox/actions tj-actions/glob tj-actions/pg-dump tj-actions/pg-restore ' +
    'mikeal/merge-release'
  ).split(' '),
);

export interface KnownFlaw {
  /** `owner/repository`, with the path inside of it where only that is meant. */
  readonly action: string;
  readonly id: string;
  readonly what: string;
  /** Versions that have it: from (included) to (left out); the first numbers decide. */
  readonly from: string;
  readonly to: string;
}

/** Flaws of widely used actions that are public. Whoever has an OSV database gives it, and has all of them. */
export const FLAWS: readonly KnownFlaw[] = [
  {
    action: 'tj-actions/changed-files',
    id: 'CVE-2025-30066',
    what: 'its tags were moved to code that prints secrets',
    from: '0',
    to: '46',
  },
  {
    action: 'tj-actions/changed-files',
    id: 'GHSA-mcph-m25j-8j63',
    what: 'names of files become commands',
    from: '0',
    to: '41',
  },
  {
    action: 'tj-actions/branch-names',
    id: 'GHSA-8v8w-v8xg-79rf',
    what: 'names of branches become commands',
    from: '0',
    to: '7.0.7',
  },
  {
    action: 'tj-actions/branch-names',
    id: 'GHSA-gq52-6phf-x2r6',
    what: 'names of branches become commands',
    from: '0',
    to: '9.0.0',
  },
  {
    action: 'tj-actions/verify-changed-files',
    id: 'GHSA-ghm2-rq8q-wrhc',
    what: 'names of files become commands',
    from: '0',
    to: '17',
  },
  {
    action: 'reviewdog/action-setup',
    id: 'CVE-2025-30154',
    what: 'its tag was moved to code that prints secrets',
    from: '1',
    to: '1.3.1',
  },
  {
    action: 'actions/download-artifact',
    id: 'GHSA-cxww-7g56-2vh6',
    what: 'an artifact can write files anywhere',
    from: '4',
    to: '4.1.3',
  },
  {
    action: 'hashicorp/vault-action',
    id: 'GHSA-4mgv-m5cm-f9h7',
    what: 'secrets of several lines are not masked',
    from: '0',
    to: '2.2.0',
  },
  {
    action: 'kartverket/github-workflows/.github/workflows/run-terraform.yml',
    id: 'GHSA-f9qj-7gh3-mhj4',
    what: 'inputs become commands',
    from: '0',
    to: '2.7.5',
  },
  {
    action: 'gradle/gradle-build-action',
    id: 'GHSA-h3qr-39j9-4r5v',
    what: 'secrets get into the cache',
    from: '2',
    to: '2.4.2',
  },
  {
    action: 'rlespinasse/github-slug-action',
    id: 'GHSA-6q4m-7476-932w',
    what: 'names of branches become commands',
    from: '4.0.0',
    to: '4.4.1',
  },
  {
    action: 'atlassian/gajira-create',
    id: 'GHSA-4xqx-pqpj-9fqw',
    what: 'titles of issues become code',
    from: '0',
    to: '2.0.1',
  },
  { action: 'embano1/wip', id: 'GHSA-rg3q-prf8-qxmp', what: 'titles become commands', from: '0', to: '2' },
  { action: 'check-spelling/check-spelling', id: 'GHSA-g86g-chm8-7r2p', what: 'tokens leak', from: '0', to: '0.0.19' },
  {
    action: 'some-natalie/ghas-to-csv',
    id: 'GHSA-634p-93h9-92vh',
    what: 'formulas get into tables',
    from: '0',
    to: '1',
  },
  {
    action: 'dawidd6/action-download-artifact',
    id: 'GHSA-5xr6-xhww-33m4',
    what: 'artifacts of forks are taken',
    from: '0',
    to: '6',
  },
  {
    action: 'pypa/gh-action-pypi-publish',
    id: 'GHSA-vxmw-7h4f-hqxh',
    what: 'expressions are put into commands',
    from: '1.4.0',
    to: '1.13.0',
  },
  {
    action: 'ultralytics/actions',
    id: 'GHSA-7x29-qqmq-v6qc',
    what: 'names of branches become commands',
    from: '0',
    to: '0.0.3',
  },
  {
    action: 'step-security/harden-runner',
    id: 'GHSA-g85v-wf27-67xc',
    what: 'environment variables become commands',
    from: '0',
    to: '2.10.2',
  },
  {
    action: 'step-security/harden-runner',
    id: 'GHSA-mxr3-8whj-j74r',
    what: 'its block can be passed',
    from: '0.12.0',
    to: '2.12.0',
  },
];
