import { UsageFault, writtenNumber } from '@bcos-bench/vocabulary';
import { recipeSchema, type Recipe } from './recipe.js';
import { usedFields } from './trainPlan.js';

/** Fields of a recipe as flags have them; those that were not given are undefined. */
export type RecipeOverrides = Readonly<Partial<Record<keyof Recipe, string | number | undefined>>>;

/** Fields whose flag is a list in one word. */
const LISTS: Readonly<Partial<Record<keyof Recipe, (item: string) => unknown>>> = {
  milestones: writtenNumber,
  augmentation: (item) => item,
};

/**
 * A recipe with some of its fields given anew.
 * @throws UsageFault that names the flag, where a value cannot be, or where the other choices leave it without meaning
 */
export function overridden(recipe: Recipe, overrides: RecipeOverrides): Recipe {
  const fields = recipeSchema.keyof().options;
  const given = fields.filter((field) => overrides[field] !== undefined);
  const values = given.map((field) => [field, parsedValue(field, overrides[field])]);
  const parsed = recipeSchema.safeParse({ ...recipe, ...Object.fromEntries(values) });
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new UsageFault({ what: issue?.message ?? 'is wrong', where: flagOf(String(issue?.path[0])) });
  }
  const used = new Set<keyof Recipe>(usedFields(parsed.data));
  const idle = given.find((field) => !used.has(field));
  if (idle !== undefined) {
    throw new UsageFault({
      what: 'has no effect with the other choices of the recipe',
      where: flagOf(idle),
      remedy: 'leave it out',
    });
  }
  return parsed.data;
}

function parsedValue(field: keyof Recipe, value: string | number | undefined): unknown {
  const item = LISTS[field];
  if (item === undefined) return value;
  const list = String(value);
  return list === 'none' ? [] : list.split(',').map((word) => item(word.trim()));
}

/** The flag of a field: `weightDecay` is `--weight-decay`. */
function flagOf(field: string): string {
  return `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
