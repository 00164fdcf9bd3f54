import type { ScheduleName } from '../recipe.js';
import { constant } from './constant.js';
import { cosine } from './cosine.js';
import { cyclic } from './cyclic.js';
import { multiStep } from './multiStep.js';
import type { Schedule } from './schedule.js';
import { warmupCosine } from './warmupCosine.js';

/** Every schedule by name. */
export const schedules: Readonly<Record<ScheduleName, Schedule>> = {
  constant,
  cosine,
  'warmup-cosine': warmupCosine,
  'multi-step': multiStep,
  cyclic,
};
