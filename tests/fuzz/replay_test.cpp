// SPDX-License-Identifier: Apache-2.0
// Every target over its corpus, its seeds, and each seed cut, flipped and stretched: what the fuzzers do, without one.
#include <catch2/catch.hpp>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <random>

#include "firmware/base/file.hpp"
#include "models/decoder/process_photo_decoder.hpp"
#include "seeds.hpp"
#include "targets.hpp"

using namespace uketsuke;
using Clock = std::chrono::steady_clock;

namespace {

constexpr int kVariations = 3000;

std::vector<base::Bytes> corpus(std::string_view target) {
    std::vector<base::Bytes> inputs;
    const auto folder = std::filesystem::path(FUZZ_CORPUS) / target;
    if (!std::filesystem::is_directory(folder)) return inputs;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        inputs.push_back(base::read_bytes(entry.path()).value());
    return inputs;
}

base::Bytes varied(base::Bytes bytes, std::mt19937& random) {
    for (auto changes = random() % 4 + 1; changes > 0 && !bytes.empty(); --changes) {
        const auto at = random() % bytes.size();
        switch (random() % 4) {
            case 0: bytes[at] = static_cast<std::uint8_t>(random()); break;
            case 1: bytes[at] ^= static_cast<std::uint8_t>(1U << random() % 8); break;
            case 2: bytes.resize(at); break;
            default: bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(at), random() % 9, 0x82); break;
        }
    }
    return bytes;
}

struct Run {
    std::size_t inputs = 0, executions = 0;
    double seconds = 0;
    [[nodiscard]] double per_second() const { return static_cast<double>(executions) / seconds; }
};

Run replay(const fuzz::Target& target, const std::vector<base::Bytes>& seeds) {
    std::mt19937 random(20261122);
    auto inputs = corpus(target.name);
    inputs.insert(inputs.end(), seeds.begin(), seeds.end());
    std::vector<base::Bytes> all = inputs;
    const bool slow = target.name.starts_with("jp2_") || target.name == "apdu_response";
    for (int i = 0; i < (slow ? kVariations / 5 : kVariations) && !inputs.empty(); ++i)
        all.push_back(varied(inputs[random() % inputs.size()], random));
    Run run;
    run.inputs = inputs.size();
    const int rounds = target.pure ? 20 : 1;
    const auto start = Clock::now();
    for (int round = 0; round < rounds; ++round)
        for (const auto& bytes : all) target.run(bytes);
    run.seconds = std::chrono::duration<double>(Clock::now() - start).count();
    run.executions = all.size() * static_cast<std::size_t>(rounds);
    return run;
}

}  // namespace

TEST_CASE("every fuzz target survives its corpus and variations of it") {
    const auto seeds = fuzz::seeds();
    for (const auto& target : fuzz::targets()) {
        INFO(target.name);
        const auto found = seeds.find(std::string(target.name));
        REQUIRE(found != seeds.end());
        const auto run = replay(target, found->second);
        std::printf("fuzz replay: %-15s %3zu inputs, %7zu executions, %9.0f a second%s\n", target.name.data(),
                    run.inputs, run.executions, run.per_second(), target.pure ? " (pure; goal 50000)" : "");
        CHECK(run.inputs > 0);
        CHECK(run.executions > 500);
    }
}

TEST_CASE("the pictures that the fuzzers begin with, and those that they found, cannot leave the decoder's process") {
    auto photos = models::decoder::ProcessPhotoDecoder::create(DECODER);
    REQUIRE(photos);
    auto seeds = fuzz::seeds();
    int refused = 0, all = 0;
    for (const std::string target : {"jp2_wrapper", "jp2_codestream"}) {
        auto pictures = corpus(target);
        pictures.insert(pictures.end(), seeds[target].begin(), seeds[target].end());
        for (const auto& bytes : pictures) {
            const auto image = (*photos)->decode(bytes);
            if (image) CHECK(image->consistent());
            refused += image ? 0 : 1;
            ++all;
        }
    }
    std::printf("fuzz replay: %d pictures through the decoder's process, %d refused\n", all, refused);
    CHECK(refused > 10);
    CHECK(refused < all);
    CHECK((*photos)->decode(seeds["jp2_wrapper"].front()));
}
