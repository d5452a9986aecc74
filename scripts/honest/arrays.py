"""NumPy and SciPy: arrays of every type in every file format, and the objects that hold them."""

import pickle

import numpy as np

from values import write

TYPES = ["?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16", "S5", "U5", "M8[ns]", "m8[s]", ">f4", ">i8"]


def arrays():
    rng = np.random.default_rng(0)
    found = {f"dtype-{code.strip('>').replace('[', '').replace(']', '')}{'be' if code[0] == '>' else ''}": np.zeros((3, 2), dtype=code) for code in TYPES}
    record = np.dtype([("name", "U10"), ("weights", "f4", (2, 2)), ("inner", [("a", "i4"), ("b", "?")])])
    found |= {
        "structured": np.zeros(3, dtype=record), "record": np.rec.array([(1, 2.0), (3, 4.0)], dtype=[("a", "i4"), ("b", "f8")]),
        "objects": np.array([{"a": 1}, [1, 2], None, "text", (1, 2.5)], dtype=object), "empty": np.zeros((0, 4)), "scalar-array": np.array(3.5),
        "fortran": np.asfortranarray(rng.normal(size=(4, 5))), "strided": rng.normal(size=(8, 8))[::2, ::3],
        "masked": np.ma.masked_array([1.0, 2.0, 3.0], mask=[0, 1, 0]), "matrix": np.matrix([[1, 2], [3, 4]]),
        "scalars": [np.float32(1.5), np.int64(3), np.bool_(True), np.complex64(1j), np.str_("x"), np.bytes_(b"y"), np.datetime64("2024-01-01"), np.timedelta64(3, "D"), np.float16(2)],
        "dtypes": [np.dtype("f4"), np.dtype(">i2"), record, np.dtype("O"), np.dtype("M8[us]"), np.dtype("V8")],
        "classes": [np.float32, np.int64, np.ndarray, np.bool_, np.uint8],
        "functions": [np.mean, np.median, np.log1p, np.expm1, np.sqrt, np.square, np.tanh, np.maximum, np.add, np.exp, np.sum, np.argmax],
        "random": [np.random.get_state(), np.random.RandomState(3), np.random.default_rng(1), np.random.PCG64(2), np.random.MT19937(3), np.random.Philox(4), np.random.SFC64(5), np.random.SeedSequence(6)],
        "polynomials": [np.poly1d([1, 2, 3]), np.polynomial.Polynomial([1, 2]), np.polynomial.Chebyshev([1, 2])],
        "errors": [np.linalg.LinAlgError("x")],
        "opcode-bytes": np.frombuffer(bytes(range(256)) * 40, dtype=np.uint8).copy(),
        "random-bytes": rng.integers(0, 256, 200_000).astype(np.uint8),
        "float-noise": rng.normal(size=50_000).astype(np.float32),
    }
    return found


def files():
    for name, value in arrays().items():
        for protocol in (0, 2, 3, 4, 5):
            yield f"numpy-{name}-{protocol}.pkl", lambda path, v=value, p=protocol: write(path, v, p)
        if isinstance(value, np.ndarray):
            yield f"{name}.npy", lambda path, v=value: np.save(path, v, allow_pickle=True)
    yield "version-2.npy", lambda path: version(path, (2, 0))
    yield "version-3.npy", lambda path: version(path, (3, 0))
    small = {name: value for name, value in arrays().items() if isinstance(value, np.ndarray) and value.size < 100 and not isinstance(value, np.ma.MaskedArray)}
    yield "many.npz", lambda path: np.savez(path, **small)
    yield "compressed.npz", lambda path: np.savez_compressed(path, **small)
    yield "out-of-band.pkl", out_of_band
    for name, value in scipy_values().items():
        for protocol in (2, 4, 5):
            yield f"scipy-{name}-{protocol}.pkl", lambda path, v=value, p=protocol: write(path, v, p)


