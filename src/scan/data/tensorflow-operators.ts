import type { Severity } from '../../core/finding.ts';

/** What an operator that reaches out of the graph does, and when it is what honest graphs have. */
export interface OperatorGrade {
  readonly severity: Severity;
  /** "`operator` …": what it does, in a few words. */
  readonly does: string;
  /**
   * When it is harmless: operands that only a saver or an asset fills, that are empty, or that name a stream of the
   * process itself.
   */
  readonly unless?: 'saver' | 'asset' | 'empty' | 'stream';
}

const grade = (severity: Severity, does: string, unless?: OperatorGrade['unless']): OperatorGrade => ({
  severity,
  does,
  ...(unless === undefined ? {} : { unless }),
});

const reader = grade('high', 'reads files by name');
const dataset = grade('high', 'reads a data set from files');
const datasetWrite = grade('critical', 'writes a data set to files');
const python = grade('critical', 'calls a Python function of the loading process');
const service = grade('critical', 'speaks to a service over the network');
const remote = grade('critical', 'calls or serves functions over the network');
const debug = grade('critical', 'sends tensors to an address', 'empty');
const codec = grade('high', 'starts a program to convert audio or video');

/** Grades of the operators in formats/tensorflow/operands.ts; a test holds the two lists together. */
export const TENSORFLOW_GRADES: ReadonlyMap<string, OperatorGrade> = new Map([
  ['ReadFile', grade('high', 'reads a file')],
  ['WriteFile', grade('critical', 'writes a file')],
  ['MatchingFiles', grade('high', 'lists files')],
  ['FileSystemSetConfiguration', grade('high', 'configures a file system of the process')],
  ['ImmutableConst', grade('high', 'maps a file into memory')],
  ['Save', grade('critical', 'writes a checkpoint', 'saver')],
  ['SaveSlices', grade('critical', 'writes a checkpoint', 'saver')],
  ['SaveV2', grade('critical', 'writes a checkpoint', 'saver')],
  ['Restore', grade('high', 'reads a checkpoint', 'saver')],
  ['RestoreSlice', grade('high', 'reads a checkpoint', 'saver')],
  ['RestoreV2', grade('high', 'reads a checkpoint', 'saver')],
  ['MergeV2Checkpoints', grade('critical', 'moves and deletes checkpoint files', 'saver')],
  ['LoadAndRemapMatrix', grade('high', 'reads a checkpoint')],
  ['GenerateVocabRemapping', grade('high', 'reads vocabulary files', 'asset')],
  ['InitializeTableFromTextFile', grade('high', 'reads a file into a table', 'asset')],
  ['InitializeTableFromTextFileV2', grade('high', 'reads a file into a table', 'asset')],
  ['InitializeTRTResource', grade('high', 'loads a compiled engine from a file', 'asset')],
  // Of readers with a queue, the queue says what they read; alone they read nothing.
  ['ReaderRead', reader],
  ['ReaderReadV2', reader],
  ['ReaderReadUpTo', reader],
  ['ReaderReadUpToV2', reader],
  ['WholeFileReader', reader],
  ['WholeFileReaderV2', reader],
  ['TextLineReader', reader],
  ['TextLineReaderV2', reader],
  ['TFRecordReader', reader],
  ['TFRecordReaderV2', reader],
  ['FixedLengthRecordReader', reader],
  ['FixedLengthRecordReaderV2', reader],
  ['LMDBReader', reader],
  ['RecordInput', reader],
  ['TextLineDataset', dataset],
  ['TFRecordDataset', dataset],
  ['TFRecordDatasetV2', dataset],
  ['FixedLengthRecordDataset', dataset],
  ['FixedLengthRecordDatasetV2', dataset],
  ['CSVDataset', dataset],
  ['CSVDatasetV2', dataset],
  ['ExperimentalCSVDataset', dataset],
  ['LMDBDataset', dataset],
  ['ExperimentalLMDBDataset', dataset],
  ['MatchingFilesDataset', dataset],
  ['ExperimentalMatchingFilesDataset', dataset],
  ['SSTableDataset', dataset],
  ['AvroDataset', dataset],
  ['SequenceFileDataset', dataset],
  ['LoadDataset', dataset],
  ['LoadDatasetV2', dataset],
  ['SnapshotDatasetReader', dataset],
  ['SnapshotNestedDatasetReader', dataset],
  ['SnapshotChunkDataset', dataset],
  ['ListSnapshotChunksDataset', dataset],
  ['ListDataset', grade('info', 'makes a data set of tensors')],
  ['CacheDataset', grade('high', 'keeps a data set in a file', 'empty')],
  ['CacheDatasetV2', grade('high', 'keeps a data set in a file', 'empty')],
  ['SaveDataset', datasetWrite],
  ['SaveDatasetV2', datasetWrite],
  ['SnapshotDataset', datasetWrite],
  ['SnapshotDatasetV2', datasetWrite],
  ['DatasetToTFRecord', datasetWrite],
  ['ExperimentalDatasetToTFRecord', datasetWrite],
  ['DistributedSave', datasetWrite],
  ['DatasetFromGraph', grade('high', 'runs a graph that lies serialized in a tensor')],
  ['SqlDataset', grade('high', 'opens a database and runs SQL in it')],
  ['ExperimentalSqlDataset', grade('high', 'opens a database and runs SQL in it')],
  ['DataServiceDataset', service],
  ['DataServiceDatasetV2', service],
  ['DataServiceDatasetV3', service],
  ['DataServiceDatasetV4', service],
  ['RegisterDataset', service],
  ['RegisterDatasetV2', service],
  ['RpcServer', remote],
  ['RpcServerStart', remote],
  ['RpcServerRegister', remote],
  ['RpcClient', remote],
  ['RpcCall', remote],
  ['RpcCheckStatus', remote],
  ['RpcGetValue', remote],
  ['Rpc', remote],
  ['TryRpc', remote],
  ['BigQueryReader', service],
  ['GenerateBigQueryReaderPartitions', service],
  ['BigtableClient', service],
  ['GcsConfigureCredentials', grade('critical', 'sets the credentials of a cloud store')],
  ['GcsConfigureBlockCache', grade('medium', 'configures the access to a cloud store')],
  ['KafkaDataset', service],
  ['KinesisDataset', service],
  ['IgniteDataset', service],
  ['CollectiveInitializeCommunicator', grade('medium', 'connects to other processes')],
  ['ConfigureDistributedTPU', grade('low', 'configures accelerators')],
  ['PyFunc', python],
  ['PyFuncStateless', python],
  ['EagerPyFunc', python],
  ['RemoteCall', grade('medium', 'runs a function on a device that it names')],
  ['RemoteFusedGraphExecute', grade('high', 'runs a serialized graph in an executor that it names')],
  ['DecodeVideo', codec],
  ['DecodeAudio', codec],
  ['DecodeAudioV2', codec],
  ['EncodeAudio', codec],
  ['EncodeAudioV2', codec],
  ['Abort', grade('high', 'ends the process')],
  ['DecodeProtoV2', grade('high', 'reads message descriptors from a file', 'stream')],
  ['EncodeProto', grade('high', 'reads message descriptors from a file', 'stream')],
  ['PrintV2', grade('critical', 'writes to a file', 'stream')],
  ['DebugIdentity', debug],
  ['DebugIdentityV2', debug],
  ['DebugIdentityV3', debug],
  ['DebugNanCount', debug],
  ['DebugNumericSummary', debug],
  ['Copy', debug],
  ['CopyHost', debug],
  ['CreateSummaryFileWriter', grade('high', 'writes summaries to files')],
  ['CreateSummaryDbWriter', grade('high', 'writes summaries to a database')],
  ['StatsAggregatorSetSummaryWriter', grade('medium', 'writes summaries')],
]);
