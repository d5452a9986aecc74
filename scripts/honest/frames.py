"""pandas: frames, series and indexes of every type."""

import numpy as np
import pandas as pd

from values import write


def frames():
    rng = np.random.default_rng(0)
    days = pd.date_range("2024-01-01", periods=4)
    found = {}

    def add(name, make):
        try:
            found[name] = make()
        except Exception as error:  # noqa: BLE001  (not every pandas has it)
            print(f"left out: pandas {name}: {error}")

    add("mixed", lambda: pd.DataFrame({"i": [1, 2, 3, 4], "f": rng.normal(size=4), "s": list("abcd"), "b": [True, False, True, False], "d": days, "o": [None, 1, "x", 2.5]}))
    add("dates", lambda: pd.DataFrame({"x": range(4)}, index=days))
    add("zone", lambda: pd.Series(pd.date_range("2024-01-01", periods=3, tz="Europe/Paris")))
    add("utc", lambda: pd.Series(pd.date_range("2024-01-01", periods=3, tz="UTC")))
    add("categories", lambda: pd.DataFrame({"c": pd.Categorical(list("abca"), ordered=True)}))
    add("multi-index", lambda: pd.DataFrame(np.ones((4, 2)), index=pd.MultiIndex.from_product([["a", "b"], [1, 2]], names=["k", "n"])))
    add("multi-columns", lambda: pd.DataFrame(np.ones((2, 2)), columns=pd.MultiIndex.from_tuples([("a", 1), ("b", 2)])))
    for kind in ("Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32", "UInt64", "Float32", "Float64", "boolean", "string"):
        add(f"dtype-{kind}", lambda kind=kind: pd.Series([1, 0, None] if kind != "string" else ["a", None, "b"], dtype=kind))
    for kind in ("int8", "uint16", "float16", "float32", "complex128", "object", "bool", "timedelta64[ns]", "datetime64[ns]"):
        add(f"numpy-{kind[:8]}", lambda kind=kind: pd.Series(np.zeros(3, dtype=kind)))
    add("string-python", lambda: pd.Series(["a", "b"], dtype=pd.StringDtype("python")))
    add("arrow-string", lambda: pd.Series(["a", "b"], dtype="string[pyarrow]"))
    add("arrow-int", lambda: pd.Series([1, 2], dtype="int64[pyarrow]"))
    add("periods", lambda: pd.Series(pd.period_range("2024-01", periods=3, freq="M")))
    add("intervals", lambda: pd.Series(pd.interval_range(0, 4)))
    add("cut", lambda: pd.cut(pd.Series([1, 2, 3]), 2))
    add("sparse", lambda: pd.Series(pd.arrays.SparseArray([0, 0, 1])))
    add("indexes", lambda: [pd.RangeIndex(5), pd.Index([1, 2]), pd.Index(["a"]), pd.Index([1.5]), days, pd.timedelta_range("1D", periods=2), pd.CategoricalIndex(["a"]), pd.interval_range(0, 2), pd.period_range("2024", periods=2, freq="D")])
    add("scalars", lambda: [pd.Timestamp("2024-01-01"), pd.Timestamp("2024-01-01", tz="UTC"), pd.Timedelta("1D"), pd.NaT, pd.NA, pd.Interval(0, 1), pd.Period("2024-01", "M")])
    add("offsets", lambda: [pd.offsets.Day(2), pd.offsets.BusinessDay(), pd.offsets.MonthEnd(), pd.offsets.Week(weekday=1), pd.offsets.QuarterEnd(), pd.offsets.YearEnd(), pd.offsets.Hour(3), pd.DateOffset(months=2), pd.offsets.MonthBegin(), pd.offsets.Minute()])
    add("dtypes", lambda: [pd.Int64Dtype(), pd.StringDtype(), pd.CategoricalDtype(["a"]), pd.DatetimeTZDtype("ns", "UTC"), pd.PeriodDtype("M"), pd.IntervalDtype("int64"), pd.BooleanDtype(), pd.Float32Dtype()])
    add("groups", lambda: dict(list(pd.DataFrame({"k": [1, 1, 2], "v": [1, 2, 3]}).groupby("k"))))
    add("attributes", lambda: with_attributes())
    add("empty", lambda: pd.DataFrame())
    add("wide", lambda: pd.DataFrame(rng.normal(size=(10, 60)).astype("float32"), columns=[f"feature_{i}" for i in range(60)]))
    add("describe", lambda: pd.DataFrame({"a": [1, 2, 3]}).describe())
    return found


def with_attributes():
    frame = pd.DataFrame({"a": [1]})
    frame.attrs["source"] = "sensor"
    return frame


def files():
    for name, value in frames().items():
        for protocol in (2, 4, 5):
            yield f"pandas-{name}-{protocol}.pkl", lambda path, v=value, p=protocol: write(path, v, p)
    yield "to-pickle.pkl.gz", lambda path: frames()["mixed"].to_pickle(path)
