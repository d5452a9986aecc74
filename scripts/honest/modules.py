"""PyTorch modules saved whole, quantised ones, and TorchScript."""

import inspect

import torch
from torch import nn

ARGUMENTS = {
    "Linear": (4, 3), "Bilinear": (2, 3, 4), "LazyLinear": (4,), "Conv1d": (1, 2, 3), "Conv2d": (1, 2, 3), "Conv3d": (1, 2, 3), "ConvTranspose1d": (1, 2, 3), "ConvTranspose2d": (1, 2, 3), "ConvTranspose3d": (1, 2, 3),
    "LazyConv2d": (2, 3), "BatchNorm1d": (3,), "BatchNorm2d": (3,), "BatchNorm3d": (3,), "SyncBatchNorm": (3,), "GroupNorm": (1, 2), "LayerNorm": (4,), "RMSNorm": (4,), "InstanceNorm1d": (3,), "InstanceNorm2d": (3,), "InstanceNorm3d": (3,), "LocalResponseNorm": (2,), "CrossMapLRN2d": (2,),
    "Embedding": (10, 3), "EmbeddingBag": (10, 3), "RNN": (3, 4), "LSTM": (3, 4, 2), "GRU": (3, 4), "RNNCell": (3, 4), "LSTMCell": (3, 4), "GRUCell": (3, 4), "RNNBase": ("GRU", 2, 3), "RNNCellBase": (2, 3, True, 4), "MultiheadAttention": (4, 2), "Transformer": (4, 2, 1, 1, 8), "TransformerEncoderLayer": (4, 2, 8), "TransformerDecoderLayer": (4, 2, 8),
    "MaxPool1d": (2,), "MaxPool2d": (2,), "MaxPool3d": (2,), "AvgPool1d": (2,), "AvgPool2d": (2,), "AvgPool3d": (2,), "LPPool1d": (2, 2), "LPPool2d": (2, 2), "LPPool3d": (2, 2), "MaxUnpool1d": (2,), "MaxUnpool2d": (2,), "MaxUnpool3d": (2,), "AdaptiveAvgPool1d": (1,), "AdaptiveAvgPool2d": (1,), "AdaptiveAvgPool3d": (1,), "AdaptiveMaxPool1d": (1,), "AdaptiveMaxPool2d": (1,), "AdaptiveMaxPool3d": (1,), "FractionalMaxPool2d": (2, 1), "FractionalMaxPool3d": (2, 1),
    "Threshold": (0.1, 1.0), "Unflatten": (1, (2, 2)), "Fold": (4, 2), "Unfold": (2,), "PixelShuffle": (2,), "PixelUnshuffle": (2,), "ChannelShuffle": (2,), "Upsample": (None, 2), "UpsamplingNearest2d": (None, 2), "UpsamplingBilinear2d": (None, 2), "AdaptiveLogSoftmaxWithLoss": (4, 6, [2]), "Softmax": (1,), "LogSoftmax": (1,), "ParameterList": ([nn.Parameter(torch.ones(1))],), "ModuleList": ([nn.Linear(1, 1)],), "ModuleDict": ({"a": nn.ReLU()},), "ParameterDict": ({"a": nn.Parameter(torch.ones(1))},),
    **{f"{kind}Pad{n}d": (1,) if kind != "Constant" else (1, 0.5) for kind in ("Constant", "Reflection", "Replication", "Zero", "Circular") for n in (1, 2, 3)},
}  # fmt: skip


def layers():
    for name, kind in sorted(vars(nn).items()):
        if inspect.isclass(kind) and issubclass(kind, nn.Module) and name not in ("Module", "Container"):
            yield name, lambda kind=kind, name=name: kind(*ARGUMENTS.get(name, ()))


class Recipes:
    """Whole models that people save: composed, wrapped, hooked, normalised, quantised."""

    @staticmethod
    def every():
        for name in dir(Recipes):
            if not name.startswith("_") and name != "every":
                yield name.replace("_", "-"), getattr(Recipes, name)

    @staticmethod
    def sequential():
        return nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.ReLU(inplace=True), nn.Flatten(), nn.Linear(8, 2))

    @staticmethod
    def transformer():
        return nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 2, 8, activation="gelu"), 2)

    @staticmethod
    def decoder():
        return nn.TransformerDecoder(nn.TransformerDecoderLayer(4, 2, 8), 1)

    @staticmethod
    def activation_function():
        return nn.TransformerEncoderLayer(4, 2, 8, activation=torch.nn.functional.leaky_relu)

    @staticmethod
    def weight_norm():
        return nn.utils.weight_norm(nn.Linear(2, 2))

    @staticmethod
    def spectral_norm():
        return nn.utils.spectral_norm(nn.Linear(2, 2))

    @staticmethod
    def parallel():
        return nn.DataParallel(nn.Linear(2, 2))

    @staticmethod
    def triplet():
        return nn.TripletMarginWithDistanceLoss(distance_function=nn.PairwiseDistance())

    @staticmethod
    def dynamic_quantised():
        torch.backends.quantized.engine = "qnnpack" if "qnnpack" in torch.backends.quantized.supported_engines else "fbgemm"
        return torch.quantization.quantize_dynamic(nn.Sequential(nn.Linear(4, 4), nn.LSTM(4, 4)), {nn.Linear, nn.LSTM}, dtype=torch.qint8)

    @staticmethod
    def static_quantised():
        torch.backends.quantized.engine = "qnnpack" if "qnnpack" in torch.backends.quantized.supported_engines else "fbgemm"
        model = torch.quantization.QuantWrapper(nn.Sequential(nn.Conv2d(1, 2, 2), nn.ReLU())).eval()
        model.qconfig = torch.quantization.get_default_qconfig("qnnpack")
        torch.quantization.prepare(model, inplace=True)
        model(torch.ones(1, 1, 4, 4))
        return torch.quantization.convert(model)

    @staticmethod
    def prepared():
        model = torch.quantization.QuantWrapper(nn.Linear(2, 2)).train()
        model.qconfig = torch.quantization.get_default_qat_qconfig("qnnpack")
        return torch.quantization.prepare_qat(model)

    @staticmethod
    def averaged():
        return torch.optim.swa_utils.AveragedModel(nn.Linear(2, 2))

    @staticmethod
    def pruned():
        layer = nn.Linear(3, 3)
        nn.utils.prune.l1_unstructured(layer, "weight", 0.3)
        return layer

    @staticmethod
    def model_and_optimizer():
        model = nn.Linear(2, 2)
        return {"model": model, "optimizer": torch.optim.Adam(model.parameters()), "scheduler": torch.optim.lr_scheduler.StepLR(torch.optim.SGD(model.parameters(), 0.1), 1), "loss": nn.CrossEntropyLoss(weight=torch.ones(2))}

    @staticmethod
    def swapped_dtype():
        return nn.Linear(2, 2).to(torch.bfloat16)


