import { runCommandLine } from '@bcos-bench/cli/subcommand';

await runCommandLine({
  name: 'bcos-data',
  stage: async () => {
    const [{ runStage }, { dataStage }] = await Promise.all([import('@bcos-bench/cli'), import('./dataStage.js')]);
    await runStage(dataStage);
  },
  subcommands: {
    identity: async (argv) => (await import('./identityCommand.js')).runIdentity(argv),
    recognise: async (argv) => (await import('./recogniseCommand.js')).runRecognise(argv),
  },
});
