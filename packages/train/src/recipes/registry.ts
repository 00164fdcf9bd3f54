import type { Recipe } from '../recipe.js';
import { basic } from './basic.js';
import { bcosResnet50 } from './bcosResnet50.js';
import { bcosResnet56 } from './bcosResnet56.js';
import { fair } from './fair.js';
import { fastL2, fastLinf8 } from './fast.js';
import { resnet50L2, resnet50Linf8 } from './resnet50Adversarial.js';
import { resnet50Natural } from './resnet50Natural.js';

/** Every recipe by name. */
export const recipes: ReadonlyMap<string, Recipe> = new Map([
  ['basic', basic],
  ['bcos-resnet56', bcosResnet56],
  ['bcos-resnet50', bcosResnet50],
  ['resnet50-natural', resnet50Natural],
  ['resnet50-linf-8', resnet50Linf8],
  ['resnet50-l2-0.5', resnet50L2],
  ['fair', fair],
  ['fast-linf-8', fastLinf8],
  ['fast-l2-0.5', fastL2],
]);

/** The recipe unless one is asked for. */
export const USUAL_RECIPE = 'basic';
