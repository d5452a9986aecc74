"""scikit-learn and the libraries beside it: fitted estimators, pipelines, searches, boosters and statistical models."""

import pickle
import warnings

import numpy as np

from values import write

TEXTS = ["the cat sat on the mat", "dogs and cats play", "stock prices fell today", "markets rise on news", "the dog ran home", "news of the market"] * 3


def fitted():
    """Name to a fitted estimator of every class that fits on small data with its defaults."""
    from sklearn.base import is_classifier
    from sklearn.utils import all_estimators

    rng = np.random.default_rng(0)
    features, target = np.abs(rng.normal(size=(24, 4))), np.arange(24) % 2
    needs = {"estimator": lambda: base(), "estimators": lambda: [("a", base()), ("b", base())], "base_estimator": lambda: base(), "transformers": lambda: [("n", scaler(), [0, 1])], "transformer_list": lambda: [("n", scaler())], "steps": lambda: [("n", scaler()), ("m", base())], "param_grid": lambda: {"C": [1, 2]}, "param_distributions": lambda: {"C": [1, 2]}, "dictionary": lambda: np.eye(4), "n_nonzero_coefs": lambda: 2}

    for name, kind in all_estimators():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                required = getattr(kind, "_required_parameters", None) or [p for p in ("estimator", "estimators", "transformers", "transformer_list", "steps", "param_grid", "param_distributions", "dictionary") if p in kind.__init__.__code__.co_varnames]
                model = kind(**{p: needs[p]() for p in required if p in needs and p != "base_estimator"})
                for attempt in ((features, target), (features, rng.normal(size=24)), (features,), (TEXTS,), (features, np.column_stack([target, 1 - target])), (features[:, 0], target), (features[:, :1], target), (target,)):
                    try:
                        model.fit(*attempt)
                        break
                    except Exception:  # noqa: BLE001, S112  (the next kind of data may fit)
                        continue
                if not is_classifier(model):
                    pickle.dumps(model)
                yield name, model
            except Exception as error:  # noqa: BLE001
                print(f"left out: sklearn {name}: {str(error)[:80]}")


def base():
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression()


def scaler():
    from sklearn.preprocessing import StandardScaler

    return StandardScaler()


