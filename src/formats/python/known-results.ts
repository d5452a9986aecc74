import { attributeNamed, attributeOf, namedIn } from './attributes.ts';
import type { Origin } from './facts.ts';
import { decode, isDecoder } from './decode.ts';
import { integer, ofCodes, range } from './operators.ts';
import { joinedPath, variable } from './path-values.ts';
import { canonical, originOf } from './reach.ts';
import { joined, sliced } from './text-methods.ts';
import { NOTHING, origins, text, UNKNOWN, withOrigins, type Value } from './value.ts';

type Result = (given: readonly Value[], callee: Value, path: string) => Value;

/** Characters below which a text that is decoded hides nothing. */
const EMBEDDED_LEAST = 4;
/** Who gives the key of whoever is logged in. */
const HUB_TOKEN = /^huggingface_hub\.(?:[\w.()]*\.)?get_token$|\.get_credentials$/u;
/** Items of a list or dictionary that are looked at for functions. */
export const HANDED_ITEMS = 64;

const same: Result = ([first]) => first ?? NOTHING;
const packages: Result = () => text('/site-packages');
const imported: Result = ([first], callee, path) =>
  first?.texts === undefined
    ? resultOf(path, callee, [first ?? NOTHING])
    : withOrigins({ paths: first.texts.map((name) => canonical(name.replace(':', '.'))) }, 'composed');
const looked: Result = ([first], callee, path) =>
  first?.texts?.[0] === undefined
    ? resultOf(path, callee, [first ?? NOTHING])
    : namedIn('sys.modules', first.texts[0], first);

/** What functions of Python and its library give, that call nothing. */
const RESULTS: ReadonlyMap<string, Result> = new Map<string, Result>([
  ...each('getattr inspect.getattr_static object.__getattribute__', ([first, second]) =>
    attributeNamed(first ?? NOTHING, second),
  ),
  ['compile', ([first]) => (first === undefined ? UNKNOWN : withOrigins(first, 'code'))],
  [
    'open',
    (given, callee, path) => {
      const [file] = given[0]?.texts ?? [];
      return { ...resultOf(path, callee, given), ...(file === undefined ? {} : { opened: file }) };
    },
  ],
  ['operator.methodcaller', (given) => ({ paths: ['operator.methodcaller()'], items: given })],
  ...each('sys.modules.get sys.modules.pop', looked),
  ...each(
    'pkgutil.resolve_name pydoc.locate unittest.mock._importer django.utils.module_loading.import_string',
    imported,
  ),
  ...each('os.getenv os.environ.get os.environ.pop google.colab.userdata.get userdata.get', ([first]) =>
    variable(first),
  ),
  [
    'os.path.dirname',
    (given, callee, path) => {
      const [first] = given;
      return first?.texts === undefined
        ? resultOf(path, callee, given)
        : { ...first, texts: first.texts.map((whole) => whole.slice(0, Math.max(0, whole.lastIndexOf('/')))) };
    },
  ],
  ...each('sysconfig.get_paths site.getsitepackages', () => ({ items: [text('/site-packages')] })),
  ...each('site.getusersitepackages distutils.sysconfig.get_python_lib sysconfig.get_path', packages),
  [
    'os.walk',
    (given, callee, path) =>
      given[0]?.texts === undefined
        ? resultOf(path, callee, given)
        : { items: [{ items: [given[0], { items: [UNKNOWN] }, { items: [UNKNOWN] }] }] },
  ],
  [
    'type',
    (given, callee, path) =>
      given.length === 1 && given[0]?.functions !== undefined
        ? { paths: ['types.FunctionType'] }
        : resultOf(path, callee, given),
  ],
  ...each('glob.glob glob.iglob', ([first]) => (first === undefined ? UNKNOWN : { items: [first] })),
  [
    'functools.reduce',
    (given, callee, path) => {
      const [first, second, initial] = given;
      if (first?.paths?.includes('getattr') !== true) return resultOf(path, callee, given);
      let found = initial;
      for (const name of second?.items?.slice(0, HANDED_ITEMS) ?? []) found = attributeNamed(found ?? NOTHING, name);
      return found ?? UNKNOWN;
    },
  ],
  [
    'codecs.encode',
    (given, callee) =>
      given[0] !== undefined && /^rot_?13$/iu.test(given[1]?.texts?.[0] ?? '')
        ? resultOf('codecs.decode', callee, given)
        : (given[0] ?? NOTHING),
  ],
  ...each(
    'ast.parse os.path.expanduser os.path.expandvars os.path.abspath os.path.realpath os.path.normpath os.fsencode ' +
      'os.fspath shlex.split str list tuple iter memoryview set functools.partial partial',
    same,
  ),
  ...each('pathlib.Path pathlib.PosixPath', (given) => ({ ...joinedPath(given), paths: ['pathlib.Path()'] })),
  // Where anybody may write, under a name that is not known.
  ...each(
    'tempfile.mkdtemp tempfile.TemporaryDirectory tempfile.mktemp tempfile.NamedTemporaryFile',
    (_, __, path) => ({
      ...withOrigins(text('/tmp/\uFFFC'), 'unknown'),
      paths: [`${path}()`],
    }),
  ),
  ...each('jupyter_core.paths.jupyter_config_dir jupyter_core.paths.jupyter_runtime_dir', () => text('~/.jupyter')),
  ...each('io.StringIO io.BytesIO', ([first], callee, path) => ({
    ...resultOf(path, callee, first === undefined ? [] : [first]),
    ...(first?.texts === undefined ? {} : { texts: first.texts }),
  })),
  ['tempfile.gettempdir', () => text('/tmp')],
  ['pathlib.Path.home', () => ({ ...text('~'), paths: ['pathlib.Path()'] })],
  ['os.path.join', (given) => joinedPath(given)],
  ...each('chr unichr', ([first]) =>
    first?.number !== undefined && first.number >= 0 && first.number < 0x11_0000
      ? text(String.fromCodePoint(Math.trunc(first.number)), 'composed')
      : withOrigins(UNKNOWN, 'composed'),
  ),
  ['ord', ([first]) => (first?.texts?.[0] === undefined ? UNKNOWN : { number: first.texts[0].codePointAt(0) ?? 0 })],
  ['int', ([first, second]) => integer(first, second)],
  ...each('bytes bytearray', ([first]) => ofCodes(first)),
  ['reversed', ([first]) => (first === undefined ? NOTHING : sliced(first, undefined, undefined, -1))],
  ['range', (given) => range(given)],
  ['vars', ([first]) => (first === undefined ? { paths: ['vars()'] } : attributeOf(first, '__dict__'))],
  [
    'operator.attrgetter',
    ([first]) => ({
      paths: ['operator.attrgetter()'],
      ...(first?.texts === undefined ? {} : { texts: first.texts }),
    }),
  ],
  [
    'operator.attrgetter()',
    ([first], callee) => {
      const [name] = callee.texts ?? [];
      return name === undefined ? UNKNOWN : attributeNamed(first ?? NOTHING, text(name));
    },
  ],
]);

