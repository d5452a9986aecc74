import type { AllowGroup } from '../group.ts';

/** Written by scripts/allowlist/merge.ts; review the difference, don't edit. */
export const GENSIM: readonly AllowGroup[] = [
  {
    source: 'gensim 4.2.0, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'build'],
    names: {
      'gensim.corpora._mmreader': 'MmReader',
      'gensim.corpora.bleicorpus': 'BleiCorpus',
      'gensim.corpora.csvcorpus': 'CsvCorpus',
      'gensim.corpora.dictionary': 'Dictionary',
      'gensim.corpora.indexedcorpus': 'IndexedCorpus',
      'gensim.corpora.lowcorpus': 'LowCorpus',
      'gensim.corpora.malletcorpus': 'MalletCorpus',
      'gensim.corpora.mmcorpus': 'MmCorpus',
      'gensim.corpora.opinosiscorpus': 'OpinosisCorpus',
      'gensim.corpora.sharded_corpus': 'ShardedCorpus',
      'gensim.corpora.svmlightcorpus': 'SvmLightCorpus',
      'gensim.corpora.textcorpus': 'TextCorpus TextDirectoryCorpus',
      'gensim.corpora.ucicorpus': 'UciCorpus UciReader',
      'gensim.corpora.wikicorpus': 'WikiCorpus',
      'gensim.interfaces': 'CorpusABC SimilarityABC TransformationABC TransformedCorpus',
      'gensim.matutils': 'Dense2Corpus Scipy2Corpus Sparse2Corpus',
      'gensim.models': 'VocabTransform',
      'gensim.models._fasttext_bin': 'Model',
      'gensim.models.atmodel': 'AuthorTopicModel AuthorTopicState',
      'gensim.models.basemodel': 'BaseTopicModel',
      'gensim.models.callbacks':
        'Callback CallbackAny2Vec CoherenceMetric ConvergenceMetric DiffMetric Metric PerplexityMetric',
      'gensim.models.coherencemodel': 'CoherenceModel',
      'gensim.models.doc2vec':
        'Doc2Vec Doc2VecTrainables Doc2VecVocab Doctag TaggedBrownCorpus TaggedDocument TaggedLineDocument',
      'gensim.models.ensemblelda': 'CBDBSCAN Cluster EnsembleLda Topic',
      'gensim.models.fasttext': 'FastText FastTextKeyedVectors FastTextTrainables FastTextVocab',
      'gensim.models.hdpmodel': 'HdpModel HdpTopicFormatter SuffStats',
      'gensim.models.keyedvectors': 'CompatVocab KeyedVectors',
      'gensim.models.ldamodel': 'LdaModel LdaState',
      'gensim.models.ldamulticore': 'LdaMulticore',
      'gensim.models.ldaseqmodel': 'LdaPost LdaSeqModel sslm',
      'gensim.models.logentropy_model': 'LogEntropyModel',
      'gensim.models.lsimodel': 'LsiModel Projection',
      'gensim.models.nmf': 'Nmf',
      'gensim.models.normmodel': 'NormModel',
      'gensim.models.phrases': 'FrozenPhrases Phrases _PhrasesTransformation',
      'gensim.models.poincare':
        'LexicalEntailmentEvaluation LinkPredictionEvaluation NegativesBuffer PoincareBatch PoincareKeyedVectors PoincareModel PoincareRelations ReconstructionEvaluation',
      'gensim.models.rpmodel': 'RpModel',
      'gensim.models.tfidfmodel': 'TfidfModel',
      'gensim.models.translation_matrix': 'BackMappingTranslationMatrix Space TranslationMatrix',
      'gensim.models.word2vec':
        'BrownCorpus Heapitem LineSentence PathLineSentences Text8Corpus Word2Vec Word2VecTrainables Word2VecVocab',
      'gensim.models.word2vec_corpusfile': 'CythonLineSentence CythonVocab',
      'gensim.parsing.porter': 'PorterStemmer',
      'gensim.similarities.annoy': 'AnnoyIndexer',
      'gensim.similarities.docsim':
        'MatrixSimilarity Shard Similarity SoftCosineSimilarity SparseMatrixSimilarity WmdSimilarity',
      'gensim.similarities.fastss': 'FastSS',
      'gensim.similarities.levenshtein': 'LevenshteinSimilarityIndex',
      'gensim.similarities.termsim':
        'SparseTermSimilarityMatrix TermSimilarityIndex UniformTermSimilarityIndex WordEmbeddingSimilarityIndex',
      'gensim.topic_coherence.indirect_confirmation_measure': 'ContextVectorComputer',
      'gensim.topic_coherence.text_analysis':
        'AccumulatingWorker BaseAnalyzer CorpusAccumulator InvertedIndexAccumulator InvertedIndexBased ParallelWordOccurrenceAccumulator PatchedWordOccurrenceAccumulator UsesDictionary WindowedTextsAnalyzer WordOccurrenceAccumulator WordVectorsAccumulator',
      'gensim.utils': 'ClippedCorpus FakeDict InputQueue RepeatCorpus RepeatCorpusNTimes SaveLoad SlicedCorpus',
    },
  },
  {
    source: 'gensim 4.2.0, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'build', 'items'],
    names: {
      'gensim.corpora.hashdictionary': 'HashDictionary',
    },
  },
];
