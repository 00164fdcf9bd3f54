import { joinedFloats } from '@bcos-bench/formats';
import { at, UsageFault, type TensorShape } from '@bcos-bench/vocabulary';
import { confidentGrids, type ChooseGrids, type Grid } from '../confidentGrids.js';
import { joinedImages } from '../joinedImages.js';
import { rowsOf } from '../rowsOf.js';
import type { Measure, Subject } from '../subject.js';

/**
 * The grid pointing game (Böhle et al. 2021): images of different classes, each classified confidently and correctly, side by side in
 * one large image. The class of each is explained, and the value is the share of the positive contribution that lies in its own image.
 * @param side images in a row, and rows
 */
export function gridPointing(side: number, choose: ChooseGrids = confidentGrids): Measure {
  return (subject) => {
    const { network, plan, index, labels } = subject;
    if (network.network.sides !== null) {
      throw new UsageFault({
        what: 'the network takes images of one size alone, and a grid is larger',
        where: '--measures',
      });
    }
    const grids = choose(subject, side);
    const rows = grids.flat();
    const [height, width, channels] = network.shape;
    const large: TensorShape = [side * height, side * width, channels];
    const asked = {
      index: Int32Array.from(rows, (row) => at(index, row)),
      inputs: gridInputs(subject, grids, side),
      classes: Int32Array.from(rows, (row) => at(labels, row)),
    };
    const { contribution } = network.explain(plan, asked, { shape: large });
    const values = new Array<number | null>(index.length).fill(null);
    const units = Int32Array.from(index);
    rowsOf(contribution, rows.length).forEach((map, place) => {
      const [row, cell] = [at(rows, place), place % side ** 2];
      const inCell = (y: number, x: number): boolean => Math.floor(y / height) * side + Math.floor(x / width) === cell;
      values[row] = positiveShare(map, side * width, inCell);
      units[row] = Math.floor(place / side ** 2);
    });
    return { values, units };
  };
}

/** Each grid as one input, once for each of its images: every one of their classes is explained. */
function gridInputs({ inputs, index, network }: Subject, grids: readonly Grid[], side: number): Float32Array {
  const images = rowsOf(inputs, index.length);
  return joinedFloats(
    grids.flatMap((grid) => {
      const whole = joinedImages(
        grid.map((row) => at(images, row)),
        network.shape,
        side,
      );
      return grid.map(() => whole);
    }),
  );
}

/** The share of the positive contribution that lies where `inside` says; null where nothing is positive. */
export function positiveShare(
  map: Float32Array,
  columns: number,
  inside: (row: number, column: number) => boolean,
): number | null {
  let [all, within] = [0, 0];
  map.forEach((value, pixel) => {
    if (value <= 0) return;
    all += value;
    if (inside(Math.floor(pixel / columns), pixel % columns)) within += value;
  });
  return all === 0 ? null : within / all;
}
