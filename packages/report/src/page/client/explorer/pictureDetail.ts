import { element } from '../element.js';
import { addNoise } from './addNoise.js';
import type { AttackedPicture, ExplanationSheets, ExplorerData } from './explorerData.js';
import { className, labelOf, type ExplorerView } from './explorerView.js';
import { pictureTile, type PictureTile } from './pictureTile.js';
import { probabilityTable } from './probabilityTable.js';
import { readTile } from './tile.js';

/** All that is known of the picture that is looked at. */
export function pictureDetail(data: ExplorerData, view: ExplorerView): Node[] {
  const { picture, attack } = view;
  if (picture === null) return [element('p', {}, 'No picture passes these filters.')];
  return [
    element('h3', {}, heading(data, picture)),
    element('div', { class: 'tiles' }, ...inputTiles(data, view, picture).map(pictureTile)),
    ...attack.explanations.flatMap((sheets) => explanationTiles(data, sheets, picture)),
    element('div', { class: 'facts' }, probabilityTable(data, view.network, picture), factList(view, picture)),
  ];
}

function heading(data: ExplorerData, picture: AttackedPicture): string {
  const [before, after] = [picture.cleanPrediction, picture.attackedPrediction].map((number) =>
    className(data, number),
  );
  const fate =
    before === after
      ? `taken for ${after ?? ''} before and after`
      : `taken for ${before ?? ''}, then for ${after ?? ''}`;
  return `Picture ${picture.index}: ${className(data, labelOf(data, picture))}, ${fate}`;
}

function inputTiles(data: ExplorerData, { attack }: ExplorerView, picture: AttackedPicture): PictureTile[] {
  const { sheet, magnification } = attack.noise;
  const size = data.pictures;
  const clean = readTile(data.pictures.sheet, size, data.pictures.index.indexOf(picture.index));
  const noise = readTile(sheet, size, attack.pictures.indexOf(picture));
  const attacked = Promise.all([clean, noise]).then(([under, over]) => ({
    ...under,
    bytes: addNoise(under.bytes, over.bytes, magnification),
  }));
  const label = className(data, labelOf(data, picture));
  return [
    { size, name: 'input', alternative: `Picture of ${label}`, pixels: clean },
    { size, name: 'attacked input', alternative: `The picture of ${label} with noise`, pixels: attacked },
    { size, name: `noise × ${magnification}`, alternative: 'The noise on middle grey', pixels: noise },
  ];
}

function explanationTiles(
  data: ExplorerData,
  { node, method, pictures, clean, attacked, limit }: ExplanationSheets,
  picture: AttackedPicture,
): Node[] {
  const number = pictures.findIndex(({ index }) => index === picture.index);
  const explained = pictures[number];
  if (explained === undefined) return [element('p', { class: 'note' }, 'This picture was not explained.')];
  const [before, after] = [explained.cleanClass, explained.attackedClass].map((of) => className(data, of));
  const tile = (name: string, sheet: string, words: string): PictureTile => ({
    size: data.pictures,
    name,
    alternative: `${name}: ${words}`,
    pixels: readTile(sheet, data.pictures, number),
  });
  const tiles = [
    tile('explanation', clean.explanation, `what speaks for ${before ?? ''}`),
    tile('explanation, attacked', attacked.explanation, `what speaks for ${after ?? ''}`),
    tile('contribution', clean.contribution, `red for ${before ?? ''}, blue against`),
    tile('contribution, attacked', attacked.contribution, `red for ${after ?? ''}, blue against`),
  ];
  const note =
    `Explained${method === null ? '' : ` by ${method}`}: ${before ?? ''} before, ${after ?? ''} after. Red speaks for the class, blue against it; ` +
    `the colours end at ±${limit.toPrecision(2)} a pixel. From `;
  return [
    element('div', { class: 'tiles' }, ...tiles.map(pictureTile)),
    element('p', { class: 'note' }, note, nodeLink(node), '.'),
  ];
}

function factList({ attack }: ExplorerView, picture: AttackedPicture): HTMLElement {
  const facts: readonly (readonly [string, string | Node])[] = [
    ['The attack', picture.success ? 'succeeded' : 'failed'],
    ['first success', picture.firstSuccess === null ? 'never' : `step ${picture.firstSuccess}`],
    ['kept iterate', `step ${picture.bestStep}`],
    ['distance ℓ∞', `${(255 * picture.linf).toFixed(2)}/255`],
    ['distance ℓ2', picture.l2.toFixed(3)],
    ['node', nodeLink(attack.node)],
  ];
  const entries = facts.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]);
  return element('dl', {}, ...entries);
}

function nodeLink(node: string): HTMLElement {
  return element('a', { href: `#node-${node}` }, element('code', {}, node));
}