def composed():
    """What people save: pipelines, searches, text models, calibrated and voting ensembles, callables by name."""
    from sklearn import calibration, compose, ensemble, feature_extraction, gaussian_process, linear_model, metrics, model_selection, naive_bayes, neighbors, pipeline, preprocessing, svm, tree, feature_selection, datasets, impute, multiclass

    rng = np.random.default_rng(0)
    features, target = rng.normal(size=(40, 4)), np.arange(40) % 2
    labels = np.arange(len(TEXTS)) % 2

    def made(name, make):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                value = make()
                pickle.dumps(value)
                return [(name, value)]
            except Exception as error:  # noqa: BLE001
                print(f"left out: composed {name}: {str(error)[:100]}")
                return []

    kernels = gaussian_process.kernels
    recipes = {
        "tfidf": lambda: feature_extraction.text.TfidfVectorizer(ngram_range=(1, 2), stop_words="english", dtype=np.float32).fit(TEXTS),
        "count": lambda: feature_extraction.text.CountVectorizer(analyzer="char", min_df=2).fit(TEXTS),
        "hashing": lambda: feature_extraction.text.HashingVectorizer(n_features=64),
        "text-pipeline": lambda: pipeline.make_pipeline(feature_extraction.text.TfidfVectorizer(), naive_bayes.MultinomialNB()).fit(TEXTS, labels),
        "svc-pipeline": lambda: pipeline.make_pipeline(preprocessing.StandardScaler(), svm.SVC(probability=True)).fit(features, target),
        "columns": lambda: compose.ColumnTransformer([("n", preprocessing.StandardScaler(), [0, 1]), ("m", impute.SimpleImputer(), slice(2, 4))], remainder="passthrough").fit(features),
        "column-selector": lambda: compose.make_column_transformer((preprocessing.StandardScaler(), compose.make_column_selector(dtype_include=np.number))),
        "function-transformer": lambda: preprocessing.FunctionTransformer(np.log1p, inverse_func=np.expm1).fit(np.abs(features)),
        "grid": lambda: model_selection.GridSearchCV(linear_model.LogisticRegression(), {"C": [0.1, 1]}, cv=2, scoring="accuracy").fit(features, target),
        "random-search": lambda: model_selection.RandomizedSearchCV(tree.DecisionTreeClassifier(), {"max_depth": __import__("scipy.stats", fromlist=["randint"]).randint(1, 4)}, n_iter=2, cv=2).fit(features, target),
        "halving": lambda: halving(model_selection, linear_model, features, target),
        "splits": lambda: [model_selection.KFold(3), model_selection.StratifiedKFold(3, shuffle=True, random_state=1), model_selection.TimeSeriesSplit(), model_selection.ShuffleSplit()],
        "scorers": lambda: [metrics.make_scorer(metrics.f1_score, average="macro"), metrics.get_scorer("roc_auc"), metrics.get_scorer("neg_mean_squared_error")],
        "voting": lambda: ensemble.VotingClassifier([("a", linear_model.LogisticRegression()), ("b", tree.DecisionTreeClassifier())]).fit(features, target),
        "stacking": lambda: ensemble.StackingClassifier([("a", linear_model.LogisticRegression()), ("b", tree.DecisionTreeClassifier())], cv=2).fit(features, target),
        "calibrated": lambda: calibration.CalibratedClassifierCV(svm.LinearSVC(), cv=2).fit(features, target),
        "isotonic": lambda: calibration.CalibratedClassifierCV(naive_bayes.GaussianNB(), method="isotonic", cv=2).fit(features, target),
        "forest": lambda: ensemble.RandomForestClassifier(5).fit(features, target),
        "boosting": lambda: ensemble.GradientBoostingRegressor(n_estimators=3, loss="huber").fit(features, target),
        "boosting-init": lambda: ensemble.GradientBoostingClassifier(n_estimators=3, init=linear_model.LogisticRegression()).fit(features, target),
        "histogram": lambda: ensemble.HistGradientBoostingClassifier(max_iter=3).fit(features, target),
        "histogram-losses": lambda: [ensemble.HistGradientBoostingRegressor(max_iter=2, loss=loss, quantile=0.5).fit(features, np.abs(target) + 1.0) for loss in ("squared_error", "absolute_error", "poisson", "quantile")],
        "gaussian-process": lambda: gaussian_process.GaussianProcessRegressor(kernels.RBF() + kernels.WhiteKernel() * kernels.ConstantKernel() + kernels.Matern() ** 2 + kernels.DotProduct() + kernels.ExpSineSquared() + kernels.RationalQuadratic()).fit(features, target),
        "neighbours": lambda: [neighbors.KNeighborsClassifier(algorithm=a, metric=m).fit(features, target) for a, m in (("kd_tree", "minkowski"), ("ball_tree", "manhattan"), ("brute", "cosine"), ("kd_tree", "chebyshev"), ("ball_tree", "canberra"))],
        "trees": lambda: [neighbors.KDTree(features), neighbors.BallTree(features), neighbors.KernelDensity().fit(features), neighbors.NeighborhoodComponentsAnalysis().fit(features, target)],
        "selection": lambda: [feature_selection.SelectKBest(feature_selection.f_classif, k=2).fit(features, target), feature_selection.SelectKBest(feature_selection.mutual_info_classif, k=2).fit(features, target), feature_selection.RFE(linear_model.LogisticRegression(), n_features_to_select=2).fit(features, target), feature_selection.SelectFromModel(linear_model.LogisticRegression()).fit(features, target), feature_selection.SelectKBest(feature_selection.chi2).fit(np.abs(features), target)],
        "linear": lambda: [linear_model.SGDClassifier(loss=loss).fit(features, target) for loss in ("hinge", "log_loss", "modified_huber", "squared_hinge", "perceptron", "huber", "epsilon_insensitive", "squared_error")],
        "generalised": lambda: [linear_model.PoissonRegressor().fit(features, target), linear_model.GammaRegressor().fit(features, target + 1.0), linear_model.TweedieRegressor(power=1.5).fit(features, target + 1.0)],
        "encoders": lambda: [preprocessing.OneHotEncoder(handle_unknown="ignore").fit(np.array([["a"], ["b"]], dtype=object)), preprocessing.OrdinalEncoder().fit([["x", 1], ["y", 2]]), preprocessing.LabelEncoder().fit(["a", "b"]), preprocessing.PolynomialFeatures(2).fit(features), preprocessing.SplineTransformer().fit(features), preprocessing.KBinsDiscretizer(3).fit(features)],
        "one-vs-rest": lambda: multiclass.OneVsRestClassifier(svm.LinearSVC()).fit(features, np.arange(40) % 3),
        "iris": lambda: datasets.load_iris(),
        "bundle": lambda: {"model": linear_model.LinearRegression().fit(features, target), "scaler": preprocessing.StandardScaler().fit(features), "columns": ["a", "b"], "metrics": {"r2": np.float64(0.5)}},
        "mlp": lambda: [__import__("sklearn.neural_network", fromlist=["x"]).MLPClassifier((4,), solver=s, max_iter=3).fit(features, target) for s in ("adam", "sgd", "lbfgs")],
        "clusters": lambda: [__import__("sklearn.cluster", fromlist=["x"]).KMeans(2, n_init=1).fit(features), __import__("sklearn.mixture", fromlist=["x"]).BayesianGaussianMixture(2).fit(features)],
    }
    for name, make in recipes.items():
        yield from made(name, make)


