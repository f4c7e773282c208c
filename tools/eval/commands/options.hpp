// SPDX-License-Identifier: Apache-2.0
// What the words of each verb may say. Empty: not said. uketsuke-eval VERB --help tells what each is for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace uketsuke::tools::eval {

using Said = std::optional<std::string>;

/// What all verbs that measure have: the models, and where the results go.
struct Results {
    std::string models = "build/deps/models";
    Said title, json, markdown, section, report;
};
struct VerifyWords {
    Results results;
    Said images, pairs, scores, card_sim, against, save_scores;
    std::string recipe = "product";  ///< or plain, both
    std::vector<std::string> groups, at;
    bool all_impostors = false;
};
struct ClaimWords {
    std::string claim, scores;
    std::optional<double> at;
};
struct CentreWords {
    Results results;
    std::string images;
    Said embedding, manifest, out;
    bool second = false;
};
struct SplitsWords {
    Results results;
    std::string images;
    Said pairs, pair_images, against;
    int splits = 30;
    std::uint64_t seed = 1;
};
struct MixturesWords {
    Results results;
    std::string images, pair_images, pairs;
    Said third, card_sim;
    std::vector<double> sharpness{5, 10, 20, 40};
    int splits = 30;
    std::uint64_t seed = 1;
};
struct PadWords {
    Results results;
    std::string live, attack;
};
struct SpeedWords {
    Results results;
    std::string images, decoder;
    int runs = 100;
};
struct SummaryWords {
    Results results;
    Said verify, card, splits, own;
    bool figures = false;
};

struct ContactWords {
    Results results;
    std::string folder;
};

/// Binds the verb's options, which must live until the words are read.
void describe(CLI::App& verb, VerifyWords& options);
void describe(CLI::App& verb, ClaimWords& options);
void describe(CLI::App& verb, CentreWords& options);
void describe(CLI::App& verb, SplitsWords& options);
void describe(CLI::App& verb, MixturesWords& options);
void describe(CLI::App& verb, PadWords& options);
void describe(CLI::App& verb, SpeedWords& options);
void describe(CLI::App& verb, SummaryWords& options);
void describe(CLI::App& verb, ContactWords& options);

}  // namespace uketsuke::tools::eval
