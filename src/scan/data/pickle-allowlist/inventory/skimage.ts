import type { AllowGroup } from '../group.ts';

/** Written by scripts/allowlist/merge.ts; review the difference, don't edit. */
export const SKIMAGE: readonly AllowGroup[] = [
  {
    source: 'skimage 0.19.3 and 0.26.0, listed by scripts/allowlist/inventory.py',
    why: 'Exceptions without a constructor of their own',
    may: ['call', 'build'],
    names: {
      'skimage._build': 'WindowsError',
      'skimage._shared.utils': 'FailedEstimationAccessError skimage_deprecation',
      'skimage.feature._fisher_vector': 'DescriptorException FisherVectorException',
      'skimage.util': 'PendingSkimage2Change',
      'skimage.util._backends': 'DispatchNotification',
    },
  },
  {
    source: 'skimage 0.19.3 and 0.26.0, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'build'],
    names: {
      'skimage._shared.tester': 'PytestTester',
      'skimage._shared.utils':
        'DEPRECATED _DecoratorBaseClass change_default_value channel_as_last_axis deprecate_func deprecate_kwarg deprecate_multichannel_kwarg deprecate_parameter deprecated remove_arg',
      'skimage.feature._cascade': 'Cascade',
      'skimage.feature.brief': 'BRIEF',
      'skimage.feature.censure': 'CENSURE',
      'skimage.feature.orb': 'ORB',
      'skimage.feature.sift': 'SIFT',
      'skimage.feature.util': 'DescriptorExtractor FeatureDetector',
      'skimage.filters.lpi_filter': 'LPIFilter2D',
      'skimage.future.graph.rag': 'RAG',
      'skimage.future.trainable_segmentation': 'TrainableSegmenter',
      'skimage.graph._mcp': 'MCP MCP_Connect MCP_Flexible MCP_Geometric',
      'skimage.graph._rag': 'RAG',
      'skimage.graph._spath': 'MCP_Diff',
      'skimage.graph.heap': 'BinaryHeap FastUpdateBinaryHeap',
      'skimage.io._plugins.matplotlib_plugin': 'ImageProperties',
      'skimage.io._plugins.util': 'ColorMixer ImgThread ThreadDispatch WindowManager',
      'skimage.io.collection': 'ImageCollection MultiImage',
      'skimage.measure._marching_cubes_lewiner_cy': 'Cell Lut LutProvider',
      'skimage.measure.fit': 'BaseModel CircleModel EllipseModel LineModelND RansacModelProtocol _BaseModel',
      'skimage.segmentation.morphsnakes': '_fcycle',
      'skimage.transform._geometric':
        'AffineTransform EssentialMatrixTransform EuclideanTransform FundamentalMatrixTransform GeometricTransform PiecewiseAffineTransform PolynomialTransform ProjectiveTransform SimilarityTransform _GeometricTransform _HMatrixTransform',
      'skimage.transform._thin_plate_splines': 'ThinPlateSplineTransform',
      'skimage.util._backends': 'BackendInformation',
      'skimage.util._map_array': 'ArrayMap',
      'skimage.viewer.canvastools.base': 'CanvasToolBase ToolHandles',
      'skimage.viewer.canvastools.linetool': 'LineTool ThickLineTool',
      'skimage.viewer.canvastools.painttool': 'CenteredWindow PaintTool',
      'skimage.viewer.canvastools.recttool': 'RectangleTool',
      'skimage.viewer.plugins.base': 'Plugin',
      'skimage.viewer.plugins.canny': 'CannyPlugin',
      'skimage.viewer.plugins.color_histogram': 'ColorHistogram',
      'skimage.viewer.plugins.crop': 'Crop',
      'skimage.viewer.plugins.labelplugin': 'LabelPainter',
      'skimage.viewer.plugins.lineprofile': 'LineProfile',
      'skimage.viewer.plugins.measure': 'Measure',
      'skimage.viewer.plugins.overlayplugin': 'OverlayPlugin',
      'skimage.viewer.plugins.plotplugin': 'PlotPlugin',
      'skimage.viewer.qt': 'QtCore_cls QtCore_cls.Qt QtGui_cls',
      'skimage.viewer.utils.canvas': 'BlitManager EventManager',
      'skimage.viewer.utils.core': 'ClearColormap FigureCanvas LinearColormap RequiredAttr',
      'skimage.viewer.viewers.core': 'CollectionViewer ImageViewer',
      'skimage.viewer.widgets.core': 'BaseWidget Button CheckBox ComboBox Slider Text',
      'skimage.viewer.widgets.history': 'OKCancelButtons SaveButtons',
    },
  },
  {
    source: 'skimage 0.19.3 and 0.26.0, listed by scripts/allowlist/inventory.py',
    why: 'Functions that models keep as attributes: only kept, harmless if something calls them later',
    may: ['refer'],
    names: {
      'skimage.filters._fft_based': '_get_ND_butterworth_filter _get_nd_butterworth_filter butterworth',
      'skimage.filters._gabor': '_sigma_prefactor gabor gabor_kernel',
      'skimage.filters._gaussian': 'difference_of_gaussians',
      'skimage.filters._median': 'median',
      'skimage.filters._multiotsu': '_get_multiotsu_thresh_indices _get_multiotsu_thresh_indices_lut',
      'skimage.filters._rank_order': 'rank_order',
      'skimage.filters._sparse': '_correlate_sparse _get_view _validate_window_size correlate_sparse',
      'skimage.filters._unsharp_mask': '_unsharp_mask_single_channel unsharp_mask',
      'skimage.filters._window': 'window',
      'skimage.filters.edges':
        '_generic_edge_filter _kernel_shape _mask_filter_result _reshape_nd farid farid_h farid_v laplace prewitt prewitt_h prewitt_v roberts roberts_neg_diag roberts_pos_diag scharr scharr_h scharr_v sobel sobel_h sobel_v',
      'skimage.filters.lpi_filter':
        '_center _centre _min_limit _pad constrained_least_squares filter_forward filter_inverse forward inverse wiener',
      'skimage.filters.rank._percentile':
        '_apply autolevel_percentile enhance_contrast_percentile gradient_percentile mean_percentile percentile pop_percentile subtract_mean_percentile sum_percentile threshold_percentile',
      'skimage.filters.rank.bilateral': '_apply mean_bilateral pop_bilateral sum_bilateral',
      'skimage.filters.rank.bilateral_cy': '_mean _pop _sum',
      'skimage.filters.rank.generic':
        '_apply_scalar_per_pixel _apply_scalar_per_pixel_3D _apply_vector_per_pixel _handle_input_3D _preprocess_input autolevel enhance_contrast entropy equalize geometric_mean gradient majority maximum mean median minimum modal noise_filter otsu pop subtract_mean sum threshold windowed_histogram',
      'skimage.filters.rank.generic_cy':
        '_autolevel _autolevel_3D _enhance_contrast _enhance_contrast_3D _entropy _entropy_3D _equalize _equalize_3D _geometric_mean _geometric_mean_3D _gradient _gradient_3D _majority _majority_3D _maximum _maximum_3D _mean _mean_3D _median _median_3D _minimum _minimum_3D _modal _modal_3D _noise_filter _noise_filter_3D _otsu _otsu_3D _pop _pop_3D _subtract_mean _subtract_mean_3D _sum _sum_3D _threshold _threshold_3D _windowed_hist',
      'skimage.filters.rank.percentile_cy':
        '_autolevel _enhance_contrast _gradient _mean _percentile _pop _subtract_mean _sum _threshold',
      'skimage.filters.ridges':
        '_check_sigmas _divide_nonzero _sortbyabs compute_hessian_eigenvalues frangi hessian meijering sato',
      'skimage.filters.setup': 'configuration',
      'skimage.filters.thresholding':
        '_cross_entropy _mean_std _try_all _validate_image_histogram threshold_isodata threshold_li threshold_local threshold_mean threshold_minimum threshold_multiotsu threshold_niblack threshold_otsu threshold_sauvola threshold_triangle threshold_yen try_all_threshold',
    },
  },
];