def halving(model_selection, linear_model, features, target):
    from sklearn.experimental import enable_halving_search_cv  # noqa: F401

    return model_selection.HalvingGridSearchCV(linear_model.LogisticRegression(), {"C": [0.1, 1]}, cv=2).fit(features, target)


def boosters():
    rng = np.random.default_rng(0)
    features, target = rng.normal(size=(60, 4)), np.arange(60) % 2
    try:
        import xgboost

        yield "xgboost-classifier", xgboost.XGBClassifier(n_estimators=3).fit(features, target)
        yield "xgboost-regressor", xgboost.XGBRegressor(n_estimators=3, objective="reg:squarederror").fit(features, target)
        yield "xgboost-ranker", xgboost.XGBRanker(n_estimators=2).fit(features, target, group=[30, 30])
        yield "xgboost-forest", xgboost.XGBRFClassifier(n_estimators=2).fit(features, target)
        yield "xgboost-booster", xgboost.train({"max_depth": 2}, xgboost.DMatrix(features, target), 2)
        yield "xgboost-stopping", xgboost.XGBClassifier(n_estimators=3, callbacks=[xgboost.callback.EarlyStopping(2)]).fit(features, target, eval_set=[(features, target)], verbose=False)
    except ImportError:
        print("left out: xgboost")
    try:
        import lightgbm

        for kind in (lightgbm.LGBMClassifier, lightgbm.LGBMRegressor):
            yield f"lightgbm-{kind.__name__}", kind(n_estimators=3, min_child_samples=2, verbose=-1).fit(features, target)
        yield "lightgbm-ranker", lightgbm.LGBMRanker(n_estimators=2, min_child_samples=2, verbose=-1).fit(features, target, group=[30, 30])
        yield "lightgbm-booster", lightgbm.train({"verbose": -1, "min_data_in_leaf": 2}, lightgbm.Dataset(features, target), 2)
    except ImportError:
        print("left out: lightgbm")


def statistical():
    rng = np.random.default_rng(0)
    features, target = rng.normal(size=(60, 2)), rng.normal(size=60)
    try:
        import statsmodels.api as sm
        from statsmodels.tsa.arima.model import ARIMA
        from statsmodels.tsa.holtwinters import ExponentialSmoothing, SimpleExpSmoothing
    except ImportError:
        print("left out: statsmodels")
        return
    recipes = {
        "ols": lambda: sm.OLS(target, sm.add_constant(features)).fit(),
        "wls": lambda: sm.WLS(target, features).fit(),
        "glm": lambda: sm.GLM(np.abs(target), features, family=sm.families.Gamma(sm.families.links.Log() if hasattr(sm.families.links, "Log") else sm.families.links.log())).fit(),
        "logit": lambda: sm.Logit((target > 0).astype(int), features).fit(disp=0),
        "poisson": lambda: sm.Poisson(np.arange(60) % 4, features).fit(disp=0),
        "rlm": lambda: sm.RLM(target, features).fit(),
        "arima": lambda: ARIMA(np.cumsum(target), order=(1, 1, 1)).fit(),
        "sarimax": lambda: sm.tsa.SARIMAX(target, order=(1, 0, 0)).fit(disp=0),
        "smoothing": lambda: ExponentialSmoothing(target + 10, trend="add").fit(),
        "simple-smoothing": lambda: SimpleExpSmoothing(target + 10).fit(),
        "var": lambda: sm.tsa.VAR(features).fit(1),
        "mixed": lambda: sm.MixedLM(target, features, groups=np.arange(60) % 5).fit(),
        "frame-ols": lambda: frame_ols(sm, features, target),
    }
    for name, make in recipes.items():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                value = make()
                pickle.dumps(value)
                yield name, value
            except Exception as error:  # noqa: BLE001
                print(f"left out: statsmodels {name}: {str(error)[:80]}")


def frame_ols(sm, features, target):
    import pandas as pd

    return sm.OLS(pd.Series(target), pd.DataFrame(features, columns=["a", "b"])).fit()


def files():
    import joblib

    everything = [("sklearn", fitted()), ("composed", composed()), ("booster", boosters()), ("statsmodels", statistical())]
    for family, models in everything:
        for name, model in models:
            for protocol in (2, 4, 5):
                yield f"{family}-{name}-{protocol}.pkl", lambda path, m=model, p=protocol: write(path, m, p)
            yield f"{family}-{name}.joblib", lambda path, m=model: joblib.dump(m, path)
    for name, model in composed():
        for method in ("zlib", "gzip", "bz2", "xz", "lzma", "lz4"):
            if name in ("forest", "tfidf", "bundle", "text-pipeline"):
                yield f"compressed-{name}-{method}.joblib", lambda path, m=model, c=method: joblib.dump(m, path, compress=(c, 3))
    yield "arrays.joblib", lambda path: joblib.dump({"a": np.arange(1000.0), "o": np.array(["x", None], dtype=object), "f": np.asfortranarray(np.eye(3)), "e": np.zeros((0, 3))}, path)
