import { createHash } from 'node:crypto';
import { arch } from 'node:process';
import { sha256FromBytes, type Sha256 } from '../../core/digest.ts';
import { GateError } from '../../core/errors.ts';
import { Assembler, type Label } from './assembler.ts';
import { ALLOWED, ARGUMENT_RULES, ENOSYS, REFUSED, type ArgumentRule } from './rules.ts';
import { SYSTEM_CALLS, type SystemCall } from './system-calls.ts';

// Offsets in `struct seccomp_data`. Arguments are 64 bits wide; the low half comes first on both architectures.
const OFFSET_NUMBER = 0;
const OFFSET_ARCHITECTURE = 4;
const OFFSET_ARGUMENTS = 16;
const SIZEOF_ARGUMENT = 8;

const KILL_PROCESS = 0x8000_0000;
const ALLOW = 0x7fff_0000;
const ERRNO = 0x0005_0000;
const USER_NOTIFICATION = 0x7fc0_0000;

// AUDIT_ARCH_* of linux/audit.h.
const ARCHITECTURES = {
  x64: { audit: 0xc000_003e, column: 0 },
  arm64: { audit: 0xc000_00b7, column: 1 },
} as const;
/** System calls of the x32 ABI come with the x86_64 architecture word and this bit in the number. */
const X32_BIT = 0x4000_0000;

type FilterArchitecture = keyof typeof ARCHITECTURES;

export interface SeccompFilter {
  /** `struct sock_filter[]`, as bwrap's --seccomp and seccomp(2) take it. */
  readonly program: Uint8Array;
  readonly digest: Sha256;
}

const made = new Map<string, SeccompFilter>();

/**
 * The filter for this machine, or for `architecture` (tests). Calls in `watched` are held back for whoever listens, who
 * answers in the filter's place (seccomp_unotify(2)). Throws GateError SANDBOX_FAILED on another processor.
 */
export function seccompFilter(architecture: string = arch, watched: readonly SystemCall[] = []): SeccompFilter {
  if (architecture !== 'x64' && architecture !== 'arm64') {
    throw new GateError('SANDBOX_FAILED', `there is no system call table for the processor ${architecture}`, {
      next: 'Run the gate on x86_64 or aarch64.',
    });
  }
  const key = `${architecture} ${watched.join(' ')}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const program = assemble(architecture, new Set(watched));
  const filter = { program, digest: sha256FromBytes(createHash('sha256').update(program).digest()) };
  made.set(key, filter);
  return filter;
}

interface Decision {
  readonly number: number;
  readonly goto: Label;
}

function assemble(architecture: FilterArchitecture, watched: ReadonlySet<SystemCall>): Uint8Array {
  const { audit, column } = ARCHITECTURES[architecture];
  const assembler = new Assembler();
  const returns = new Map<number, Label>();
  const returning = (action: number): Label => {
    const label = returns.get(action) ?? assembler.label(`return ${action.toString(16)}`);
    returns.set(action, label);
    return label;
  };
  const number = (call: SystemCall): number | undefined => SYSTEM_CALLS[call][column];

  const decisions: Decision[] = [];
  const decide = (call: SystemCall, goto: Label): void => {
    const known = number(call);
    if (known !== undefined)
      decisions.push({ number: known, goto: watched.has(call) ? returning(USER_NOTIFICATION) : goto });
  };
  for (const call of ALLOWED) decide(call, returning(ALLOW));
  for (const { calls, error } of REFUSED) for (const call of calls) decide(call, returning(ERRNO | error));
  const checks = ARGUMENT_RULES.map((rule) => ({ rule, label: assembler.label(rule.call) }));
  for (const { rule, label } of checks) decide(rule.call, label);
  decisions.sort((a, b) => a.number - b.number);
  refuseDuplicates(decisions);

  // A process can switch to the 32-bit entry of the same kernel, where the same numbers mean other calls.
  assembler.load(OFFSET_ARCHITECTURE);
  assembler.gotoUnlessEqual(audit, returning(KILL_PROCESS));
  assembler.load(OFFSET_NUMBER);
  if (architecture === 'x64') assembler.gotoIfAtLeast(X32_BIT, returning(KILL_PROCESS));
  search(assembler, decisions, returning(ERRNO | ENOSYS));
  for (const { rule, label } of checks) {
    assembler.place(label);
    checkArgument(assembler, rule, returning(ALLOW), returning(ERRNO | rule.error));
  }
  for (const [action, label] of returns) {
    assembler.place(label);
    assembler.return(action);
  }
  return assembler.assemble();
}

/** A balanced binary search over the system call number in the accumulator. */
function search(assembler: Assembler, decisions: readonly Decision[], otherwise: Label): void {
  const middle = decisions.length >> 1;
  const pivot = decisions[middle];
  if (pivot === undefined) {
    assembler.goto(otherwise);
    return;
  }
  if (decisions.length === 1) {
    assembler.gotoIfEqual(pivot.number, pivot.goto);
    assembler.goto(otherwise);
    return;
  }
  const upper = assembler.label(`from ${pivot.number}`);
  assembler.gotoIfAtLeast(pivot.number, upper);
  search(assembler, decisions.slice(0, middle), otherwise);
  assembler.place(upper);
  search(assembler, decisions.slice(middle), otherwise);
}

function checkArgument(assembler: Assembler, rule: ArgumentRule, allow: Label, refuse: Label): void {
  assembler.load(OFFSET_ARGUMENTS + SIZEOF_ARGUMENT * rule.argument);
  if ('oneOf' in rule.pass) {
    for (const value of rule.pass.oneOf) assembler.gotoIfEqual(value, allow);
  } else if ('noneOf' in rule.pass) {
    assembler.and(rule.pass.noneOf);
    assembler.gotoIfEqual(0, allow);
  } else {
    assembler.and(rule.pass.notAllOf);
    assembler.gotoUnlessEqual(rule.pass.notAllOf, allow);
  }
  assembler.goto(refuse);
}

/** Two rules for one call would leave it to the order of the search which of them holds. */
function refuseDuplicates(sorted: readonly Decision[]): void {
  const twice = sorted.find(({ number }, index) => sorted[index - 1]?.number === number);
  if (twice !== undefined) throw new GateError('INTERNAL', `two seccomp rules decide system call ${twice.number}`);
}

/** Only that no other entry of the kernel is used: the guard installs the whole filter behind this one. */
export function entryFilter(): SeccompFilter {
  const assembler = new Assembler();
  const kill = assembler.label('kill');
  assembler.load(OFFSET_ARCHITECTURE);
  assembler.gotoUnlessEqual(ARCHITECTURES.x64.audit, kill);
  assembler.load(OFFSET_NUMBER);
  assembler.gotoIfAtLeast(X32_BIT, kill);
  assembler.return(ALLOW);
  assembler.place(kill);
  assembler.return(KILL_PROCESS);
  const program = assembler.assemble();
  return { program, digest: sha256FromBytes(createHash('sha256').update(program).digest()) };
}
