import { z } from 'zod';

const NUMBERS = /^\s*\d+(?:\.\d+)?\s*(?:\/\s*\d+(?:\.\d+)?\s*)*$/;
const WORDS = 'must be accuracies in per cent as the article prints them, such as 53.49 / 53.29';

/** Accuracies in per cent as an article's table has them in one cell: a number, or `53.49 / 53.29`. */
const cell = z.union([z.string(), z.number()], WORDS).transform((value, context) => {
  const text = String(value);
  const numbers = NUMBERS.test(text) ? text.split('/').map(Number) : [];
  if (numbers.length === 0 || numbers.some((number) => number > 100)) {
    context.addIssue({ code: 'custom', message: WORDS });
  }
  return numbers;
});

/**
 * What an article says of a row, in per cent: natural accuracy, and by radius a number for each count of steps of the table,
 * in the table's order.
 */
export const articleValuesSchema = z.strictObject({
  natural: z.number().min(0).max(100).optional().describe('natural accuracy in %'),
  cells: z.record(z.string(), cell).default({}).describe('accuracies in % by radius, such as { 8/255: 53.49 / 53.29 }'),
});
export type ArticleValues = z.infer<typeof articleValuesSchema>;
