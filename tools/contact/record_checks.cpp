// SPDX-License-Identifier: Apache-2.0
// Whether the signed record is genuine, check by check.
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
    checks.card_key = proved ? base::Result<void>{} : base::fail(ErrorCode::card_cloned);
    meeting.photo_jp2 = std::move(checked->photo_jp2);
    base::wipe(&checked->holder, sizeof checked->holder);
    return checks;
}

struct Check {
    Word name;
    const char* good;
    std::optional<base::Result<void>> Checks::*result;
};
constexpr std::array kChecks{
    Check{"issuer", "A root that you gave certified who signed the record.", &Checks::issuer},
    Check{"record", "The record's signature holds over person, card key and photo.", &Checks::record},
    Check{"card_key", "The card signed a fresh challenge with the record's key: it is no copy.", &Checks::card_key}};

void note_checks(Meeting& meeting, const Checks& checks) {
    Sheet sheet;
    for (const auto& check : kChecks) {
        const auto& result = checks.*check.result;
        sheet.put(check.name, !result ? Word("not made") : *result ? Word("good") : Word::of(result->error().code));
        if (!result)
            meeting.notes.tell(card::note(std::string(check.name.text()), "This check could not be made."));
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
