import { runCommandLine } from '@bcos-bench/cli/subcommand';

await runCommandLine({
  name: 'bcos-attack',
  stage: async () => {
    const [{ runStage }, { attackStage }] = await Promise.all([
      import('@bcos-bench/cli'),
      import('./stage/attackStage.js'),
    ]);
    await runStage(attackStage);
  },
  subcommands: { rate: async (argv) => (await import('./stage/rateCommand.js')).runRate(argv) },
  longSubcommands: {
    jobs: async () => (await import('./stage/jobsCommand.js')).runJobs(),
    audit: async (argv) => {
      const [{ runStage }, { auditStage }] = await Promise.all([
        import('@bcos-bench/cli'),
        import('./audit/auditStage.js'),
      ]);
      await runStage(auditStage, argv);
    },
  },
});
