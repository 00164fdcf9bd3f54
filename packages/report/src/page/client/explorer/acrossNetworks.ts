import { element } from '../element.js';
import { attackedPixels, inputOf } from './attackedPixels.js';
import type { AttackedImage, ExplorerAttack, ExplorerData, ExplorerNetwork } from './explorerData.js';
import { explorerLink } from './explorerLink.js';
import { className, type ExplorerView } from './explorerView.js';
import { fateWords } from './fateWords.js';
import { imageOutcome, OUTCOME_WORDS } from './imageOutcome.js';
import { imageTile } from './imageTile.js';
import { readTile } from './tile.js';

/** The image of a view as one network has it. */
interface SameImage {
  readonly network: ExplorerNetwork;
  readonly attack: ExplorerAttack;
  readonly image: AttackedImage;
}

/** The same image under the same attack on every network that kept it, side by side; nothing where the view's network is the only one. */
export function acrossNetworks(data: ExplorerData, view: ExplorerView, selected: AttackedImage): Node[] {
  const all = data.networks.flatMap((network): SameImage[] => {
    const attack = network.attacks.find(({ key }) => key === view.attack.key);
    const image = attack?.images.find(({ index }) => index === selected.index);
    return attack === undefined || image === undefined ? [] : [{ network, attack, image }];
  });
  if (all.length < 2) return [];
  return [
    element('h4', {}, 'The same image and attack, network by network'),
    element('div', { class: 'networks' }, ...all.map((same) => networkPart(data, view, same))),
  ];
}

function networkPart(data: ExplorerData, view: ExplorerView, { network, attack, image }: SameImage): HTMLElement {
  const outcome = attack.onExplanation
    ? fateWords(data, attack, image)
    : OUTCOME_WORDS[imageOutcome(data, attack, image)];
  const [before, after] = [className(data, image.cleanPrediction), className(data, image.attackedPrediction)];
  const name =
    network.id === view.network.id
      ? element('strong', {}, network.title)
      : element(
          'a',
          { href: explorerLink({ ...view.choice, network: network.id, image: image.index }) },
          network.title,
        );
  return element(
    'div',
    { class: 'network' },
    element('p', {}, name),
    element('div', { class: 'pair' }, ...pair(data, attack, image).map(imageTile)),
    element('p', { class: 'note' }, `${before} → ${after}: ${outcome}`),
  );
}

/** The attacked image, and beside it its contribution map where it was explained, else the noise; of an attack on explanations, the maps before and after. */
function pair(data: ExplorerData, attack: ExplorerAttack, image: AttackedImage) {
  const size = data.images;
  const attacked = {
    ...{ size, name: 'attacked input', alternative: 'The attacked image' },
    pixels: attackedPixels(data, attack, image),
  };
  for (const { images, clean, attacked: sheets } of attack.explanations) {
    const number = images.findIndex(({ index }) => index === image.index);
    if (number < 0) continue;
    const map = (name: string, sheet: string, alternative: string) => ({
      ...{ size, name, alternative, pixels: readTile(sheet, size, number), isDiverging: true },
    });
    const after = map('contribution, attacked', sheets.contribution, 'Its contribution map after the attack');
    if (!attack.onExplanation) return [attacked, after];
    return [map('contribution', clean.contribution, 'Its contribution map before the attack'), after];
  }
  const { noise } = inputOf(data, attack, image);
  return [attacked, { size, name: `noise × ${attack.noise.magnification}`, alternative: 'The noise', pixels: noise }];
}
