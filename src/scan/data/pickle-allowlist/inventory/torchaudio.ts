import type { AllowGroup } from '../group.ts';

/** Written by scripts/allowlist/merge.ts; review the difference, don't edit. */
export const TORCHAUDIO: readonly AllowGroup[] = [
  {
    source: 'torchaudio 0.13.1, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'build'],
    names: {
      'torchaudio._torchaudio_ffmpeg': 'StreamReaderFileObj StreamWriterFileObj',
      'torchaudio.backend.common': 'AudioMetaData',
      'torchaudio.datasets.cmuarctic': 'CMUARCTIC',
      'torchaudio.datasets.cmudict': 'CMUDict',
      'torchaudio.datasets.commonvoice': 'COMMONVOICE',
      'torchaudio.datasets.dr_vctk': 'DR_VCTK',
      'torchaudio.datasets.fluentcommands': 'FluentSpeechCommands',
      'torchaudio.datasets.gtzan': 'GTZAN',
      'torchaudio.datasets.iemocap': 'IEMOCAP',
      'torchaudio.datasets.librilight_limited': 'LibriLightLimited',
      'torchaudio.datasets.librimix': 'LibriMix',
      'torchaudio.datasets.librispeech': 'LIBRISPEECH',
      'torchaudio.datasets.libritts': 'LIBRITTS',
      'torchaudio.datasets.ljspeech': 'LJSPEECH',
      'torchaudio.datasets.musdb_hq': 'MUSDB_HQ',
      'torchaudio.datasets.quesst14': 'QUESST14',
      'torchaudio.datasets.snips': 'Snips',
      'torchaudio.datasets.speechcommands': 'SPEECHCOMMANDS',
      'torchaudio.datasets.tedlium': 'TEDLIUM',
      'torchaudio.datasets.vctk': 'VCTK_092',
      'torchaudio.datasets.voxceleb1': 'VoxCeleb1 VoxCeleb1Identification VoxCeleb1Verification',
      'torchaudio.datasets.yesno': 'YESNO',
      'torchaudio.io._stream_reader':
        'StreamReader StreamReaderOutputStream StreamReaderSourceAudioStream StreamReaderSourceStream StreamReaderSourceVideoStream',
      'torchaudio.io._stream_writer': 'StreamWriter',
      'torchaudio.models._hdemucs':
        'HDemucs _BLSTM _DConv _HDecLayer _HEncLayer _LayerScale _LocalState _ScaledEmbedding',
      'torchaudio.models.conformer': 'Conformer ConformerLayer _ConvolutionModule _FeedForwardModule',
      'torchaudio.models.conv_tasnet': 'ConvBlock ConvTasNet MaskGenerator',
      'torchaudio.models.deepspeech': 'DeepSpeech FullyConnected',
      'torchaudio.models.emformer': 'Emformer _EmformerAttention _EmformerImpl _EmformerLayer',
      'torchaudio.models.rnnt': 'RNNT _CustomLSTM _EmformerEncoder _Joiner _Predictor _TimeReduction _Transcriber',
      'torchaudio.models.rnnt_decoder': 'RNNTBeamSearch',
      'torchaudio.models.tacotron2': 'Tacotron2 _Attention _Decoder _Encoder _LocationLayer _Postnet _Prenet',
      'torchaudio.models.wav2letter': 'Wav2Letter',
      'torchaudio.models.wav2vec2.components':
        'ConvLayerBlock ConvolutionalPositionalEmbedding Encoder EncoderLayer FeatureExtractor FeatureProjection FeedForward GradMultiply LayerNorm LogitGenerator MaskGenerator SelfAttention Transformer',
      'torchaudio.models.wav2vec2.model': 'HuBERTPretrainModel Wav2Vec2Model',
      'torchaudio.models.wavernn': 'MelResNet ResBlock Stretch2d UpsampleNetwork WaveRNN',
      'torchaudio.pipelines._source_separation_pipeline': 'SourceSeparationBundle',
      'torchaudio.pipelines._tts.impl':
        '_CharMixin _EnglishCharProcessor _EnglishPhoneProcessor _GriffinLimMixin _GriffinLimVocoder _PhoneMixin _Tacotron2GriffinLimCharBundle _Tacotron2GriffinLimPhoneBundle _Tacotron2Mixin _Tacotron2WaveRNNCharBundle _Tacotron2WaveRNNPhoneBundle _WaveRNNMixin _WaveRNNVocoder',
      'torchaudio.pipelines._tts.interface': 'Tacotron2TTSBundle _TextProcessor _Vocoder',
      'torchaudio.pipelines._wav2vec2.impl': 'Wav2Vec2ASRBundle Wav2Vec2Bundle',
      'torchaudio.pipelines.rnnt_pipeline':
        'RNNTBundle _FeatureExtractor _FunctionalModule _GlobalStatsNormalization _ModuleFeatureExtractor _SentencePieceTokenProcessor _TokenProcessor',
      'torchaudio.transforms._multi_channel': 'MVDR PSD RTFMVDR SoudenMVDR',
      'torchaudio.transforms._transforms':
        'AmplitudeToDB ComputeDeltas Fade FrequencyMasking GriffinLim InverseMelScale InverseSpectrogram LFCC Loudness MFCC MelScale MelSpectrogram MuLawDecoding MuLawEncoding PitchShift RNNTLoss Resample SlidingWindowCmn SpectralCentroid Spectrogram TimeMasking TimeStretch Vad Vol _AxisMasking',
    },
  },
];
