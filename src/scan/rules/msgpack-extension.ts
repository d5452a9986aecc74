import type { MsgpackFacts } from '../../formats/msgpack/facts.ts';
import type { Rule, RuleHit } from '../rule.ts';

/** flax/serialization.py (extension types 1 to 3) and msgpack_numpy.decode, which unpickles arrays of the kind `O`. */
export const rule: Rule = {
  id: 'msgpack-extension',
  title: 'A MessagePack file has its reader build objects',
  severity: 'high',
  confidence: 'medium',
  atlas: ['AML.T0011.000', 'AML.T0010.003'],
  advice: 'Ask for arrays of numbers; find out which program reads other types, and what it makes of them.',
  appliesTo: (file) => file.documents?.some(({ format }) => format === 'msgpack') ?? false,
  *check(file) {
    for (const document of file.documents ?? []) {
      if (document.format !== 'msgpack') continue;
      const member = document.member === undefined ? {} : { member: document.member };
      for (const hit of hits(document)) yield { ...hit, ...member };
    }
  },
};

function* hits({ extensions, objectArrays }: MsgpackFacts): Generator<RuleHit> {
  for (const { name, offset } of objectArrays) {
    const message = `${JSON.stringify(name)} is an array of Python objects, which msgpack-numpy unpickles`;
    yield { message, offset };
  }
  for (const { code, count, known, offset } of extensions) {
    if (known) continue;
    const message = `${count} values of the extension type ${code}, which are what their reader makes of them`;
    yield { message, severity: 'medium', offset };
  }
}
