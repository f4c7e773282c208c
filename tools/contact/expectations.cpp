// SPDX-License-Identifier: Apache-2.0
#include "expectations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace uketsuke::tools::contact {
namespace {

using drivers::mynumber::KnownApplication;

constexpr std::size_t kAny = 0;

struct ExpectedObject {
    std::string_view application;
    std::uint16_t file;
    int depth;
    std::uint32_t tag;
    std::size_t length;  ///< kAny: the facts do not say
    Word source;
};
constexpr Word kFace = "card facts A5";

/// In the order in which they stand in their files.
constexpr std::array kObjects{
    ExpectedObject{"card_front", 0x0002, 0, 0xFF20, kAny, kFace},
    ExpectedObject{"card_front", 0x0002, 1, 0xDF21, 18, kFace},
    ExpectedObject{"card_front", 0x0002, 1, 0xDF22, 8, kFace},
    ExpectedObject{"card_front", 0x0002, 1, 0xDF23, 1, kFace},
    ExpectedObject{"card_front", 0x0002, 1, 0xDF24, kAny, kFace},
    ExpectedObject{"card_front", 0x0002, 2, 0x90, 3, kFace},
    ExpectedObject{"card_front", 0x0002, 2, 0x91, 256, kFace},
    ExpectedObject{"card_front", 0x0002, 1, 0xDF25, kAny, kFace},
    ExpectedObject{"card_front", 0x0002, 1, 0xDF26, kAny, kFace},
    ExpectedObject{"card_front", 0x0002, 1, 0xDF27, kAny, kFace},
    ExpectedObject{"card_front", 0x0002, 1, 0xDF28, 256, kFace},
    ExpectedObject{"card_front", 0x0002, 1, 0xDF29, 8, kFace},
    ExpectedObject{"card_front", 0x0002, 1, 0xDF2A, kAny, kFace},
    ExpectedObject{"card_front", 0x0003, 0, 0xFF30, kAny, kFace},
    ExpectedObject{"card_front", 0x0003, 1, 0xDF31, 4, kFace},
    ExpectedObject{"card_front", 0x0003, 1, 0xDF32, 16, kFace},
    ExpectedObject{"card_front", 0x0003, 1, 0xDF33, kAny, kFace},
    ExpectedObject{"card_front", 0x0003, 1, 0xDF34, 5, kFace},
    ExpectedObject{"card_front", 0x0003, 1, 0xDF35, 272, kFace},
    ExpectedObject{"card_front", 0x0004, 0, 0x7F21, kAny, kFace},
    ExpectedObject{"card_front", 0x0004, 1, 0x5F4E, 297, kFace},
    ExpectedObject{"card_front", 0x0004, 1, 0x5F37, 256, kFace},
    ExpectedObject{"jpki", 0x000A, 0, 0x30, kAny, "card facts A4"},
    ExpectedObject{"jpki", 0x000B, 0, 0x30, kAny, "card facts A4"},
};

constexpr std::uint32_t kTable = 0xDF21;

/// One byte up to 7F and 82 with two bytes from there on, as the record's head is written (FF 20 82 LL LL); A6 tells of
/// cards since about 2023 with longer ones.
LengthForm usual_form(std::size_t length) { return length < 0x80 ? LengthForm::one_byte : LengthForm::x82; }

class Comparison {
public:
    Comparison(const KnownApplication& application, std::uint16_t number)
        : application_(Word::of(application)), file_{number} {}

