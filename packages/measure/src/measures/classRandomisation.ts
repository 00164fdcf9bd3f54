import { rankCorrelation } from '@bcos-bench/explain';
import { randomStream } from '@bcos-bench/random';
import { at } from '@bcos-bench/vocabulary';
import { OTHER_CLASS } from '../randomPurposes.js';
import { rowsOf } from '../rowsOf.js';
import type { Measure } from '../subject.js';

/** Class randomisation (Sixt et al. 2020): the rank correlation of the map with that of another class, which is drawn at random. */
export const classRandomisation: Measure = ({ network, plan, index, inputs, logits, predicted, maps, seed }) => {
  const classes = logits.length / index.length;
  const others = Int32Array.from(index, (image, row) => {
    const step = 1 + Math.floor(randomStream(seed, OTHER_CLASS, image).uniform() * (classes - 1));
    return (at(predicted, row) + step) % classes;
  });
  const ofOthers = rowsOf(network.explain(plan, { index, inputs, classes: others }).contribution, index.length);
  return { values: rowsOf(maps, index.length).map((map, row) => rankCorrelation(map, at(ofOthers, row))) };
};
