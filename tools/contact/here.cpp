// SPDX-License-Identifier: Apache-2.0
// What is on the desk, and what will be done with it.
#include <fmt/format.h>

#include <algorithm>

#include "meeting.hpp"

namespace uketsuke::tools::contact {
namespace {

using base::ErrorCode;

constexpr auto kHello =
    "First contact of Uketsuke with your own card, reader, camera and face. It takes\n"
    "about fifteen minutes. Stop at any question with no, or at any moment with Ctrl-C.\n"
    "Nothing leaves this machine: no network is used. At the end a report is written\n"
    "only if you have read all of it and said yes. It holds no picture, number, name\n"
    "or key.\n";

constexpr auto kPlan =
    "What is sent to the card:\n"
    "1. Now, which costs nothing and needs no number: SELECT of its applications; the\n"
    "counters of PIN, signature password and 照合番号B, asked by VERIFY without data,\n"
    "which burns no try; READ BINARY of files that anybody may read: label,\n"
    "certificates, key numbers.\n"
    "2. On your word: VERIFY with 照合番号B, once. A wrong number costs one of its 10\n"
    "tries, which only the town office gives back; with 5 or fewer left it is not sent.\n"
    "Then READ BINARY of the photo and the signed record, and one signature of the\n"
    "card's own key over random bytes.\n"
    "3. On your word: VERIFY with the four-digit PIN, once. A wrong PIN costs one of its\n"
    "3 tries; with fewer than 2 left it is not sent. Then one signature over random\n"
    "bytes, checked against the certificate.\n"
    "My Number and what opens it are never asked for: this program has no way to name\n"
    "those files.\n";

std::string line_of(const SeenReader& reader) {
    const auto& [listed, usb] = reader;
    const auto* lies = !listed.card ? "empty" : listed.mute ? "a card that does not answer" : "a card lies there";
    return fmt::format("  reader  {}{}: {}\n", listed.name, usb ? fmt::format(" (USB {})", text_of(*usb)) : "", lies);
}

/// The reader that has a card, or the first. Where several have one nobody knows yet which is meant, and another card's
/// ATR is nobody's business.
void note_reader(Meeting& meeting, const std::vector<SeenReader>& readers) {
    const auto with_card =
        std::find_if(readers.begin(), readers.end(), [](const SeenReader& one) { return one.listed.card; });
    if (std::count_if(readers.begin(), readers.end(), [](const SeenReader& one) { return one.listed.card; }) > 1)
        return;
    const auto& reader = with_card == readers.end() ? readers.front() : *with_card;
    auto& part = meeting.notes.part("reader");
    if (reader.usb) part.put("usb", *reader.usb);
    meeting.atr = reader.listed.atr;
}

void say_camera(Meeting& meeting) {
    const auto& eyes = meeting.eyes;
    if (!eyes.camera) return meeting.asker.say("  camera  none: the part with your face is left out\n");
    meeting.asker.say(fmt::format("  camera  there{}{}\n", eyes.usb ? fmt::format(" (USB {})", text_of(*eyes.usb)) : "",
                                  eyes.card_front ? ", and a second one over the card" : ""));
}

void note_camera(Meeting& meeting) {
    if (!meeting.eyes.camera) return;
    std::vector<Sheet> modes;
    for (const auto& mode : meeting.eyes.modes) {
        Sheet sheet;
        sheet.put("format", Word::of_pixel_format(mode.format));
        sheet.put("width", Count(mode.width)).put("height", Count(mode.height));
        if (mode.period.numerator != 0)
            sheet.put("rate", Measure(double(mode.period.denominator) / double(mode.period.numerator)));
        modes.push_back(std::move(sheet));
    }
    auto& part = meeting.notes.part("camera");
    if (meeting.eyes.usb) part.put("usb", *meeting.eyes.usb);
    part.put("modes", std::move(modes));
}

}  // namespace

bool say_what_is_here(Meeting& meeting) {
    meeting.asker.say(std::string(kHello) + "\nHere is\n");
    const auto readers = meeting.desk.readers();
    if (readers)
        for (const auto& reader : *readers) meeting.asker.say(line_of(reader));
    say_camera(meeting);
    note_camera(meeting);
    meeting.asker.say("\n");
    if (!readers) {
        meeting.notes.refused("reader", readers.error());
        return false;
    }
    if (readers->empty()) {
        meeting.notes.refused("reader", {ErrorCode::reader_missing, "pcscd has no reader."});
        return false;
    }
    note_reader(meeting, *readers);
    return true;
}

void say_what_will_be_sent(Asker& asker) { asker.say(std::string(kPlan) + "\n"); }

}  // namespace uketsuke::tools::contact
