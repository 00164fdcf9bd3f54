/**
 * An entry of the menu.
 * @param {string} text
 * @param {string} link
 */
const page = (text, link) => ({ text, link });

// `npm run docs` builds the site in out/docs.
export default {
  title: 'B-cos Bench',
  description: 'How robust are B-cos networks, and what do attacks do to their explanations?',
  outDir: '../out/docs',
  cacheDir: '../out/.vitepress',
  cleanUrls: true,
  // Some lead to files of the repository that are no pages. A spec checks them all.
  ignoreDeadLinks: true,
  themeConfig: {
    search: { provider: 'local' },
    outline: 'deep',
    sidebar: [
      {
        text: 'Begin',
        items: [
          page('Five minutes', '/tutorial'),
          page('Installing', '/installing'),
          page('Evaluating your network', '/evaluate'),
          page('Data sets', '/data-sets'),
          page('Importing weights', '/importing'),
          page('ONNX', '/onnx'),
          page('Recipes', '/recipes'),
          page('Questions', '/faq'),
          page('Limits', '/limits'),
          page('Results', '/results'),
        ],
      },
      {
        text: 'Concepts',
        items: [
          page('Threat models', '/threat-models'),
          page('PGD', '/pgd'),
          page('AutoAttack', '/autoattack'),
          page('Intervals', '/intervals'),
          page('B-cos explanations', '/bcos-explanations'),
        ],
      },
      {
        text: 'Reference',
        items: [
          page('Commands', '/commands'),
          page('Pipeline keys', '/pipeline-keys'),
          page('Attacks', '/attacks'),
          page('Audit', '/audit'),
          page('Training', '/training'),
          page('Explanations', '/explanations'),
          page('Families of networks', '/families'),
          page('Report', '/report'),
          page('Report page', '/page'),
          page('Outputs', '/output'),
          page('Reliability', '/reliability'),
          page('What reruns', '/incremental'),
          page('Caching', '/caching'),
          page('Clusters', '/cluster'),
          page('GPUs', '/gpu'),
        ],
      },
      {
        text: 'Project',
        items: [
          page('Architecture', '/architecture'),
          page('Adding a network', '/adding-a-network'),
          page('Adding an attack', '/adding-an-attack'),
          page('Exactness', '/exactness'),
          page('Performance', '/performance'),
          page('Dependencies', '/dependencies'),
          page('Style', '/style'),
        ],
      },
    ],
  },
};