def version(path, number):
    with open(path, "wb") as file:
        np.lib.format.write_array(file, np.arange(6.0).reshape(2, 3), version=number)


def out_of_band(path):
    """Protocol 5 with the buffers left out: NEXT_BUFFER and READONLY_BUFFER."""
    with open(path, "wb") as file:
        file.write(pickle.dumps([np.arange(10.0), bytearray(20)], protocol=5, buffer_callback=lambda _: False))


def scipy_values():
    try:
        import scipy.interpolate
        import scipy.optimize
        import scipy.signal
        import scipy.sparse
        import scipy.spatial
        import scipy.stats
    except ImportError:
        return {}
    rng = np.random.default_rng(0)
    points = rng.normal(size=(30, 2))
    line = np.linspace(0, 1, 10)
    found = {}

    def add(name, make):
        try:
            value = make()
            pickle.dumps(value)
            found[name] = value
        except Exception as error:  # noqa: BLE001  (not every SciPy has or pickles it)
            print(f"left out: scipy {name}: {error}")

    for form in ("csr", "csc", "coo", "lil", "dok", "dia", "bsr"):
        add(f"sparse-{form}", lambda form=form: scipy.sparse.random(6, 5, 0.4, format=form, random_state=1))
        add(f"array-{form}", lambda form=form: getattr(scipy.sparse, f"{form}_array")(np.eye(3)))
    for name in sorted(vars(scipy.stats)):
        found_one = getattr(scipy.stats, name)
        if isinstance(found_one, (scipy.stats.rv_continuous, scipy.stats.rv_discrete)):
            add(f"distribution-{name}", lambda d=found_one: [d, d(*([1.5] * d.numargs)) if d.numargs < 3 else d])
    add("kde", lambda: scipy.stats.gaussian_kde(points.T))
    add("multivariate", lambda: scipy.stats.multivariate_normal([0, 0], [[1, 0], [0, 1]]))
    add("ttest", lambda: scipy.stats.ttest_ind(points[:, 0], points[:, 1]))
    add("linregress", lambda: scipy.stats.linregress(points[:, 0], points[:, 1]))
    for kind in ("linear", "cubic", "nearest"):
        add(f"interp1d-{kind}", lambda kind=kind: scipy.interpolate.interp1d(line, line**2, kind=kind))
    add("cubic-spline", lambda: scipy.interpolate.CubicSpline(line, line**2))
    add("pchip", lambda: scipy.interpolate.PchipInterpolator(line, line**2))
    add("akima", lambda: scipy.interpolate.Akima1DInterpolator(line, line**2))
    add("bspline", lambda: scipy.interpolate.make_interp_spline(line, line**2))
    add("univariate", lambda: scipy.interpolate.UnivariateSpline(line, line**2))
    add("rbf", lambda: scipy.interpolate.RBFInterpolator(points, points[:, 0]))
    add("grid", lambda: scipy.interpolate.RegularGridInterpolator((line, line), np.outer(line, line)))
    add("linear-nd", lambda: scipy.interpolate.LinearNDInterpolator(points, points[:, 0]))
    add("nearest-nd", lambda: scipy.interpolate.NearestNDInterpolator(points, points[:, 0]))
    add("kd-tree", lambda: scipy.spatial.KDTree(points))
    add("ckd-tree", lambda: scipy.spatial.cKDTree(points))
    add("rotation", lambda: scipy.spatial.transform.Rotation.from_euler("x", 90, degrees=True))
    add("minimum", lambda: scipy.optimize.minimize(lambda x: (x**2).sum(), [1.0, 2.0]))
    add("bounds", lambda: scipy.optimize.Bounds([0], [1]))
    add("transfer", lambda: scipy.signal.TransferFunction([1], [1, 2]))
    add("dlti", lambda: scipy.signal.StateSpace(np.eye(2), np.ones((2, 1)), np.ones((1, 2)), np.zeros((1, 1))))
    return found
