// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <functional>
#include <memory>

#include "firmware/command_line/command_line.hpp"

namespace uketsuke::tools::eval {
namespace {

constexpr auto kAbout =
    "uketsuke-eval: how well the face pipeline of this build tells people apart, with counts and bounds.\n"
    "uketsuke-eval VERB --help tells a verb's options.";
constexpr auto kExitCodes =
    "Exit codes: 0 done, or the claim holds; 1 the claim does not hold; 2 words, a list or a score file not "
    "understood;\n"
    "3 the claim is refused; 4 a folder, a file or the models cannot be read or written.\n";

/// What a verb does once all words are read.
using Work = std::function<base::Result<Exit>()>;

template <class Options>
void add(CLI::App& program, Work& work, base::Result<Exit> (*run)(const Options&), const char* name,
         const char* about) {
    auto options = std::make_shared<Options>();
    auto* verb = program.add_subcommand(name, about);
    describe(*verb, *options);
    verb->callback([&work, options, run] { work = [options, run] { return run(*options); }; });
}

void add_verbs(CLI::App& program, Work& work) {
    program.require_subcommand(1);
    program.footer(kExitCodes);
    add(program, work, run_verify, "verify", "error rates of 1:1 comparison, of pictures or of scores of any matcher");
    add(program, work, run_claim, "claim",
        "whether a claim holds, does not hold, or is refused because there are too few comparisons");
    add(program, work, run_centre, "centre",
        "the population centre of the pictures: written to --out, or beside a manifest that then names it");
    add(program, work, run_splits, "splits",
        "what a centre is worth: made of one half of the people and tested on the other, many times");
    add(program, work, run_mixtures, "mixtures",
        "one centre or two, at one threshold for everybody: made of halves of a group and of people in general, tested "
        "on "
        "the others");
    add(program, work, run_pad, "pad",
        "error rates of the liveness score: APCER of each species, BPCER, bounds.\nA picture is a presentation; so is "
        "a "
        "video (avi, m4v, mkv, mov, mp4, mpg, webm, y4m) or a folder of its frames,\nand it is judged as the product "
        "does: the median of seven good frames");
    add(program, work, run_speed, "speed",
        "each stage with one and two threads, as ratios to one forward of the detector,\nbeside OpenCV's and dlib's "
        "detectors; memory and allocations");
    add(program, work, run_summary, "summary",
        "from what those verbs wrote with --json: the goals and how they went, or the figures in short");
    add(program, work, run_contact, "contact",
        "what the collected reports of `uketsuke-card first-contact` say together of real cards, readers and faces");
}

}  // namespace

int run(const Words& words) {
    CLI::App program(kAbout, "uketsuke-eval");
    Work work;
    add_verbs(program, work);
    if (const auto end = command_line::read_or_end(program, words)) return *end;
    const auto exit = work();
    if (exit) return *exit;
    fmt::print(stderr, "uketsuke-eval: {}\n", exit.error().detail);
    return exit.error().code == base::ErrorCode::config_invalid ? kWrongWords : kUnusable;
}

}  // namespace uketsuke::tools::eval
