// tfjs's core comes without gradients. In Node, `@tensorflow/tfjs` registers them; in a browser that would bring a second backend.
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
