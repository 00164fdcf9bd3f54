import { readFileSync } from 'node:fs';
import { z } from 'zod';

const list = z.array(z.number());
const lists = z.array(list);
const byName = <T extends z.ZodType>(value: T) =>
  z.record(z.string(), value).transform((values) => new Map(Object.entries(values)));

const curvesSchema = byName(z.object({ losses: list, weights: byName(list) }));

const formulasSchema = z.object({
  optimisers: byName(lists),
  schedules: byName(list),
  losses: byName(z.object({ loss: z.number(), gradient: list })),
  clipped: byName(list),
  average: list,
  augmentations: z.object({
    flip: z.number(),
    crop: z.number(),
    factors: list,
    brightness: list,
    contrast: list,
    saturation: list,
    angles: list,
    rotation: list,
  }),
});

function read<T>(name: string, schema: z.ZodType<T>): T {
  return schema.parse(JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8')));
}

/** The loss curves of all recipes in small, and some of the weights after them, of `bench/peers/train_curves.py`. */
export function peerCurves(): z.infer<typeof curvesSchema> {
  return read('curves', curvesSchema);
}

/** What the formulas of training make of given numbers, of `bench/peers/train_fixtures.py`. */
export function peerFormulas(): z.infer<typeof formulasSchema> {
  return read('formulas', formulasSchema);
}
