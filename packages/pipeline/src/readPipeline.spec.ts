import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Fault } from '@bcos-bench/vocabulary';
import { readPipeline } from './readPipeline.js';

const good = `title: Small
data: { dataset: shapes }
networks:
  a: { title: A, train: { arch: resnet8 } }
attacks:
  - norm: linf
    eps: [8/255]
    steps: [20]
explanations:
  - network: a
    attack: { norm: linf, eps: 8/255, steps: 20 }
report:
  tables:
    - { id: t, title: T, norm: linf, eps: [8/255], steps: [20], rows: [{ network: a }] }
  figures:
    - { id: f, title: F, kind: noise, networks: [a], attack: { norm: linf, eps: 8/255, steps: 20 } }
    - { id: g, title: G, kind: explanations, network: a, attack: { norm: linf, eps: 8/255, steps: 20 } }
`;

/** The lines of a list of faults. */
const lines = (...each: readonly string[]): string => each.join('\n');

describe('readPipeline', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'bcos-yaml-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const read = (text: string): ReturnType<typeof readPipeline> => {
    const file = join(folder, 'small.yaml');
    writeFileSync(file, text);
    return readPipeline(file);
  };
  /** The fault's message without the folder. */
  const faultOf = (text: string): string => {
    try {
      read(text);
    } catch (error) {
      if (error instanceof Fault) return error.message.replaceAll(`${folder}/`, '');
      throw error;
    }
    return 'no fault';
  };

  it('fills in what is left out', () => {
    const { attacks, explanations } = read(good);
    expect(attacks[0]).toMatchObject({ networks: 'all', threat: ['encoded'], keep: 8, flags: {} });
    expect(explanations[0]?.attack.threat).toBe('encoded');
  });

  it('takes a radius with spaces for the same as without', () => {
    expect(read(good.replace('eps: [8/255]\n', "eps: ['8 / 255']\n")).attacks[0]?.eps).toEqual(['8/255']);
  });

  it.each([
    ['an unknown key', `${good}colour: red\n`, "small.yaml:18: key 'colour' is unknown"],
    [
      'an unknown key inside',
      good.replace('arch: resnet8 }', 'arch: resnet8 }, depth: 8'),
      "small.yaml:4: key 'networks.a.depth' is unknown",
    ],
    [
      'a missing key',
      good.replace('data: { dataset: shapes }\n', ''),
      "small.yaml:1: key 'data' is missing (expected record)",
    ],
    [
      'another type',
      good.replace('steps: [20]\n', 'steps: many\n'),
      "small.yaml:8: key 'attacks[0].steps[0]' is wrong: Invalid input: expected number, received string",
    ],
    [
      'eps below 0',
      good.replace('eps: [8/255]\n', 'eps: [-1]\n'),
      "small.yaml:7: key 'attacks[0].eps[0]' is wrong: eps: '-1' is not a radius; write a number above 0 such as 8/255, 0.5 or 1e-3",
    ],
    [
      'eps over 0',
      good.replace('eps: [8/255]\n', 'eps: [8/0]\n'),
      "small.yaml:7: key 'attacks[0].eps[0]' is wrong: eps: '8/0' is not a radius; write a number above 0 such as 8/255, 0.5 or 1e-3",
    ],
    [
      'an unknown norm',
      good.replace('norm: linf\n', 'norm: l3\n'),
      `small.yaml:6: key 'attacks[0].norm' is wrong: Invalid option: expected one of "linf"|"l2"|"l1"`,
    ],
    [
      'a norm that its attack does not have',
      good.replace('  - norm: linf\n', '  - norm: linf\n    attack: ddn\n'),
      lines(
        "small.yaml:6: key 'attacks[0].norm' is wrong: ddn has no linf; write l2",
        "small.yaml:12: key 'explanations[0].attack' needs attack-a-linf-8_255-20-encoded, which no grid under 'attacks' makes",
        "small.yaml:15: key 'report.tables[0].rows[0]' needs attack-a-linf-8_255-20-encoded, which no grid under 'attacks' makes",
        "small.yaml:17: key 'report.figures[0].attack' needs attack-a-linf-8_255-20-encoded, which no grid under 'attacks' makes",
      ),
    ],
    [
      'no YAML',
      good.replace('[20]', '[20'),
      'small.yaml:9: is not YAML (Flow sequence in block collection must be sufficiently indented and end with a ])',
    ],
    ['a key twice', `${good}title: Again\n`, 'small.yaml:18: is not YAML (Map keys must be unique)'],
    [
      'a name that is none',
      good.replace('  a: {', '  A_: {'),
      "small.yaml:4: key 'networks.A_' is wrong: must be lower-case letters, digits, dots and dashes",
    ],
    ['an empty file', '', 'small.yaml:1: is wrong: Invalid input: expected object, received null'],
    [
      'a path in the data',
      good.replace('dataset: shapes', 'dataset: shapes, source: /data'),
      "small.yaml:2: key 'data.source' is not a flag to set here: the pipeline sets it by itself",
    ],
    [
      'a network that there is not',
      good.replace('[{ network: a }]', '[{ network: b }]'),
      "small.yaml:14: key 'report.tables[0].rows[0].network' names network 'b'; there are a",
    ],
    [
      'a table of attacks that no grid makes',
      good.replace('steps: [20], rows', 'steps: [30], rows'),
      "small.yaml:14: key 'report.tables[0].rows[0]' needs attack-a-linf-8_255-30-encoded, which no grid under 'attacks' makes",
    ],
    [
      'an explanation of none',
      good.replace('steps: 20 }\nreport', 'steps: 30 }\nreport'),
      lines(
        "small.yaml:11: key 'explanations[0].attack' needs attack-a-linf-8_255-30-encoded, which no grid under 'attacks' makes",
        "small.yaml:17: key 'report.figures[1].attack' needs explain-a-linf-8_255-20-encoded, which nothing under 'explanations' makes",
      ),
    ],
    [
      'a figure of none',
      good.replace('eps: 8/255, steps: 20 } }\n    - { id: g', 'eps: 4/255, steps: 20 } }\n    - { id: g'),
      "small.yaml:16: key 'report.figures[0].attack' needs attack-a-linf-4_255-20-encoded, which no grid under 'attacks' makes",
    ],
    [
      'an article’s radius that the table has not',
      good.replace('{ network: a }]', '{ network: a, article: { cells: { 4/255: 1 } } }]'),
      "small.yaml:14: key 'report.tables[0].rows[0].article.cells.4/255' is not a radius of the table; it has 8/255",
    ],
    [
      'an article’s radius that is none',
      good.replace('{ network: a }]', '{ network: a, article: { cells: { small: 1 } } }]'),
      "small.yaml:14: key 'report.tables[0].rows[0].article.cells.small' is wrong: eps: 'small' is not a radius; write a number above 0 such as 8/255, 0.5 or 1e-3",
    ],
    [
      'an article’s pair where the table has one count of steps',
      good.replace('{ network: a }]', '{ network: a, article: { cells: { 8/255: 1 / 2 } } }]'),
      "small.yaml:14: key 'report.tables[0].rows[0].article.cells.8/255' has 2 numbers where the table has steps 20",
    ],
    [
      'an article’s accuracy that is none',
      good.replace('{ network: a }]', '{ network: a, article: { cells: { 8/255: high } } }]'),
      "small.yaml:14: key 'report.tables[0].rows[0].article.cells.8/255' is wrong: must be accuracies in per cent as the article prints them, such as 53.49 / 53.29",
    ],
    [
      'an audit of a network that there is not',
      good.replace('report:', 'audits:\n  - { network: b, norm: linf, eps: 8/255 }\nreport:'),
      "small.yaml:13: key 'audits[0].network' names network 'b'; there are a",
    ],
    [
      'an audit with images of the network itself',
      good.replace('report:', 'audits:\n  - { network: a, norm: linf, eps: 8/255, from: a }\nreport:'),
      "small.yaml:13: key 'audits[0].from' names the network itself: name another, or leave it out",
    ],
    [
      'an audit twice',
      good.replace('report:', `audits:\n${'  - { network: a, norm: linf, eps: 8/255 }\n'.repeat(2)}report:`),
      "small.yaml:14: key 'audits[1]' makes audit-a-linf-8_255-encoded a second time",
    ],
    [
      'an audit at a radius that two images cannot differ by',
      good.replace('report:', 'audits:\n  - { network: a, norm: linf, eps: 8 }\nreport:'),
      "small.yaml:13: key 'audits[0].eps' is wrong: eps: linf 8 is more than two images can differ: at most 1; images are in [0,1]: did you mean 8/255? flags: { allow-large-eps: true } takes it as it is",
    ],
    [
      'an audit with a flag that the pipeline sets',
      good.replace('report:', 'audits:\n  - { network: a, norm: linf, eps: 8/255, flags: { threat: pixel } }\nreport:'),
      "small.yaml:13: key 'audits[0].flags.threat' is not a flag to set here: the pipeline sets it by itself",
    ],
    [
      'a transfer of no attack',
      good
        .replace('report:', 'transfer:\n  - { norm: linf, eps: [4/255], steps: [20], from: [a], to: [b] }\nreport:')
        .replace('attacks:', '  b: { title: B, train: { arch: resnet8 } }\nattacks:'),
      "small.yaml:14: key 'transfer[0].from[0]' needs attack-a-linf-4_255-20-encoded, which no grid under 'attacks' makes",
    ],
    [
      'a transfer of as many images as a folder has',
      good
        .replace('report:', 'transfer:\n  - { norm: linf, eps: [8/255], steps: [20], from: [a], to: [b] }\nreport:')
        .replace('attacks:', '  b: { title: B, train: { arch: resnet8 } }\nattacks:')
        .replace('dataset: shapes', 'dataset: folder'),
      "small.yaml:14: key 'transfer[0].from[0]' needs all images of attack-a-linf-8_255-20-encoded, and nothing says how many: give attacks[0] a limit",
    ],
    [
      'a transfer to nobody else',
      good
        .replace('report:', 'transfer:\n  - { norm: linf, eps: [8/255], steps: [20], from: [a] }\nreport:')
        .replace('dataset: shapes', 'dataset: cifar10'),
      "small.yaml:13: key 'transfer[0].to' names no network other than the attacked one",
    ],
    [
      'a transfer to a network that there is not',
      good.replace('report:', 'transfer:\n  - { norm: linf, eps: [8/255], steps: [20], from: [a], to: [b] }\nreport:'),
      "small.yaml:13: key 'transfer[0].to[0]' names network 'b'; there are a",
    ],
    [
      'a corruption twice',
      good.replace(
        'report:',
        'corruptions:\n  - { corruption: [jpeg, contrast] }\n  - { corruption: [contrast] }\nreport:',
      ),
      lines(
        "small.yaml:14: key 'corruptions[1]' makes corrupt-contrast a second time",
        "small.yaml:14: key 'corruptions[1]' makes predict-a-contrast a second time",
      ),
    ],
    [
      'a corruption that there is not',
      good.replace('report:', 'corruptions:\n  - { corruption: [fog] }\nreport:'),
      `small.yaml:13: key 'corruptions[0].corruption[0]' is wrong: Invalid option: expected one of "gaussian-noise"|"gaussian-blur"|"jpeg"|"contrast"|"brightness"`,
    ],
    [
      'a curve of an attack that does not look for the smallest radius',
      `${good}    - { id: h, title: H, kind: radius-curve, networks: [a], attack: { norm: linf, eps: 8/255, steps: 20 } }\n`,
      "small.yaml:18: key 'report.figures[2].attack' is wrong: must be an untargeted attack that finds the smallest radius of each image, such as { attack: fmn }",
    ],
    [
      'a measure by b that nothing measures',
      `${good}    - { id: h, title: H, kind: against-b, networks: [a], norm: linf, steps: 20, measures: [sparseness] }\n`,
      "small.yaml:18: key 'report.figures[2].measures' needs sparseness of dynamic-linear on a, which nothing under 'measures' measures",
    ],
    [
      'measures of explanations that nothing measures',
      `${good}    - { id: h, title: H, kind: measures, networks: [a] }\n`,
      "small.yaml:18: key 'report.figures[2].measures' needs measures of explanations on a, which nothing under 'measures' measures",
    ],
    [
      'maps under an attack that nothing explains',
      `${good}    - { id: h, title: H, kind: map-shares, networks: [a], attack: move-map, steps: 50 }\n`,
      lines(
        "small.yaml:18: key 'report.figures[2].attack' needs explanations of a under move-map, 50 steps, encoded threat, which nothing under 'explanations' makes",
        "small.yaml:18: key 'report.figures[2].attack' needs explanations of a under move-map-noise, 50 steps, encoded threat, which nothing under 'explanations' makes",
      ),
    ],
    [
      'a table that the report makes by itself',
      good.replace('id: t,', 'id: explanation-changes,'),
      "small.yaml:14: key 'report.tables[0].id' is wrong: is a table that the report makes by itself",
    ],
    [
      'accuracy by radius at steps that no grid has',
      `${good}    - { id: h, title: H, kind: accuracy-against-eps, steps: 30 }\n`,
      "small.yaml:18: key 'report.figures[2].steps' asks for attacks of 30 steps that differ in nothing else, and no grid under 'attacks' makes one",
    ],
    [
      'accuracy by steps at a radius that no grid has',
      `${good}    - { id: h, title: H, kind: accuracy-against-steps, norm: linf, eps: [8/255, 4/255] }\n`,
      "small.yaml:18: key 'report.figures[2].eps[1]' asks for attacks of linf 4/255 that differ in nothing else, and no grid under 'attacks' makes one",
    ],
    [
      'a confusion of no attack',
      `${good}    - { id: h, title: H, kind: confusion, network: a, attack: { norm: l2, eps: 8/255, steps: 20 } }\n`,
      "small.yaml:18: key 'report.figures[2].attack' needs attack-a-l2-8_255-20-encoded, which no grid under 'attacks' makes",
    ],
    [
      'distances of a network that there is not',
      `${good}    - { id: h, title: H, kind: distance-histogram, networks: [b], attack: { norm: linf, eps: 8/255, steps: 20 } }\n`,
      "small.yaml:18: key 'report.figures[2].networks[0]' names network 'b'; there are a",
    ],
    [
      'a live network that there is not',
      good.replace(/report:\n/, 'report:\n  live: [b]\n'),
      "small.yaml:13: key 'report.live[0]' names network 'b'; there are a",
    ],
    [
      'a figure without its explanation',
      good.replace(
        'kind: explanations, network: a, attack: { norm: linf, eps: 8/255, steps: 20',
        'kind: explanations, network: a, attack: { norm: l2, eps: 8/255, steps: 20',
      ),
      "small.yaml:17: key 'report.figures[1].attack' needs explain-a-l2-8_255-20-encoded, which nothing under 'explanations' makes",
    ],
    [
      'more images than are kept',
      good.replace('steps: [20]\n', 'steps: [20]\n    keep: 4\n'),
      lines(
        "small.yaml:11: key 'explanations[0].limit' asks for 8 images of which attacks[0] keeps 4",
        "small.yaml:17: key 'report.figures[0].images' asks for 8 images of which attacks[0] keeps 4",
      ),
    ],
    [
      'a cell twice',
      good.replace('eps: [8/255]\n', 'eps: [0.5, 1/2]\n'),
      lines(
        "small.yaml:6: key 'attacks[0]' makes attack-a-linf-1_2-20-encoded a second time",
        "small.yaml:11: key 'explanations[0].attack' needs attack-a-linf-8_255-20-encoded, which no grid under 'attacks' makes",
        "small.yaml:14: key 'report.tables[0].rows[0]' needs attack-a-linf-8_255-20-encoded, which no grid under 'attacks' makes",
        "small.yaml:16: key 'report.figures[0].attack' needs attack-a-linf-8_255-20-encoded, which no grid under 'attacks' makes",
      ),
    ],
    ...['step-size: 0.1', 'stepSize: 0.00001', 'useBest: false', 'no-use-best: true', 'noUseBest: true'].map((flag) => [
      `a flag that makes another attack, ${flag}`,
      good.replace('steps: [20]\n', `steps: [20]\n    flags:\n      batch: 8\n      ${flag}\n`),
      `small.yaml:11: key 'attacks[0].flags.${/est/i.test(flag) ? 'use-best' : 'step-size'}' makes another attack: write it as a key of the grid itself`,
    ]),
    ...['randomStart: true', 'random-start: true', 'noRandomStart: true'].map((flag) => [
      `a start that makes another attack, ${flag}`,
      good.replace('steps: [20]\n', `steps: [20]\n    flags: { ${flag} }\n`),
      "small.yaml:9: key 'attacks[0].flags.random-start' makes another attack: write it as a key of the grid itself",
    ]),
    [
      'an alias of nothing',
      good.replace('eps: [8/255]\n', 'eps: *radii\n'),
      'small.yaml:7: is not YAML (*radii repeats what no &radii before it names)',
    ],
    [
      'a key that is a list',
      good.replace('train: { arch: resnet8 }', 'train: { arch: resnet8, ? [a, b] : 1 }'),
      'small.yaml:4: is not YAML (a key must be a plain word or number)',
    ],
    [
      'a key that is a map',
      `${good}? { a: 1 }\n: 2\n`,
      'small.yaml:18: is not YAML (a key must be a plain word or number)',
    ],
    [
      'a tag that nobody knows',
      good.replace('title: Small', 'title: !secret Small'),
      'small.yaml:1: is not YAML (Unresolved tag: !secret)',
    ],
    [
      'a map that holds itself',
      good.replace('data: { dataset: shapes }', 'data: &data { dataset: *data }'),
      "small.yaml:2: key 'data.dataset' is wrong: Invalid input: expected string, received object",
    ],
    [
      'a step size without end',
      good.replace('steps: [20]\n', 'steps: [20]\n    step-size: .inf\n'),
      "small.yaml:9: key 'attacks[0].step-size' is wrong: must be a step size such as 2/255 or 0.01",
    ],
    [
      'a flag twice in two spellings',
      good.replace('arch: resnet8 }', 'arch: resnet8, max-out: 2, maxOut: 1 }'),
      "small.yaml:4: key 'networks.a.train.maxOut' is wrong: gives the flag max-out a second time",
    ],
    [
      'a flag that hides in a name',
      good.replace('steps: [20]\n', "steps: [20]\n    flags: { 'eps=1': true }\n"),
      "small.yaml:9: key 'attacks[0].flags.eps=1' is wrong: must be a flag such as step-size",
    ],
    [
      'a path in the data in another spelling',
      good.replace('dataset: shapes', 'dataset: shapes, noQuiet: true'),
      "small.yaml:2: key 'data.quiet' is not a flag to set here: the pipeline sets it by itself",
    ],
    [
      'an id twice',
      good.replace('id: g', 'id: f'),
      "small.yaml:17: key 'report.figures[1].id' names 'f' a second time",
    ],
  ])('names file, line and key of %s', (_what, text, message) => {
    expect(faultOf(text)).toBe(message);
  });

  it('says all that is wrong at once, each misspelt name with what was meant', () => {
    const text = good
      .replace('attacks:\n  - norm: linf', 'attacks:\n  - norm: Linf')
      .replace('steps: [20]\n', 'stepss: [20]\n    epsilon: [8]\n')
      .replace('    eps: [8/255]\n', '')
      .replace('title: Small', 'titel: Small')
      .replace('[{ network: a }]', '[{ network: aa }]')
      .replace('kind: noise', 'kind: nois')
      .replace('train: { arch: resnet8 }', 'train: { batch: 8 }');
    expect(faultOf(text).split('\n')).toEqual([
      "small.yaml:1: key 'titel' is unknown; did you mean title?",
      "small.yaml:4: key 'networks.a.train.arch' is missing (expected string)",
      "small.yaml:6: key 'attacks[0].norm' is wrong: there is no 'Linf'; did you mean linf?",
      "small.yaml:7: key 'attacks[0].stepss' is unknown; did you mean steps?",
      "small.yaml:8: key 'attacks[0].epsilon' is unknown; did you mean eps?",
      expect.stringMatching(/^small\.yaml:16: key 'report\.figures\[0\]\.kind' is wrong: .*training-curves/),
    ]);
  });

  it('checks what the parts ask of each other though keys are misspelt', () => {
    const text = good.replace('steps: [20]\n', 'stepss: [30]\n').replace('[{ network: a }]', '[{ netwrok: a }]');
    expect(faultOf(text).split('\n')).toEqual([
      "small.yaml:8: key 'attacks[0].stepss' is unknown; did you mean steps?",
      "small.yaml:11: key 'explanations[0].attack' needs attack-a-linf-8_255-20-encoded, which no grid under 'attacks' makes",
      "small.yaml:14: key 'report.tables[0].rows[0].netwrok' is unknown; did you mean network?",
      "small.yaml:14: key 'report.tables[0].rows[0]' needs attack-a-linf-8_255-20-encoded, which no grid under 'attacks' makes",
      "small.yaml:16: key 'report.figures[0].attack' needs attack-a-linf-8_255-20-encoded, which no grid under 'attacks' makes",
    ]);
  });

  it('needs a data set, a network and an attack, and no more', () => {
    const shortest = read(`data: { dataset: shapes }
networks:
  a: { import: { from: a.pt } }
  b: { train: { arch: resnet8 } }
attacks:
  - { norm: linf, eps: 8/255 }
  - { norm: l2, eps: [0.5, 1], threat: pixel, attack: autoattack, networks: [b] }
`);
    expect(shortest.title).toBe('Robustness of a, b on shapes');
    expect(shortest.networks['a']).toEqual({ title: 'a', import: { from: 'a.pt', arch: 'auto' } });
    expect(shortest.attacks.map(({ eps, steps, threat }) => [eps, steps, threat])).toEqual([
      [['8/255'], [20], ['encoded']],
      [['0.5', '1'], [100], ['pixel']],
    ]);
    expect(shortest.report.tables).toMatchObject([
      { id: 'table-1', title: 'Accuracy under PGD, l-inf', rows: [{ network: 'a' }, { network: 'b' }] },
      {
        id: 'table-2',
        title: 'Accuracy under AutoAttack, l2 on pixels',
        attack: 'autoattack',
        rows: [{ network: 'b' }],
      },
    ]);
    expect(shortest.report.figures.map(({ id, kind, title }) => [id, kind, title])).toEqual([
      ['figure-1', 'training-curves', 'Training'],
      ['figure-2', 'noise', 'Noise of PGD, l-inf'],
      ['figure-3', 'accuracy-against-eps', 'Accuracy by radius: AutoAttack, l2 on pixels'],
      ['figure-4', 'noise', 'Noise of AutoAttack, l2 on pixels'],
    ]);
  });

  it('takes l-inf radii up to 1, and above where that is said', () => {
    const of = (eps: string, flags = ''): string =>
      `data: { dataset: shapes }\nnetworks: { a: { train: { arch: resnet8 } } }\nattacks:\n  - { norm: linf, eps: ${eps}${flags} }\n`;
    expect(faultOf(of('1'))).toBe('no fault');
    expect(faultOf(of('8'))).toBe(
      "small.yaml:4: key 'attacks[0].eps[0]' is wrong: eps: linf 8 is more than two images can differ: at most 1; images are in [0,1]: did you mean 8/255? flags: { allow-large-eps: true } takes it as it is",
    );
    expect(faultOf(of('8', ', flags: { allow-large-eps: true }'))).toBe('no fault');
  });

  it('takes a flag in camel case for the flag that it is', () => {
    const camel = good.replace('arch: resnet8 }', 'arch: resnet8, maxOut: 2 }');
    expect(read(camel).networks['a']?.train).toEqual({ arch: 'resnet8', 'max-out': 2 });
  });

  it('names a file that cannot be read', () => {
    expect(() => readPipeline(join(folder, 'none.yaml'))).toThrow(/none\.yaml: is not there; see/);
  });

  it('waits for no pipe, and reads no file as large as no pipeline is', () => {
    execFileSync('mkfifo', [join(folder, 'pipe.yaml')]);
    expect(() => readPipeline(join(folder, 'pipe.yaml'))).toThrow(
      /pipe\.yaml: is a named pipe, not a regular file; see/,
    );
    expect(faultOf(good + ' '.repeat(2 ** 20))).toBe(
      `small.yaml: has ${good.length + 2 ** 20} bytes, more than any pipeline`,
    );
  });

  it('makes no billion values of aliases of aliases', () => {
    const level = (at: number): string =>
      `  l${at}: &l${at} [${Array.from({ length: 9 }, () => `*l${at - 1}`).join(', ')}]\n`;
    const bomb = `data:\n  l0: &l0 [a]\n${Array.from({ length: 9 }, (_, at) => level(at + 1)).join('')}`;
    expect(faultOf(bomb)).toMatch(/^small\.yaml: cannot be read as YAML \(Excessive alias count/);
  });

  it('makes a fault of lists within lists without end', () => {
    const nested = [
      '['.repeat(100_000),
      `${'['.repeat(5000)}1${']'.repeat(5000)}`,
      '- '.repeat(50_000),
      `a:\n${'{a: '.repeat(500)}`,
    ];
    for (const text of nested) expect(faultOf(text)).toMatch(/^small\.yaml:[12]: is nested deeper than any pipeline$/);
  });

  it('takes any text for a pipeline or for faults of one line', () => {
    const piece = fc.constantFrom(
      ...good.split(/(?<=[\s{}[\],:])/),
      '&a ',
      '*a',
      '? ',
      '!t ',
      '<<: ',
      '- ',
      '__proto__: ',
      '.inf',
      "'",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.nat(good.length), (pieces, at) => {
        for (const text of [good.slice(0, at) + pieces.join('') + good.slice(at), pieces.join('')]) {
          for (const line of faultOf(text).split('\n')) expect(line).toMatch(/^(?:no fault|small\.yaml(?::\d+)?: .*)$/);
        }
      }),
    );
  });

  const shipped = resolve(import.meta.dirname, '../../../pipelines');
  // A user's own may lie beside them.
  const ours = readdirSync(shipped).filter((file) => /^(?:article|cifar10|smoke)\b/.test(file));
  it.each(ours)('reads %s, which has the tables and figures of the article', (file) => {
    const { report } = readPipeline(join(shipped, file));
    expect(report.tables.map(({ norm, eps, threat }) => [norm, threat, eps.length]).slice(0, 2)).toEqual([
      ['linf', 'encoded', 2],
      ['l2', 'encoded', 4],
    ]);
    expect(report.figures.map(({ kind }) => kind).slice(0, 6)).toEqual([
      'training-curves',
      ...Array.from({ length: 4 }, () => 'explanations'),
      'noise',
    ]);
  });
  it.each(['article', 'article-train'])(
    'gives the Bcos-ResNet-50 of %s its norm, without which it cannot learn',
    (name) => {
      const { 'bcos-resnet50': deep, 'bcos-resnet56': plain } = readPipeline(join(shipped, `${name}.yaml`)).networks;
      const normOf = (network: typeof deep) => (network?.train ?? network?.import)?.['norm'];
      expect([normOf(deep), normOf(plain)]).toEqual(['bnu-linear', undefined]);
    },
  );
});
