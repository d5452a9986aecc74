import { SMALL_LANGUAGE } from './small-language.ts';
import { Stopped } from '../stopped.ts';
import { HIDING } from './attributes.ts';
import { HANDED_ITEMS } from './known-results.ts';
import { PYTHON_LIMITS } from './limits.ts';
import { argumentFacts, type MetCall, type Region } from './met-call.ts';
import { rarelyCalled } from './rare-modules.ts';
import { canonical, reachesOut, redirects, reliedOn } from './reach.ts';
import type { Argument } from './syntax.ts';
import type { Value } from './value.ts';

/** What fetches to the path that is its second argument; what writes its first to a file, or to the path it hangs on. */
const FETCHES =
  /^(?:urllib\.(?:request\.)?urlretrieve|torch\.hub\.download_url_to_file|wget\.download|gdown\.download|shutil\.copyfileobj)$/u;
const OPENED_WRITE = /^open\(\)\.write$/u;
const WRITTEN_PATH = /^pathlib\.Path\(\)\.write_(?:text|bytes)$/u;

/** A download that is handed to a shell, whoever is told of it; and who only shows or compares texts. */
const FETCHED_RUN = /\b(?:curl|wget)\b[^\n|]{1,300}\| {0,4}(?:sudo )?(?:ba|z|da)?sh\b|\/dev\/tcp\/[\w.-]+\/\d/u;
const PRINTS =
  /(?:^|\.)(?:print|echo|secho|write\w*|warn\w*|info|debug|error|exception|critical|log|add_argument|markdown|code|format|append|extend|match|search|compile|assert\w*|\w*Error|\w*Exception|len|str|dedent|strip|Markdown|Code|Label|HTML|join|split|get|add_parser|help|fail|exit|parametrize)$/u;

/** Keeps the calls that reach out of the interpreter, and what a file of the machine has in it by then. */
export abstract class CallRecorder {
  protected readonly calls = new Map<string, MetCall>();
  /** Paths of files that come from the network. */
  private readonly fetched = new Set<string>();
  private readonly known = new Map<string, boolean>();
  protected quoting = 0;
  protected quotedAt: number | undefined;
  /** Calls that are kept beside those that reach out. */
  private readonly wanted: (callee: string) => boolean;

  constructor(wanted: (callee: string) => boolean = () => false) {
    this.wanted = wanted;
  }

  protected hand(value: Value, given: readonly Value[], at: number, region: Region, calling = true): void {
    // `args=(os.system,)`, `{'on_load': hook}`.
    for (const item of value.items?.slice(0, HANDED_ITEMS) ?? [])
      if (item.functions !== undefined && calling) for (const record of item.functions) record.callers.add(region);
    if (calling) for (const record of value.functions ?? []) record.callers.add(region);
    for (const path of value.paths ?? []) {
      if (!path.endsWith(')') && reachesOut(canonical(path)))
        this.meet(
          path,
          HIDING.some((origin) => value.origins?.has(origin) === true),
          true,
          given.filter((other) => other !== value),
          [],
          at,
          region,
        );
    }
  }

  protected meet(
    path: string,
    hidden: boolean,
    handed: boolean,
    given: readonly Value[],
    site: readonly Argument[],
    at: number,
    region: Region,
  ): void {
    const callee = canonical(path);
    if (!this.outward(callee) && !startsShell(callee, given) && !tells(callee, given)) return;
    const values = given.slice(0, PYTHON_LIMITS.arguments).map((value, index) => {
      const facts = argumentFacts(value, site[index]?.name);
      return facts.texts?.some((part) => this.fetched.has(part)) === true
        ? { ...facts, origins: [...new Set([...(facts.origins ?? []), 'network' as const])] }
        : facts;
    });
    const where = this.quotedAt ?? at;
    const key = `${callee} ${where} ${handed}`;
    if (!this.calls.has(key) && this.calls.size >= PYTHON_LIMITS.calls) throw new Stopped(at);
    this.calls.set(key, { callee, hidden, handed, quoted: this.quoting > 0, region, arguments: values, at: where });
  }

  /** A name is asked for at each of its calls, in every pass. */
  private outward(callee: string): boolean {
    const before = this.known.get(callee);
    if (before !== undefined) return before;
    const found = reachesOut(callee) || rarelyCalled(callee) || this.wanted(callee);
    this.known.set(callee, found);
    return found;
  }

  /** What is written to a path, or fetched to it, is what is read there. */
  protected written(path: string, callee: Value, given: readonly Value[]): void {
    const target = FETCHES.test(path) ? given[1]?.texts?.[0] : undefined;
    if (target !== undefined && this.fetched.size < PYTHON_LIMITS.values * 8) this.fetched.add(target);
    const opened = OPENED_WRITE.test(path)
      ? callee.opened
      : WRITTEN_PATH.test(path)
        ? given.at(-1)?.texts?.[0]
        : undefined;
    if (opened !== undefined && given[0]?.origins?.has('network') === true) this.fetched.add(opened);
  }

  /** An attribute of what is not of this file is set. */
  protected replaced(of: Value, name: string, given: Value, at: number, region: Region): void {
    for (const path of of.paths ?? [])
      if (reliedOn(`${path}.${name}`)) this.meet(`${path}.${name}=`, false, false, [given], [], at, region);
  }

  protected redirected(name: Value | undefined, given: Value, at: number, region: Region): void {
    if (name?.texts?.some(redirects) === true) this.meet('os.environ[]=', false, false, [name, given], [], at, region);
  }
}

const SENDING =
  /(?:^|\.)(?:create|send|post|publish|upload|put|push|insert|notify|emit|log_params?|set_tags?|capture)(?:_\w+)?$/u;

/** Who takes a text for a program: of expressions, tables, formulas, settings and databases. */
const EVALUATES =
  /(?:^|\.)(?:eval|evaluate|query|parse_expr|sympify|lambdify|S|fileConfig|dictConfig|execute\w*|sql|connect|render\w*|from_string|assign|add_argument|run_query|read_sql\w*)$/u;

function tells(path: string, given: readonly Value[]): boolean {
  if (EVALUATES.test(path))
    return given.some((value) =>
      held(value).some(({ texts }) => texts?.some((text) => SMALL_LANGUAGE.test(text)) === true),
    );
  return (
    path.includes('.') &&
    SENDING.test(path) &&
    given.some((value) => held(value).some(({ origins }) => origins?.has('environment') === true))
  );
}

/** The value, and what it holds. */
const held = (value: Value): readonly Value[] => [value, ...(value.items?.slice(0, HANDED_ITEMS) ?? [])];

/** `session.run('bash', '-c', …)`, `c.sudo('curl …')`: whoever's method it is, what it is given is a command. */
function startsShell(path: string, given: readonly Value[]): boolean {
  if (PRINTS.test(path)) return false;
  const fetched = given.some(({ texts }) => texts?.some((text) => FETCHED_RUN.test(text)) === true);
  if (fetched) return true;
  return (
    /\.(?:run|sudo|local|shell|run_command|exec_command|execute_command|spawn|check_call|check_output|run_always|run_install)$/u.test(
      path,
    ) &&
    given.some(
      ({ texts }) => texts?.some((text) => /^(?:ba|z|da|k)?sh$|\b(?:curl|wget)\b|\/dev\/tcp\//u.test(text)) === true,
    )
  );
}
