// SPDX-License-Identifier: Apache-2.0
// Whether the signed record is genuine, check by check.
#include <algorithm>
#include <array>

#include "drivers/mynumber/checked_record.hpp"
#include "meeting.hpp"

namespace uketsuke::tools::contact {
namespace {

using base::ErrorCode;

/// Each check by itself, with the driver's own functions, also where no root vouches for the issuer: the roots of real
/// cards are not published, and the rest can be checked without. Nothing: it could not be made.
struct Checks {
    std::optional<base::Result<void>> issuer, record, card_key;
};

template <class T>
base::Result<void> bare(const base::Result<T>& result) {
    return result ? base::Result<void>{} : base::fail(result.error());
}

/// The card took the challenge and answered: a signature, or that it has no key for it. Not when the command was lost,
/// or ended in 6F00, which says nothing (card facts A3).
bool answered_challenge(const std::vector<card::Exchange>& log) {
    constexpr std::uint8_t kSign = 0x2A, kOwnKey = 0x00;
    const auto asked = std::find_if(log.rbegin(), log.rend(), [](const card::Exchange& one) {
        return one.command.header[1] == kSign && one.command.header[3] == kOwnKey;
    });
    return asked != log.rend() && !asked->error && !asked->status.undiagnosed();
}

Checks check(Meeting& meeting) {
    using namespace drivers::mynumber;
    Checks checks;
    const auto issuer = meeting.kept.file("card_front", 0x0004), record = meeting.kept.file("card_front", 0x0002);
    if (!meeting.roots.empty()) checks.issuer = bare(certified_issuer(issuer, meeting.roots));
    const auto certificate = parse_cv_certificate(issuer);
    const auto key = certificate ? key_from_objects(certificate->key) : std::nullopt;
    if (!key) return checks;
    auto checked = check_face_record(record, *key);
    checks.record = bare(checked);
    if (!checked) return checks;
    const bool proved = checked->card_key.verifies(meeting.kept.challenged, meeting.kept.proof);
    if (answered_challenge(meeting.log))
        checks.card_key = proved ? base::Result<void>{} : base::fail(ErrorCode::card_cloned);
    meeting.photo_jp2 = std::move(checked->photo_jp2);
    base::wipe(&checked->holder, sizeof checked->holder);
    return checks;
}

struct Check {
    Word name;
    const char *good, *not_made;
    std::optional<base::Result<void>> Checks::*result;
};
constexpr std::array kChecks{
    Check{"issuer", "A root that you gave certified who signed the record.",
          "Not checked: it takes the root keys (--trust FILE), which are not published.", &Checks::issuer},
    Check{"record", "The record's signature holds over person, card key and photo.",
          "Not checked: the card did not show the key.", &Checks::record},
    Check{"card_key", "The card signed a fresh challenge with the record's key: it is no copy.",
          "Not checked: the card gave no signature.", &Checks::card_key}};

void note_checks(Meeting& meeting, const Checks& checks) {
    Sheet sheet;
    for (const auto& check : kChecks) {
        const auto& result = checks.*check.result;
        sheet.put(check.name, !result ? Word("not made") : *result ? Word("good") : Word::of(result->error().code));
        if (!result)
            meeting.notes.tell(card::note(std::string(check.name.text()), check.not_made));
        else if (*result)
            meeting.notes.tell(card::ok(std::string(check.name.text()), check.good));
        else
            meeting.notes.refused(check.name, result->error());
    }
    meeting.notes.part("record").put("checks", std::move(sheet));
}

}  // namespace

void check_record(Meeting& meeting) { note_checks(meeting, check(meeting)); }

}  // namespace uketsuke::tools::contact
