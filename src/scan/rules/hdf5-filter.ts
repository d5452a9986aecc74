import type { Rule } from '../rule.ts';

/** Filters that libhdf5 has built in, and registered ones that honest files use. Source: the HDF Group's registry. */
const KNOWN: ReadonlySet<number> = new Set([
  1, 2, 3, 4, 5, 6, 305, 307, 32_000, 32_001, 32_004, 32_008, 32_013, 32_015, 32_017, 32_024, 32_026,
]);

export const rule: Rule = {
  id: 'hdf5-filter',
  title: 'An HDF5 file asks for a filter that nobody registered',
  severity: 'medium',
  confidence: 'medium',
  atlas: ['AML.T0010.003', 'AML.T0011.000'],
  advice: 'Find out which plug-in the filter is, and never install one that came with the model.',
  appliesTo: (file) => (file.hdf5?.length ?? 0) > 0,
  *check(file) {
    for (const { filters, member } of file.hdf5 ?? []) {
      for (const { id, name, count, offset } of filters) {
        if (KNOWN.has(id)) continue;
        const called = name === '' ? '' : ` ${JSON.stringify(name)}`;
        const message = `${count} data sets need the filter ${id}${called}: the library loads a plug-in of that number`;
        yield { message, offset, ...(member === undefined ? {} : { member }) };
      }
    }
  },
};
