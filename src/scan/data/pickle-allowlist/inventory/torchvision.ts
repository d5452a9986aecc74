import type { AllowGroup } from '../group.ts';

/** Written by scripts/allowlist/merge.ts; review the difference, don't edit. */
export const TORCHVISION: readonly AllowGroup[] = [
  {
    source: 'torchvision 0.14.1a0 and 0.28.0, listed by scripts/allowlist/inventory.py',
    why: 'Enumerations: a call looks the member up by value',
    may: ['call', 'member'],
    names: {
      'torchvision._utils': 'StrEnum',
      'torchvision.io.image': 'ImageReadMode',
      'torchvision.models':
        'AlexNet_Weights ConvNeXt_Base_Weights ConvNeXt_Large_Weights ConvNeXt_Small_Weights ConvNeXt_Tiny_Weights DenseNet121_Weights DenseNet161_Weights DenseNet169_Weights DenseNet201_Weights EfficientNet_B0_Weights EfficientNet_B1_Weights EfficientNet_B2_Weights EfficientNet_B3_Weights EfficientNet_B4_Weights EfficientNet_B5_Weights EfficientNet_B6_Weights EfficientNet_B7_Weights EfficientNet_V2_L_Weights EfficientNet_V2_M_Weights EfficientNet_V2_S_Weights GoogLeNet_Weights Inception_V3_Weights MNASNet0_5_Weights MNASNet0_75_Weights MNASNet1_0_Weights MNASNet1_3_Weights MaxVit_T_Weights MobileNet_V2_Weights MobileNet_V3_Large_Weights MobileNet_V3_Small_Weights RegNet_X_16GF_Weights RegNet_X_1_6GF_Weights RegNet_X_32GF_Weights RegNet_X_3_2GF_Weights RegNet_X_400MF_Weights RegNet_X_800MF_Weights RegNet_X_8GF_Weights RegNet_Y_128GF_Weights RegNet_Y_16GF_Weights RegNet_Y_1_6GF_Weights RegNet_Y_32GF_Weights RegNet_Y_3_2GF_Weights RegNet_Y_400MF_Weights RegNet_Y_800MF_Weights RegNet_Y_8GF_Weights ResNeXt101_32X8D_Weights ResNeXt101_64X4D_Weights ResNeXt50_32X4D_Weights ResNet101_Weights ResNet152_Weights ResNet18_Weights ResNet34_Weights ResNet50_Weights ShuffleNet_V2_X0_5_Weights ShuffleNet_V2_X1_0_Weights ShuffleNet_V2_X1_5_Weights ShuffleNet_V2_X2_0_Weights SqueezeNet1_0_Weights SqueezeNet1_1_Weights Swin_B_Weights Swin_S_Weights Swin_T_Weights Swin_V2_B_Weights Swin_V2_S_Weights Swin_V2_T_Weights VGG11_BN_Weights VGG11_Weights VGG13_BN_Weights VGG13_Weights VGG16_BN_Weights VGG16_Weights VGG19_BN_Weights VGG19_Weights ViT_B_16_Weights ViT_B_32_Weights ViT_H_14_Weights ViT_L_16_Weights ViT_L_32_Weights WeightsEnum Wide_ResNet101_2_Weights Wide_ResNet50_2_Weights',
      'torchvision.models._api': 'WeightsEnum',
      'torchvision.models.alexnet': 'AlexNet_Weights',
      'torchvision.models.convnext':
        'ConvNeXt_Base_Weights ConvNeXt_Large_Weights ConvNeXt_Small_Weights ConvNeXt_Tiny_Weights',
      'torchvision.models.densenet': 'DenseNet121_Weights DenseNet161_Weights DenseNet169_Weights DenseNet201_Weights',
      'torchvision.models.detection.faster_rcnn':
        'FasterRCNN_MobileNet_V3_Large_320_FPN_Weights FasterRCNN_MobileNet_V3_Large_FPN_Weights FasterRCNN_ResNet50_FPN_V2_Weights FasterRCNN_ResNet50_FPN_Weights',
      'torchvision.models.detection.fcos': 'FCOS_ResNet50_FPN_Weights',
      'torchvision.models.detection.keypoint_rcnn': 'KeypointRCNN_ResNet50_FPN_Weights',
      'torchvision.models.detection.mask_rcnn': 'MaskRCNN_ResNet50_FPN_V2_Weights MaskRCNN_ResNet50_FPN_Weights',
      'torchvision.models.detection.retinanet': 'RetinaNet_ResNet50_FPN_V2_Weights RetinaNet_ResNet50_FPN_Weights',
      'torchvision.models.detection.ssd': 'SSD300_VGG16_Weights',
      'torchvision.models.detection.ssdlite': 'SSDLite320_MobileNet_V3_Large_Weights',
      'torchvision.models.efficientnet':
        'EfficientNet_B0_Weights EfficientNet_B1_Weights EfficientNet_B2_Weights EfficientNet_B3_Weights EfficientNet_B4_Weights EfficientNet_B5_Weights EfficientNet_B6_Weights EfficientNet_B7_Weights EfficientNet_V2_L_Weights EfficientNet_V2_M_Weights EfficientNet_V2_S_Weights',
      'torchvision.models.googlenet': 'GoogLeNet_Weights',
      'torchvision.models.inception': 'Inception_V3_Weights',
      'torchvision.models.maxvit': 'MaxVit_T_Weights',
      'torchvision.models.mnasnet': 'MNASNet0_5_Weights MNASNet0_75_Weights MNASNet1_0_Weights MNASNet1_3_Weights',
      'torchvision.models.mobilenetv2': 'MobileNet_V2_Weights',
      'torchvision.models.mobilenetv3': 'MobileNet_V3_Large_Weights MobileNet_V3_Small_Weights',
      'torchvision.models.optical_flow.raft': 'Raft_Large_Weights Raft_Small_Weights',
      'torchvision.models.quantization.googlenet': 'GoogLeNet_QuantizedWeights',
      'torchvision.models.quantization.inception': 'Inception_V3_QuantizedWeights',
      'torchvision.models.quantization.mobilenetv2': 'MobileNet_V2_QuantizedWeights',
      'torchvision.models.quantization.mobilenetv3': 'MobileNet_V3_Large_QuantizedWeights',
      'torchvision.models.quantization.resnet':
        'ResNeXt101_32X8D_QuantizedWeights ResNeXt101_64X4D_QuantizedWeights ResNet18_QuantizedWeights ResNet50_QuantizedWeights',
      'torchvision.models.quantization.shufflenetv2':
        'ShuffleNet_V2_X0_5_QuantizedWeights ShuffleNet_V2_X1_0_QuantizedWeights ShuffleNet_V2_X1_5_QuantizedWeights ShuffleNet_V2_X2_0_QuantizedWeights',
      'torchvision.models.regnet':
        'RegNet_X_16GF_Weights RegNet_X_1_6GF_Weights RegNet_X_32GF_Weights RegNet_X_3_2GF_Weights RegNet_X_400MF_Weights RegNet_X_800MF_Weights RegNet_X_8GF_Weights RegNet_Y_128GF_Weights RegNet_Y_16GF_Weights RegNet_Y_1_6GF_Weights RegNet_Y_32GF_Weights RegNet_Y_3_2GF_Weights RegNet_Y_400MF_Weights RegNet_Y_800MF_Weights RegNet_Y_8GF_Weights',
      'torchvision.models.resnet':
        'ResNeXt101_32X8D_Weights ResNeXt101_64X4D_Weights ResNeXt50_32X4D_Weights ResNet101_Weights ResNet152_Weights ResNet18_Weights ResNet34_Weights ResNet50_Weights Wide_ResNet101_2_Weights Wide_ResNet50_2_Weights',
      'torchvision.models.segmentation.deeplabv3':
        'DeepLabV3_MobileNet_V3_Large_Weights DeepLabV3_ResNet101_Weights DeepLabV3_ResNet50_Weights',
      'torchvision.models.segmentation.fcn': 'FCN_ResNet101_Weights FCN_ResNet50_Weights',
      'torchvision.models.segmentation.lraspp': 'LRASPP_MobileNet_V3_Large_Weights',
      'torchvision.models.shufflenetv2':
        'ShuffleNet_V2_X0_5_Weights ShuffleNet_V2_X1_0_Weights ShuffleNet_V2_X1_5_Weights ShuffleNet_V2_X2_0_Weights',
      'torchvision.models.squeezenet': 'SqueezeNet1_0_Weights SqueezeNet1_1_Weights',
      'torchvision.models.swin_transformer':
        'Swin_B_Weights Swin_S_Weights Swin_T_Weights Swin_V2_B_Weights Swin_V2_S_Weights Swin_V2_T_Weights',
      'torchvision.models.vgg':
        'VGG11_BN_Weights VGG11_Weights VGG13_BN_Weights VGG13_Weights VGG16_BN_Weights VGG16_Weights VGG19_BN_Weights VGG19_Weights',
      'torchvision.models.video.mvit': 'MViT_V1_B_Weights MViT_V2_S_Weights',
      'torchvision.models.video.resnet': 'MC3_18_Weights R2Plus1D_18_Weights R3D_18_Weights',
      'torchvision.models.video.s3d': 'S3D_Weights',
      'torchvision.models.video.swin_transformer': 'Swin3D_B_Weights Swin3D_S_Weights Swin3D_T_Weights',
      'torchvision.models.vision_transformer':
        'ViT_B_16_Weights ViT_B_32_Weights ViT_H_14_Weights ViT_L_16_Weights ViT_L_32_Weights',
      'torchvision.transforms': 'AutoAugmentPolicy InterpolationMode',
      'torchvision.transforms.autoaugment': 'AutoAugmentPolicy',
      'torchvision.transforms.functional': 'InterpolationMode',
      'torchvision.tv_tensors._bounding_boxes': 'BoundingBoxFormat',
    },
  },
  {
    source: 'torchvision 0.14.1a0 and 0.28.0, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'build'],
    names: {
      'torchvision.datasets._optical_flow': 'FlowDataset FlyingChairs FlyingThings3D HD1K KittiFlow Sintel',
      'torchvision.datasets._stereo_matching':
        'CREStereo CarlaStereo ETH3DStereo FallingThingsStereo InStereo2k Kitti2012Stereo Kitti2015Stereo Middlebury2014Stereo SceneFlowStereo SintelStereo StereoMatchingDataset',
      'torchvision.datasets.caltech': 'Caltech101 Caltech256',
      'torchvision.datasets.celeba': 'CSV CelebA',
      'torchvision.datasets.cifar': 'CIFAR10 CIFAR100',
      'torchvision.datasets.cityscapes': 'Cityscapes',
      'torchvision.datasets.clevr': 'CLEVRClassification',
      'torchvision.datasets.coco': 'CocoCaptions CocoDetection',
      'torchvision.datasets.country211': 'Country211',
      'torchvision.datasets.dtd': 'DTD',
      'torchvision.datasets.eurosat': 'EuroSAT',
      'torchvision.datasets.fakedata': 'FakeData',
      'torchvision.datasets.fer2013': 'FER2013',
      'torchvision.datasets.fgvc_aircraft': 'FGVCAircraft',
      'torchvision.datasets.flickr': 'Flickr30k Flickr8k Flickr8kParser',
      'torchvision.datasets.flowers102': 'Flowers102',
      'torchvision.datasets.folder': 'DatasetFolder ImageFolder',
      'torchvision.datasets.food101': 'Food101',
      'torchvision.datasets.gtsrb': 'GTSRB',
      'torchvision.datasets.hmdb51': 'HMDB51',
      'torchvision.datasets.imagenet': 'ImageNet',
      'torchvision.datasets.imagenette': 'Imagenette',
      'torchvision.datasets.inaturalist': 'INaturalist',
      'torchvision.datasets.kinetics': 'Kinetics',
      'torchvision.datasets.kitti': 'Kitti',
      'torchvision.datasets.lfw': 'LFWPairs LFWPeople _LFW',
      'torchvision.datasets.lsun': 'LSUN LSUNClass',
      'torchvision.datasets.mnist': 'EMNIST FashionMNIST KMNIST MNIST QMNIST',
      'torchvision.datasets.moving_mnist': 'MovingMNIST',
      'torchvision.datasets.omniglot': 'Omniglot',
      'torchvision.datasets.oxford_iiit_pet': 'OxfordIIITPet',
      'torchvision.datasets.pcam': 'PCAM',
      'torchvision.datasets.phototour': 'PhotoTour',
      'torchvision.datasets.places365': 'Places365',
      'torchvision.datasets.rendered_sst2': 'RenderedSST2',
      'torchvision.datasets.samplers.clip_sampler': 'DistributedSampler RandomClipSampler UniformClipSampler',
      'torchvision.datasets.sbd': 'SBDataset',
      'torchvision.datasets.sbu': 'SBU',
      'torchvision.datasets.semeion': 'SEMEION',
      'torchvision.datasets.stanford_cars': 'StanfordCars',
      'torchvision.datasets.stl10': 'STL10',
      'torchvision.datasets.sun397': 'SUN397',
      'torchvision.datasets.svhn': 'SVHN',
      'torchvision.datasets.ucf101': 'UCF101',
      'torchvision.datasets.usps': 'USPS',
      'torchvision.datasets.video_utils': '_VideoTimestampsDataset',
      'torchvision.datasets.vision': 'StandardTransform VisionDataset',
      'torchvision.datasets.voc': 'VOCDetection VOCSegmentation _VOCBase',
      'torchvision.datasets.widerface': 'WIDERFace',
      'torchvision.io._video_opt': 'Timebase VideoMetaData',
      'torchvision.io.video_reader': 'VideoReader',
      'torchvision.models':
        'AlexNet ConvNeXt DenseNet EfficientNet GoogLeNet GoogLeNetOutputs Inception3 InceptionOutputs MNASNet MaxVit MobileNetV2 MobileNetV3 RegNet ResNet ShuffleNetV2 SqueezeNet SwinTransformer VGG VisionTransformer Weights',
      'torchvision.models._api': 'Weights',
      'torchvision.models._utils': 'IntermediateLayerGetter',
      'torchvision.models.alexnet': 'AlexNet',
      'torchvision.models.convnext': 'CNBlock CNBlockConfig ConvNeXt LayerNorm2d',
      'torchvision.models.densenet': 'DenseNet _DenseBlock _DenseLayer _Transition',
      'torchvision.models.detection._utils':
        'BalancedPositiveNegativeSampler BoxCoder BoxLinearCoder Matcher SSDMatcher',
      'torchvision.models.detection.anchor_utils': 'AnchorGenerator DefaultBoxGenerator',
      'torchvision.models.detection.backbone_utils': 'BackboneWithFPN',
      'torchvision.models.detection.faster_rcnn': 'FastRCNNConvFCHead FastRCNNPredictor FasterRCNN TwoMLPHead',
      'torchvision.models.detection.fcos': 'FCOS FCOSClassificationHead FCOSHead FCOSRegressionHead',
      'torchvision.models.detection.generalized_rcnn': 'GeneralizedRCNN',
      'torchvision.models.detection.image_list': 'ImageList',
      'torchvision.models.detection.keypoint_rcnn': 'KeypointRCNN KeypointRCNNHeads KeypointRCNNPredictor',
      'torchvision.models.detection.mask_rcnn': 'MaskRCNN MaskRCNNHeads MaskRCNNPredictor',
      'torchvision.models.detection.retinanet':
        'RetinaNet RetinaNetClassificationHead RetinaNetHead RetinaNetRegressionHead',
      'torchvision.models.detection.roi_heads': 'RoIHeads',
      'torchvision.models.detection.rpn': 'RPNHead RegionProposalNetwork',
      'torchvision.models.detection.ssd':
        'SSD SSDClassificationHead SSDFeatureExtractorVGG SSDHead SSDRegressionHead SSDScoringHead',
      'torchvision.models.detection.ssdlite':
        'SSDLiteClassificationHead SSDLiteFeatureExtractorMobileNet SSDLiteHead SSDLiteRegressionHead',
      'torchvision.models.detection.transform': 'GeneralizedRCNNTransform',
      'torchvision.models.efficientnet': 'EfficientNet FusedMBConv FusedMBConvConfig MBConv MBConvConfig _MBConvConfig',
      'torchvision.models.feature_extraction': 'LeafModuleAwareTracer NodePathTracer',
      'torchvision.models.googlenet': 'BasicConv2d GoogLeNet GoogLeNetOutputs Inception InceptionAux',
      'torchvision.models.inception':
        'BasicConv2d Inception3 InceptionA InceptionAux InceptionB InceptionC InceptionD InceptionE InceptionOutputs',
      'torchvision.models.maxvit':
        'MBConv MaxVit MaxVitBlock MaxVitLayer PartitionAttentionLayer RelativePositionalMultiHeadAttention SwapAxes WindowDepartition WindowPartition',
      'torchvision.models.mnasnet': 'MNASNet _InvertedResidual',
      'torchvision.models.mobilenetv2': 'InvertedResidual MobileNetV2',
      'torchvision.models.mobilenetv3': 'InvertedResidual InvertedResidualConfig MobileNetV3',
      'torchvision.models.optical_flow.raft':
        'BottleneckBlock ConvGRU CorrBlock FeatureEncoder FlowHead MaskPredictor MotionEncoder RAFT RecurrentBlock ResidualBlock UpdateBlock',
      'torchvision.models.quantization.googlenet':
        'QuantizableBasicConv2d QuantizableGoogLeNet QuantizableInception QuantizableInceptionAux',
      'torchvision.models.quantization.inception':
        'QuantizableBasicConv2d QuantizableInception3 QuantizableInceptionA QuantizableInceptionAux QuantizableInceptionB QuantizableInceptionC QuantizableInceptionD QuantizableInceptionE',
      'torchvision.models.quantization.mobilenetv2': 'QuantizableInvertedResidual QuantizableMobileNetV2',
      'torchvision.models.quantization.mobilenetv3':
        'QuantizableInvertedResidual QuantizableMobileNetV3 QuantizableSqueezeExcitation',
      'torchvision.models.quantization.resnet': 'QuantizableBasicBlock QuantizableBottleneck QuantizableResNet',
      'torchvision.models.quantization.shufflenetv2': 'QuantizableInvertedResidual QuantizableShuffleNetV2',
      'torchvision.models.regnet': 'AnyStage BlockParams BottleneckTransform RegNet ResBottleneckBlock SimpleStemIN',
      'torchvision.models.resnet': 'BasicBlock Bottleneck ResNet',
      'torchvision.models.segmentation._utils': '_SimpleSegmentationModel',
      'torchvision.models.segmentation.deeplabv3': 'ASPP ASPPConv ASPPPooling DeepLabHead DeepLabV3',
      'torchvision.models.segmentation.fcn': 'FCN FCNHead',
      'torchvision.models.segmentation.lraspp': 'LRASPP LRASPPHead',
      'torchvision.models.shufflenetv2': 'InvertedResidual ShuffleNetV2',
      'torchvision.models.squeezenet': 'Fire SqueezeNet',
      'torchvision.models.swin_transformer':
        'PatchMerging PatchMergingV2 ShiftedWindowAttention ShiftedWindowAttentionV2 SwinTransformer SwinTransformerBlock SwinTransformerBlockV2',
      'torchvision.models.vgg': 'VGG',
      'torchvision.models.video.mvit': 'MSBlockConfig MViT MultiscaleAttention MultiscaleBlock Pool PositionalEncoding',
      'torchvision.models.video.resnet':
        'BasicBlock BasicStem Bottleneck Conv2Plus1D Conv3DNoTemporal Conv3DSimple R2Plus1dStem VideoResNet',
      'torchvision.models.video.s3d': 'S3D SepInceptionBlock3D TemporalSeparableConv',
      'torchvision.models.video.swin_transformer': 'PatchEmbed3d ShiftedWindowAttention3d SwinTransformer3d',
      'torchvision.models.vision_transformer': 'ConvStemConfig Encoder EncoderBlock MLPBlock VisionTransformer',
      'torchvision.ops.deform_conv': 'DeformConv2d',
      'torchvision.ops.drop_block': 'DropBlock2d DropBlock3d',
      'torchvision.ops.feature_pyramid_network': 'ExtraFPNBlock FeaturePyramidNetwork LastLevelMaxPool LastLevelP6P7',
      'torchvision.ops.misc':
        'Conv2dNormActivation Conv3dNormActivation ConvNormActivation FrozenBatchNorm2d MLP Permute SqueezeExcitation',
      'torchvision.ops.poolers': 'LevelMapper MultiScaleRoIAlign',
      'torchvision.ops.ps_roi_align': 'PSRoIAlign',
      'torchvision.ops.ps_roi_pool': 'PSRoIPool',
      'torchvision.ops.roi_align': 'RoIAlign',
      'torchvision.ops.roi_pool': 'RoIPool',
      'torchvision.ops.stochastic_depth': 'StochasticDepth',
      'torchvision.transforms':
        'AugMix AutoAugment CenterCrop ColorJitter Compose ConvertImageDtype ElasticTransform FiveCrop GaussianBlur Grayscale Lambda LinearTransformation Normalize PILToTensor Pad RandAugment RandomAdjustSharpness RandomAffine RandomApply RandomAutocontrast RandomChoice RandomCrop RandomEqualize RandomErasing RandomGrayscale RandomHorizontalFlip RandomInvert RandomOrder RandomPerspective RandomPosterize RandomResizedCrop RandomRotation RandomSolarize RandomVerticalFlip Resize TenCrop ToPILImage ToTensor TrivialAugmentWide',
      'torchvision.transforms._presets':
        'ImageClassification ObjectDetection OpticalFlow SemanticSegmentation VideoClassification',
      'torchvision.transforms._transforms_video':
        'CenterCropVideo NormalizeVideo RandomCropVideo RandomHorizontalFlipVideo RandomResizedCropVideo ToTensorVideo',
      'torchvision.transforms.autoaugment': 'AugMix AutoAugment RandAugment TrivialAugmentWide',
      'torchvision.transforms.transforms':
        'CenterCrop ColorJitter Compose ConvertImageDtype ElasticTransform FiveCrop GaussianBlur Grayscale Lambda LinearTransformation Normalize PILToTensor Pad RandomAdjustSharpness RandomAffine RandomApply RandomAutocontrast RandomChoice RandomCrop RandomEqualize RandomErasing RandomGrayscale RandomHorizontalFlip RandomInvert RandomOrder RandomPerspective RandomPosterize RandomResizedCrop RandomRotation RandomSolarize RandomTransforms RandomVerticalFlip Resize TenCrop ToPILImage ToTensor',
      'torchvision.transforms.v2._augment': 'CutMix JPEG MixUp RandomErasing _BaseMixUpCutMix',
      'torchvision.transforms.v2._auto_augment': 'AugMix AutoAugment RandAugment TrivialAugmentWide _AutoAugmentBase',
      'torchvision.transforms.v2._color':
        'ColorJitter Grayscale RGB RandomAdjustSharpness RandomAutocontrast RandomChannelPermutation RandomEqualize RandomGrayscale RandomInvert RandomPhotometricDistort RandomPosterize RandomSolarize',
      'torchvision.transforms.v2._container': 'Compose RandomApply RandomChoice RandomOrder',
      'torchvision.transforms.v2._deprecated': 'ToTensor',
      'torchvision.transforms.v2._geometry':
        'CenterCrop ElasticTransform FiveCrop Pad RandomAffine RandomCrop RandomHorizontalFlip RandomIoUCrop RandomPerspective RandomResize RandomResizedCrop RandomRotation RandomShortestSize RandomVerticalFlip RandomZoomOut Resize ScaleJitter TenCrop',
      'torchvision.transforms.v2._meta': 'ClampBoundingBoxes ClampKeyPoints ConvertBoundingBoxFormat SetClampingMode',
      'torchvision.transforms.v2._misc':
        'ConvertImageDtype GaussianBlur GaussianNoise Identity Lambda LinearTransformation Normalize SanitizeBoundingBoxes SanitizeKeyPoints ToDtype',
      'torchvision.transforms.v2._temporal': 'UniformTemporalSubsample',
      'torchvision.transforms.v2._transform': 'Transform _RandomApplyTransform',
      'torchvision.transforms.v2._type_conversion': 'PILToTensor ToImage ToPILImage ToPureTensor',
      'torchvision.tv_tensors._torch_function_helpers': '_ReturnTypeCM',
      'torchvision.utils': '_ImageDrawTV',
    },
  },
  {
    source: 'torchvision 0.14.1a0 and 0.28.0, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'call', 'build', 'items'],
    names: {
      'torchvision.models._utils': '_ModelURLs',
      'torchvision.tv_tensors._dataset_wrapper': 'WrapperFactories',
    },
  },
  {
    source: 'torchvision 0.14.1a0 and 0.28.0, listed by scripts/allowlist/inventory.py',
    why: 'Functions that models keep as attributes: only kept, harmless if something calls them later',
    may: ['refer'],
    names: {
      'torchvision.models._api':
        '_get_enum_from_fn get_model get_model_builder get_model_weights get_weight list_models register_model',
      'torchvision.models._utils':
        '_make_divisible _ovewrite_named_param _ovewrite_value_param handle_legacy_interface kwonly_to_pos_or_kw',
      'torchvision.models.alexnet': 'alexnet',
      'torchvision.models.convnext': '_convnext convnext_base convnext_large convnext_small convnext_tiny',
      'torchvision.models.densenet': '_densenet densenet121 densenet161 densenet169 densenet201',
      'torchvision.models.detection._utils':
        '_box_loss _fake_cast_onnx _topk_min encode_boxes overwrite_eps retrieve_out_channels',
      'torchvision.models.detection.backbone_utils':
        '_mobilenet_extractor _resnet_fpn_extractor _validate_trainable_layers mobilenet_backbone resnet_fpn_backbone',
      'torchvision.models.detection.faster_rcnn':
        '_default_anchorgen _fasterrcnn_mobilenet_v3_large_fpn fasterrcnn_mobilenet_v3_large_320_fpn fasterrcnn_mobilenet_v3_large_fpn fasterrcnn_resnet50_fpn fasterrcnn_resnet50_fpn_v2',
      'torchvision.models.detection.fcos': 'fcos_resnet50_fpn',
      'torchvision.models.detection.keypoint_rcnn': 'keypointrcnn_resnet50_fpn',
      'torchvision.models.detection.mask_rcnn': 'maskrcnn_resnet50_fpn maskrcnn_resnet50_fpn_v2',
      'torchvision.models.detection.retinanet':
        '_default_anchorgen _sum _v1_to_v2_weights retinanet_resnet50_fpn retinanet_resnet50_fpn_v2',
      'torchvision.models.detection.roi_heads':
        '_onnx_expand_boxes _onnx_heatmaps_to_keypoints _onnx_heatmaps_to_keypoints_loop _onnx_paste_mask_in_image _onnx_paste_masks_in_image_loop expand_boxes expand_masks expand_masks_tracing_scale fastrcnn_loss heatmaps_to_keypoints keypointrcnn_inference keypointrcnn_loss keypoints_to_heatmap maskrcnn_inference maskrcnn_loss paste_mask_in_image paste_masks_in_image project_masks_on_boxes',
      'torchvision.models.detection.rpn': 'concat_box_prediction_layers permute_and_flatten',
      'torchvision.models.detection.ssd': '_vgg_extractor _xavier_init ssd300_vgg16',
      'torchvision.models.detection.ssdlite':
        '_extra_block _mobilenet_extractor _normal_init _prediction_block ssdlite320_mobilenet_v3_large',
      'torchvision.models.detection.transform':
        '_fake_cast_onnx _get_shape_onnx _resize_image_and_masks resize_boxes resize_keypoints',
      'torchvision.models.efficientnet':
        '_efficientnet _efficientnet_conf efficientnet_b0 efficientnet_b1 efficientnet_b2 efficientnet_b3 efficientnet_b4 efficientnet_b5 efficientnet_b6 efficientnet_b7 efficientnet_v2_l efficientnet_v2_m efficientnet_v2_s',
      'torchvision.models.feature_extraction':
        '_get_leaf_modules_for_ops _is_subseq _set_default_tracer_kwargs _warn_graph_differences create_feature_extractor get_graph_node_names',
      'torchvision.models.googlenet': 'googlenet',
      'torchvision.models.inception': 'inception_v3',
      'torchvision.models.maxvit':
        '_get_conv_output_shape _get_relative_position_index _make_block_input_shapes _maxvit maxvit_t',
      'torchvision.models.mnasnet':
        '_get_depths _mnasnet _round_to_multiple_of _stack mnasnet0_5 mnasnet0_75 mnasnet1_0 mnasnet1_3',
      'torchvision.models.mobilenetv2': 'mobilenet_v2',
      'torchvision.models.mobilenetv3': '_mobilenet_v3 _mobilenet_v3_conf mobilenet_v3_large mobilenet_v3_small',
      'torchvision.models.optical_flow._utils': 'grid_sample make_coords_grid upsample_flow',
      'torchvision.models.optical_flow.raft': '_pass_through_h _raft raft_large raft_small',
      'torchvision.models.quantization.googlenet': 'googlenet',
      'torchvision.models.quantization.inception': 'inception_v3',
      'torchvision.models.quantization.mobilenetv2': 'mobilenet_v2',
      'torchvision.models.quantization.mobilenetv3': '_mobilenet_v3_model mobilenet_v3_large',
      'torchvision.models.quantization.resnet': '_resnet resnet18 resnet50 resnext101_32x8d resnext101_64x4d',
      'torchvision.models.quantization.shufflenetv2':
        '_shufflenetv2 shufflenet_v2_x0_5 shufflenet_v2_x1_0 shufflenet_v2_x1_5 shufflenet_v2_x2_0',
      'torchvision.models.quantization.utils': '_fuse_modules _replace_relu quantize_model',
      'torchvision.models.regnet':
        '_regnet regnet_x_16gf regnet_x_1_6gf regnet_x_32gf regnet_x_3_2gf regnet_x_400mf regnet_x_800mf regnet_x_8gf regnet_y_128gf regnet_y_16gf regnet_y_1_6gf regnet_y_32gf regnet_y_3_2gf regnet_y_400mf regnet_y_800mf regnet_y_8gf',
      'torchvision.models.resnet':
        '_resnet conv1x1 conv3x3 resnet101 resnet152 resnet18 resnet34 resnet50 resnext101_32x8d resnext101_64x4d resnext50_32x4d wide_resnet101_2 wide_resnet50_2',
      'torchvision.models.segmentation.deeplabv3':
        '_deeplabv3_mobilenetv3 _deeplabv3_resnet deeplabv3_mobilenet_v3_large deeplabv3_resnet101 deeplabv3_resnet50',
      'torchvision.models.segmentation.fcn': '_fcn_resnet fcn_resnet101 fcn_resnet50',
      'torchvision.models.segmentation.lraspp': '_lraspp_mobilenetv3 lraspp_mobilenet_v3_large',
      'torchvision.models.shufflenetv2':
        '_shufflenetv2 channel_shuffle shufflenet_v2_x0_5 shufflenet_v2_x1_0 shufflenet_v2_x1_5 shufflenet_v2_x2_0',
      'torchvision.models.squeezenet': '_squeezenet squeezenet1_0 squeezenet1_1',
      'torchvision.models.swin_transformer':
        '_get_relative_position_bias _patch_merging_pad _swin_transformer shifted_window_attention swin_b swin_s swin_t swin_v2_b swin_v2_s swin_v2_t',
      'torchvision.models.vgg': '_vgg make_layers vgg11 vgg11_bn vgg13 vgg13_bn vgg16 vgg16_bn vgg19 vgg19_bn',
      'torchvision.models.video.mvit':
        '_add_rel_pos _add_shortcut _interpolate _mvit _prod _squeeze _unsqueeze mvit_v1_b mvit_v2_s',
      'torchvision.models.video.resnet': '_video_resnet mc3_18 r2plus1d_18 r3d_18',
      'torchvision.models.video.s3d': 's3d',
      'torchvision.models.video.swin_transformer':
        '_compute_attention_mask_3d _compute_pad_size_3d _get_relative_position_bias _get_window_and_shift_size _swin_transformer3d shifted_window_attention_3d swin3d_b swin3d_s swin3d_t',
      'torchvision.models.vision_transformer':
        '_vision_transformer interpolate_embeddings vit_b_16 vit_b_32 vit_h_14 vit_l_16 vit_l_32',
      'torchvision.ops._box_convert':
        '_box_cxcywh_to_xyxy _box_cxcywhr_to_xywhr _box_xywh_to_xyxy _box_xywhr_to_cxcywhr _box_xywhr_to_xyxyxyxy _box_xyxy_to_cxcywh _box_xyxy_to_xywh _box_xyxyxyxy_to_xywhr',
      'torchvision.ops._register_onnx_ops':
        '_process_batch_indices_for_roi_align _process_rois_for_roi_align _process_sampling_ratio_for_roi_align _register_custom_op roi_align_opset11 roi_align_opset16 roi_pool symbolic_multi_label_nms',
      'torchvision.ops._utils':
        '_cat _loss_inter_union _upcast _upcast_non_float check_roi_boxes_shape convert_boxes_to_roi_format split_normalization_params',
      'torchvision.ops.boxes':
        '_batched_nms_coordinate_trick _batched_nms_vanilla _box_diou_iou _box_inter_union batched_nms box_area box_convert box_iou clip_boxes_to_image complete_box_iou distance_box_iou generalized_box_iou masks_to_boxes nms remove_small_boxes',
      'torchvision.ops.ciou_loss': 'complete_box_iou_loss',
      'torchvision.ops.deform_conv': 'deform_conv2d',
      'torchvision.ops.diou_loss': '_diou_iou_loss distance_box_iou_loss',
      'torchvision.ops.drop_block': 'drop_block2d drop_block3d',
      'torchvision.ops.focal_loss': 'sigmoid_focal_loss',
      'torchvision.ops.giou_loss': 'generalized_box_iou_loss',
      'torchvision.ops.poolers':
        '_convert_to_roi_format _filter_input _infer_scale _multiscale_roi_align _onnx_merge_levels _setup_scales initLevelMapper',
      'torchvision.ops.ps_roi_align': 'ps_roi_align',
      'torchvision.ops.ps_roi_pool': 'ps_roi_pool',
      'torchvision.ops.roi_align': '_bilinear_interpolate _roi_align maybe_cast roi_align',
      'torchvision.ops.roi_pool': 'roi_pool',
      'torchvision.ops.stochastic_depth': 'stochastic_depth',
      'torchvision.transforms.functional':
        '_compute_resized_output_size _get_inverse_affine_matrix _get_perspective_coeffs _interpolation_modes_from_int _is_numpy _is_numpy_image adjust_brightness adjust_contrast adjust_gamma adjust_hue adjust_saturation adjust_sharpness affine autocontrast center_crop convert_image_dtype crop elastic_transform equalize erase five_crop gaussian_blur get_dimensions get_image_num_channels get_image_size hflip invert normalize pad perspective pil_to_tensor posterize resize resized_crop rgb_to_grayscale rotate solarize ten_crop to_grayscale to_pil_image to_tensor vflip',
      'torchvision.transforms.functional_pil':
        '_is_pil_image _parse_fill adjust_brightness adjust_contrast adjust_gamma adjust_hue adjust_saturation adjust_sharpness affine autocontrast crop equalize get_dimensions get_image_num_channels get_image_size hflip invert pad perspective posterize resize rotate solarize to_grayscale vflip',
      'torchvision.transforms.functional_tensor':
        '_apply_grid_transform _assert_channels _assert_grid_transform_inputs _assert_image_tensor _assert_threshold _blend _blurred_degenerate_image _cast_squeeze_in _cast_squeeze_out _compute_affine_output_size _create_identity_grid _equalize_single_image _gen_affine_grid _get_gaussian_kernel1d _get_gaussian_kernel2d _hsv2rgb _is_tensor_a_torch_image _max_value _pad_symmetric _parse_pad_padding _perspective_grid _rgb2hsv _scale_channel adjust_brightness adjust_contrast adjust_gamma adjust_hue adjust_saturation adjust_sharpness affine autocontrast convert_image_dtype crop elastic_transform equalize erase gaussian_blur get_dimensions get_image_num_channels get_image_size hflip invert normalize pad perspective posterize resize rgb_to_grayscale rotate solarize vflip',
    },
  },
];
