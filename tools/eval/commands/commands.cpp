// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>

namespace uketsuke::tools::eval {
namespace {

constexpr const char* kHelp =
    R"(uketsuke-eval: how well the face pipeline of this build tells people apart, with counts and bounds

  verify --images DIR [--pairs FILE]   error rates of 1:1 comparison
  verify --scores FILE                 the same figures for scores of any matcher
    --pairs FILE          LFW's pairs.txt (images name/name_0001.jpg), or two files a line; without it all pictures of DIR
                          are compared with each other, a sub-folder being a person
    --all-impostors       every picture against every other person's, instead of the list's impostor pairs
    --card-sim WHAT       the first picture of a pair becomes a chip's photo, such as grey,240x320,5kB
    --group FILE          also within these people: "name" or "name<tab>group" a line
    --recipe WHICH        product (default), plain (one embedding, no centre), or both: their paired difference
    --against DIR         the paired difference to the models of another folder, each with all that its manifest asks for
    --at NAME=NUMBER      one more threshold; with --scores there are no others
    --save-scores FILE    all scores, for claim and for other tools
  claim "fmr<=1e-4@fnmr<=0.03" --scores FILE [--at NUMBER]
                          holds, does not hold, or is refused because there are too few comparisons
  centre --images DIR [--embedding NAME] [--manifest FILE] [--out FILE]
                          the population centre of the pictures, one sub-folder a person: written to --out, or beside a
                          manifest that then names it
  splits --images DIR [--splits 30] [--seed 1] [--pairs FILE --pair-images DIR]
                          what a centre is worth: made of one half of the people and tested on the other, many times;
                          with --pairs FNMR is that of the list's genuine pairs
    --against DIR         the same splits with the models of another folder, and the difference with its uncertainty
  pad --live DIR --attack DIR
                          error rates of the liveness score: APCER of each species (a sub-folder), BPCER, bounds. A
                          picture is a presentation; so is a video (avi, m4v, mkv, mov, mp4, mpg, webm, y4m) or a folder
                          of its frames, and it is judged as the product does: the median of seven good frames
  speed --images DIR [--runs 100] [--decoder FILE]
                          each stage with one and two threads, as ratios to one forward of the detector, beside OpenCV's
                          and dlib's detectors; memory and allocations; the face is the first picture of DIR that makes a
                          good frame
  summary [--verify FILE] [--card FILE] [--splits FILE] [--own FILE] [--figures]
                          from what those verbs wrote with --json: the goals and how they went, or the figures in short
                          (card: verify with --card-sim; own: splits without --pairs)

  everywhere: --models DIR (default build/deps/models)  --title NAME (of the set)  --json FILE
              --markdown FILE [--section NAME]  (into a page, between <!-- NAME: begin --> and <!-- NAME: end -->)
              --report DIR  (a web page with plots, and the worst pairs as a picture: it stays on your disk)

Exit codes: 0 done, or the claim holds; 1 the claim does not hold; 2 words, a list or a score file not understood;
3 the claim is refused; 4 a folder, a file or the models cannot be read or written.
)";

struct Verb {
    const char* name;
    base::Result<Exit> (*run)(const Words&);
};
constexpr std::array kVerbs{Verb{"verify", run_verify},  Verb{"claim", run_claim}, Verb{"centre", run_centre},
                            Verb{"splits", run_splits},  Verb{"pad", run_pad},     Verb{"speed", run_speed},
                            Verb{"summary", run_summary}};

}  // namespace

int run(const Words& words) {
    if (words.empty() || words[0] == "help" || words[0] == "--help" || words[0] == "-h") {
        std::fputs(kHelp, words.empty() ? stderr : stdout);
        return words.empty() ? kWrongWords : kDone;
    }
    const auto verb = std::find_if(kVerbs.begin(), kVerbs.end(), [&](const Verb& one) { return one.name == words[0]; });
    if (verb == kVerbs.end()) {
        fmt::print(stderr, "uketsuke-eval: there is no verb '{}'; uketsuke-eval --help tells which there are\n",
                   words[0]);
        return kWrongWords;
    }
    const auto exit = verb->run({words.begin() + 1, words.end()});
    if (exit) return *exit;
    fmt::print(stderr, "uketsuke-eval: {}\n", exit.error().detail);
    return exit.error().code == base::ErrorCode::config_invalid ? kWrongWords : kUnusable;
}

}  // namespace uketsuke::tools::eval
