// Before it runs a graph, a session replaces ops by others that round differently (Grappler): a division by a constant
// becomes a product, a constant factor moves into the kernel of the convolution after it. That is switched off, so that a
// trace computes bit for bit what its ops compute one by one; equal ops are still merged and constants folded, by the
// executor, with the ops' own kernels.
//
// tfjs-node's C++ makes its sessions with TF_NewSessionOptions and sets no options. The function of that name below is the
// one it gets, because the addon's own symbols are found before those of the libraries that it is linked with.
#include <dlfcn.h>

#include <cstdint>

#include "heap.h"
#include "tensorflow/c/c_api.h"

extern "C" TF_SessionOptions* TF_NewSessionOptions() {
  // What recording the graph took is free by now, and the session is about to take its own.
  bcos_bench::TrimHeap();
  using Make = TF_SessionOptions* (*)();
  TF_SessionOptions* options = reinterpret_cast<Make>(dlsym(RTLD_NEXT, "TF_NewSessionOptions"))();
  // A serialised ConfigProto: graph_options (10) { rewrite_options (10) { disable_meta_optimizer (19): true } }.
  const uint8_t config[] = {0x52, 0x05, 0x52, 0x03, 0x98, 0x01, 0x01};
  TF_Status* status = TF_NewStatus();
  TF_SetConfig(options, config, sizeof config, status);
  TF_DeleteStatus(status);
  return options;
}
