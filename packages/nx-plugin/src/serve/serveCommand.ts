import { once } from 'node:events';
import { Fault, reasonOf } from '@bcos-bench/vocabulary';
import { serveGallery } from './galleryServer.js';

/**
 * Serves the gallery of a workspace until the process is stopped.
 * @throws Fault where the port is taken
 */
export async function serve(root: string, port: number, say: (line: string) => void): Promise<void> {
  const { address, server } = await serveGallery(root, port).catch((error: unknown) => {
    const remedy = 'choose another with --port, or 0 for any that is free';
    throw new Fault({ what: `cannot listen (${reasonOf(error)})`, where: `--port ${port}`, remedy });
  });
  say(`${address} lists the runs of ${root}; stop it with Ctrl-C`);
  await once(server, 'close');
}
