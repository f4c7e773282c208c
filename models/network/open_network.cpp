// SPDX-License-Identifier: Apache-2.0
#include "open_network.hpp"

#include <fmt/format.h>
#include <openssl/sha.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "firmware/base/bytes.hpp"
#include "wiping_matrices.hpp"

namespace uketsuke::models::network {
namespace {

using base::ErrorCode;

/// Before main(), while there is one thread: whoever looks at pictures has networks from here.
[[maybe_unused]] const bool kMatricesWiped = wipe_freed_matrices();

base::Unexpected<base::Error> unreadable(const std::filesystem::path& file) {
    return base::fail(ErrorCode::model_invalid, file.string() + " cannot be read: run ./kiosk setup");
}

base::Result<std::string> read_verified(const std::filesystem::path& file, const std::string& sha256) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return unreadable(file);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    base::Bytes digest(SHA256_DIGEST_LENGTH);
    SHA256(base::as_bytes(bytes).data(), bytes.size(), digest.data());
    if (const auto found = base::to_hex(digest); found != sha256)
        return base::fail(ErrorCode::model_invalid,
                          fmt::format("{} has SHA-256 {}, the manifest says {}", file.string(), found, sha256));
    return bytes;
}

}  // namespace

base::Result<void> find_network(const std::filesystem::path& folder, const NetworkFile& network) {
    const auto file = folder / network.file;
    if (!std::filesystem::is_regular_file(file) || ::access(file.c_str(), R_OK) != 0) return unreadable(file);
    return {};
}

base::Result<cv::dnn::Net> open_network(const std::filesystem::path& folder, const NetworkFile& network) {
    const auto file = folder / network.file;
    const auto bytes = read_verified(file, network.sha256);
    if (!bytes) return base::fail(bytes.error());
    try {
        auto net = cv::dnn::readNetFromONNX(bytes->data(), bytes->size());
        net.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
        net.setPreferableTarget(cv::dnn::DNN_TARGET_CPU);
        return net;
    } catch (const cv::Exception& error) {
        return base::fail(ErrorCode::model_invalid,
                          fmt::format("{} is no network that OpenCV reads: {}", file.string(), error.err));
    }
}

}  // namespace uketsuke::models::network
