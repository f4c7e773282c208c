// SPDX-License-Identifier: Apache-2.0
#include "options.hpp"

#include <CLI/CLI.hpp>

namespace uketsuke::tools::eval {
namespace {

template <class Value>
CLI::Option* add(CLI::App& verb, const char* name, const char* type, Value& value, const char* about) {
    return verb.add_option(name, value, about)->type_name(type);
}

/// Each time it is given it takes one value.
CLI::Option* add_list(CLI::App& verb, const char* name, const char* type, std::vector<std::string>& values,
                      const char* about) {
    return add(verb, name, type, values, about)->allow_extra_args(false);
}

void add_results(CLI::App& verb, Results& results) {
    add(verb, "--models", "DIR", results.models, "the models")->capture_default_str();
    add(verb, "--title", "NAME", results.title, "of the set");
    add(verb, "--json", "FILE", results.json, "the results as JSON");
    auto* page = add(verb, "--markdown", "FILE", results.markdown, "the results as Markdown");
    add(verb, "--section", "NAME", results.section,
        "into that page, between <!-- NAME: begin --> and <!-- NAME: end -->")
        ->needs(page);
    add(verb, "--report", "DIR", results.report,
        "a web page with plots, and the worst pairs as a picture: it stays on your disk");
}

/// People are halved at random, many times.
void add_halves(CLI::App& verb, int& splits, std::uint64_t& seed) {
    add(verb, "--splits", "COUNT", splits, "how many times")->check(CLI::Range(1, 10000))->capture_default_str();
    add(verb, "--seed", "NUMBER", seed, "of the halves")->check(CLI::Range(0, 1000000000))->capture_default_str();
}

}  // namespace

void describe(CLI::App& verb, VerifyWords& options) {
    auto* images = add(verb, "--images", "DIR", options.images, "the pictures");
    auto* pairs = add(verb, "--pairs", "FILE", options.pairs,
                      "LFW's pairs.txt (images name/name_0001.jpg), or two files a line; without it all pictures are "
                      "compared with each other, a sub-folder being a person");
    auto* all = verb.add_flag("--all-impostors", options.all_impostors,
                              "every picture against every other person's, instead of the list's impostor pairs");
    auto* card = add(verb, "--card-sim", "WHAT", options.card_sim,
                     "the first picture of a pair becomes a chip's photo, such as grey,240x320,5kB");
    add_list(verb, "--group", "FILE", options.groups,
             "also within these people: \"name\" or \"name<tab>group\" a line");
    auto* recipe = add(verb, "--recipe", "WHICH", options.recipe,
                       "product, plain (one embedding, no centre), or both: their paired difference")
                       ->check(CLI::IsMember({"product", "plain", "both"}))
                       ->capture_default_str();
    auto* against =
        add(verb, "--against", "DIR", options.against,
            "the paired difference to the models of another folder, each with all that its manifest asks for");
    add_list(verb, "--at", "NAME=NUMBER", options.at, "one more threshold; with --scores there are no others");
    add(verb, "--save-scores", "FILE", options.save_scores, "all scores, for claim and for other tools");
    auto* scores = add(verb, "--scores", "FILE", options.scores, "the same figures for scores of any matcher");
    for (auto* of_pictures : {images, pairs, all, card, recipe, against}) scores->excludes(of_pictures);
    add_results(verb, options.results);
}

void describe(CLI::App& verb, ClaimWords& options) {
    add(verb, "CLAIM", "", options.claim, "such as \"fmr<=1e-4@fnmr<=0.03\"")->required();
    add(verb, "--scores", "FILE", options.scores, "what verify --save-scores wrote")->required();
    add(verb, "--at", "NUMBER", options.at, "at this threshold")->check(CLI::Range(-1e9, 1e9));
}

void describe(CLI::App& verb, CentreWords& options) {
    add(verb, "--images", "DIR", options.images, "the pictures, one sub-folder a person")->required();
    add(verb, "--embedding", "NAME", options.embedding, "of which network; one alone needs no name");
    add(verb, "--manifest", "FILE", options.manifest, "the centre goes beside this one, which then names it");
    add(verb, "--out", "FILE", options.out, "where the centre goes");
    verb.add_flag("--second", options.second, "the manifest names it as the second centre, of people in general");
    add_results(verb, options.results);
}

void describe(CLI::App& verb, SplitsWords& options) {
    add(verb, "--images", "DIR", options.images, "the pictures, one sub-folder a person")->required();
    add_halves(verb, options.splits, options.seed);
    auto* folder = add(verb, "--pair-images", "DIR", options.pair_images, "the pictures of --pairs");
    add(verb, "--pairs", "FILE", options.pairs, "FNMR is that of the list's genuine pairs")->needs(folder);
    add(verb, "--against", "DIR", options.against,
        "the same splits with the models of another folder, and the difference with its uncertainty");
    add_results(verb, options.results);
}

void describe(CLI::App& verb, MixturesWords& options) {
    add(verb, "--images", "DIR", options.images, "the group, one sub-folder a person")->required();
    add(verb, "--pair-images", "DIR", options.pair_images, "people in general, the pictures of --pairs")->required();
    add(verb, "--pairs", "FILE", options.pairs, "their genuine pairs")->required();
    add(verb, "--third", "FILE", options.third, "people of them whom no centre is made for, one a line");
    add(verb, "--card-sim", "WHAT", options.card_sim, "one side of each pair becomes a chip's photo, as with verify");
    verb.add_option("--sharpness", options.sharpness, "of the mixtures that are tried")->capture_default_str();
    add_halves(verb, options.splits, options.seed);
    add_results(verb, options.results);
}

void describe(CLI::App& verb, PadWords& options) {
    add(verb, "--live", "DIR", options.live, "bona fide presentations")->required();
    add(verb, "--attack", "DIR", options.attack, "attacks, a sub-folder being a species")->required();
    add_results(verb, options.results);
}

void describe(CLI::App& verb, SpeedWords& options) {
    options.decoder = UKETSUKE_DECODER;
    add(verb, "--images", "DIR", options.images, "the face is the first picture that makes a good frame")->required();
    add(verb, "--runs", "COUNT", options.runs, "of each stage")->check(CLI::Range(5, 10000))->capture_default_str();
    add(verb, "--decoder", "FILE", options.decoder, "uketsuke-photo");
    add_results(verb, options.results);
}

void describe(CLI::App& verb, SummaryWords& options) {
    add(verb, "--verify", "FILE", options.verify, "what verify wrote with --json");
    add(verb, "--card", "FILE", options.card, "what verify wrote with --card-sim");
    add(verb, "--splits", "FILE", options.splits, "what splits wrote");
    add(verb, "--own", "FILE", options.own, "what splits wrote without --pairs");
    verb.add_flag("--figures", options.figures, "the figures in short, instead of the goals and how they went");
    add_results(verb, options.results);
}

void describe(CLI::App& verb, ContactWords& options) {
    verb.add_option("DIR", options.folder, "with the reports: report*.json, also in folders below it")
        ->type_name("")
        ->required();
    add_results(verb, options.results);
}

}  // namespace uketsuke::tools::eval
