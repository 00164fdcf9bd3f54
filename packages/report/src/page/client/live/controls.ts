import { normTitles, parseEpsilon, usualNormSchema, threatSchema, type UsualNorm } from '@bcos-bench/vocabulary';
import type { AttackChoice } from '@bcos-bench/live/browser';
import { element } from '../element.js';
import type { LiveData, RecordedAttack } from './liveData.js';

/** What the radius slider of a norm counts: its numbers, and how one of them is written as a radius. */
const RADII: Readonly<
  Record<UsualNorm, { readonly least: number; readonly most: number; readonly written: (n: number) => string }>
> = {
  linf: { least: 1, most: 64, written: (n) => `${n / 2}/255` },
  l2: { least: 1, most: 60, written: (n) => (n / 20).toFixed(2) },
};
const USUAL = { linf: 16, l2: 10 } as const;
const MOST_STEPS = 100;
const USUAL_STEPS = 20;

const THREATS = { encoded: 'every value that the network sees', pixel: 'the pixels of the image' } as const;

/** What the reader chooses. */
export interface Controls {
  readonly content: HTMLElement;
  readonly network: () => string;
  readonly choice: () => AttackChoice;
  /** Sets network, norm, radius, steps and threat to those of an attack, as far as they are to be had. */
  readonly suggest: (attack: RecordedAttack) => void;
}

/** The lists and sliders of an attack: PGD, with all else as `bcos-attack` has it. */
export function makeControls({ networks }: LiveData, changed: () => void): Controls {
  const network = list(
    'Network',
    networks.map(({ id, title }) => [id, title]),
  );
  const norm = list(
    'Norm',
    usualNormSchema.options.map((name) => [name, normTitles[name]]),
  );
  const threat = list(
    'What changes',
    threatSchema.options.map((name) => [name, THREATS[name]]),
  );
  const radius = slider('Radius', 1, RADII.linf.most);
  const steps = slider('Steps', 1, MOST_STEPS);
  const normNow = (): UsualNorm => usualNormSchema.parse(norm.input.value);
  const show = (): void => {
    radius.words.textContent = RADII[normNow()].written(radius.input.valueAsNumber);
    steps.words.textContent = steps.input.value;
  };
  const setNorm = (chosen: UsualNorm, value: number): void => {
    norm.input.value = chosen;
    radius.input.max = String(RADII[chosen].most);
    radius.input.value = String(value);
  };
  setNorm('linf', USUAL.linf);
  steps.input.value = String(USUAL_STEPS);
  show();
  norm.input.addEventListener('change', () => setNorm(normNow(), USUAL[normNow()]));
  const content = element(
    'div',
    { class: 'filters' },
    ...[network, norm, radius, steps, threat].map(({ field }) => field),
  );
  content.addEventListener('input', show);
  content.addEventListener('change', () => {
    show();
    changed();
  });
  return {
    content,
    network: () => network.input.value,
    choice: () => ({
      attack: 'pgd',
      norm: normNow(),
      eps: parseEpsilon(RADII[normNow()].written(radius.input.valueAsNumber)),
      steps: steps.input.valueAsNumber,
      threat: threatSchema.parse(threat.input.value),
    }),
    suggest: (attack) => {
      network.input.value = attack.network;
      threat.input.value = attack.threat;
      steps.input.value = String(Math.min(MOST_STEPS, attack.steps));
      const { data } = usualNormSchema.safeParse(attack.norm);
      if (data !== undefined) setNorm(data, nearestNotch(data, parseEpsilon(attack.eps)));
      show();
    },
  };
}

function nearestNotch(norm: UsualNorm, eps: number): number {
  const { most, written } = RADII[norm];
  const distance = (notch: number): number => Math.abs(parseEpsilon(written(notch)) - eps);
  return Array.from({ length: most }, (_, i) => i + 1).reduce((a, b) => (distance(b) < distance(a) ? b : a));
}

let named = 0;

function list(name: string, options: readonly (readonly [value: string, words: string])[]) {
  const id = `live-${(named += 1)}`;
  const input = element('select', { id }, ...options.map(([value, words]) => element('option', { value }, words)));
  return { input, field: element('div', {}, element('label', { for: id }, name), input) };
}

function slider(name: string, least: number, most: number) {
  const id = `live-${(named += 1)}`;
  const words = element('output', { for: id });
  const input = element('input', { id, type: 'range', min: String(least), max: String(most), step: '1' });
  return { input, words, field: element('div', {}, element('label', { for: id }, `${name} `, words), input) };
}