function each(names: string, result: Result): [string, Result][] {
  return names.split(' ').map((name) => [name, result]);
}

/** What calling `path` gives, as far as it needs nothing but the arguments. */
export function resultOf(path: string, callee: Value, given: readonly Value[]): Value {
  const own = originOf(path);
  const from = origins(callee, ...given, ...given.flatMap(inner), ...given.flatMap(inner).flatMap(inner));
  if (path.endsWith('.join') && path.startsWith('?.')) return joined(NOTHING, given[0]);
  if (isDecoder(path)) {
    const [first, second] = given;
    const source = first?.texts?.[0];
    const decoded = source === undefined ? undefined : decode(path, source, second?.texts?.[0]);
    const embedded =
      (source !== undefined && source.length >= EMBEDDED_LEAST) ||
      first?.origins?.has('decoded') === true ||
      callee.origins?.has('decoded') === true ||
      (source === undefined && first?.origins?.has('composed') === true && !first.origins.has('unknown'));
    const value: Value = {
      ...(decoded === undefined ? {} : { texts: [decoded] }),
      ...(from === undefined ? {} : { origins: from }),
      paths: [`${path}()`],
    };
    return embedded ? withOrigins(value, 'decoded') : { ...value, origins: origins(value, UNKNOWN) ?? new Set() };
  }
  const value: Value = { paths: [`${path}()`.slice(-200)], ...(from === undefined ? {} : { origins: from }) };
  return own === undefined
    ? { ...value, origins: origins(value, UNKNOWN) ?? new Set() }
    : withOrigins(
        value,
        own,
        ...(path.startsWith('huggingface_hub.') && own === 'network' ? (['hub'] as const) : []),
        ...(HUB_TOKEN.test(path) || asksSecret(own, path, given) ? (['credential'] as const) : []),
        'unknown',
      );
}

/** What somebody types where it is not shown. */
function asksSecret(own: Origin, path: string, given: readonly Value[]): boolean {
  return (
    own === 'request' && (path === 'getpass.getpass' || given.some(({ texts }) => texts?.includes('password') === true))
  );
}

/** As `resultOf`, by the table of what is known. */
export function knownResult(path: string, callee: Value, given: readonly Value[]): Value {
  const known = RESULTS.get(path);
  return known === undefined ? resultOf(path, callee, given) : known(given, callee, path);
}

/** What a list or dictionary holds, as far as it is looked at. */
function inner({ items }: Value): readonly Value[] {
  return items?.slice(0, HANDED_ITEMS) ?? [];
}
