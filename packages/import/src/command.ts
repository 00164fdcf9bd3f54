import { runStage } from '@bcos-bench/stage';
import { importStage } from './importStage.js';

await runStage(importStage);
