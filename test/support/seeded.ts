/**
 * Property tests run on one seed, so that a run can be repeated and a change is judged by what it changed.
 * `MODELGATE_FUZZ_SEED=random` explores; any number repeats what exploring found.
 */
import { configureGlobal } from 'fast-check';

const seed = process.env['MODELGATE_FUZZ_SEED'] ?? '20250101';
configureGlobal(seed === 'random' ? {} : { seed: Number(seed) });
