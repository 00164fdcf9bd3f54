import type { Schedule } from './schedule.js';

/** The same rate from beginning to end. */
export const constant: Schedule = { uses: [], share: () => 1 };
