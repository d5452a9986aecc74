/**
 * Functions and classes that are part of libraries on the allowlist, whose inventories list everything that may be stored,
 * and that do harm as soon as something calls them: a factory, a hook, the code that uses the model. They win over the
 * allowlist. By reason, as in `pickle-dangerous.ts`; from the sources of the libraries.
 */
const VETOES: Readonly<Record<string, string>> = {
  'runs commands or processes':
    'gensim.utils.check_output gensim.utils.pyro_daemon gensim.models.ensemblelda._generate_topic_models_multiproc gensim.models.ensemblelda._generate_topic_models_worker ' +
    'scipy.stats._generate_pyx.make_biasedurn scipy.stats._generate_pyx.make_unuran scipy.stats._generate_pyx.make_boost',
  'reaches any attribute or calls any function, so harmless names lead to dangerous ones':
    'sklearn.metrics._scorer._cached_call numpy._core.fromnumeric._wrapit numpy.core.fromnumeric._wrapit transformers.activations.ClassInstantier ' +
    'transformers.processing_utils._LazyAutoProcessorMapping attrdict.default.AttrDefault torchmetrics.functional.image.lpips._get_tv_model_features',
  'loads further code: modules, libraries or other serialised objects':
    'peft.tuners.lora.loraga.preprocess_loraga peft.tuners.lora.corda.preprocess_corda peft.tuners.lora.corda.calib_cov_distribution ' +
    'peft.tuners.lora.arrow.create_arrow_model peft.tuners.cartridge.utils.compose_cartridge_adapters torchvision.models._api.get_weight',
  'reads, writes or removes files':
    'numpy._core._methods._dump numpy._core._methods._dumps numpy.core._methods._dump numpy.core._methods._dumps numpy.lib._npyio_impl._savez numpy.lib.npyio._savez ' +
    'numpy.ma.mrecords.openfile gensim.utils.file_or_filename gensim.utils.copytree_hardlink spacy.lang.el.get_pos_from_wiktionary.get_pos_from_wiktionary ' +
    'scipy.special._precompute.expn_asy.main scipy.special._precompute.gammainc_asy.main statsmodels.tools.web.webdoc',
  'talks to the network':
    'gensim.utils.get_my_ip gensim.utils.getNS gensim.utils.upload_chunked torchmetrics.functional.text.rouge._ensure_nltk_punkt_is_downloaded ' +
    'torchmetrics.functional.text.bert.bert_score torchmetrics.functional.multimodal.clip_score._get_clip_model_and_processor ' +
    'torchmetrics.functional.multimodal.clip_iqa._get_clip_iqa_model_and_processor torchmetrics.functional.audio.dnsmos._prepare_dnsmos',
};

const REASONS = new Map(
  Object.entries(VETOES).flatMap(([reason, names]) => names.split(' ').map((name) => [name, reason] as const)),
);

/** Why the exact dotted name is dangerous although its library is on the allowlist. */
export function vetoOf(full: string): string | undefined {
  return REASONS.get(full);
}

/** Whose constructors read, load or fetch what their arguments name: stored, not called. */
export const UNCALLABLE: ReadonlySet<string> = new Set([
  'torchtext.vocab.Vectors',
  'torchtext.vocab.GloVe',
  'flair.embeddings.token.WordEmbeddings',
  'flair.embeddings.token.FlairEmbeddings',
  'flair.embeddings.token.StackedEmbeddings',
  'flair.embeddings.token.CharacterEmbeddings',
  'flair.embeddings.legacy.CharLMEmbeddings',
  'flair.models.language_model.LanguageModel',
  'flair.models.sequence_tagger_model.SequenceTagger',
  'flair.models.text_classification_model.TextClassifier',
  'fastai.learner.Learner',
  'fastai.basic_train.Learner',
  'fastai.tabular.learner.TabularLearner',
  'fastai.text.learner.LMLearner',
  'fastai.text.learner.TextLearner',
  'fastai.tabular.core.Tabular',
  'fastai.tabular.core.TabularPandas',
  'fastai.text.core.Tokenizer.from_df',
  'fastai.vision.learner.create_body',
  'fastai.data.transforms.get_image_files',
]);
