import { describeEngine } from '@bcos-bench/engine/testing/engineBehaviour';
import { openWasmInNode } from '../testing/wasmBinary.fixture.js';

describeEngine('the engine of a browser', openWasmInNode);
