import type { KerasFacts } from '../../formats/keras/facts.ts';
import type { Rule, RuleHit } from '../rule.ts';

/** Names in bytecode that a transformation of tensors has no use for. */
const REACHING =
  /^(?:os|sys|posix|nt|subprocess|socket|ctypes|builtins|__builtins__|__import__|importlib|import_module|exec|eval|compile|open|system|popen|Popen|check_output|urlopen|urllib|requests|shutil|pickle|marshal|pty|globals|getattr|__globals__|__subclasses__|__class__|__getattribute__|gc|inspect|threading|multiprocessing|tempfile|write_file|read_file|get_file|py_function|numpy_function|load_library)$/u;

/** CVE-2024-3660, CVE-2025-9905: a Lambda layer is Python bytecode, and HDF5 files run it whatever `safe_mode` says. */
export const rule: Rule = {
  id: 'keras-code',
  title: 'A Keras model brings code of its own',
  severity: 'high',
  confidence: 'high',
  atlas: ['AML.T0011.000', 'AML.T0010.003', 'AML.T0050'],
  advice:
    'Do not load it; ask for a model whose Lambda layers are replaced by layers of Keras or by a registered class.',
  appliesTo: (file) => (file.keras?.length ?? 0) > 0,
  *check(file) {
    for (const keras of file.keras ?? []) {
      for (const hit of hits(keras)) yield { ...hit, ...(keras.member === undefined ? {} : { member: keras.member }) };
    }
  },
};

function* hits({ code, pickled, objectArrays }: KerasFacts): Generator<RuleHit> {
  for (const { by, names, pointer, offset, characters } of code) {
    const reaching = names.filter((name) => REACHING.test(name));
    const what = `${by === '' ? 'an object' : by} holds ${characters} characters of Python bytecode (at ${pointer})`;
    yield reaching.length > 0
      ? { message: `${what}, which uses ${reaching.slice(0, 8).join(', ')}`, severity: 'critical', offset }
      : { message: what, offset };
  }
  for (const { by, pointer, offset } of objectArrays)
    yield {
      message: `${by === '' ? 'an object' : by} holds an array of Python objects (at ${pointer}); Keras writes arrays of numbers`,
      offset,
    };
  for (const { by, pointer, offset } of pickled)
    yield { message: `${by} unpickles what its settings hold (at ${pointer})`, severity: 'critical', offset };
}
