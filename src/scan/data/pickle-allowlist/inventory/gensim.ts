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
  {
    source: 'gensim 4.2.0, listed by scripts/allowlist/inventory.py',
    why: 'Functions that models keep as attributes: only kept, harmless if something calls them later',
    may: ['refer'],
    names: {
      'gensim.models._fasttext_bin':
        '_backslashreplace_backport _batched_generator _conv_field_to_bytes _get_field_from_model _sign_model _struct_unpack _yield_field_names',
      'gensim.models.atmodel': 'construct_author2doc construct_doc2author gammaln',
      'gensim.models.doc2vec_corpusfile': 'd2v_train_epoch_dbow d2v_train_epoch_dm d2v_train_epoch_dm_concat',
      'gensim.models.doc2vec_inner': 'train_document_dbow train_document_dm train_document_dm_concat',
      'gensim.models.ensemblelda':
        '_aggregate_topics _asymmetric_distance_matrix_worker _calculate_assymetric_distance_matrix_multiproc _calculate_asymmetric_distance_matrix_chunk _contains_isolated_cores _generate_topic_models _generate_topic_models_multiproc _generate_topic_models_worker _group_by_labels _is_valid_core _remove_from_all_sets _teardown _validate_clusters mass_masking rank_masking',
      'gensim.models.fasttext': '_check_model _is_utf8_continue _pad_ones _pad_random _unpack ft_ngram_hashes',
      'gensim.models.fasttext_corpusfile': 'train_epoch_cbow train_epoch_sg',
      'gensim.models.fasttext_inner': 'compute_ngrams compute_ngrams_bytes ft_hash_bytes init train_batch_any',
      'gensim.models.hdpmodel': 'expect_log_sticks gammaln lda_e_step psi',
      'gensim.models.keyedvectors':
        '_add_bytes_to_kv _add_word_to_kv _ensure_list _word2vec_detect_sizes_text _word2vec_line_to_vector prep_vectors pseudorandom_weak_vector',
      'gensim.models.ldamodel': 'gammaln psi update_dir_prior',
      'gensim.models.ldamulticore': 'worker_e_step',
      'gensim.models.ldaseqmodel': 'df_obs f_obs gammaln',
      'gensim.models.lsimodel': 'ascarray asfarray clip_spectrum print_debug stochastic_svd',
      'gensim.models.nmf': 'version_tuple',
      'gensim.models.nmf_pgd': 'solve_h',
      'gensim.models.phrases': '_is_single npmi_scorer original_scorer',
      'gensim.models.tfidfmodel':
        'df2idf precompute_idfs resolve_weights smartirs_normalize smartirs_wglobal smartirs_wlocal',
      'gensim.models.word2vec': '_assign_binary_codes _build_heap',
      'gensim.models.word2vec_corpusfile': 'rebuild_cython_line_sentence train_epoch_cbow train_epoch_sg',
      'gensim.models.word2vec_inner': 'init score_sentence_cbow score_sentence_sg train_batch_cbow train_batch_sg',
      'gensim.utils':
        '_iter_windows any2unicode any2utf8 call_on_class_only check_output chunkize chunkize_serial copytree_hardlink deaccent decode_htmlentities dict_from_corpus effective_n_jobs file_or_filename flatten getNS get_max_id get_my_ip get_random_state identity ignore_deprecation_warning is_corpus is_empty iter_windows keep_vocab_item lazy_flatten merge_counts mock_data mock_data_row prune_vocab pyro_daemon qsize randfname revdict safe_unichr sample_dict simple_preprocess simple_tokenize smart_extension strided_windows synchronous tokenize toptexts trim_vocab_by_freq upload_chunked',
    },
  },
];
