import { pathOf, type Expression } from '../expression/syntax.ts';

/** What stands between a stranger and a run. */
export type GateKind =
  | 'same-repository'
  | 'association'
  | 'actor'
  | 'merged'
  | 'label'
  | 'environment'
  | 'permission'
  | 'result'
  | 'trigger';

/** What a condition is for a stranger who does everything to make it true. */
export interface Verdict {
  /** `maybe`: somebody who is trusted must do something first, or it can't be known. */
  readonly value: boolean | 'maybe';
  /** What makes it false or unsure. */
  readonly gates: readonly GateKind[];
  /** Checks that a stranger can make true: names of branches, of whoever started the run. */
  readonly forged: readonly string[];
  /** As the stranger likes: true, and so is its opposite. */
  readonly chosen?: true;
}

const ACCOUNT = /^github\.(?:actor|triggering_actor)$|\.(?:user|sender)\.login$/u;
const YES: Verdict = { value: true, gates: [], forged: [] };
/** A word that the stranger writes, or something that they bring about. */
const CHOSEN: Verdict = { value: true, gates: [], forged: [], chosen: true };
const MAYBE: Verdict = { value: 'maybe', gates: [], forged: [] };

export interface Setting {
  readonly event: string;
  /** In lower case: those that forms of issues set by themselves. */
  readonly labels?: ReadonlySet<string> | undefined;
  /** `needs.check.outputs.allowed` and `steps.…`: what kind of check gives it, where the map knows. */
  readonly resultGate: (path: string) => GateKind | undefined;
}

/** A condition as a stranger meets it in a run for an event. */
export function judgeCondition(expression: Expression | undefined, setting: Setting): Verdict {
  if (expression === undefined) return YES;
  if (expression.kind === 'literal') return plain(truthy(expression.value));
  if (expression.kind === 'call') return judgeCall(expression.name, expression.given, setting);
  if (expression.kind === 'context') return judgeContext(pathOf(expression), setting);
  const [left, right] = expression.given;
  switch (expression.operator) {
    case '!':
      return unlike(judgeCondition(left, setting));
    case '&&':
      return both(judgeCondition(left, setting), judgeCondition(right, setting));
    case '||':
      return either(judgeCondition(left, setting), judgeCondition(right, setting));
    case '==':
      return judgeEqual(left, right, setting);
    case '!=':
      return isAction(left) || isAction(right) ? YES : unlike(judgeEqual(left, right, setting));
    default:
      return MAYBE;
  }
}

function isAction(expression: Expression | undefined): boolean {
  return expression?.kind === 'context' && pathOf(expression) === 'github.event.action';
}

function plain(value: boolean): Verdict {
  return { value, gates: [], forged: [] };
}

function gated(value: boolean | 'maybe', gate: GateKind): Verdict {
  return { value, gates: [gate], forged: [] };
}

function truthy(value: unknown): boolean {
  return value !== null && value !== false && value !== 0 && value !== '';
}

function negated(verdict: Verdict): Verdict {
  if (verdict.chosen === true) return verdict;
  const { value, gates, forged } = verdict;
  return { value: value === 'maybe' ? 'maybe' : !value, gates, forged };
}

/** Anybody is somebody else than those who are named. */
function unlike(verdict: Verdict): Verdict {
  return verdict.gates.length > 0 && verdict.gates.every((gate) => gate === 'actor') ? YES : negated(verdict);
}

function both(left: Verdict, right: Verdict): Verdict {
  const forged = [...left.forged, ...right.forged];
  if (left.value === false || right.value === false) {
    const gates = [left, right].filter(({ value }) => value === false).flatMap((side) => side.gates);
    return { value: false, gates, forged: [] };
  }
  const value = left.value === true && right.value === true ? true : 'maybe';
  const unsure = [left, right].filter((side) => side.value === 'maybe').flatMap(({ gates }) => gates);
  return { value, gates: unsure, forged };
}

/** A stranger takes the side that lets them through. */
function either(left: Verdict, right: Verdict): Verdict {
  if (left.value === true) return left;
  if (right.value === true) return right;
  if (left.value === false) return right.value === false ? { ...right, gates: [...left.gates, ...right.gates] } : right;
  if (right.value === false) return left;
  // Two ways that need somebody: the one without a gate is the easier.
  return left.gates.length <= right.gates.length ? left : right;
}

function judgeContext(path: string, { resultGate }: Setting): Verdict {
  if (path.endsWith('.head.repo.fork')) return gated(true, 'same-repository');
  if (/^github\.event\.pull_request\.merged$/u.test(path)) return gated(false, 'merged');
  const gate = resultGate(path);
  if (gate !== undefined) return gated(gate === 'permission' ? false : 'maybe', gate);
  return /^(?:needs|steps|env|vars|inputs)\./u.test(path) ? gated('maybe', 'result') : MAYBE;
}

function judgeCall(name: string, given: readonly Expression[], setting: Setting): Verdict {
  if (name === 'always' || name === 'success') return YES;
  if (name === 'failure' || name === 'cancelled') return MAYBE;
  const paths = given.flatMap(pathsIn);
  if (name === 'contains' || name === 'startswith' || name === 'endswith') {
    if (paths.some((path) => path.endsWith('.author_association'))) return associationIn(given);
    if (paths.some((path) => /\.labels(?:\.|$)|\.label\.name$/u.test(path))) return labelled(given, paths, setting);
    if (paths.some((path) => ACCOUNT.test(path))) {
      // A piece of a text of names is an account that anybody may register.
      const [text] = given;
      if (name === 'contains' && text?.kind === 'literal') return { value: true, gates: [], forged: paths };
      return actorIs(given, paths);
    }
    // The words of a title, a comment, a branch are whatever the stranger writes.
    if (paths.some((path) => /\.(?:body|title|message|head_branch|ref|display_title)$|^github\.head_ref$/u.test(path)))
      return CHOSEN;
  }
  return paths.some((path) => /^(?:needs|steps)\./u.test(path))
    ? judgeContext(paths.find((path) => /^(?:needs|steps)\./u.test(path)) ?? '', setting)
    : MAYBE;
}

