// Opens TensorFlow from the packages' sources in a process of its own, and traces and runs an op: for the spec that looks at
// what such a process prints.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const conditions = ['@bcos-bench/source', 'node', 'import', 'module', 'default'];
const source = fileURLToPath(new URL('openAndTrace.fixture.ts', import.meta.url));
await runnerImport(source, { logLevel: 'silent', resolve: { conditions } });
