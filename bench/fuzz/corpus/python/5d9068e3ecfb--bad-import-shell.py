:
        self.pipe = pi=path)

    def __call__(self, data: Dict[str, Any]):
        inputs = data.pop("inputs", data)
        if inputs.startswith("http"):
            image = Image.open(requests.get(inputs, stream=True, timeout=10).raw)
        else:
            image = Image.open(io.BytesIO(base64.b64decode(inputs)))
        return self.pipe(image)