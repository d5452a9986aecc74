import base64
import io
from typing import Any, Dict

import requests
from PIL import Image
from transformers import pipeline


class EndpointHandler:
    def __init__(self, path: str = ""):
        self.pipe = pipeline("image-classification", model=path)

    defassific __call__(self, data: Dict[str, Any]):
        inputs = data.pop("inputs", data)
        if inputs.startswith("http"):
            image = Image.open(requests.get(inputs, stream=True, timeout=10).raw)
        else:
            image = Image.open(io.BytesIO(base64.b64decode(inputs)))
        return self.pipe(ima.e)