import { bcosFamily, type Row } from '../networkFamily.js';
import { bcosVit, VIT_NORMS, type VitShape } from '../networks/bcosVit.js';

const SIMPLE_VITS = [
  ['ti', { width: 192, depth: 12, heads: 3, hidden: 768 }],
  ['s', { width: 384, depth: 12, heads: 6, hidden: 1536 }],
  ['b', { width: 768, depth: 12, heads: 12, hidden: 3072 }],
  ['l', { width: 1024, depth: 14, heads: 16, hidden: 4096 }],
] as const;
const [SMALL_STEM, LARGE_STEM] = [
  [24, 48, 96, 192],
  [64, 128, 128, 256, 256, 512],
];
/** A ViT-C has a block less, for its convolutions. */
const VIT_CS = [
  ['ti', { width: 192, depth: 11, heads: 3, hidden: 768 }, SMALL_STEM],
  ['s', { width: 384, depth: 11, heads: 6, hidden: 1536 }, SMALL_STEM.map((channels) => 2 * channels)],
  ['b', { width: 768, depth: 11, heads: 12, hidden: 3072 }, LARGE_STEM],
  ['l', { width: 1024, depth: 13, heads: 16, hidden: 4096 }, LARGE_STEM],
] as const;
const PATCH = 16;

const vitFamily = { ...bcosFamily, norm: 'ln-linear', norms: VIT_NORMS } as const;

const buildOf =
  (shape: VitShape): Row[1]['build'] =>
  (options, classes, inputs) =>
    bcosVit(shape, options, classes, inputs);

/** The vision transformers of `bcos.models.vit`, for images of any size: their positions are computed. */
export const bcosVits: readonly Row[] = [
  ...SIMPLE_VITS.map(([name, size]): Row => [
    `bcos-simple-vit-${name}`,
    {
      ...vitFamily,
      describe: `B-cos SimpleViT-${name} with patches of 16x16`,
      leastSide: PATCH,
      sideUnit: PATCH,
      build: buildOf({ ...size, patch: PATCH, stem: [] }),
    },
  ]),
  ...VIT_CS.map(([name, size, stem]): Row => [
    `bcos-vitc-${name}`,
    {
      ...vitFamily,
      describe: `B-cos ViT-C-${name}: a SimpleViT of what convolutions leave of 16x16 pixels`,
      build: buildOf({ ...size, patch: 1, stem }),
    },
  ]),
];
