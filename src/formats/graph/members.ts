import { hdf5Parser } from '../hdf5/parser.ts';
import { kerasParser } from '../keras/parser.ts';
import { onnxParser } from '../onnx/parser.ts';
import type { Parser } from '../parser.ts';
import { tensorflowParser } from '../tensorflow/parser.ts';

/** Parsers that an archive's members are given to: `.keras` is such an archive, and whole models travel in zip and tar. */
export const GRAPH_PARSERS: readonly Parser[] = [hdf5Parser, kerasParser, onnxParser, tensorflowParser];
