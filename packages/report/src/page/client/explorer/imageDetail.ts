import { element } from '../element.js';
import { acrossNetworks } from './acrossNetworks.js';
import { attackedPixels, inputOf } from './attackedPixels.js';
import type { AttackedImage, ExplanationSheets, ExplorerData } from './explorerData.js';
import { className, labelOf, type ExplorerView } from './explorerView.js';
import { fateWords } from './fateWords.js';
import { imageOutcome, OUTCOME_WORDS } from './imageOutcome.js';
import { imageTile, type ImageTile } from './imageTile.js';
import { probabilityTable } from './probabilityTable.js';
import { readTile } from './tile.js';

/** Everything about the selected image. */
export function imageDetail(data: ExplorerData, view: ExplorerView): Node[] {
  const { image, attack } = view;
  if (image === null) return [element('p', {}, 'No image matches these filters.')];
  return [
    element('h3', {}, heading(data, image)),
    element('div', { class: 'tiles' }, ...inputTiles(data, view, image).map(imageTile)),
    ...attack.explanations.flatMap((sheets) => explanationTiles(data, sheets, image)),
    element('div', { class: 'facts' }, probabilityTable(data, view.network, image), factList(data, view, image)),
    ...acrossNetworks(data, view, image),
  ];
}

function heading(data: ExplorerData, image: AttackedImage): string {
  const before = className(data, image.cleanPrediction);
  const after = className(data, image.attackedPrediction);
  const fate = before === after ? `predicted ${after} before and after` : `predicted ${before} before, ${after} after`;
  return `Image ${image.index}: ${className(data, labelOf(data, image))}, ${fate}`;
}

function inputTiles(data: ExplorerData, { attack }: ExplorerView, image: AttackedImage): ImageTile[] {
  const size = data.images;
  const { clean, noise } = inputOf(data, attack, image);
  const attacked = attackedPixels(data, attack, image);
  const { magnification } = attack.noise;
  const label = className(data, labelOf(data, image));
  return [
    { size, name: 'input', alternative: `Image of ${label}`, pixels: clean },
    { size, name: 'attacked input', alternative: `The image of ${label} with noise`, pixels: attacked },
    { size, name: `noise × ${magnification}`, alternative: 'The noise on middle grey', pixels: noise },
  ];
}

function explanationTiles(
  data: ExplorerData,
  { node, method, images, clean, attacked, limit }: ExplanationSheets,
  image: AttackedImage,
): Node[] {
  const number = images.findIndex(({ index }) => index === image.index);
  const explained = images[number];
  if (explained === undefined) return [element('p', { class: 'note' }, 'This image was not explained.')];
  const before = className(data, explained.cleanClass);
  const after = className(data, explained.attackedClass);
  const tile = (name: string, sheet: string, words: string, isDiverging = false): ImageTile => ({
    size: data.images,
    isDiverging,
    name,
    alternative: `${name}: ${words}`,
    pixels: readTile(sheet, data.images, number),
  });
  const tiles = [
    tile('explanation', clean.explanation, `what speaks for ${before}`),
    tile('explanation, attacked', attacked.explanation, `what speaks for ${after}`),
    tile('contribution', clean.contribution, `red for ${before}, blue against`, true),
    tile('contribution, attacked', attacked.contribution, `red for ${after}, blue against`, true),
  ];
  const { cosine } = explained;
  const near = cosine === null ? '' : ` The cosine of the two contribution maps is ${cosine.toFixed(2)}.`;
  const note =
    `Explained${method === null ? '' : ` by ${method}`}: ${before} before, ${after} after. Red speaks for the class, blue against it; ` +
    `the colour scale ends at ±${limit.toPrecision(2)} per pixel.${near} From `;
  return [
    element('div', { class: 'tiles' }, ...tiles.map(imageTile)),
    element('p', { class: 'note' }, note, nodeLink(node), '.'),
  ];
}

function factList(data: ExplorerData, { attack }: ExplorerView, image: AttackedImage): HTMLElement {
  const { roundedPrediction } = image;
  const outcome = imageOutcome(data, attack, image);
  const facts: readonly (readonly [string, string | Node])[] = [
    ['The attack', attack.onExplanation ? fateWords(data, attack, image) : OUTCOME_WORDS[outcome]],
    ...(roundedPrediction === undefined
      ? []
      : [['as a file of 8 bits', `predicted ${className(data, roundedPrediction)}`] as const]),
    ...(outcome === 'already-misclassified' || attack.onExplanation
      ? []
      : [['first success', image.firstSuccess === null ? 'never' : `step ${image.firstSuccess}`] as const]),
    ['kept iterate', `step ${image.bestStep}`],
    ['distance ℓ∞', `${(255 * image.linf).toFixed(2)}/255`],
    ['distance ℓ2', image.l2.toFixed(3)],
    ['node', nodeLink(attack.node)],
  ];
  const entries = facts.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]);
  return element('dl', {}, ...entries);
}

function nodeLink(node: string): HTMLElement {
  return element('a', { href: `#node-${node}` }, element('code', {}, node));
}
