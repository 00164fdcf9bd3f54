import { join } from 'node:path';
import { attackNode, dataNode, type FigureSpec } from '@bcos-bench/pipeline';
import { at, Fault, numbersOf } from '@bcos-bench/vocabulary';
import { openImages, readExamples, type Examples, type ImageRows } from '@bcos-bench/formats';
import { describeAttack } from '../results/describeAttack.js';
import { nodeFolder } from '../results/nodeFolder.js';
import { networkOf, type PipelineResults } from '../results/pipelineResults.js';
import { differenceRaster } from './difference.js';
import { rowOf, storedImage, visiblePart } from './encodedImage.js';
import type { AbsentFigure, Figure } from './figure.js';
import { imageGrid, type GridRow } from './imageGrid.js';
import type { Raster } from './raster.js';

type NoiseFigureSpec = Extract<FigureSpec, { kind: 'noise' }>;

/** The attacked images of one network. */
interface AttackedNetwork {
  readonly title: string;
  readonly folder: string;
}

/** Figure 6: the noise that an attack has added to the same images for several networks, a row for each network. */
export function noiseFigure(
  { id, title, networks, attack, images: wanted }: NoiseFigureSpec,
  results: PipelineResults,
): Figure | AbsentFigure {
  const nodes = networks.map((network) => ({ network, node: attackNode(network, attack) }));
  const present = nodes.flatMap(({ network, node }): AttackedNetwork[] => {
    const folder = nodeFolder(results, node);
    return folder === null ? [] : [{ title: networkOf(results, network).title, folder }];
  });
  if (present.length === 0) return { id, title, missing: nodes.map(({ node }) => node) };
  const images = openImages(join(results.folder, dataNode), 'test');
  return {
    id,
    title,
    caption:
      `Where attacks on different networks change the same images: what ${describeAttack(attack)} adds to each, scaled from its smallest to its largest value, so the size of the ` +
      'noise is not seen here. Noise that follows the object attacks what the network looks at. ' +
      'The label is above the first row. Of inputs with inverse channels, only the image’s own channels are shown.',
    alternative: `Noise of ${describeAttack(attack)}, one row per network: ${present.map((network) => network.title).join(', ')}.`,
    data: { columns: ['network', 'image'], records: present.flatMap((network) => records(network, wanted)) },
    ...imageGrid(
      present.map((network, row) => noiseRow(network, images, wanted, row === 0 ? results.dataset.classes : null)),
    ),
  };
}

/** Which images the row of a network has. */
function records({ title, folder }: AttackedNetwork, wanted: number) {
  return [...readExamples(folder).index.subarray(0, wanted)].map((image) => ({ network: title, image }));
}

/** The row of one network; `classes` names the labels if they are to be above it. */
function noiseRow(
  { title, folder }: AttackedNetwork,
  images: ImageRows,
  wanted: number,
  classes: readonly string[] | null,
): GridRow {
  const examples = readExamples(folder);
  return {
    name: title,
    limit: null,
    images: [...examples.index.subarray(0, wanted)].map((index, row) => {
      const place = images.index.indexOf(index);
      if (place < 0) {
        throw new Fault({
          what: `row ${row} is image ${index}, which the test split lacks`,
          where: join(folder, 'examples.arrow'),
          remedy: 'run the attack again with bcos-attack',
        });
      }
      const raster = noise(examples, row, images, place);
      if (classes === null) return { raster };
      return { raster, title: { text: at(classes, at(images.labels, place)), isWrong: false } };
    }),
  };
}

function noise({ values, shape }: Examples, row: number, images: ImageRows, place: number): Raster {
  const clean = storedImage(images.image(place), images.shape);
  return differenceRaster(visiblePart(rowOf(values, row, numbersOf(shape)), shape), clean);
}
