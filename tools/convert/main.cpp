// SPDX-License-Identifier: Apache-2.0
// uketsuke-convert FROM.tflite TO.onnx: models/provision's converter. Exit 0 = written; else one sentence and exit 1.
#include <cstdio>

#include "convert.hpp"
#include "firmware/base/file.hpp"
#include "tflite.hpp"

namespace {

using namespace uketsuke;

base::Result<void> convert_file(const char* from, const char* to) {
    const auto bytes = base::read_bytes(from);
    if (!bytes) return base::fail(bytes.error());
    const auto graph = tools::convert::read_tflite(*bytes);
    if (!graph) return base::fail(graph.error());
    const auto onnx = tools::convert::to_onnx(*graph);
    if (!onnx) return base::fail(onnx.error());
    return base::replace_file(to, *onnx);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fputs("uketsuke-convert FROM.tflite TO.onnx\n", stderr);
        return 1;
    }
    const auto done = convert_file(argv[1], argv[2]);
    if (!done) std::fprintf(stderr, "uketsuke-convert: %s: %s\n", argv[1], done.error().detail.c_str());
    return done ? 0 : 1;
}
