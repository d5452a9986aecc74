import type { Severity } from '../core/finding.ts';

/** What tells an attacker of the inside: patterns that look at a text once, what they find, and its grade. */
export const INTERNAL_NAMES: readonly (readonly [RegExp, string, Severity])[] = [
  [
    /\b(?:[a-z0-9-]{1,63}\.){1,6}(?:internal|corp|intranet|lan|intra|private)(?=[:/\s"'`),;]|$)/giu,
    'the name of an internal machine',
    'low',
  ],
  [
    /(?<![\d.])(?:10\.(?:\d{1,3}\.){2}\d{1,3}|192\.168\.\d{1,3}\.\d{1,3}|172\.(?:1[6-9]|2\d|3[01])\.\d{1,3}\.\d{1,3})(?![\d.])/gu,
    'an address of an internal network',
    'low',
  ],
  [
    /\barn:aws[a-z-]{0,10}:[a-z0-9-]{1,30}:[a-z0-9-]{0,30}:\d{12}:[^\s"'`]{1,120}/gu,
    'an account of AWS and what it holds',
    'low',
  ],
  [/(?<![\w.])\d{12}\.dkr\.ecr\.[a-z0-9-]{1,30}\.amazonaws\.com/gu, 'a private registry of an account of AWS', 'low'],
  [/(?:s3|gs|abfss?):\/\/[a-z0-9][a-z0-9._-]{2,62}/giu, 'the name of a bucket', 'info'],
  [
    /(?<=^|[\s"'=:])\/(?:home|Users)\/(?!runner\b|user\b|ubuntu\b|app\b|circleci\b|vscode\b|jovyan\b|gitlab-runner\b|vsts\b|me\b|you|name\b|username\b)[a-z][\w.-]{0,40}\/[^\s"'`]{0,200}/giu,
    'a path that names somebody’s account',
    'info',
  ],
];

/** Names that everybody has, and those of examples. */
export const TELLS_NOTHING =
  /example|localhost|your-|<|my-?bucket|host\.docker\.internal|docker\.internal|metadata\.google\.internal/iu;
