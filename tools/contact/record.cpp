// SPDX-License-Identifier: Apache-2.0
// 照合番号B, sent once; then the photo and the signed record, with all checks that can be made.
#include <fmt/format.h>

#include "drivers/mynumber/tlv.hpp"
#include "firmware/domain/number_b.hpp"
#include "meeting.hpp"
#include "tools/card/jp2.hpp"

namespace uketsuke::tools::contact {
namespace {

using base::ErrorCode;
namespace files = drivers::mynumber::card_front;

constexpr int kTypings = 3;  ///< of digits that cannot be right and so are not sent

const drivers::mynumber::KnownApplication& card_front() {
    return *drivers::mynumber::application_of(drivers::mynumber::kCardFront);
}

/// As it stands on the card: birth, end, the four digits below the photo. Of another length: as it is.
std::string parted(base::ByteView digits) {
    const std::string number(digits.begin(), digits.end());
    if (number.size() != 14) return number;
    return fmt::format("{} {} {}", number.substr(0, 6), number.substr(6, 4), number.substr(10));
}

/// By the camera over the card, when there is one and the person wants it.
base::Secret seen_number(Meeting& meeting) {
    if (!meeting.eyes.card_front || !meeting.asker.yes("Shall the camera over the card read 照合番号B?")) return {};
    auto number = meeting.eyes.card_front->read(meeting.task.today());
    meeting.notes.part("record").put("read_by_camera", number.has_value());
    if (!number) {
        meeting.asker.say(fmt::format("The camera could not read it ({}).\n", number.error().detail));
        return {};
    }
    const bool right =
        meeting.asker.yes(fmt::format("The camera read {}. Does that stand on your card? With a yes it "
                                      "is sent.",
                                      parted(number->expose())));
    meeting.notes.part("record").put("confirmed", right);
    return right ? std::move(*number) : base::Secret();
}

/// Nothing: nobody gave one that can be right.
base::Secret asked_number(Meeting& meeting, int left) {
    const auto wanted = meeting.applications->profile()->number_b_digits;
    const auto plausible = [&](const base::Secret& number) {
        return domain::plausible_number_b(number.expose(), wanted, meeting.task.today());
    };
    if (auto seen = seen_number(meeting); plausible(seen)) return seen;
    for (int typing = 0; typing < kTypings && !meeting.asker.gone(); ++typing) {
        auto typed = meeting.asker.digits(Asker::Digits::number_b, wanted, left);
        if (typed.empty()) break;
        if (plausible(typed)) return typed;
        meeting.asker.say("These digits cannot be right: nothing was sent.\n");
    }
    return {};
}

bool verify_succeeded(const std::vector<card::Exchange>& log) {
    for (auto one = log.rbegin(); one != log.rend(); ++one)
        if (one->command.header[1] == 0x20 && one->command.data_length > 0) return !one->error && one->status.ok();
    return false;
}

/// A photo that no signature stands for is looked at too, and said to be so by the checks.
void take_photo(Meeting& meeting) {
    if (!meeting.photo_jp2.empty()) return;
    const auto outer = drivers::mynumber::parse_tlv(meeting.kept.file("card_front", 0x0002));
    const auto photo = outer ? drivers::mynumber::find_tlv(outer->value, 0xDF27) : std::nullopt;
    if (photo) meeting.photo_jp2.assign(photo->value.begin(), photo->value.end());
}

void note_photo(Meeting& meeting) {
    auto& part = meeting.notes.part("photo");
    part.put("bytes", Count(in_steps(meeting.photo_jp2.size(), LengthForm::x82)));
    const auto size = card::jp2_size(meeting.photo_jp2);
    part.put("format", size ? Word("JP2") : Word("other"));
    if (!size) {
        meeting.notes.deviates({"photo_format", Word("other"), Word("JP2"), "card facts A5", Word("card_front"),
                                FileNumber{0x0002}, Tag(0xDF27)});
        return;
    }
    part.put("width", Count(size->width)).put("height", Count(size->height));
    part.put("components", Count(size->components)).put("bits", Count(size->bits));
    if (size->components != 1)
        meeting.notes.deviates({"photo_components", Count(size->components), Count(1), "card facts A5",
                                Word("card_front"), FileNumber{0x0002}, Tag(0xDF27)});
    meeting.notes.tell(card::note("photo", fmt::format("{} bytes of JPEG 2000, {} x {} pixels",
                                                       meeting.photo_jp2.size(), size->width, size->height)));
}

void count_tries(Meeting& meeting, bool accepted) {
    const auto after = meeting.applications->number_b_tries();
    if (!after) return meeting.card_failed("number_b", after.error());
    meeting.notes.part("record").put("tries_after", Count(after->left));
    meeting.notes.tell(card::note("number_b", fmt::format("{} of 10 tries are left on 照合番号B.", after->left)));
    constexpr int kFull = 10;
    if (accepted && after->left != kFull)
        meeting.notes.deviates({"tries_after_right_number", Count(after->left), Count(kFull), "card facts A8"});
}

/// As far as its own head says that it goes.
bool is_whole(Meeting& meeting) {
    return drivers::mynumber::parse_tlv(meeting.kept.file("card_front", 0x0002)).has_value();
}

/// Of what was cut off nothing is said but that it was.
void judge(Meeting& meeting, const std::optional<base::Error>& read) {
    meeting.notes.part("record").put("whole", is_whole(meeting));
    if (!is_whole(meeting)) return meeting.card_failed("record", read.value_or(base::Error{ErrorCode::card_garbled}));
    check_record(meeting);
    take_photo(meeting);
    note_photo(meeting);
    if (const auto rest = read_to_end(meeting, card_front(), files::kFace); !rest)
        meeting.card_failed("record", rest.error());
    describe_file(meeting, card_front(), files::kFace);
}

/// What speaks against sending it, or nothing.
std::optional<base::Error> not_to_be_sent(const base::Result<domain::Tries>& tries) {
    if (!tries) return tries.error();
    if (tries->left <= domain::kNumberBTriesFloor)
        return base::Error{ErrorCode::number_b_floor,
                           fmt::format("{} of 10 tries are left on 照合番号B: it is not asked for.", tries->left)};
    return std::nullopt;
}

void send(Meeting& meeting, base::Secret number) {
    meeting.card->session->begin_dialogue();  // whoever typed took their time
    const auto sent_before = meeting.log.size();
    const auto record = meeting.applications->face_record(std::move(number));
    const bool accepted = meeting.log.size() > sent_before && verify_succeeded(meeting.log);
    meeting.notes.part("record").put("number_accepted", accepted);
    const bool torn = !record && record.error().code == ErrorCode::card_removed;
    if (!record && (torn || !accepted)) meeting.card_failed("number_b", record.error());
    if (accepted && !torn) judge(meeting, record ? std::nullopt : std::optional(record.error()));
    if (meeting.card) count_tries(meeting, accepted);
}

}  // namespace

void read_record(Meeting& meeting) {
    if (!meeting.card || !meeting.info || meeting.info->number_b_digits == 0) return;
    const auto tries = meeting.applications->number_b_tries();
    if (const auto why = not_to_be_sent(tries)) return meeting.card_failed("number_b", *why);
    if (!meeting.asker.yes(
            fmt::format("Read the photo and the signed record? 照合番号B is sent once; {} of its 10 tries "
                        "are left, a wrong number costs one.",
                        tries->left)))
        return;
    auto number = asked_number(meeting, tries->left);
    if (number.empty()) return meeting.asker.say("No number was sent.\n");
    send(meeting, std::move(number));
    meeting.kept.forget();
}

}  // namespace uketsuke::tools::contact
