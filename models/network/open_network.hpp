// SPDX-License-Identifier: Apache-2.0
// The one way in which a network's file is found and opened.
#pragma once

#include <filesystem>
#include <opencv2/dnn.hpp>

#include "firmware/base/error.hpp"
#include "network_file.hpp"

namespace uketsuke::models::network {

/// Reads the file once, hashes it and parses the same memory. A network is thread-bound, and keeps its layers' results
/// until the next run overwrites them. Errors: model_invalid (missing, wrong checksum, not a network), naming the file.
base::Result<cv::dnn::Net> open_network(const std::filesystem::path& folder, const NetworkFile& network);
/// Whether the file is there and may be read, without opening it. Errors: model_invalid, naming the file.
base::Result<void> find_network(const std::filesystem::path& folder, const NetworkFile& network);

}  // namespace uketsuke::models::network
