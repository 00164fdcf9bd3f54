import { runCommandLine } from '@bcos-bench/stage/subcommand';

await runCommandLine(
  { identity: async (argv) => (await import('./identityCommand.js')).runIdentity(argv) },
  async () => {
    const [{ runStage }, { dataStage }] = await Promise.all([import('@bcos-bench/stage'), import('./dataStage.js')]);
    await runStage(dataStage);
  },
);
