import { runCommandLine } from '@bcos-bench/cli/subcommand';

await runCommandLine({
  name: 'bcos-import',
  stage: async () => {
    const [{ runStage }, { importStage }] = await Promise.all([import('@bcos-bench/cli'), import('./importStage.js')]);
    await runStage(importStage);
  },
  longSubcommands: {
    defend: async (argv) => {
      const [{ runStage }, { defendStage }] = await Promise.all([
        import('@bcos-bench/cli'),
        import('./defendStage.js'),
      ]);
      await runStage(defendStage, argv);
    },
  },
  subcommands: { identity: async (argv) => (await import('./identityCommand.js')).runIdentity(argv) },
});
