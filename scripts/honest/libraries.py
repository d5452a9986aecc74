"""What further libraries pickle: models saved whole, training arguments, tokenizers, graphs, studies, word vectors."""

import importlib
import os
import pickle
import tempfile
import types

from values import write


def imported(name):
    try:
        return importlib.import_module(name)
    except Exception as error:  # noqa: BLE001
        print(f"left out: {name}: {str(error)[:80]}")
        return None


def timm_models():
    timm = imported("timm")
    if timm is None:
        return
    from modules import emptied

    names = ["resnet18", "resnet50d", "efficientnet_b0", "tf_efficientnet_b0", "tf_efficientnetv2_s", "mobilenetv3_small_100", "vit_tiny_patch16_224", "deit_tiny_patch16_224", "swin_tiny_patch4_window7_224", "convnext_atto", "convnextv2_atto", "mixer_s16_224", "regnetx_002", "densenet121", "vgg11", "ghostnet_100", "mnasnet_050", "xception", "inception_v3", "seresnet18", "ecaresnet26t", "maxvit_rmlp_pico_rw_256", "coatnet_pico_rw_224", "edgenext_xx_small", "mobilevit_xxs", "levit_128s", "pit_ti_224", "cait_xxs24_224", "beit_base_patch16_224", "eva02_tiny_patch14_224", "hrnet_w18_small", "dpn68", "res2net50_26w_4s", "resnest14d", "skresnet18", "repvgg_a0", "nfnet_l0", "tresnet_m", "volo_d1_224", "xcit_nano_12_p8_224", "poolformer_s12", "fastvit_t8", "efficientformer_l1", "tiny_vit_5m_224", "vit_small_patch14_dinov2", "vit_base_patch16_siglip_224", "rexnet_100", "lcnet_050", "hardcorenas_a", "focalnet_tiny_srf", "davit_tiny", "gcvit_xxtiny", "crossvit_9_240", "tnt_s_patch16_224", "visformer_tiny", "sequencer2d_s", "inception_next_tiny", "caformer_s18", "hiera_tiny_224", "repvit_m0_9", "mambaout_femto", "starnet_s1"]
    for name in names:
        yield f"timm-{name}.pt", lambda name=name: emptied(timm.create_model(name, pretrained=False))
    yield "timm-transforms.pt", lambda: timm.data.create_transform(224)
    yield "timm-transforms-training.pt", lambda: timm.data.create_transform(224, is_training=True, auto_augment="rand-m9-mstd0.5")
    yield "timm-optimizer.pt", lambda: timm.optim.create_optimizer_v2(timm.create_model("resnet10t"), "lamb", lr=0.1)
    yield "timm-ema.pt", lambda: timm.utils.ModelEmaV2(emptied(timm.create_model("resnet10t")))


