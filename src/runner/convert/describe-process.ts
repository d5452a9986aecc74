/**
 * The isolated process that reads a checkpoint's configuration and tokenizer: one request as a JSON line on stdin, one
 * answer on stdout (description.ts). It sees those files and nothing else, and has no key and no network.
 */
import { openSync, readFileSync, writeSync } from 'node:fs';
import { FileSource } from '../../formats/file-source.ts';
import { describeCheckpoint } from './describe.ts';
import type { DescribeRequest } from './description.ts';

const request: DescribeRequest = JSON.parse(readFileSync(0, 'utf8'));
const answer = describeCheckpoint((name) => {
  const path = request[name];
  return path === undefined ? undefined : new FileSource(openSync(path, 'r'));
});
let bytes = Buffer.from(`${JSON.stringify(answer)}\n`);
while (bytes.length > 0) bytes = bytes.subarray(writeSync(1, bytes));
