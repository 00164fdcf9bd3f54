export * from './at.js';
export * from './attackLosses.js';
export type { AttackDescription } from './attackDescription.js';
export * from './attackMethods.js';
export * from './attackNorm.js';
export * from './attackOptions.js';
export * from './stageFlags.js';
export {
  attackOptionsSchema,
  attackOptionValuesSchema,
  type AttackOptionName,
  type AttackOptionValues,
} from './attackOptionsSchema.js';
export * from './attributionMethod.js';
export * from './cacheFolder.js';
export * from './cifar100Classes.js';
export * from './cifar10Classes.js';
export * from './classList.js';
export * from './commonFlags.js';
export * from './computingDevice.js';
export * from './corruptions.js';
export * from './detectionFeatures.js';
export * from './epsilon.js';
export * from './exactMcnemar.js';
export * from './explanationMeasures.js';
export * from './fault.js';
export * from './fileSignatures.js';
export * from './imageShape.js';
export * from './importantPixels.js';
export * from './knownClassLists.js';
export * from './luma.js';
export * from './nearChance.js';
export * from './nearestName.js';
export * from './normalisation.js';
export * from './parsedWords.js';
export * from './probabilityText.js';
export * from './proportion.js';
export * from './quantile.js';
export * from './refuseGiven.js';
export * from './shellWord.js';
export * from './region.js';
export * from './sameClasses.js';
export * from './sortedJson.js';
export * from './usualNormalisers.js';
export * from './wholeNumber.js';
export * from './writtenNumber.js';