def transformers_objects():
    transformers = imported("transformers")
    if transformers is None:
        return
    from modules import emptied

    tiny = {"hidden_size": 8, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16, "vocab_size": 32}
    models = {
        "Bert": ("BertConfig", "BertForSequenceClassification"), "Roberta": ("RobertaConfig", "RobertaForMaskedLM"), "DistilBert": ("DistilBertConfig", "DistilBertModel"), "GPT2": ("GPT2Config", "GPT2LMHeadModel"), "Llama": ("LlamaConfig", "LlamaForCausalLM"), "Mistral": ("MistralConfig", "MistralForCausalLM"), "Qwen2": ("Qwen2Config", "Qwen2ForCausalLM"), "Gemma": ("GemmaConfig", "GemmaForCausalLM"), "Phi": ("PhiConfig", "PhiForCausalLM"), "OPT": ("OPTConfig", "OPTForCausalLM"), "Bloom": ("BloomConfig", "BloomForCausalLM"), "T5": ("T5Config", "T5ForConditionalGeneration"), "Bart": ("BartConfig", "BartForConditionalGeneration"), "Electra": ("ElectraConfig", "ElectraModel"), "Deberta": ("DebertaV2Config", "DebertaV2ForSequenceClassification"), "Albert": ("AlbertConfig", "AlbertModel"), "XLMRoberta": ("XLMRobertaConfig", "XLMRobertaModel"), "ViT": ("ViTConfig", "ViTForImageClassification"), "CLIP": ("CLIPConfig", "CLIPModel"), "Wav2Vec2": ("Wav2Vec2Config", "Wav2Vec2ForCTC"), "Whisper": ("WhisperConfig", "WhisperForConditionalGeneration"), "Swin": ("SwinConfig", "SwinModel"), "ConvNext": ("ConvNextConfig", "ConvNextModel"), "Segformer": ("SegformerConfig", "SegformerForSemanticSegmentation"), "Detr": ("DetrConfig", "DetrForObjectDetection"), "Mamba": ("MambaConfig", "MambaForCausalLM"), "GPTNeoX": ("GPTNeoXConfig", "GPTNeoXForCausalLM"), "Marian": ("MarianConfig", "MarianMTModel"), "MPNet": ("MPNetConfig", "MPNetModel"), "Longformer": ("LongformerConfig", "LongformerModel"),
    }
    for name, (config, model) in models.items():
        def make(config=config, model=model):
            kinds = getattr(transformers, config)
            accepted = kinds()
            for key, value in tiny.items():
                if hasattr(accepted, key):
                    try:
                        setattr(accepted, key, value)
                    except Exception:  # noqa: BLE001, S110
                        pass
            return emptied(getattr(transformers, model)(accepted))

        yield f"transformers-{name}.pt", make
        yield f"transformers-config-{name}.pkl", lambda config=config: getattr(transformers, config)()
    with tempfile.TemporaryDirectory() as out:
        yield "training_args.bin", lambda: transformers.TrainingArguments(out, use_cpu=True, report_to=[])
        yield "training_args-seq2seq.bin", lambda: transformers.Seq2SeqTrainingArguments(out, use_cpu=True, report_to=[], lr_scheduler_type="cosine", save_strategy="epoch", eval_strategy="epoch")
    yield "generation-config.pkl", transformers.GenerationConfig
    yield "quantisation-config.pkl", lambda: transformers.BitsAndBytesConfig(load_in_8bit=False)
    yield "trainer-state.pkl", lambda: transformers.trainer_callback.TrainerState()
    yield "scheduler.pt", lambda: transformers.get_linear_schedule_with_warmup(__import__("torch").optim.AdamW([__import__("torch").nn.Parameter(__import__("torch").ones(1))]), 1, 10).state_dict()
    yield "batch-encoding.pkl", lambda: transformers.BatchEncoding({"input_ids": [1, 2]})
    yield "model-output.pkl", lambda: transformers.modeling_outputs.BaseModelOutput(last_hidden_state=__import__("torch").ones(1))
    trl = imported("trl")
    for name in ("SFTConfig", "DPOConfig", "GRPOConfig", "RewardConfig"):
        yield f"trl-{name}.bin", lambda name=name: getattr(trl, name)("/nonexistent-unused", use_cpu=True, report_to=[], bf16=False)
    peft = imported("peft")
    yield "peft-config.pkl", lambda: peft.LoraConfig(r=4)
    yield "peft-model.pt", lambda: peft.get_peft_model(transformers.GPT2LMHeadModel(transformers.GPT2Config(n_embd=8, n_layer=1, n_head=2, vocab_size=16)), peft.LoraConfig(r=2, target_modules=["c_attn"]))
    accelerate = imported("accelerate")
    yield "accelerate-plugins.pkl", lambda: [accelerate.utils.GradientAccumulationPlugin(2), accelerate.utils.DistributedType.NO, accelerate.utils.ProjectConfiguration("x"), accelerate.utils.DataLoaderConfiguration(), accelerate.utils.DynamoBackend.NO]


