import { at, lookUp } from '@bcos-bench/vocabulary';
import { liveAttack, planOf, type LiveExplanation, type LiveIterate } from '@bcos-bench/live/browser';
import { announce } from '../announce.js';
import { element } from '../element.js';
import type { ExplorerData } from '../explorer/explorerData.js';
import { className, type ExplorerView } from '../explorer/explorerView.js';
import { makeControls } from './controls.js';
import { hindranceText, readyNetworks, type ReadyNetwork } from './engine.js';
import { LIVE_DATA, type LiveData } from './liveData.js';
import { makeOwnImage } from './ownImage.js';
import { makePanel } from './panel.js';
import { checkRow } from './rowCheck.js';
import { subjectOf, valuesOf, type Subject } from './subject.js';

/** Builds the attack in the reader's browser in `place`. @returns what is to be called with every view of the explorer */
export function startLive(place: HTMLElement, explorer: ExplorerData): (view: ExplorerView) => void {
  const live = readData();
  const networks = new Map(live.networks.map((network) => [network.id, network]));
  const ready = readyNetworks(live);
  let subject: Subject | null = null;
  let seen: ExplorerView | null = null;
  let run = 0;

  const controls = makeControls(live, () => stop());
  const panel = makePanel(explorer.images);
  const target = element('p', { class: 'subject' });
  const label = element(
    'select',
    { id: 'live-label' },
    ...explorer.classes.map((_, i) => element('option', { value: String(i) }, className(explorer, i))),
  );
  const status = element('p', { class: 'note', role: 'status' });
  const [attack, check] = [button('Attack'), button('Check this row')];
  const say = (words: string): void => {
    status.textContent = words;
  };
  const stop = (): void => {
    run += 1;
    attack.textContent = 'Attack';
  };
  const take = (taken: Subject | null): void => {
    stop();
    subject = taken;
    target.textContent = taken === null ? 'No image is chosen.' : `Attacked is ${taken.words}.`;
    attack.disabled = taken === null;
    if (taken?.label !== null && taken !== null) label.value = String(taken.label);
    check.disabled = recorded() === null;
  };
  const recorded = () => {
    const index = subject?.index ?? null;
    const found = live.attacks.find(({ network, key }) => network === seen?.network.id && key === seen.attack.key);
    const row = found?.rows.find((candidate) => candidate.index === index);
    return found === undefined || row === undefined ? null : { attack: found, row };
  };
  /** Runs an action on a network; whatever hinders it is said in one line. */
  const withNetwork = async (id: string, action: (network: ReadyNetwork) => Promise<void>): Promise<void> => {
    try {
      await action(await ready(id));
    } catch (error) {
      stop();
      say(hindranceText(error));
    }
  };
  const runAttack = async (network: ReadyNetwork): Promise<void> => {
    const own = (run += 1);
    const chosen = subject;
    if (chosen === null) return;
    attack.textContent = 'Stop';
    const described = lookUp(networks, controls.network());
    const choice = controls.choice();
    const plan = planOf(choice, described);
    const values = valuesOf(await chosen.pixels, described.shape[2]);
    const truth = chosen.label ?? (await predicted(network, plan, values));
    if (chosen.label === null) take({ ...chosen, label: truth });
    run = own;
    attack.textContent = 'Stop';
    const iterates: LiveIterate[] = [];
    const times: number[] = [];
    let first: LiveExplanation | null = null;
    const attacking = liveAttack(network.attacked, plan, { values, label: truth });
    for (;;) {
      const start = performance.now();
      const next = attacking.next();
      if (next.done === true) break;
      times.push(performance.now() - start);
      iterates.push(next.value);
      const explanation = network.explainer.explain(next.value.values, choice.threat);
      first ??= explanation;
      panel.content.hidden = false;
      panel.show({ network: described, label: truth, steps: choice.steps, iterates, explanation, first });
      say(progressText(iterates, times));
      await nextFrame();
      if (run !== own) {
        attacking.return(undefined);
        return;
      }
    }
    stop();
    say(outcomeText(iterates, times, truth, described.classes));
    announce(status.textContent);
  };
  attack.addEventListener('click', () => {
    if (attack.textContent === 'Stop') stop();
    else void withNetwork(controls.network(), runAttack);
  });
  check.addEventListener('click', () => {
    const [row, chosen] = [recorded(), subject];
    if (row === null || chosen === null) return;
    void withNetwork(row.attack.network, async (network) => {
      const described = lookUp(networks, row.attack.network);
      const image = valuesOf(await chosen.pixels, described.shape[2]);
      const { agrees, lines } = checkRow(network, { network: described, ...row, image, label: chosen.label ?? 0 });
      say([agrees ? 'The row is confirmed.' : 'The row is not confirmed.', ...lines].join(' '));
    });
  });
  label.addEventListener('change', () => {
    if (subject !== null) take({ ...subject, label: Number(label.value) });
  });
  place.replaceChildren(
    target,
    controls.content,
    element('div', { class: 'actions' }, attack, check, element('label', { for: 'live-label' }, 'True class'), label),
    status,
    panel.content,
    element('h3', {}, 'An image of your own'),
    makeOwnImage(explorer.images, take, say),
  );
  return (view) => {
    seen = view;
    const found = live.attacks.find(({ network, key }) => network === view.network.id && key === view.attack.key);
    if (found !== undefined) controls.suggest(found);
    take(subjectOf(explorer, view));
  };
}

/** The network's prediction for an image whose class nobody has said. */
async function predicted(
  network: ReadyNetwork,
  plan: ReturnType<typeof planOf>,
  values: Float32Array,
): Promise<number> {
  const [first] = liveAttack(network.attacked, { ...plan, steps: 0 }, { values, label: 0 });
  await nextFrame();
  if (first === undefined) throw new RangeError('no iterate');
  return first.prediction;
}

function readData(): LiveData {
  const text = document.getElementById(LIVE_DATA)?.textContent;
  if (text === undefined) throw new Error('the page holds no networks');
  return JSON.parse(text) as LiveData;
}

function button(words: string): HTMLButtonElement {
  return element('button', { type: 'button' }, words);
}

function progressText(iterates: readonly LiveIterate[], times: readonly number[]): string {
  const now = at(iterates, iterates.length - 1);
  return `Step ${now.step}: loss ${now.loss.toPrecision(3)}, ${median(times).toFixed(0)} ms per step.`;
}

function outcomeText(
  iterates: readonly LiveIterate[],
  times: readonly number[],
  label: number,
  classes: readonly string[],
): string {
  const kept = at(iterates, at(iterates, iterates.length - 1).kept);
  const before = at(iterates, 0);
  const fate =
    before.prediction !== label
      ? 'the image was misclassified before the attack'
      : kept.prediction === label
        ? 'the attack failed'
        : `the attack succeeded: ${at(classes, kept.prediction)}`;
  return `After ${iterates.length - 1} steps ${fate}. Of highest loss, ${kept.loss.toPrecision(3)}, is step ${kept.step}. Median time of a step: ${median(times).toFixed(0)} ms.`;
}

function median(values: readonly number[]): number {
  return at(
    values.toSorted((a, b) => a - b),
    Math.floor(values.length / 2),
  );
}

/** Until the browser has drawn. */
function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve, 0));
  });
}
