enamevariable*$
fR
__inference__traced_save_90
w
StatefulPartitionedCall_2StatefulPartitionedCallsaver_filenamevariable*'
f"R 
__inference__traced_restore_91–
‰
:
__inference__traced_save_90
file_prefix

read_0P
StaticRegexFullMatchStaticRegexFullMatchfile_prefix*
pattern
^s3://.*1
ConstConst*
dtype0*
valueB	B.part8
Const_1Const*
dtype0*
valueBB
_temp/partQ
SelectSelectStaticRegexFullMatch:output:0Const:output:0Const_1:output:06

StringJoin
StringJoinfile_prefixSelect:output:0

num_shardsConst\
ShardedFilenameShardedFilenameStringJoin:output:0shard:output:0num_shards:output:0U
SaveV2SaveV2ShardedFilename:filename:0names:output:0slices:output:0read_0,
prefixesPackSD
	RestoreV2	Rilename:0Q
MergeV2CheckpointsMergeV2Checkpointsprefixes:output:0file_prefix^SaveV26
IdentityIdentityfile_prefix^MergeV2Checkpoints
‡
?
__inference__traced_restore_91
file_prefix
assign_0D
	RestoreV2	ReŸoreV2file_prefixnames:output:0slices:output:0"ÚJ
saver_filename:0StatefulPartitionedCall_1:0StatefulPartitionedCall_2