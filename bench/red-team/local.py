"""Modules that lie beside the pickle: whoever loads it there imports them."""

from assemble import *

SOURCE = b"class Net:\n    pass\n\nopen('modelgate-red-team-marker', 'w').close()\n"


def files():
    for module, attribute in [("modeling", "Net"), ("net", "Net"), ("utils", "Net"), ("models.net", "Net"), ("torch_utils.model", "Net"), ("numpy", "ndarray"), ("torch", "Tensor"), ("collections_extra", "Net"), ("sklearn", "Net"), ("tokenization", "Net")]:
        folder = f"{module}"
        path = module.replace(".", "/")
        yield f"{folder}/pytorch_model.bin", pickle(build(new(name(module, attribute)), {"a": 1}))
        yield f"{folder}/{path}.py", SOURCE
