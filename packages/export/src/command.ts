import { runStage } from '@bcos-bench/stage';
import { exportStage } from './exportStage.js';

await runStage(exportStage);
