// SPDX-License-Identifier: Apache-2.0
// The forms of a card's files.
#include "drivers/mynumber/channel.hpp"
#include "meeting.hpp"

namespace uketsuke::tools::contact {
namespace {

using drivers::mynumber::FileId;
using drivers::mynumber::KnownApplication;

constexpr std::size_t kPart = 256;
constexpr int kMostParts = 64;  ///< behind an object: 16 KiB

Sheet object_sheet(const ObjectForm& object) {
    Sheet sheet;
    return sheet.put("tag", Tag(object.tag)).put("form", word_of(object.form)).put("length", Count(object.length));
}

void compare_size(Meeting& meeting, const KnownApplication& application, FileId file, std::size_t size) {
    const auto expected = expected_size(application.key, file.value());
    if (expected != 0 && size != expected)
        meeting.notes.deviates({"size", Count(size), Count(expected), "card facts A4", Word::of(application),
                                FileNumber{file.value()}, std::nullopt});
}

}  // namespace

base::Result<void> read_to_end(Meeting& meeting, const KnownApplication& application, FileId file) {
    drivers::mynumber::Channel channel(*meeting.card->session);
    const auto selected = channel.select_file(file);
    if (!selected) return base::fail(selected.error());
    if (!selected->ok()) return {};
    for (int part = 0;; ++part) {
        if (part == kMostParts) {
            meeting.notes.deviates({"end_of_file", Word("not reached"), Word("16 KiB behind the object at most"),
                                    "card facts A5", Word::of(application), FileNumber{file.value()}, std::nullopt});
            return {};
        }
        const auto size = meeting.kept.file(application.key, file.value()).size();
        const auto more = channel.send(drivers::mynumber::read_binary(size, kPart));
        if (!more) return base::fail(more.error());
        if (more->data.size() < kPart) return {};
    }
}

void describe_file(Meeting& meeting, const KnownApplication& application, FileId file) {
    const auto bytes = meeting.kept.file(application.key, file.value());
    if (bytes.empty()) return;
    const auto form = in_steps(form_of(bytes));
    Sheet sheet;
    sheet.put("application", Word::of(application)).put("file", FileNumber{file.value()}).put("size", Count(form.size));
    if (form.objects.empty()) {
        compare_size(meeting, application, file, form.size);
    } else {
        std::vector<Sheet> objects;
        for (const auto& object : form.objects) objects.push_back(object_sheet(object));
        sheet.put("filler", Count(form.filler)).put("objects", std::move(objects));
    }
    meeting.files.push_back(std::move(sheet));
    for (auto& deviation : compare_file(application, file.value(), bytes)) meeting.notes.deviates(std::move(deviation));
}

}  // namespace uketsuke::tools::contact