def word_objects():
    gensim = imported("gensim")
    if gensim is not None:
        sentences = [["a", "b", "c"], ["b", "c", "d"], ["a", "d"]] * 5
        dictionary = gensim.corpora.Dictionary(sentences)
        bags = [dictionary.doc2bow(s) for s in sentences]
        for name, make in {
            "word2vec": lambda: gensim.models.Word2Vec(sentences, vector_size=4, min_count=1, workers=1), "fasttext": lambda: gensim.models.FastText(sentences, vector_size=4, min_count=1, workers=1, bucket=20), "doc2vec": lambda: gensim.models.Doc2Vec([gensim.models.doc2vec.TaggedDocument(s, [i]) for i, s in enumerate(sentences)], vector_size=4, min_count=1, workers=1),
            "lda": lambda: gensim.models.LdaModel(bags, num_topics=2, id2word=dictionary), "lsi": lambda: gensim.models.LsiModel(bags, num_topics=2, id2word=dictionary), "tfidf": lambda: gensim.models.TfidfModel(bags), "hdp": lambda: gensim.models.HdpModel(bags, dictionary), "phrases": lambda: gensim.models.Phrases(sentences, min_count=1), "frozen": lambda: gensim.models.phrases.Phraser(gensim.models.Phrases(sentences, min_count=1)), "dictionary": lambda: dictionary, "nmf": lambda: gensim.models.Nmf(bags, num_topics=2, id2word=dictionary), "rp": lambda: gensim.models.RpModel(bags, num_topics=2), "similarity": lambda: gensim.similarities.MatrixSimilarity(bags),
        }.items():
            yield f"gensim-{name}.model", lambda make=make: Saver(make())
            yield f"gensim-{name}.pkl", make
    nltk = imported("nltk")
    if nltk is not None:
        tagged = [[("the", "DT"), ("dog", "NN")], [("a", "DT"), ("cat", "NN")]]
        features = [({"a": 1}, "x"), ({"a": 0}, "y")]
        for name, make in {
            "bayes": lambda: nltk.NaiveBayesClassifier.train(features), "maxent": lambda: nltk.MaxentClassifier.train(features, trace=0, max_iter=2), "tree": lambda: nltk.DecisionTreeClassifier.train(features), "unigram": lambda: nltk.UnigramTagger(tagged), "bigram": lambda: nltk.BigramTagger(tagged, backoff=nltk.DefaultTagger("NN")), "hmm": lambda: nltk.tag.HiddenMarkovModelTagger.train(tagged), "perceptron": lambda: nltk.tag.PerceptronTagger(load=False), "regexp-tagger": lambda: nltk.RegexpTagger([(".*", "NN")]), "affix": lambda: nltk.AffixTagger(tagged), "brill": lambda: nltk.tag.BrillTaggerTrainer(nltk.UnigramTagger(tagged), nltk.tag.brill.fntbl37(), trace=0).train(tagged),
            "punkt": lambda: nltk.tokenize.punkt.PunktSentenceTokenizer("Some text. More text here. And Mr. Smith."), "tokenizers": lambda: [nltk.TreebankWordTokenizer(), nltk.RegexpTokenizer(r"\w+"), nltk.TweetTokenizer(), nltk.WordPunctTokenizer(), nltk.WhitespaceTokenizer()], "stemmers": lambda: [nltk.PorterStemmer(), nltk.SnowballStemmer("english"), nltk.LancasterStemmer(), nltk.WordNetLemmatizer()], "frequency": lambda: [nltk.FreqDist("aab"), nltk.ConditionalFreqDist([("a", 1)]), nltk.probability.LaplaceProbDist(nltk.FreqDist("ab")), nltk.probability.ELEProbDist(nltk.FreqDist("ab"))], "trees": lambda: nltk.Tree("S", ["a", nltk.Tree("NP", ["b"])]), "grammar": lambda: nltk.CFG.fromstring("S -> 'a' S | 'b'"), "lm": lambda: fitted_language_model(nltk), "collocations": lambda: nltk.collocations.BigramCollocationFinder.from_words("a b a b c".split()), "chunk": lambda: nltk.RegexpParser("NP: {<DT>?<NN>}"),
            "method": lambda: nltk.TreebankWordTokenizer().tokenize,
        }.items():
            yield f"nltk-{name}.pkl", make
    rank = imported("rank_bm25")
    if rank is not None:
        yield "bm25.pkl", lambda: [rank.BM25Okapi([["a", "b"], ["c"]]), rank.BM25Plus([["a"]])]
    spacy = imported("spacy")
    if spacy is not None:
        yield "spacy-vocab.pkl", lambda: spacy.blank("en").vocab
        yield "spacy-doc.pkl", lambda: spacy.blank("en")("a dog runs")
        yield "spacy-language.pkl", lambda: spacy.blank("en")


