// TensorFlow logs through Abseil, which prints every message to stderr until the program says otherwise, and TensorFlow has
// something to say as soon as its library is loaded. So Abseil's question for the least level that is printed is answered
// here, from TF_CPP_MIN_LOG_LEVEL: the addon's own symbols are found before those of the libraries that it is linked with,
// also by these libraries.
#include <algorithm>
#include <cstdlib>

#include "absl/base/config.h"
#include "absl/base/log_severity.h"
#include "absl/log/globals.h"

namespace absl {
ABSL_NAMESPACE_BEGIN

// 0 is all, 1 warnings and worse, 2 errors and worse, 3 only what ends the process.
LogSeverityAtLeast MinLogLevel() {
  const char* level = std::getenv("TF_CPP_MIN_LOG_LEVEL");
  return static_cast<LogSeverityAtLeast>(level == nullptr ? 0 : std::clamp(std::atoi(level), 0, 3));
}

ABSL_NAMESPACE_END
}  // namespace absl