    void add(Word what, Fact seen, Fact expected, Word source, std::optional<Tag> tag = {}) {
        found_.push_back({what, std::move(seen), std::move(expected), source, application_, file_, tag});
    }
    std::vector<Deviation> take() { return std::move(found_); }

private:
    Word application_;
    FileNumber file_;
    std::vector<Deviation> found_;
};

std::vector<ExpectedObject> expected_of(const KnownApplication& application, std::uint16_t number) {
    std::vector<ExpectedObject> all;
    std::copy_if(kObjects.begin(), kObjects.end(), std::back_inserter(all),
                 [&](const ExpectedObject& one) { return one.application == application.key && one.file == number; });
    return all;
}

void compare_objects(const std::vector<ExpectedObject>& expected, const FileForm& form, Comparison& found) {
    std::vector<bool> met(form.objects.size(), false);
    std::size_t last = 0;
    for (const auto& one : expected) {
        const auto at = std::find_if(form.objects.begin(), form.objects.end(), [&](const ObjectForm& object) {
            return object.tag == one.tag && object.depth == one.depth;
        });
        if (at == form.objects.end()) {
            found.add("missing", false, true, one.source, Tag(one.tag));
            continue;
        }
        const auto index = static_cast<std::size_t>(at - form.objects.begin());
        met[index] = true;
        if (one.length != kAny && at->length != one.length)
            found.add("length", Count(at->length), Count(one.length), one.source, Tag(one.tag));
        if (index < last)
            found.add("order", Word("earlier"), Word("in the order of the tags"), one.source, Tag(one.tag));
        last = std::max(last, index);
    }
    for (std::size_t i = 0; i < met.size(); ++i)
        if (!met[i]) found.add("unknown_object", true, false, expected.front().source, Tag(form.objects[i].tag));
}

void compare_forms(const FileForm& form, Comparison& found) {
    for (const auto& object : form.objects)
        if (const auto usual = usual_form(object.length); object.form != usual)
            found.add("length_form", word_of(object.form), word_of(usual), "card facts A5, A6", Tag(object.tag));
}

}  // namespace

Word word_of(LengthForm form) {
    switch (form) {
        case LengthForm::one_byte: return "one_byte";
        case LengthForm::x81: return "81";
        case LengthForm::x82: return "82";
        case LengthForm::x83: return "83";
    }
    return "other";
}

std::vector<Deviation> compare_file(const KnownApplication& application, std::uint16_t number, base::ByteView file) {
    const auto expected = expected_of(application, number);
    if (expected.empty()) return {};
    Comparison found(application, number);
    const auto form = form_of(file);
    const auto source = expected.front().source;
    if (form.objects.empty()) {
        found.add("no_object", true, false, source);
        return found.take();
    }
    compare_objects(expected, form, found);
    compare_forms(form, found);
    if (expected.size() > 1 && expected[1].tag == kTable && !table_fits(file, form))
        found.add("offsets", Word("other"), Word("one of each object, from byte 0"), source, Tag(kTable));
    if (!form.only_filler) found.add("behind_object", Word("other bytes"), Word("FF"), source);
    return found.take();
}

Sheet sheet_of(const Deviation& deviation) {
    Sheet sheet;
    sheet.put("what", deviation.what);
    if (deviation.application) sheet.put("application", *deviation.application);
    if (deviation.file) sheet.put("file", *deviation.file);
    if (deviation.tag) sheet.put("tag", *deviation.tag);
    sheet.put("seen", deviation.seen).put("expected", deviation.expected).put("source", deviation.source);
    return sheet;
}

std::string words_of(const Deviation& deviation) {
    std::string where;
    if (deviation.application) where += std::string(deviation.application->text()) + " ";
    if (deviation.file) where += text_of(*deviation.file) + " ";
    if (deviation.tag) where += text_of(*deviation.tag) + " ";
    if (!where.empty()) where.back() = ':';
    return fmt::format("{}{}{} is {}; we expected {} ({}).", where, where.empty() ? "" : " ", deviation.what.text(),
                       text_of(deviation.seen), text_of(deviation.expected), deviation.source.text());
}

bool known_atr(base::ByteView atr) {
    constexpr std::array<std::string_view, 9> kAtrs{"3b888001000005e0b381a1007f",
                                                    "3b888001000041e0b381a1003b",
                                                    "3b888001004b51ff0081d100bc",
                                                    "3b888001004b51ffb381d1000f",
                                                    "3bda13ff8131fb468012392f31c173c601c03b",
                                                    "3bc5ff8131fb458073c6010000",
                                                    "3bf59100ff918171fe400042000100d1d6",
                                                    "3bf59100ff918171fe4000420001b3a115",
                                                    "3be000ff8131fe4514"};
    return std::find(kAtrs.begin(), kAtrs.end(), base::to_hex(atr)) != kAtrs.end();
}

std::size_t expected_size(std::string_view application, std::uint16_t number) {
    if (application != "jpki") return kAny;
    return number == 0x0006 ? 160 : number == 0x0008 ? 3 : kAny;
}

}  // namespace uketsuke::tools::contact