def fitted_language_model(nltk):
    model = nltk.lm.Laplace(2)
    model.fit([[("a", "b"), ("b", "c")]], vocabulary_text=["a", "b", "c"])
    return model


class Saver:
    """gensim writes its own pickle, with arrays beside it."""

    def __init__(self, model):
        self.model = model

    def save(self, path):
        self.model.save(path)


def others():
    networkx = imported("networkx")
    if networkx is not None:
        yield "networkx.pkl", lambda: [networkx.path_graph(3), networkx.DiGraph([(1, 2)]), networkx.MultiGraph([(1, 2)]), networkx.MultiDiGraph([(1, 2)])]
    omegaconf = imported("omegaconf")
    if omegaconf is not None:
        yield "omegaconf.pkl", lambda: omegaconf.OmegaConf.create({"a": {"b": [1, 2.5, "x", None, True]}, "path": "${a.b}"})
        yield "omegaconf.pt", lambda: {"cfg": omegaconf.OmegaConf.create({"model": {"dim": 8, "layers": [1, 2]}}), "model": {}}
    optuna = imported("optuna")
    if optuna is not None:
        yield "optuna.pkl", lambda: optimised(optuna)
    skorch = imported("skorch")
    if skorch is not None:
        yield "skorch.pkl", lambda: skorch_net(skorch)
    shap = imported("shap")
    if shap is not None:
        yield "shap.pkl", lambda: shap.Explanation(__import__("numpy").ones((2, 2)), feature_names=["a", "b"])
    deap = imported("deap.tools")
    if deap is not None:
        yield "deap.pkl", lambda: [deap.Logbook(), deap.HallOfFame(1)]
    gymnasium = imported("gymnasium")
    if gymnasium is not None:
        spaces = gymnasium.spaces
        yield "gymnasium.pkl", lambda: [spaces.Box(0, 1, (2,)), spaces.Discrete(3), spaces.MultiDiscrete([2, 3]), spaces.MultiBinary(2), spaces.Dict(a=spaces.Discrete(2)), spaces.Tuple([spaces.Discrete(2)]), spaces.Text(3)]
    lightning = imported("lightning.pytorch")
    if lightning is not None:
        yield "lightning.ckpt", Lightning
    metrics = imported("torchmetrics")
    if metrics is not None:
        yield "torchmetrics.pt", lambda: [metrics.Accuracy("binary"), metrics.MeanMetric(), metrics.MeanSquaredError(), metrics.MetricCollection([metrics.F1Score("binary")])]
    geometric = imported("torch_geometric.data")
    if geometric is not None:
        import torch

        yield "geometric.pt", lambda: [geometric.Data(x=torch.ones(2, 1), edge_index=torch.tensor([[0], [1]])), geometric.HeteroData(), geometric.Batch.from_data_list([geometric.Data(x=torch.ones(1, 1))])]
    learning = imported("pytorch_metric_learning.losses")
    if learning is not None:
        yield "metric-learning.pt", lambda: [learning.TripletMarginLoss(), learning.ContrastiveLoss(), learning.ArcFaceLoss(3, 4)]
    sentence = imported("sentence_transformers")
    if sentence is not None:
        yield "sentence-pooling.pt", lambda: sentence.models.Pooling(8)
        yield "sentence-losses.pt", lambda: [sentence.losses.CosineSimilarityLoss, sentence.losses.TripletDistanceMetric.COSINE]
    clip = imported("open_clip")
    if clip is not None:
        from modules import emptied

        yield "open-clip.pt", lambda: emptied(clip.create_model("ViT-B-32", pretrained=None))
        yield "open-clip-transform.pt", lambda: clip.image_transform(224, is_train=False)
    skimage = imported("skimage.transform")
    if skimage is not None:
        yield "skimage.pkl", lambda: [skimage.AffineTransform(scale=2), skimage.SimilarityTransform(), skimage.ProjectiveTransform()]
    tokenizers = imported("tokenizers")
    if tokenizers is not None:
        yield "tokenizer.pkl", lambda: tokenizers.Tokenizer(tokenizers.models.WordLevel({"a": 0, "[UNK]": 1}, unk_token="[UNK]"))
    mapper = imported("sklearn_pandas")
    if mapper is not None:
        import pandas
        import sklearn.preprocessing

        yield "sklearn-pandas.pkl", lambda: mapper.DataFrameMapper([(["a"], sklearn.preprocessing.StandardScaler())]).fit(pandas.DataFrame({"a": [1.0, 2.0]}))
    yield "module-reference.pkl", lambda: {"kind": types.SimpleNamespace(name="x")}


