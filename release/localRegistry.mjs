// `node release/localRegistry.mjs FOLDER`: a registry of the tarballs in a folder, on the loopback, until it is stopped. It knows the packages as a
// package manager asks for them, so that an installation can be tried before anything is published:
//     npm install --@bcos-bench:registry=http://127.0.0.1:4874 @bcos-bench/bcos
import { servePackages } from './packageServer.mjs';

const PORT = 4874;
const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('usage: node release/localRegistry.mjs FOLDER\n');
  process.exitCode = 2;
} else {
  const { address, names } = await servePackages(folder, PORT);
  process.stdout.write(`${address} has ${names.join(', ')}\n`);
}
