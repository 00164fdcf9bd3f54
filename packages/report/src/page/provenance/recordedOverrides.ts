import { imagesOfSplit, networkAttacks, type Overrides } from '@bcos-bench/pipeline';
import { at } from '@bcos-bench/vocabulary';
import type { PipelineResults } from '../../results/pipelineResults.js';

/**
 * The overrides with which the results were made, found in the files: all trainings took another number of epochs than the
 * pipeline says, or all attacks another number of images. With them a copied command makes the numbers that are shown.
 */
export function recordedOverrides(results: PipelineResults): Overrides {
  const { spec, dataset } = results;
  // What was made counts, whatever the file says now.
  const asked = { data: { ...spec.data, dataset: dataset.name } };
  const found = {
    epochs: epochsOf(results),
    train: unasked(dataset.splits.train.count, imagesOfSplit(asked, 'train')),
    test: unasked(dataset.splits.test.count, imagesOfSplit(asked, 'test')),
    limit: limitOf(results),
  };
  return Object.fromEntries(Object.entries(found).flatMap(([key, value]) => (value === null ? [] : [[key, value]])));
}

/** The number, if another was asked for; else null. */
function unasked(made: number, asked: number | null): number | null {
  return asked !== null && asked !== made ? made : null;
}

function epochsOf({ spec, networks }: PipelineResults): number | null {
  const trained = networks.flatMap(({ id, epochs }) => {
    const asked = spec.networks[id]?.train?.['epochs'];
    return epochs.length === 0 || typeof asked !== 'number' ? [] : [{ made: epochs.length, asked }];
  });
  return shared(trained);
}

function limitOf({ spec, dataset, attacks }: PipelineResults): number | null {
  const most = dataset.splits.test.count;
  const asked = networkAttacks(spec).map(({ limit }) => Math.min(limit ?? most, most));
  const attacked = [...attacks.values()].flatMap(({ outcome }, i) =>
    outcome === null ? [] : [{ made: outcome.robust.total, asked: at(asked, i) }],
  );
  return shared(attacked);
}

/** The number with which all were made, if it is not the one that was asked for; else null. */
function shared(numbers: readonly { readonly made: number; readonly asked: number }[]): number | null {
  const [first] = numbers;
  if (first === undefined || numbers.some(({ made }) => made !== first.made)) return null;
  return numbers.some(({ made, asked }) => made !== asked) ? first.made : null;
}
