// SPDX-License-Identifier: Apache-2.0
// uketsuke-voice: whose voice the kiosk has. What the commands do stands in commands.hpp.
#include <cstdio>

#include "commands.hpp"
#include "firmware/command_line/command_line.hpp"

namespace {

using namespace uketsuke;
using tools::voice::Words;

struct Command {
    const char *name, *help;
    void (*options)(CLI::App&, Words&);
    int (*run)(const Words&);
};

void language(CLI::App& app, Words& words) {
    app.add_option("LANGUAGE", words.language, "ja, en, zh-Hans … (easy Japanese is read by ja)")
        ->type_name("")
        ->required();
    app.add_option("--packs", words.packs, "folder of the packs")->type_name("FOLDER")->capture_default_str();
}

void raw_folder(CLI::App& app, Words& words) {
    language(app, words);
    app.add_option("--raw", words.raw, "folder of the raw recordings, WAV files")->type_name("FOLDER")->required();
}

constexpr Command kCommands[] = {
    {"missing", "tells what lacks a recording or whose text has changed, and what nothing needs any more", language,
     tools::voice::missing},
    {"render", "makes a placeholder pack by espeak-ng; what was made before is kept", language,
     tools::voice::render_pack},
    {"record", "records what is missing, text by text, with arecord, and checks each recording's level",
     [](CLI::App& app, Words& words) {
         raw_folder(app, words);
         app.add_option("--text", words.text, "this text alone")->type_name("TEXT");
         app.add_option("--from", words.from, "take it from a WAV file; with --text")->type_name("FILE");
     },
     tools::voice::record},
    {"pack", "makes a pack of raw recordings: cut, at one loudness, with a manifest",
     [](CLI::App& app, Words& words) {
         raw_folder(app, words);
         app.add_option("--source", words.source, "human or studio")->type_name("WORD")->capture_default_str();
         app.add_option("--licence", words.licence, "under which it may be used")->type_name("TEXT")->required();
         app.add_option("--consent", words.consent, "where and when the speaker gave it; no name")->type_name("TEXT");
     },
     tools::voice::pack},
    {"verify", "checks every recording of a pack: its hash, loudness, length, and that no text lacks one",
     [](CLI::App& app, Words& words) {
         language(app, words);
         app.add_flag("--release", words.release, "a placeholder is wrong, too");
     },
     tools::voice::verify},
    {"reference", "writes a tone as loud as the voice, to measure sound.loudspeaker_db and sound.headphones_db with",
     [](CLI::App& app, Words& words) { app.add_option("FILE", words.file, "a WAV file")->type_name("")->required(); },
     tools::voice::reference},
};

}  // namespace

int main(int argc, char** argv) {
    CLI::App app(
        "uketsuke-voice: the recordings that a kiosk speaks with\n"
        "Exit codes: 0 done, nothing is missing; 1 something is missing or wrong; 2 wrong words.",
        "uketsuke-voice");
    app.require_subcommand(1);
    Words words;
    int (*chosen)(const Words&) = nullptr;
    for (const auto& command : kCommands) {
        auto* sub = app.add_subcommand(command.name, command.help);
        command.options(*sub, words);
        sub->callback([&chosen, run = command.run] { chosen = run; });
    }
    if (const auto end = command_line::read_or_end(app, argc, argv)) return *end;
    return chosen(words);
}
