import type { TableFacts } from '../../formats/table/facts.ts';
import type { Rule, RuleHit } from '../rule.ts';

/** Types whose reader unpickles, and what. */
const PICKLED: ReadonlyMap<string, string> = new Map([
  // CVE-2023-47248: the metadata of the type is a pickle.
  ['arrow.py_extension_type', 'PyArrow before 14.0.1 unpickles what the type is made from, as the file is opened'],
  ['ray.data.arrow_pickled_object', 'Ray unpickles each value of the column'],
]);
/** Canonical types of Arrow, and those of libraries that make nothing but numbers and text of them. */
const KNOWN =
  /^(?:arrow\.(?!py_)|geoarrow\.|ogc\.|pandas\.|parquet\.|polars\.|datasets\.|duckdb\.|lance\.|ray\.data\.arrow_(?:variable_shaped_)?tensor)/u;

export const rule: Rule = {
  id: 'arrow-extension',
  title: 'A table of Arrow or Parquet has its reader build objects',
  severity: 'high',
  confidence: 'high',
  atlas: ['AML.T0011.000', 'AML.T0010.003'],
  advice: 'Do not open the file with an older PyArrow or with Ray; ask for one whose columns are numbers and text.',
  appliesTo: (file) => file.documents?.some(({ format }) => format === 'table') ?? false,
  *check(file) {
    for (const document of file.documents ?? []) {
      if (document.format !== 'table') continue;
      const member = document.member === undefined ? {} : { member: document.member };
      for (const hit of hits(document)) yield { ...hit, ...member };
    }
  },
};

function* hits({ extensions }: TableFacts): Generator<RuleHit> {
  for (const { name, column, offset } of extensions) {
    const type = `the column ${JSON.stringify(column)} is of the type ${JSON.stringify(name)}`;
    const reason = PICKLED.get(name);
    if (reason !== undefined) yield { message: `${type}: ${reason}`, offset };
    else if (!KNOWN.test(name))
      yield {
        message: `${type}, which is what its reader registers for it`,
        severity: 'low',
        confidence: 'low',
        offset,
      };
  }
}
