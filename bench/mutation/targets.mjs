// What `mutate.mjs` changes: by package the files that decide numbers, each with the specs that may notice a change.

/**
 * @param {...string} files that have a spec beside them
 * @returns {Readonly<Record<string, readonly string[]>>}
 */
const withOwnSpec = (...files) => Object.fromEntries(files.map((file) => [file, [file]]));

/** @type {Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>} */
export const TARGETS = {
  adversary: {
    ...withOwnSpec('cosineDecay', 'unitGradient', 'attackLoss', 'goal', 'boundary', 'methods/square/windowSide'),
    ball: ['ball'],
    linfBall: ['ball'],
    l2Ball: ['ball'],
    l1Ball: ['ball'],
    margin: ['attackLoss', 'boundary', 'goal'],
    differenceOfLogitsRatio: ['attackLoss'],
    'methods/fab/boundaryStep': ['methods/fab/fab', 'methods/fab/shortestChange'],
  },
  attack: {
    ...withOwnSpec('plan/targetRule', 'plan/logitSpread', 'audit/signTest', 'rows/inChunks', 'rows/inOrder'),
    ...withOwnSpec('rows/verification', 'rows/roundedImage', 'checks/sanityChecks', 'model/lruPool', 'audit/rules'),
    'checks/counts': ['checks/counts'],
    'checks/signs': ['checks/sanityChecks', 'audit/rules'],
    'model/bestIterate': ['batching/iteration', 'attackImages'],
    'model/keptIterate': ['batching/iteration', 'attackImages'],
    'batching/slots': ['attackImages'],
  },
  explain: withOwnSpec(
    ...['averagePool', 'averageRanks', 'contributionMap', 'cosine', 'percentile', 'positiveKept', 'rankCorrelation'],
    ...['topOverlap', 'noiseContribution', 'methods/gaussLegendre', 'ridgeRegression', 'pixelColour'],
  ),
  formats: {
    ...withOwnSpec('joinedFloats', 'unitRange', 'safetensors', 'manifest', 'json', 'notes', 'content/contentHash'),
    'parquet/pageHeaders': ['parquet/pageHeaders'],
    'parquet/compactThrift': ['parquet/pageHeaders'],
    'parquet/parquetBounds': ['parquet/parquetRows'],
  },
  models: withOwnSpec(
    'loss',
    'encoding',
    'norms/standardisation',
    'networks/sinCosPositions',
    'ops/adaptiveAverage',
    'networkNoise',
  ),
  pipeline: withOwnSpec(
    ...['yaml/extendedSource', 'yaml/yamlNesting', 'schema/flagSpelling', 'schema/attackVariant', 'nodes/attackGrid'],
    ...['nodes/overrides', 'nodes/commandFlags', 'nodes/choosePipelines'],
  ),
  random: withOwnSpec('randomStream', 'pixelStream', 'boxMuller'),
  vocabulary: withOwnSpec('epsilon', 'proportion', 'exactMcnemar', 'nearChance', 'wholeNumber', 'shellWord'),
};
