import { explainNode, type FigureSpec } from '@bcos-bench/pipeline';
import { symmetricLimit } from '../scale/divergingScale.js';
import { numbersOf, pixelsOf, type TensorShape } from '@bcos-bench/vocabulary';
import { readExplanations, type ExplainedImages, type Explanations } from '@bcos-bench/formats';
import { nodeFolder } from '../results/nodeFolder.js';
import { networkOf, type PipelineResults } from '../results/pipelineResults.js';
import { describeAttack } from '../results/describeAttack.js';
import { describeMethod } from '../results/describeExplanation.js';
import { difference, differenceRaster } from './difference.js';
import { divergingRaster } from './divergingRaster.js';
import { onWhite, rowOf, translucent, visiblePart } from './encodedImage.js';
import type { TableRecords } from '../table/tableRecords.js';
import type { AbsentFigure, Figure } from './figure.js';
import { imageGrid, type GridImage, type GridRow } from './imageGrid.js';
import type { Raster } from './raster.js';

type ExplanationFigureSpec = Extract<FigureSpec, { kind: 'explanations' }>;

/** Explanations of images before and after an attack. */
type AttackedExplanations = Explanations & { readonly attacked: ExplainedImages };

/** Figures 2 to 5: nine rows of images, an attack and what it does to a network's explanations. */
export function explanationFigure(figure: ExplanationFigureSpec, results: PipelineResults): Figure | AbsentFigure {
  const { id, title, network, attack } = figure;
  const node = explainNode(figure);
  const folder = nodeFolder(results, node);
  if (folder === null) return { id, title, missing: [node] };
  const { attacked, ...explanations } = readExplanations(folder);
  if (attacked === null) return { id, title, missing: [`${node} with attacked images`] };
  const { method } = explanations;
  const explainedBy = method === undefined ? '' : `, explained by ${describeMethod(method)}`;
  const about = `${networkOf(results, network).title}, ${describeAttack(attack)}${explainedBy}`;
  const { classes } = results.dataset;
  return {
    id,
    title,
    caption:
      `What an attack does to explanations: where it works, rows 5 and 8 differ from rows 4 and 7 although the images above look alike. ${about}. The label is above the ` +
      'input. The prediction is above the attacked input, coloured and bold where it is wrong. ' +
      'Differences of images are scaled from their smallest to their largest value. Contribution maps are red where a pixel speaks for the predicted class, ' +
      'blue where it speaks against it. Each of the last three rows has one scale, cut at the 99.5th percentile.',
    alternative: `Images, attacked images and explanations. ${about}. ${describeImages(explanations, attacked, classes)}`,
    data: records({ ...explanations, attacked }, classes),
    ...imageGrid(explanationRows({ ...explanations, attacked }, classes)),
  };
}

function describeImages(
  { label }: Pick<Explanations, 'label'>,
  attacked: ExplainedImages,
  classes: readonly string[],
): string {
  return [...label]
    .map(
      (truth, i) =>
        `${className(classes, truth)}: predicted ${className(classes, attacked.prediction[i])} after the attack.`,
    )
    .join(' ');
}

function explanationRows(explanations: AttackedExplanations, classes: readonly string[]): GridRow[] {
  const { clean, attacked, label, shape } = explanations;
  const pixels = pixelsOf(shape);
  const images = [...label.keys()];
  const row = (name: string, raster: (image: number) => Raster, title?: (image: number) => Title): GridRow => ({
    name,
    limit: null,
    images: images.map((i) => ({ raster: raster(i), ...(title === undefined ? {} : { title: title(i) }) })),
  });
  const input = (version: ExplainedImages, i: number): Raster =>
    visiblePart(rowOf(version.input, i, numbersOf(shape)), shape);
  const explanation = (version: ExplainedImages, i: number): Raster =>
    translucent(rowOf(version.image, i, 4 * pixels), shape);
  const onPaper = (version: ExplainedImages, i: number): Raster => onWhite(rowOf(version.image, i, 4 * pixels), shape);
  const prediction = (i: number): Title => ({
    text: className(classes, attacked.prediction[i]),
    isWrong: attacked.prediction[i] !== label[i],
  });
  return [
    row(
      'input',
      (i) => input(clean, i),
      (i) => ({ text: className(classes, label[i]), isWrong: false }),
    ),
    row('attacked input', (i) => input(attacked, i), prediction),
    row('difference', (i) => differenceRaster(input(attacked, i), input(clean, i))),
    row('explanation of the input', (i) => explanation(clean, i)),
    row('explanation of the attacked input', (i) => explanation(attacked, i)),
    row('difference of the explanations', (i) => differenceRaster(onPaper(attacked, i), onPaper(clean, i))),
    contributionRow('contribution map of the input', clean.contribution, shape),
    contributionRow('contribution map of the attacked input', attacked.contribution, shape),
    contributionRow(
      'difference of the contribution maps',
      difference(attacked.contribution, clean.contribution),
      shape,
    ),
  ];
}

const COLUMNS = ['image', 'label', 'prediction', 'attacked_prediction', 'explained', 'attacked_explained'] as const;

function records({ index, label, clean, attacked }: AttackedExplanations, classes: readonly string[]): TableRecords {
  return {
    columns: COLUMNS,
    records: [...index].map((image, i) => ({
      ...{ image, label: className(classes, label[i]), prediction: className(classes, clean.prediction[i]) },
      attacked_prediction: className(classes, attacked.prediction[i]),
      ...{ explained: className(classes, clean.explainedClass[i]) },
      attacked_explained: className(classes, attacked.explainedClass[i]),
    })),
  };
}

type Title = NonNullable<GridImage['title']>;

/** A row of maps that share one scale. */
function contributionRow(name: string, maps: Float32Array, shape: TensorShape): GridRow {
  const limit = symmetricLimit(maps);
  const pixels = pixelsOf(shape);
  const count = maps.length / pixels;
  return {
    name,
    limit,
    images: Array.from({ length: count }, (_, i) => ({
      raster: divergingRaster(rowOf(maps, i, pixels), shape, limit),
    })),
  };
}

function className(classes: readonly string[], number: number | undefined): string {
  return classes[number ?? -1] ?? `class ${number ?? '?'}`;
}
