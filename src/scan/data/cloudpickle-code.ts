/**
 * Bytecode of short functions that reach nothing but their arguments, numbers and `float`, as the facts of a pickle
 * describe code objects. Compared as a whole: bytecode that was merely looked at for its names can still read past its
 * constants, and so run anything.
 */
interface CodeGroup {
  readonly source: string;
  readonly code: readonly string[];
}

/** Compiled by CPython 3.6 to 3.13 from the source that is named. */
const GROUPS: readonly CodeGroup[] = [
  {
    source: 'stable_baselines3/common/utils.py 1.0 to 2.4, get_schedule_fn: `def func(_): return val`',
    code: [
      'code 1 0 1 1 19; 88005300; (None); (); 1 1 0; 0',
      'code 1 0 0 1 1 19; 88005300; (None); (); 1 1 0; 0',
      'code 1 0 0 1 1 19; 9501970089015300; (None); (); 1 1 0; 0',
      'code 1 0 0 1 1 19; 3e01950054012400; (None); (); 1 1 0; 0',
    ],
  },
  {
    source:
      'stable_baselines3/common/utils.py 2.0 to 2.4, get_schedule_fn: `lambda progress_remaining: float(value_schedule(progress_remaining))`',
    code: [
      'code 1 0 1 3 19; 740088007c00830183015300; (None); ("float"); 1 1 0; 0',
      'code 1 0 0 1 3 19; 740088007c00830183015300; (None); ("float"); 1 1 0; 0',
      'code 1 0 0 1 5 19; 95019700740100000000000000000000020089017c00a6010000ab010000000000000000a6010000ab0100000000000000005300; (None); ("float"); 1 1 0; 0',
      'code 1 0 0 1 5 19; 9501970074010000000000000000020089017c00ab01000000000000ab010000000000005300; (None); ("float"); 1 1 0; 0',
      'code 1 0 0 1 5 19; 3e0195005b010000000000000000540122005500350100000000000035010000000000002400; (None); ("float"); 1 1 0; 0',
    ],
  },
  {
    source:
      'stable_baselines3/common/utils.py 1.0 to 2.4, get_linear_fn: `end`, or `start + (1 - progress_remaining) * (end - start) / end_fraction`',
    code: [
      'code 1 0 1 4 19; 64017c00180088016b04721088005300880264017c001800880088021800140088011b001700530064005300; (None, 1); (); 1 3 0; 0',
      'code 1 0 0 1 4 19; 64017c00180088016b04721088005300880264017c001800880088021800140088011b001700530064005300; (None, 1); (); 1 3 0; 0',
      'code 1 0 0 1 4 19; 64017c00180088016b04720888005300880264017c001800880088021800140088011b0017005300; (None, 1); (); 1 3 0; 0',
      'code 1 0 0 1 4 19; 9503970064017c007a0a000089026b0400000000720289015300890364017c007a0a0000890189037a0a00007a05000089027a0b00007a0000005300; (None, 1); (); 1 3 0; 0',
      'code 1 0 0 1 4 19; 9503970064017c007a0a000089026b440000720289015300890364017c007a0a0000890189037a0a00007a05000089027a0b00007a0000005300; (None, 1); (); 1 3 0; 0',
      'code 1 0 0 1 4 19; 3e039500530155002d0a000054023a94000061020000540124005403530155002d0a0000540154032d0a00002d05000054022d0b00002d0000002400; (None, 1); (); 1 3 0; 0',
    ],
  },
  {
    source: 'rl_zoo3/utils.py 1.0 to 2.4, linear_schedule: `return progress_remaining * initial_value`',
    code: [
      'code 1 0 1 2 19; 7c00880014005300; (None); (); 1 1 0; 0',
      'code 1 0 0 1 2 19; 7c00880014005300; (None); (); 1 1 0; 0',
      'code 1 0 0 1 2 19; 950197007c0089017a0500005300; (None); (); 1 1 0; 0',
      'code 1 0 0 1 2 19; 3e019500550054012d0500002400; (None); (); 1 1 0; 0',
    ],
  },
  {
    source: 'Own schedules of one number: `lambda _: 0.0`, and `lambda progress_remaining: progress_remaining * 0.5`',
    code: [
      'code 1 0 1 1 67; 64015300; (None, <float>); (); 1 0 0; 0',
      'code 1 0 0 1 1 67; 64015300; (None, <float>); (); 1 0 0; 0',
      'code 1 0 0 1 1 3; 970064015300; (None, <float>); (); 1 0 0; 0',
      'code 1 0 0 1 0 3; 97007901; (None, <float>); (); 1 0 0; 0',
      'code 1 0 0 1 1 3; 95006701; (None, <float>); (); 1 0 0; 0',
      'code 1 0 1 2 67; 7c00640114005300; (None, <float>); (); 1 0 0; 0',
      'code 1 0 0 1 2 67; 7c00640114005300; (None, <float>); (); 1 0 0; 0',
      'code 1 0 0 1 2 3; 97007c0064017a0500005300; (None, <float>); (); 1 0 0; 0',
      'code 1 0 0 1 2 3; 9500550053012d0500002400; (None, <float>); (); 1 0 0; 0',
    ],
  },
];

export const HARMLESS_CODE: ReadonlySet<string> = new Set(GROUPS.flatMap(({ code }) => code));
