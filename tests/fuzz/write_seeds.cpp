// SPDX-License-Identifier: Apache-2.0
// write_seeds FOLDER: the seeds as files, FOLDER/TARGET/seed_N, beside which libFuzzer keeps what it finds.
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "seeds.hpp"

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    for (const auto& [target, inputs] : uketsuke::fuzz::seeds()) {
        const auto folder = std::filesystem::path(argv[1]) / target;
        std::filesystem::create_directories(folder);
        for (std::size_t i = 0; i < inputs.size(); ++i)
            std::ofstream(folder / ("seed_" + std::to_string(i)), std::ios::binary)
                .write(reinterpret_cast<const char*>(inputs[i].data()), static_cast<std::streamsize>(inputs[i].size()));
        std::printf("%s: %zu seeds\n", target.c_str(), inputs.size());
    }
    return 0;
}
