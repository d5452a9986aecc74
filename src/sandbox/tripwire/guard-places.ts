/** Where the guard stands inside; it is the first process, and starts the program. */
export const GUARD_INSIDE = '/guard';
/** What it writes its reports to. */
export const REPORT_FD = 7;