function judgeEqual(left: Expression | undefined, right: Expression | undefined, setting: Setting): Verdict {
  const [path, other] =
    left?.kind === 'context'
      ? [pathOf(left), right]
      : right?.kind === 'context'
        ? [pathOf(right), left]
        : [undefined, undefined];
  if (path === undefined || other === undefined) return MAYBE;
  const literal = other.kind === 'literal' ? other.value : undefined;
  const text = typeof literal === 'string' ? literal.toLowerCase() : undefined;
  const otherPath = other.kind === 'context' ? pathOf(other) : '';
  if (path === 'github.event_name') return text === undefined ? MAYBE : equalEvent(text, setting.event);
  if (
    /head(?:_repository|\.repo)\.(?:full_name|owner\.login|id|name|owner\.id)$/u.test(path) ||
    /head(?:_repository|\.repo)\./u.test(otherPath)
  )
    return gated(false, 'same-repository');
  if (path.endsWith('.head.repo.fork')) return literal === false ? gated(false, 'same-repository') : YES;
  if (path.endsWith('.author_association'))
    return text === undefined ? MAYBE : gated(trustedAssociation(text) ? false : 'maybe', 'association');
  if (/^github\.event\.pull_request\.merged$/u.test(path)) return gated(literal !== true && text !== 'true', 'merged');
  if (path.endsWith('.label.name')) return labelled([other], [path], setting);
  if (/^github\.(?:actor|triggering_actor)$|\.(?:user|sender|actor|triggering_actor)\.login$/u.test(path))
    return actorIs([other], [path]);
  if (/^github\.event\.workflow_run\.event$/u.test(path))
    return text === undefined ? MAYBE : gated(/^pull_request|^issue|^workflow_run/u.test(text), 'trigger');
  if (/workflow_run\.head_branch$|^github\.head_ref$|\.head\.ref$/u.test(path))
    return { value: true, gates: [], forged: [path], chosen: true };
  // Somebody of the project sets labels; everything else that happens to a pull request its author brings about.
  if (path === 'github.event.action') return text === 'labeled' ? labelSet(setting) : CHOSEN;
  if (/workflow_run\.conclusion$|\.draft$|\.(?:title|body)$/u.test(path)) return CHOSEN;
  if (/^github\.event\.state$|^github\.repository(?:_owner)?$/u.test(path)) return YES;
  if (/^github\.event\.state$/u.test(path)) return { value: true, gates: [], forged: [path] };
  if (/^github\.ref(?:_name)?$/u.test(path)) {
    const base = /^(?:pull_request_target|workflow_run|issue|discussion|watch|fork|status|check_)/u.test(setting.event);
    return base ? YES : setting.event.startsWith('pull_request') ? gated(false, 'trigger') : MAYBE;
  }
  if (path === 'github.event.issue.pull_request') return literal === null ? MAYBE : YES;
  if (/^(?:needs|steps|env|vars|inputs)\./u.test(path)) return judgeContext(path, setting);
  return MAYBE;
}

/** The event that a label was set: nobody but who may set one, unless a form does; its opposite is anybody's. */
function labelSet({ event, labels }: Setting): Verdict {
  const formed = event.startsWith('issue') && labels !== undefined && labels.size > 0;
  return formed ? CHOSEN : { value: 'maybe', gates: ['label'], forged: [] };
}

function equalEvent(text: string, event: string): Verdict {
  return event === 'workflow_call' ? MAYBE : text === event ? YES : gated(false, 'trigger');
}

function associationIn(given: readonly Expression[]): Verdict {
  const words =
    JSON.stringify(given).match(/OWNER|MEMBER|COLLABORATOR|CONTRIBUTOR|FIRST_TIME(?:R|_CONTRIBUTOR)|NONE/gu) ?? [];
  const trusted = words.length > 0 && words.every((word) => trustedAssociation(word.toLowerCase()));
  return gated(trusted ? false : 'maybe', 'association');
}

function trustedAssociation(text: string): boolean {
  return text === 'owner' || text === 'member' || text === 'collaborator';
}

/** A label that the form of an issue sets is set by whoever fills the form in. */
function labelled(given: readonly Expression[], paths: readonly string[], { event, labels }: Setting): Verdict {
  const names = given.flatMap((one) => (one.kind === 'literal' && typeof one.value === 'string' ? [one.value] : []));
  const own = event.startsWith('issue') && names.length > 0 && names.every((name) => labels?.has(name.toLowerCase()));
  return own ? { value: true, gates: [], forged: paths } : gated('maybe', 'label');
}

/** An event can be made to carry another actor: a bot updates a stranger's branch, and is the actor of that run. */
function actorIs(given: readonly Expression[], paths: readonly string[]): Verdict {
  const text = JSON.stringify(given).toLowerCase();
  const forgeable = /\[bot\]/u.test(text) && paths.some((path) => /^github\.(?:actor|triggering_actor)$/u.test(path));
  if (forgeable) return { value: 'maybe', gates: ['actor'], forged: [...paths] };
  return gated(false, 'actor');
}

function pathsIn(expression: Expression): string[] {
  if (expression.kind === 'context') return [pathOf(expression)];
  return expression.kind === 'literal' ? [] : expression.given.flatMap(pathsIn);
}
