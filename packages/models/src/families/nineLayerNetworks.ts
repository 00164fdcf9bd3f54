import { bcosFamily, ordinaryFamily, type Row } from '../networkFamily.js';
import { bcosNineLayer, NINE_LAYER_EXPONENTS, nineLayerTemperature } from '../networks/bcosNineLayer.js';
import { codaNet } from '../networks/codaNet.js';

/** The temperature of the CoDA-Net that its article evaluates. */
const CODA_TEMPERATURE = 1000;

/** The networks of nine layers for CIFAR-10 of the articles on B-cos networks (2022) and CoDA-Nets (2021). */
export const nineLayerNetworks: readonly Row[] = [
  [
    'bcos-v1-nine-layers',
    {
      ...bcosFamily,
      describe: 'the nine-layer B-cos network of the first article (B-cos v1), with MaxOut',
      norms: ['none'],
      exponents: NINE_LAYER_EXPONENTS,
      maxOut: 2,
      logitLayer: (classes, b) => ({ temperature: nineLayerTemperature(b), bias: bcosFamily.logitLayer(classes).bias }),
      build: (options, classes, inputs) => bcosNineLayer(64, options, classes, inputs),
    },
  ],
  [
    'coda-nine-layers',
    {
      ...ordinaryFamily,
      describe: 'the nine-layer CoDA-Net, of Dynamic Alignment Units',
      encoding: bcosFamily.encoding,
      loss: bcosFamily.loss,
      dynamicLinear: true,
      logitLayer: (classes) => ({ temperature: CODA_TEMPERATURE, bias: bcosFamily.logitLayer(classes).bias }),
      build: (_options, classes, inputs) => codaNet({ width: 16, rank: 32 }, classes, inputs),
    },
  ],
];
