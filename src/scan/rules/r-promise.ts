import type { RdataFacts } from '../../formats/rdata/facts.ts';
import type { Rule, RuleHit } from '../rule.ts';

/** Functions of R that run programs or code, load libraries, reach the network or change files. */
const DANGEROUS: ReadonlySet<string> = new Set(
  (
    'system system2 shell shell.exec pipe fifo socketConnection url download.file source sys.source dyn.load library.dynam ' +
    'eval evalq parse str2lang str2expression do.call match.fun get mget unlink file.remove file.copy writeLines writeBin cat sink ' +
    'save saveRDS dput dump write Sys.setenv setwd install.packages loadNamespace attachNamespace readRDS unserialize load ' +
    '.C .Call .External .Fortran .Internal reg.finalizer makeActiveBinding delayedAssign py_run_string py_run_file py_eval import'
  ).split(' '),
);
/** Representations of vectors that map a file by its name. */
const MAPPED = /^mmap_/u;

/** CVE-2024-27322: R ran the code of a promise as soon as the object that it stands for was looked at. */
export const rule: Rule = {
  id: 'r-promise',
  title: 'A file of R holds a promise, which runs code when it is looked at',
  severity: 'high',
  confidence: 'high',
  atlas: ['AML.T0011.000', 'AML.T0050'],
  advice: 'Do not load the file, not even in R 4.4 and later; ask for the model in a format without code.',
  appliesTo: (file) => file.documents?.some(({ format }) => format === 'r-data') ?? false,
  *check(file) {
    for (const document of file.documents ?? []) {
      if (document.format !== 'r-data') continue;
      const member = document.member === undefined ? {} : { member: document.member };
      for (const hit of hits(document)) yield { ...hit, ...member };
    }
  },
};

function* hits({ promises, representations }: RdataFacts): Generator<RuleHit> {
  for (const { variable, forced, names, offset } of promises) {
    const dangerous = names.filter((name) => DANGEROUS.has(name));
    const code = names.length === 0 ? '' : `, whose code names ${names.slice(0, 8).join(', ')}`;
    if (!variable) yield { message: `a promise stands where a value belongs${code}`, offset };
    else if (!forced && dangerous.length > 0)
      yield { message: `a variable is a promise whose code calls ${dangerous.join(', ')}`, offset };
  }
  for (const name of representations)
    if (MAPPED.test(name)) yield { message: `a vector maps a file by its name (${name})`, offset: 0 };
}
