// SPDX-License-Identifier: Apache-2.0
// uketsuke-convert FROM.tflite TO.onnx: models/provision's converter. Exit 0 = written; else one sentence and exit 1,
// or 2 for wrong words.
#include <cstdio>

#include "convert.hpp"
#include "firmware/base/file.hpp"
#include "firmware/command_line/command_line.hpp"
#include "tflite.hpp"

namespace {

using namespace uketsuke;

base::Result<void> convert_file(const std::string& from, const std::string& to) {
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
    CLI::App app("uketsuke-convert: writes a network of TensorFlow Lite as ONNX", "uketsuke-convert");
    std::string from, to;
    app.add_option("FROM", from, "the .tflite file")->type_name("")->required();
    app.add_option("TO", to, "the .onnx file")->type_name("")->required();
    if (const auto end = command_line::read_or_end(app, argc, argv)) return *end;
    const auto done = convert_file(from, to);
    if (!done) std::fprintf(stderr, "uketsuke-convert: %s: %s\n", from.c_str(), done.error().detail.c_str());
    return done ? 0 : 1;
}
