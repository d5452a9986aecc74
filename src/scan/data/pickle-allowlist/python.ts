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
      collections: 'OrderedDict defaultdict Counter deque ChainMap UserDict UserList UserString',
      types: 'SimpleNamespace',
    },
  },
  {
    source: 'CPython 3.13, values of the standard library',
    why: 'Constructors of plain values',
    may: ['call', 'new', 'build'],
    names: {
      datetime: 'date datetime time timedelta timezone tzinfo',
      decimal: 'Decimal',
      fractions: 'Fraction',
      uuid: 'UUID SafeUUID',
      pathlib: 'Path PurePath PosixPath PurePosixPath WindowsPath PureWindowsPath',
      'pathlib._local': 'Path PurePath PosixPath PurePosixPath WindowsPath PureWindowsPath',
      argparse: 'Namespace',
      array: 'array _array_reconstructor',
      random: 'Random',
      ipaddress: 'IPv4Address IPv6Address IPv4Network IPv6Network',
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
        'isinstance Exception ValueError TypeError KeyError RuntimeError AttributeError IndexError StopIteration UserWarning',
      math: 'sqrt log exp floor ceil sin cos tanh pi inf',
      operator: 'itemgetter add sub mul truediv neg eq lt gt',
      logging: 'Logger',
      types: 'NoneType',
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
];
