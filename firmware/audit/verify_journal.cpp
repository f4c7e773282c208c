// SPDX-License-Identifier: Apache-2.0
#include "verify_journal.hpp"

#include "firmware/base/file.hpp"
#include "journal_line.hpp"

namespace uketsuke::audit {
namespace {

/// What is wrong with the line's signature; empty: nothing.
std::string_view complaint_about_signature(const LineFacts& facts, const JournalCheck& check, const PublicKey* key) {
    if (facts.signature.empty()) return check.signed_records > 0 ? "the line is not signed" : "";
    return key == nullptr || key->verifies(facts.hash, facts.signature) ? "" : "the signature is not this key's";
}

}  // namespace

base::Result<JournalCheck> verify_journal(const std::filesystem::path& file, const PublicKey* key) {
    const auto text = base::read_file(file);
    if (!text) return base::fail(text.error());
    JournalCheck check;
    check.head = kNoHash;
    std::uint64_t number = 0;
    const auto bad = [&](std::string_view reason) {
        check.first_bad_line = check.records + 1;
        check.reason = reason;
        return check;
    };
    for (std::string_view rest = *text; !rest.empty();) {
        const auto end = rest.find('\n');
        if (end == std::string_view::npos) return bad("the line has no end");
        const auto facts = read_line(rest.substr(0, end));
        if (!facts) return bad("the line was changed");
        if (check.records == 0 && facts->event == kReopened && facts->number > 1) {
            check.head = check.follows = facts->prev;
            number = facts->number - 1;
        }
        if (facts->prev != check.head || facts->number != ++number)
            return bad("the line does not follow the one before it");
        if (const auto complaint = complaint_about_signature(*facts, check, key); !complaint.empty())
            return bad(complaint);
        ++check.records;
        check.signed_records += facts->signature.empty() ? 0 : 1;
        check.head = facts->hash;
        rest.remove_prefix(end + 1);
    }
    return check;
}

}  // namespace uketsuke::audit
