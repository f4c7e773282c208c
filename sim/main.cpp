// SPDX-License-Identifier: Apache-2.0
// uketsuke-sim: the firmware on simulated hardware.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "firmware/base/log.hpp"
#include "sim/card_verb/card_verb.hpp"
#include "sim/demo/attacks.hpp"
#include "sim/demo/demo.hpp"
#include "sim/demo/play.hpp"
#include "sim/demo/window.hpp"
#include "sim/errors/shown_errors.hpp"

using namespace uketsuke;

namespace {

int usage() {
    std::fputs(
        "uketsuke-sim: the kiosk's firmware on simulated hardware\n"
        "  demo [--impostor] [--headless] [--out DIR]   play the check-ins through the real pcscd, TLS and face "
        "networks\n"
        "  play FILE...                                 play scenarios (docs/scenarios.md)\n"
        "  window                                       the kiosk in a window, with keys for card, people and faults\n"
        "  attacks --out DIR                            draw each simulated attack on the face for uketsuke-eval pad\n"
        "  card [--persona PERSON] [--private] ...      a card in this machine's pcscd, for any software\n"
        "                                               (docs/simulated-card.md)\n"
        "  errors                                       print docs/errors.md: each error, what provokes and shows it\n",
        stderr);
    return 2;
}

int unknown(const std::string& word) {
    std::fprintf(stderr, "uketsuke-sim: '%s' is not known here\n", word.c_str());
    return usage();
}

bool has_display() { return std::getenv("DISPLAY") != nullptr || std::getenv("WAYLAND_DISPLAY") != nullptr; }

int demo(const std::vector<std::string>& words) {
    sim::DemoOptions options;
    options.window = has_display();
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == "--impostor")
            options.impostor = true;
        else if (words[i] == "--headless")
            options.window = false;
        else if (words[i] == "--out" && i + 1 < words.size())
            options.out = words[++i];
        else
            return unknown(words[i]);
    }
    return sim::run_demo(options);
}

int window() {
    if (has_display()) return sim::run_window();
    std::fputs("uketsuke-sim: no display here (DISPLAY and WAYLAND_DISPLAY are not set); 'demo' works without one\n",
               stderr);
    return 1;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return usage();
    const std::string verb = argv[1];
    const std::vector<std::string> words(argv + 2, argv + argc);
    if (std::getenv("UKETSUKE_LOG") != nullptr) base::set_log_level(base::LogLevel::info);
    if (verb == "demo") return demo(words);
    if (verb == "play" && !words.empty()) return sim::play_files(words);
    if (verb == "window" && words.empty()) return window();
    if (verb == "attacks" && words.size() == 2 && words[0] == "--out") return sim::draw_attacks(words[1]);
    if (verb == "card") return sim::run_card(words);
    if (verb == "errors" && words.empty()) return std::fputs(sim::print_errors().c_str(), stdout) < 0;
    return usage();
}
