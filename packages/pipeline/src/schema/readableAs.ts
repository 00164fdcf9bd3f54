import type { z } from 'zod';
import { Fault, reasonOf } from '@bcos-bench/vocabulary';

/** A check of a schema: the value is one that `read` reads, and a Fault that it throws is what is wrong with it. */
export function readableAs<T>(read: (value: T) => unknown): (value: T, context: z.RefinementCtx) => void {
  return (value, context) => {
    try {
      read(value);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      context.addIssue({ code: 'custom', message: reasonOf(error) });
    }
  };
}
