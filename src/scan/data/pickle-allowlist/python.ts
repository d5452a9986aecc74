import type { AllowGroup } from './group.ts';

/** The standard library, as picklers of honest objects use it. */
export const PYTHON: readonly AllowGroup[] = [
  {
    source: 'CPython 3.13 Lib/copyreg.py and object.__reduce_ex__, protocols 0 to 4',
    why: 'Allocates an instance of a class that is judged by its own name',
    may: ['call'],
    names: { copyreg: '_reconstructor __newobj__ __newobj_ex__' },
  },
  {
    source: 'CPython 3.13, reductions of built-in types',
    why: 'Constructors of plain values: no argument makes them run or import anything',
    may: ['call', 'new', 'build', 'items'],
    names: {
      builtins:
        'set frozenset bytearray bytes complex int float str bool tuple list dict slice range object memoryview',
      collections: 'OrderedDict defaultdict Counter deque ChainMap UserDict UserList UserString IterableUserDict',
      types: 'SimpleNamespace',
    },
  },
  {
    source: 'CPython 3.13, values of the standard library',
    why: 'Constructors of plain values',
    may: ['call', 'new', 'build'],
    names: {
      datetime: 'date datetime time timedelta timezone tzinfo',
      decimal: 'Context Decimal',
      fractions: 'Fraction',
      uuid: 'UUID SafeUUID',
      pathlib: 'Path PurePath PosixPath PurePosixPath WindowsPath PureWindowsPath',
      'pathlib._local': 'Path PurePath PosixPath PurePosixPath WindowsPath PureWindowsPath',
      argparse: 'Namespace',
      array: 'array _array_reconstructor',
      random: 'Random',
      ipaddress: 'IPv4Address IPv4Interface IPv4Network IPv6Address IPv6Interface IPv6Network',
      zoneinfo: 'ZoneInfo ZoneInfo._unpickle',
      _codecs: 'encode',
    },
  },
  {
    source: 'CPython 3.13, names that honest pickles keep as data',
    why: 'Only kept: being called by the stream, or given as callback to another call, is not allowed',
    may: ['refer'],
    names: {
      builtins:
        'type Ellipsis NotImplemented None True False len min max sum abs round sorted any all repr hash zip enumerate ' +
        'isinstance issubclass ord chr bin hex oct divmod pow reversed callable format id property staticmethod classmethod super',
      math: 'sqrt log log2 log10 log1p exp floor ceil sin cos tan tanh erf gcd hypot isnan isfinite fabs pow pi inf',
      operator:
        'itemgetter add sub mul truediv floordiv mod neg pos not_ and_ or_ xor eq ne lt le gt ge contains concat index truth',
      _operator: 'add sub mul truediv floordiv mod neg pos not_ and_ xor eq ne lt le gt ge contains concat index truth',
      logging: 'Logger StreamHandler Formatter Filter NullHandler',
      copy: 'copy deepcopy',
      random: 'random randint choice uniform shuffle sample',
      time: 'time',
      textwrap: 'dedent',
      string: 'capwords',
      statistics: 'mean median stdev',
      datetime: 'UTC',
      unicodedata: 'normalize',
      abc: 'ABCMeta',
      enum: 'EnumMeta EnumType Enum IntEnum Flag',
    },
  },
  {
    source: 'CPython 3.13, methods of built-in types: tokenizers and mappings that pipelines of text keep',
    why: 'Only kept; work on text and dictionaries. Formatting, which reads attributes, is left out',
    may: ['refer'],
    names: {
      builtins:
        'str.capitalize str.casefold str.count str.encode str.endswith str.isalnum str.isalpha str.isdigit str.join str.lower str.lstrip str.partition str.replace str.rsplit str.rstrip str.split str.splitlines str.startswith str.strip ' +
        'str.swapcase str.title str.upper str.zfill bytes.decode dict.get dict.items dict.keys dict.values list.append list.count list.index',
    },
  },
  {
    source: 'CPython 3.13 decimal: the signals that a context holds',
    why: 'Exceptions, only named',
    may: ['refer'],
    names: {
      decimal: 'Clamped DivisionByZero FloatOperation Inexact InvalidOperation Overflow Rounded Subnormal Underflow',
    },
  },
  {
    source: 'CPython 3.13, exceptions: BaseException.__reduce__',
    why: 'Constructors of exceptions keep their arguments',
    may: ['call', 'new', 'build'],
    names: {
      builtins:
        'BaseException Exception ValueError TypeError KeyError RuntimeError AttributeError IndexError StopIteration ArithmeticError AssertionError ' +
        'LookupError NotImplementedError OverflowError ZeroDivisionError UnicodeError NameError ImportError MemoryError RecursionError FloatingPointError ' +
        'OSError IOError EOFError PermissionError FileNotFoundError FileExistsError TimeoutError ConnectionError KeyboardInterrupt SystemError BufferError ' +
        'Warning UserWarning DeprecationWarning FutureWarning RuntimeWarning SyntaxWarning PendingDeprecationWarning ImportWarning UnicodeWarning ResourceWarning StopAsyncIteration GeneratorExit ' +
        'UnicodeDecodeError UnicodeEncodeError UnicodeTranslateError ModuleNotFoundError UnboundLocalError SyntaxError IndentationError TabError ReferenceError SystemExit BlockingIOError BrokenPipeError ' +
        'ChildProcessError ConnectionAbortedError ConnectionRefusedError ConnectionResetError InterruptedError IsADirectoryError NotADirectoryError ProcessLookupError BytesWarning EncodingWarning',
    },
  },
  {
    source: 'CPython 3.13, iterators: __reduce__ of list, tuple, range and set iterators and of itertools',
    why: 'Keep what they iterate over; nothing is drawn from them while loading',
    may: ['call', 'new', 'build'],
    names: {
      builtins: 'iter reversed enumerate zip',
      itertools: 'count repeat cycle chain product combinations permutations islice',
    },
  },
  {
    source: 'CPython 3.13 re.Pattern: copyreg.pickle(Pattern, _pickle)',
    why: 'Compiles a pattern; matching happens when somebody uses it',
    may: ['call'],
    names: {
      re: '_compile',
      regex: '_compile',
      'regex._main': '_compile',
      'regex.regex': '_compile',
      sre_compile: 'compile',
      _regex_core: 'compile',
    },
  },
  {
    source: 'CPython 3.13 Lib/urllib/parse.py: namedtuples of the parts of an address',
    why: 'Holds texts',
    may: ['call', 'new'],
    names: { 'urllib.parse': 'ParseResult SplitResult DefragResult', urlparse: 'ParseResult SplitResult' },
  },
  {
    source: 'CPython 3.13, enumerations of the standard library',
    why: 'A call looks the member up by value; Python 3.11 writes the member by name',
    may: ['call', 'member'],
    names: {
      re: 'RegexFlag',
      http: 'HTTPStatus HTTPMethod',
      uuid: 'SafeUUID',
      inspect: '_ParameterKind',
      socket: 'AddressFamily SocketKind',
      signal: 'Signals',
      ssl: 'TLSVersion',
    },
  },
  {
    source: 'CPython 3.13 Lib: dataclasses, io, numbers, string, inspect, weakref: objects without code of their own',
    why: 'Allocated and given attributes, or constructed from plain values',
    may: ['call', 'new', 'build'],
    names: {
      _io: 'BytesIO StringIO',
      io: 'BytesIO StringIO',
      dataclasses: '_MISSING_TYPE _HAS_DEFAULT_FACTORY_CLASS',
      inspect: 'Parameter Signature _empty',
      string: 'Template Formatter',
      numbers: 'Number Integral Real',
      enum: 'auto',
      'xml.etree.ElementTree': 'Element',
      'email.message': 'Message',
      'collections.abc': 'Mapping Sequence',
      weakref: 'WeakSet WeakValueDictionary WeakKeyDictionary',
      _weakrefset: 'WeakSet',
      textwrap: 'TextWrapper',
      pprint: 'PrettyPrinter',
      configparser: 'ConfigParser RawConfigParser SectionProxy',
      abc: 'ABC',
      statistics: 'NormalDist',
      queue: 'Empty Full',
      time: 'struct_time',
      calendar: 'Calendar',
      copy: 'Error',
      'html.parser': 'HTMLParser',
      gettext: 'NullTranslations',
      struct: 'Struct',
    },
  },
  {
    source: 'CPython 3.13 xml.etree.ElementTree.ElementTree and typing.NamedTuple, by copyreg',
    why: 'Allocated, or only named: the constructor of a tree reads a file, the calls make classes',
    may: ['new', 'build'],
    names: { 'xml.etree.ElementTree': 'ElementTree', typing: 'NamedTuple TypedDict' },
  },
  {
    source: 'typing of CPython: annotations kept by configurations and data classes',
    why: 'Subscripting and naming types runs nothing',
    may: ['refer', 'call', 'new', 'build', 'items'],
    names: {
      typing:
        'Annotated Any Union Optional Dict List Tuple Set FrozenSet Callable Iterable Iterator Sequence Mapping Literal ClassVar Type Generic Hashable Sized Text AnyStr NoReturn Final Protocol',
      types: 'GenericAlias UnionType NoneType EllipsisType NotImplementedType',
    },
  },
  {
    source: 'CPython 3.13 functools.partial.__reduce__; timm, fastai and ultralytics whole-model saves',
    why: 'Keeps a function that is judged by its own name; a partial that the stream itself calls is reported',
    may: ['call', 'new', 'build'],
    names: { functools: 'partial' },
  },
  {
    source: 'CPython 3.13 logging.Logger.__reduce__',
    why: 'Returns a logger by name',
    may: ['call'],
    names: { logging: 'getLogger' },
  },
  {
    source: 'CPython 3.13 operator.itemgetter.__reduce__',
    why: 'Keeps keys; a getter that the stream itself calls is reported',
    may: ['call'],
    names: { operator: 'itemgetter' },
  },
  {
    source: 'CPython 3.13 typing._GenericAlias.__reduce__: subscripted types',
    why: 'Takes an item of a value that the stream made; a result that is called is reported',
    may: ['call'],
    names: { operator: 'getitem or_', _operator: 'getitem or_' },
  },
];