def optimised(optuna):
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=1), pruner=optuna.pruners.MedianPruner())
    study.optimize(lambda trial: trial.suggest_float("x", -1, 1) ** 2 + trial.suggest_int("n", 1, 3) + len(trial.suggest_categorical("c", ["a", "b"])), n_trials=3)
    return study


def skorch_net(skorch):
    import numpy as np
    import torch

    net = skorch.NeuralNetRegressor(torch.nn.Linear, module__in_features=2, module__out_features=1, max_epochs=1, verbose=0, train_split=None)
    return net.fit(np.ones((4, 2), dtype=np.float32), np.ones((4, 1), dtype=np.float32))


class Lightning:
    """A checkpoint as the trainer writes it."""

    def save(self, path):
        import lightning.pytorch as lightning
        import torch

        class Model(lightning.LightningModule):
            def __init__(self, width=2, out=None):
                super().__init__()
                self.save_hyperparameters()
                self.layer = torch.nn.Linear(width, 1)

            def training_step(self, batch, _):
                return self.layer(batch[0]).sum()

            def configure_optimizers(self):
                optimizer = torch.optim.AdamW(self.parameters())
                return [optimizer], [torch.optim.lr_scheduler.StepLR(optimizer, 1)]

        data = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(torch.ones(4, 2)), batch_size=2)
        callbacks = [lightning.callbacks.ModelCheckpoint(monitor="loss", dirpath=tempfile.mkdtemp()), lightning.callbacks.EarlyStopping("loss", check_on_train_epoch_end=True)]
        trainer = lightning.Trainer(max_steps=1, accelerator="cpu", logger=False, enable_checkpointing=False, enable_progress_bar=False, enable_model_summary=False, callbacks=callbacks[1:] if False else [])
        trainer.fit(Model(out=__import__("pathlib").Path("x")), data)
        trainer.save_checkpoint(path)


def save(path, make):
    value = make()
    if hasattr(value, "save") and isinstance(value, (Saver, Lightning)):
        value.save(path)
    elif path.endswith((".pt", ".bin")):
        import torch

        torch.save(value, path)
    else:
        write(path, value, 4)


def files():
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    for name, make in [*word_objects(), *others(), *transformers_objects(), *timm_models()]:
        yield name, lambda path, make=make: save(path, make)
    yield "dispatch.pkl", lambda path: write(path, pickle.HIGHEST_PROTOCOL)
