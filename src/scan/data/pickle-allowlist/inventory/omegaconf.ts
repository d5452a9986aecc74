import type { AllowGroup } from '../group.ts';

/** Written by scripts/allowlist/merge.ts; review the difference, don't edit. */
export const OMEGACONF: readonly AllowGroup[] = [
  {
    source: 'omegaconf 2.2.2, listed by scripts/allowlist/inventory.py',
    why: 'Enumerations: a call looks the member up by value',
    may: ['call', 'member'],
    names: {
      'omegaconf._utils': 'ValueKind',
      'omegaconf.base': 'SCMode',
    },
  },
  {
    source: 'omegaconf 2.2.2, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'build'],
    names: {
      'omegaconf._utils': 'Marker OmegaConfDumper',
      'omegaconf.base': 'ContainerMetadata Metadata',
      'omegaconf.grammar_parser': 'OmegaConfErrorListener',
      'omegaconf.grammar_visitor': 'GrammarVisitor',
      'omegaconf.grammar.gen.OmegaConfGrammarLexer': 'OmegaConfGrammarLexer',
      'omegaconf.grammar.gen.OmegaConfGrammarParser': 'OmegaConfGrammarParser',
      'omegaconf.grammar.gen.OmegaConfGrammarParserListener': 'OmegaConfGrammarParserListener',
      'omegaconf.grammar.gen.OmegaConfGrammarParserVisitor': 'OmegaConfGrammarParserVisitor',
      'omegaconf.omegaconf': 'OmegaConf',
    },
  },
  {
    source: 'omegaconf 2.2.2, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'call', 'build', 'items'],
    names: {
      'omegaconf.base': 'Box Container Node UnionNode',
      'omegaconf.basecontainer': 'BaseContainer',
      'omegaconf.dictconfig': 'DictConfig',
      'omegaconf.listconfig': 'ListConfig',
      'omegaconf.nodes':
        'AnyNode BooleanNode BytesNode EnumNode FloatNode IntegerNode InterpolationResultNode PathNode StringNode ValueNode',
    },
  },
];
