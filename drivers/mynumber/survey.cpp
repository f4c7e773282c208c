// SPDX-License-Identifier: Apache-2.0
#include "survey.hpp"

#include <algorithm>

#include "channel.hpp"
#include "profile.hpp"

namespace uketsuke::drivers::mynumber {
namespace {

/// In EF 0008, for a certificate that is there.
constexpr std::uint8_t kThere = 0x8F;

/// False too when the application is not on the card.
base::Result<bool> enter(Channel& channel, const Aid& aid) {
    const auto status = channel.select_application(aid);
    if (!status) return base::fail(status.error());
    return status->ok();
}

/// A file that a card does not show is no reason to stop; a card that is gone is.
base::Result<base::Bytes> head_if_there(Channel& channel, FileId file, std::size_t length) {
    auto head = channel.read_head(file, length);
    if (!head && head.error().code == base::ErrorCode::card_garbled) return base::Bytes();
    return head;
}

std::string trimmed(base::ByteView label) {
    std::string text(label.begin(), label.end());
    const bool printable = std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
    return printable ? text.substr(0, text.find_last_not_of(' ') + 1) : std::string();
}

base::Result<void> read_about_certificates(Channel& channel, Survey& survey) {
    const auto label = channel.read_head(jpki::kTokenInfo, kLabelSize);
    if (!label) return base::fail(label.error());
    survey.label = trimmed(*label);
    const auto there = head_if_there(channel, jpki::kCertificatesThere, 3);
    if (!there) return base::fail(there.error());
    if (!there->empty()) survey.signature_certificate = there->front() == kThere;
    return {};
}

/// nullopt when the card has no such counter.
base::Result<std::optional<domain::Tries>> ask(Channel& channel, FileId file) {
    const auto selected = channel.select_file(file);
    if (!selected) return base::fail(selected.error());
    if (!selected->ok()) return std::optional<domain::Tries>();
    const auto answer = channel.send(query_tries());
    if (!answer) return base::fail(answer.error());
    return answer->status.tries();
}

}  // namespace

bool Survey::has(const Aid& aid) const {
    return std::any_of(present.begin(), present.end(), [&](const auto* one) { return one->aid == aid; });
}

base::Result<Survey> survey(ports::CardSession& session) {
    Channel channel(session);
    Survey result;
    for (const auto& application : known_applications()) {
        const auto there = enter(channel, application.aid);
        if (!there) return base::fail(there.error());
        if (!*there) continue;
        result.present.push_back(&application);
        if (application.aid != kJpki) continue;
        if (auto read = read_about_certificates(channel, result); !read) return base::fail(read.error());
    }
    return result;
}

base::Result<std::vector<Counter>> ask_counters(ports::CardSession& session) {
    Channel channel(session);
    std::vector<Counter> counters;
    const Aid* selected = nullptr;
    for (const auto& counter : known_counters()) {
        if (selected == nullptr || *selected != counter.application) {
            const auto there = enter(channel, counter.application);
            if (!there) return base::fail(there.error());
            selected = *there ? &counter.application : nullptr;
        }
        if (selected == nullptr) continue;
        const auto left = ask(channel, counter.file);
        if (!left) return base::fail(left.error());
        if (*left) counters.push_back({&counter, **left});
    }
    return counters;
}

}  // namespace uketsuke::drivers::mynumber
