import type { AllowGroup } from '../group.ts';

/** Written by scripts/allowlist/merge.ts; review the difference, don't edit. */
export const NETWORKX: readonly AllowGroup[] = [
  {
    source: 'networkx 2.8.8 and 3.6.1, listed by scripts/allowlist/inventory.py',
    why: 'Exceptions without a constructor of their own',
    may: ['call', 'build'],
    names: {
      'networkx.algorithms.chordal': 'NetworkXTreewidthBoundExceeded',
      'networkx.algorithms.tree.coding': 'NotATree',
      'networkx.exception':
        'AmbiguousSolution ExceededMaxIterations HasACycle NetworkXAlgorithmError NetworkXError NetworkXException NetworkXNoCycle NetworkXNoPath NetworkXNotImplemented NetworkXPointlessConcept NetworkXUnbounded NetworkXUnfeasible NodeNotFound',
    },
  },
  {
    source: 'networkx 2.8.8 and 3.6.1, listed by scripts/allowlist/inventory.py',
    why: 'Enumerations: a call looks the member up by value',
    may: ['call', 'member'],
    names: {
      'networkx.algorithms.tree.mst': 'EdgePartition',
      'networkx.readwrite.gml': 'Pattern',
    },
  },
  {
    source: 'networkx 2.8.8 and 3.6.1, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'build'],
    names: {
      'networkx.algorithms.approximation.kcomponents': '_AntiGraph',
      'networkx.algorithms.approximation.treewidth': 'MinDegreeHeuristic',
      'networkx.algorithms.centrality.flow_matrix':
        'CGInverseLaplacian FullInverseLaplacian InverseLaplacian SuperLUInverseLaplacian',
      'networkx.algorithms.clique': 'MaxWeightClique',
      'networkx.algorithms.coloring.greedy_coloring': '_AdjEntry _Node',
      'networkx.algorithms.connectivity.edge_augmentation': 'MetaEdge',
      'networkx.algorithms.connectivity.edge_kcomponents': 'EdgeComponentAuxGraph',
      'networkx.algorithms.flow.networksimplex': '_DataEssentialsAndFunctions',
      'networkx.algorithms.flow.utils': 'CurrentEdge GlobalRelabelThreshold Level',
      'networkx.algorithms.isomorphism.ismags': 'EdgeLookup ISMAGS',
      'networkx.algorithms.isomorphism.isomorphvf2': 'DiGMState DiGraphMatcher GMState GraphMatcher',
      'networkx.algorithms.isomorphism.temporalisomorphvf2': 'TimeRespectingDiGraphMatcher TimeRespectingGraphMatcher',
      'networkx.algorithms.isomorphism.vf2pp': '_GraphParameters _StateParameters',
      'networkx.algorithms.isomorphism.vf2userfunc':
        'DiGraphMatcher GraphMatcher MultiDiGraphMatcher MultiGraphMatcher',
      'networkx.algorithms.planarity': 'ConflictPair Interval LRPlanarity PlanarEmbedding',
      'networkx.algorithms.simple_paths': 'PathBuffer',
      'networkx.algorithms.tree.branchings': 'ArborescenceIterator Edmonds MultiDiGraph_EdgeKey',
      'networkx.algorithms.tree.mst': 'SpanningTreeIterator',
      'networkx.classes.coreviews':
        'AdjacencyView AtlasView FilterAdjacency FilterAtlas FilterMultiAdjacency FilterMultiInner MultiAdjacencyView UnionAdjacency UnionAtlas UnionMultiAdjacency UnionMultiInner',
      'networkx.classes.digraph': 'DiGraph _CachedPropertyResetterAdjAndSucc _CachedPropertyResetterPred',
      'networkx.classes.filters': 'show_nodes',
      'networkx.classes.graph': 'Graph _CachedPropertyResetterAdj _CachedPropertyResetterNode',
      'networkx.classes.multidigraph': 'MultiDiGraph',
      'networkx.classes.multigraph': 'MultiGraph',
      'networkx.classes.ordered': 'OrderedDiGraph OrderedGraph OrderedMultiDiGraph OrderedMultiGraph',
      'networkx.classes.reportviews':
        'DegreeView DiDegreeView DiMultiDegreeView EdgeDataView EdgeView EdgeViewABC InDegreeView InEdgeDataView InEdgeView InMultiDegreeView InMultiEdgeDataView InMultiEdgeView MultiDegreeView MultiEdgeDataView MultiEdgeView NodeDataView NodeView OutDegreeView OutEdgeDataView OutEdgeView OutMultiDegreeView OutMultiEdgeDataView OutMultiEdgeView',
      'networkx.drawing.nx_pylab': 'CurvedArrowTextBase FancyArrowFactory',
      'networkx.generators.degree_seq': 'DegreeSequenceRandomGraph',
      'networkx.generators.internet_as_graphs': 'AS_graph_generator',
      'networkx.linalg.algebraicconnectivity': '_LUSolver _PCGSolver',
      'networkx.readwrite.gexf': 'GEXF GEXFReader GEXFWriter',
      'networkx.readwrite.gml': 'Token',
      'networkx.readwrite.graphml': 'GraphML GraphMLReader GraphMLWriter GraphMLWriterLxml IncrementalElement',
      'networkx.readwrite.text':
        'AsciiBaseGlyphs AsciiDirectedGlyphs AsciiUndirectedGlyphs BaseGlyphs UtfBaseGlyphs UtfDirectedGlyphs UtfUndirectedGlyphs',
      'networkx.utils.backends': '_LazyArgsRepr',
      'networkx.utils.decorators': 'argmap',
      'networkx.utils.heaps': 'BinaryHeap MinHeap PairingHeap',
      'networkx.utils.mapped_queue': 'MappedQueue _HeapElement',
      'networkx.utils.misc': 'PythonRandomInterface',
      'networkx.utils.union_find': 'UnionFind',
    },
  },
  {
    source: 'networkx 2.8.8 and 3.6.1, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'build', 'items'],
    names: {
      'networkx.algorithms.cycles': '_NeighborhoodCache',
    },
  },
];
