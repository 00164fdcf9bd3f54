import { z } from 'zod';
import type { AttributionMethodName, ExplanationMeasureName } from '@bcos-bench/vocabulary';
import type { AttackCell } from '../attackCell.js';
import { identifier } from '../identifier.js';

/** What a figure is drawn from, besides the networks that it names: something in the pipeline must make it. */
export type FigureNeed =
  /** An attack, and how many images it must keep. */
  | { readonly network: string; readonly attack: AttackCell; readonly images?: number }
  | { readonly explanation: FigureExplanation }
  /** An attack whose images other networks evaluate. */
  | { readonly transferred: AttackCell }
  /** Explanations of at least one attack that fits; `what` describes it. */
  | { readonly network: string; readonly explained: (cell: AttackCell) => boolean; readonly what: string }
  /** A measurement of a network's explanations; null where any measure or method will do. */
  | {
      readonly network: string;
      readonly measure: ExplanationMeasureName | null;
      readonly method: AttributionMethodName | null;
    }
  /** At least one attack that fits; `what` describes it, and `key` is the key of the figure that asks for it. */
  | { readonly fits: (cell: AttackCell) => boolean; readonly what: string; readonly key: readonly (string | number)[] };

/** The explanations of a network before and after an attack. */
interface FigureExplanation {
  readonly network: string;
  readonly attack: AttackCell;
  readonly method?: AttributionMethodName | undefined;
}

/** A kind of figure: its keys in a pipeline's file, and what it needs. */
export interface FigureKind<Schema extends z.ZodType> {
  readonly schema: Schema;
  readonly needs: (figure: z.output<Schema>) => readonly FigureNeed[];
}

/** The kind itself; TypeScript takes the type of `needs` from the schema. */
export function figureKind<Schema extends z.ZodType>(
  schema: Schema,
  needs: (figure: z.output<Schema>) => readonly FigureNeed[],
): FigureKind<Schema> {
  return { schema, needs };
}

/** The keys of every figure. */
export const about = { id: identifier, title: z.string() };
