import type { SandboxSpec } from './driver.ts';
import { NOBODY } from './nobody.ts';
import { ALLOWED, ARGUMENT_RULES, REFUSED, type ArgumentRule } from './seccomp/rules.ts';

/**
 * `config.json` of an OCI bundle (Open Container Initiative runtime specification 1.0): no capabilities, no new privileges,
 * a read-only root at `rootPath`, /tmp as a tmpfs of stated size without execution.
 */
export function ociConfiguration(spec: SandboxSpec, rootPath: string): Readonly<Record<string, unknown>> {
  const { limits } = spec;
  return {
    ociVersion: '1.0.2',
    process: {
      terminal: false,
      user: { uid: NOBODY, gid: NOBODY },
      args: spec.argv,
      env: Object.entries(spec.env).map(([name, value]) => `${name}=${value}`),
      cwd: '/',
      capabilities: { bounding: [], effective: [], inheritable: [], permitted: [], ambient: [] },
      noNewPrivileges: true,
      rlimits: [
        { type: 'RLIMIT_NOFILE', hard: limits.openFiles, soft: limits.openFiles },
        { type: 'RLIMIT_CORE', hard: 0, soft: 0 },
        { type: 'RLIMIT_NPROC', hard: limits.pids, soft: limits.pids },
      ],
    },
    root: { path: rootPath, readonly: true },
    hostname: 'sandbox',
    mounts: [
      { destination: '/proc', type: 'proc', source: 'proc', options: ['nosuid', 'noexec', 'nodev'] },
      // gVisor makes a /sys of its own unless something lies there.
      {
        destination: '/sys',
        type: 'tmpfs',
        source: 'tmpfs',
        options: ['ro', 'nosuid', 'nodev', 'noexec', 'size=4096'],
      },
      {
        destination: '/tmp',
        type: 'tmpfs',
        source: 'tmpfs',
        options: ['nosuid', 'nodev', 'noexec', 'mode=1777', `size=${limits.tmpBytes}`],
      },
    ],
    linux: {
      namespaces: ['pid', 'network', 'ipc', 'uts', 'mount'].map((type) => ({ type })),
      seccomp: ociSeccomp(),
    },
  };
}

/**
 * The same rules as our own filter, as a runtime takes them. gVisor runs them in its own kernel (`--oci-seccomp`): it answers
 * EPERM for every refusal, and glibc takes only ENOSYS for "use clone", so there clone3 passes, which gVisor doesn't have.
 */
export function ociSeccomp(
  errors: { readonly clone3?: number; readonly otherwise?: number } = {},
): Readonly<Record<string, unknown>> {
  const ALLOW = 'SCMP_ACT_ALLOW';
  const ERRNO = 'SCMP_ACT_ERRNO';
  const { clone3, otherwise } = errors;
  const conditional = ARGUMENT_RULES.flatMap(({ call, argument, pass }) =>
    conditions(pass).map((condition) => ({ names: [call], action: ALLOW, args: [{ index: argument, ...condition }] })),
  );
  return {
    defaultAction: ERRNO,
    ...(otherwise === undefined ? {} : { defaultErrnoRet: otherwise }),
    architectures: [process.arch === 'arm64' ? 'SCMP_ARCH_AARCH64' : 'SCMP_ARCH_X86_64'],
    syscalls: [
      { names: [...ALLOWED, ...(clone3 === undefined ? ['clone3'] : [])], action: ALLOW },
      ...conditional,
      ...REFUSED.map(({ calls, error }) => ({
        names: calls.filter((call) => call !== 'clone3' || clone3 !== undefined),
        action: ERRNO,
        errnoRet: error,
      })).filter(({ names }) => names.length > 0),
    ],
  };
}

type Condition = {
  readonly value: number;
  readonly valueTwo?: number;
  readonly op: 'SCMP_CMP_EQ' | 'SCMP_CMP_MASKED_EQ';
};

/** Any one of them lets the call pass. */
function conditions(pass: ArgumentRule['pass']): readonly Condition[] {
  if ('oneOf' in pass) return pass.oneOf.map((value) => ({ value, op: 'SCMP_CMP_EQ' }));
  if ('noneOf' in pass) return [{ value: pass.noneOf, valueTwo: 0, op: 'SCMP_CMP_MASKED_EQ' }];
  const bits = Array.from({ length: 32 }, (_, bit) => 2 ** bit).filter((bit) => (pass.notAllOf & bit) !== 0);
  return bits.map((bit) => ({ value: bit, valueTwo: 0, op: 'SCMP_CMP_MASKED_EQ' })); // at least one of them is not set
}
