import { runCommandLine } from '@bcos-bench/stage/subcommand';

await runCommandLine({
  name: 'bcos-import',
  stage: async () => {
    const [{ runStage }, { importStage }] = await Promise.all([
      import('@bcos-bench/stage'),
      import('./importStage.js'),
    ]);
    await runStage(importStage);
  },
  subcommands: { identity: async (argv) => (await import('./identityCommand.js')).runIdentity(argv) },
});
