import type { Origin } from './facts.ts';
import { canonical, INTROSPECTION, originOfName } from './reach.ts';
import { either, origins, text, UNKNOWN, withOrigins, type ClassRecord, type Value } from './value.ts';

const CONSTANTS: ReadonlyMap<string, number> = new Map([
  ['mmap.PROT_READ', 1],
  ['mmap.PROT_WRITE', 2],
  ['mmap.PROT_EXEC', 4],
]);
/** Attributes through which a function is still the function. */
const FUNCTION_ITSELF = /^__(?:code|func|wrapped|call)__$/u;
/** How what a library has decorated is called: by Ray, Celery, Modal, Dask. */
const HOSTED_CALL = /^(?:remote|local|spawn|starmap|map|delay|apply_async|submit|options|func|fn)$/u;
/** What a model is made with: it stands in a file of its repository. */
export const CONFIGURED = /^(?:config|cfg|configuration|hparams|state_dict|checkpoint|ckpt)$/u;
/** What a name that was looked up is hidden by. */
export const HIDING: readonly Origin[] = ['composed', 'decoded'];

export function attributeOf(of: Value, name: string): Value {
  let found: Value | undefined;
  for (const record of [...(of.instances ?? []), ...(of.classes ?? [])]) {
    const own = memberOf(record, name);
    if (own !== undefined) found = either(found, own);
  }
  if (of.functions !== undefined && FUNCTION_ITSELF.test(name)) return { functions: of.functions };
  const hosted = HOSTED_CALL.test(name) ? of.functions?.filter(({ hosts }) => hosts.size > 0) : undefined;
  if (hosted !== undefined && hosted.length > 0) return { functions: hosted };
  const paths = of.paths?.map((path) => canonical(`${path}.${name}`));
  const from = origins(of);
  if (name === '__file__' && paths !== undefined)
    return text(`/site-packages/${of.paths?.[0]?.replaceAll('.', '/') ?? ''}/__init__.py`);
  if (
    /^HF_(?:MODULES|HUB)_CACHE$|^HF_MODULES_CACHE$/u.test(name) &&
    paths?.[0]?.startsWith('huggingface_hub.') === true
  )
    return text(
      name === 'HF_MODULES_CACHE' ? '~/.cache/huggingface/modules/transformers_modules' : '~/.cache/huggingface/hub/',
    );
  if (name === 'startup_dir') return text('~/.ipython/profile_default/startup');
  const constant = paths?.length === 1 ? CONSTANTS.get(paths[0] ?? '') : undefined;
  if (constant !== undefined) return { number: constant };
  if (paths !== undefined) {
    if (of.paths?.includes('os.environ') === true && /^(?:get|pop|setdefault)$/u.test(name)) return { paths };
    const value: Value = { paths, ...(from === undefined ? {} : { origins: from }) };
    const own = paths.includes('os.environ') ? 'environment' : paths.map(originOfName).find((one) => one !== undefined);
    found = either(found, own === undefined ? value : withOrigins(value, own));
  } else if (found === undefined) {
    // On the way from any value to the modules that are loaded.
    const base =
      INTROSPECTION.has(name) || of.texts !== undefined ? { paths: [`?.${name}`] } : { paths: [`?.${name}`] };
    found = { ...base, ...(from === undefined ? {} : { origins: from }) };
    if (of.instances !== undefined && CONFIGURED.test(name)) found = withOrigins(found, 'file', 'unknown');
  }
  if (of.opened !== undefined) found = { ...found, opened: of.opened };
  if (name === '__self__' && of.paths !== undefined && !of.paths.some((path) => path.includes('.')))
    return { paths: ['builtins'], origins: new Set(HIDING) };
  return found;
}

/** What stands under a name in a namespace: of `globals()`, `sys.modules`, `os.__dict__`. */
export function namedIn(path: string, key: string, by: Value): Value {
  const from = origins(by, {
    origins: new Set(
      /globals|locals|sys\.modules|^builtins/u.test(path) && !by.origins?.has('composed') ? [] : ['composed'],
    ),
  });
  const rest = /^(.*)\.__dict__$/u.exec(path)?.[1];
  const builtins = /builtins?__?$/u.test(path);
  const name =
    rest !== undefined ? `${rest}.${key}` : !builtins && /^(?:system|popen|execv)$/u.test(key) ? `os.${key}` : key;
  return { paths: [canonical(name)], ...(from === undefined ? {} : { origins: from }) };
}

export function attributeNamed(of: Value, name: Value | undefined): Value {
  let found: Value | undefined;
  for (const key of name?.texts ?? []) found = either(found, attributeOf(of, key));
  const from = origins(found, name);
  // A name that is not in the file: what is reached is not known, and that it was reached so is.
  if (found === undefined)
    return {
      ...(of.paths === undefined ? {} : { paths: of.paths.map((path) => `${path}.*`) }),
      origins: origins(of, name, UNKNOWN) ?? new Set(),
    };
  return from === undefined ? found : { ...found, origins: from };
}

/** The class and those of the file that it is derived from. */
export function lineage(record: ClassRecord): Set<ClassRecord> {
  const found = new Set([record]);
  for (const next of found) for (const { classes } of next.bases) for (const base of classes ?? []) found.add(base);
  return found;
}

export function memberOf(record: ClassRecord, name: string): Value | undefined {
  let found: Value | undefined;
  for (const base of lineage(record)) {
    const method = base.methods.get(name);
    if (method !== undefined) found = either(found, { functions: [method] });
    const attribute = base.attributes.get(name) ?? base.scope.ever.get(name);
    if (attribute !== undefined) found = either(found, attribute);
  }
  return found;
}