def vision():
    try:
        import torchvision
    except ImportError:
        return
    from torchvision import transforms

    small = {"alexnet": "alexnet", "resnet": "resnet18", "bottleneck": "resnet50", "vgg": "vgg11_bn", "dense": "densenet121", "squeeze": "squeezenet1_1", "google": "googlenet", "inception": "inception_v3", "mobile-2": "mobilenet_v2", "mobile-3": "mobilenet_v3_small", "shuffle": "shufflenet_v2_x0_5", "mnas": "mnasnet0_5", "efficient": "efficientnet_b0", "efficient-2": "efficientnet_v2_s", "reg": "regnet_y_400mf", "convnext": "convnext_tiny", "vit": "vit_b_16", "swin": "swin_t", "swin-2": "swin_v2_t", "maxvit": "maxvit_t"}
    for name, factory in small.items():
        yield f"vision-{name}", lambda factory=factory: emptied(getattr(torchvision.models, factory)(weights=None))
    for name, make in {
        "fcn": lambda: torchvision.models.segmentation.fcn_resnet50(weights=None, weights_backbone=None), "deeplab": lambda: torchvision.models.segmentation.deeplabv3_resnet50(weights=None, weights_backbone=None), "lraspp": lambda: torchvision.models.segmentation.lraspp_mobilenet_v3_large(weights=None, weights_backbone=None),
        "faster": lambda: torchvision.models.detection.fasterrcnn_resnet50_fpn(weights=None, weights_backbone=None), "mask": lambda: torchvision.models.detection.maskrcnn_resnet50_fpn(weights=None, weights_backbone=None), "retina": lambda: torchvision.models.detection.retinanet_resnet50_fpn(weights=None, weights_backbone=None), "ssd": lambda: torchvision.models.detection.ssd300_vgg16(weights=None, weights_backbone=None), "fcos": lambda: torchvision.models.detection.fcos_resnet50_fpn(weights=None, weights_backbone=None), "keypoint": lambda: torchvision.models.detection.keypointrcnn_resnet50_fpn(weights=None, weights_backbone=None), "video": lambda: torchvision.models.video.r3d_18(weights=None), "raft": lambda: torchvision.models.optical_flow.raft_small(weights=None),
        "quantised-resnet": lambda: torchvision.models.quantization.resnet18(weights=None, quantize=False),
    }.items():
        yield f"vision-{name}", lambda make=make: emptied(make())
    yield "transforms", lambda: transforms.Compose([transforms.Resize(256), transforms.CenterCrop(224), transforms.ToTensor(), transforms.Normalize([0.5], [0.5]), transforms.RandomHorizontalFlip(), transforms.ColorJitter(0.1), transforms.RandomRotation(5), transforms.RandomErasing(), transforms.Grayscale()])
    yield "transforms-2", lambda: __import__("torchvision.transforms.v2", fromlist=["x"]).Compose([__import__("torchvision.transforms.v2", fromlist=["x"]).Resize(8), __import__("torchvision.transforms.v2", fromlist=["x"]).RandomCrop(4)])
    yield "weights-enum", lambda: torchvision.models.ResNet18_Weights.DEFAULT


def emptied(model):
    """The same objects with tensors of no elements: what matters here is which classes are written."""
    for _, tensor in [*model.named_parameters(), *model.named_buffers()]:
        tensor.data = torch.empty(0)
    return model


def scripted(path):
    torch.jit.save(torch.jit.script(nn.Sequential(nn.Linear(2, 2), nn.ReLU())), path)


def traced(path):
    torch.jit.save(torch.jit.trace(nn.Sequential(nn.Conv2d(1, 1, 2), nn.LSTM(2, 2)) if False else nn.Conv2d(1, 1, 2), torch.ones(1, 1, 4, 4)), path)


def files():
    for name, make in [*((f"layer-{name}", make) for name, make in layers()), *Recipes.every(), *vision()]:
        yield f"{name}.pt", lambda path, m=make: torch.save(m(), path)
    for name, make in Recipes.every():
        yield f"{name}-legacy.pt", lambda path, m=make: torch.save(m(), path, _use_new_zipfile_serialization=False)
    yield "script.pt", scripted
    yield "trace.pt", traced
    yield "script-lstm.pt", lambda path: torch.jit.save(torch.jit.script(nn.LSTM(2, 2)), path)
    yield "mobile.ptl", lambda path: torch.jit.script(nn.Linear(2, 2))._save_for_lite_interpreter(path)  # noqa: SLF001
