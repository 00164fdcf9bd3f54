import { runStage } from '@bcos-bench/stage';
import { reportStage } from './reportStage.js';

await runStage(reportStage);
