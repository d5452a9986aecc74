/**
 * What a global of a pickle may be used for without a finding. `refer`: imported and kept as data; every entry allows
 * it. `new`: NEWOBJ and `copyreg._reconstructor`, which allocate without running a constructor. `call`: REDUCE, INST,
 * OBJ. `build`: state. `items`: item assignment, append and extend. `member`: attributes without a leading underscore,
 * as Python 3.11 writes members of enumerations. `invoke`: calling what it made.
 */
export const PERMISSIONS = ['refer', 'new', 'call', 'build', 'items', 'member', 'invoke'] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Names that are allowed for one reason. Exact: no prefix, no pattern. Module to names, separated by spaces. */
export interface AllowGroup {
  /** Where honest files were seen to use them: the library and version that writes them. */
  readonly source: string;
  /** Why the named uses can not run code of the file's choosing. */
  readonly why: string;
  readonly may: readonly Permission[];
  readonly names: Readonly<Record<string, string>>;
}
