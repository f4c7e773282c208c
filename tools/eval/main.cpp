// SPDX-License-Identifier: Apache-2.0
// uketsuke-eval: measures the face pipeline.
#include "commands/commands.hpp"

int main(int argc, char** argv) { return uketsuke::tools::eval::run({argv + 1, argv + argc}); }
