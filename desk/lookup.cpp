// SPDX-License-Identifier: Apache-2.0
#include "lookup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "firmware/eligibility/oqs_request.hpp"

namespace uketsuke::desk {
namespace {

using base::ErrorCode;

constexpr base::Duration kLook{200};

bool is_digits(std::string_view text, std::size_t least, std::size_t most) {
    return text.size() >= least && text.size() <= most &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Symbol and number stand in full-width letters there, whatever keys were used.
base::WipedText wide(std::string_view text) {
    base::WipedText made;
    for (const char c : text) {
        if (c < '!' || c > '~') {
            made += c;
            continue;
        }
        const int letter = 0xFF01 + (c - '!');
        made += static_cast<char>(0xE0 | letter >> 12);
        made += static_cast<char>(0x80 | (letter >> 6 & 0x3F));
        made += static_cast<char>(0x80 | (letter & 0x3F));
    }
    return made;
}

bool well_formed(const Lookup::Question& question) {
    return is_digits(question.insurer, 6, 8) && !question.number.empty() && question.number.size() <= 60 &&
           question.symbol.size() <= 60 && (question.branch.empty() || is_digits(question.branch, 2, 2)) &&
           question.birth.year >= 1868;
}

}  // namespace

base::Result<std::unique_ptr<Lookup>> Lookup::create(Places places, const ports::Clock& clock) {
    auto requests = base::Folder::open(std::move(places.requests));
    if (!requests) return base::fail(requests.error());
    auto answers = base::Folder::open(std::move(places.answers));
    if (!answers) return base::fail(answers.error());
    return std::unique_ptr<Lookup>(
        new Lookup(std::move(*requests), std::move(*answers), std::move(places.facility_code), clock));
}

/// No other file of this desk has had it, nor one of a run before.
std::string Lookup::next_id() { return fmt::format("UKDESK-{}-{}", clock_.wall().time_since_epoch().count(), ++last_); }

base::Result<base::WipedText> Lookup::answer_in(const std::string& name, base::Duration patience) const {
    for (const auto end = clock_.mono() + patience; clock_.mono() < end; std::this_thread::sleep_for(kLook))
        if (auto text = answers_.read(name, eligibility::kLargestDocument);
            text && text->find("</XmlMsg>") != text->npos)
            return text;
    return base::fail(ErrorCode::service_timeout, "the terminal does not answer: " + name);
}

base::Result<eligibility::OqsDocument> Lookup::ask(const Question& question, base::Duration patience) {
    if (!well_formed(question)) return base::fail(ErrorCode::config_invalid, "the numbers of the paper");
    const std::unique_lock lock(mutex_, std::try_to_lock);
    if (!lock) return base::fail(ErrorCode::service_processing, "another look-up is under way");
    const auto id = next_id();
    const auto asked = "OQSsiquc01req_" + id + ".xml", answer = "OQSsiquc01res_" + id + ".xml";
    const auto text = eligibility::build_request({base::date_in_japan(clock_.wall()),
                                                  facility_code_,
                                                  id,
                                                  {eligibility::padded_insurer(question.insurer),
                                                   wide(question.symbol),
                                                   wide(question.number),
                                                   base::WipedText(question.branch),
                                                   question.birth,
                                                   "0",
                                                   {}}});
    if (auto put = requests_.put(asked, text); !put)
        return base::fail(ErrorCode::result_undeliverable, put.error().detail);
    const auto told = answer_in(answer, patience);
    for (const auto& [folder, name] : {std::pair{&requests_, &asked}, std::pair{&answers_, &answer}})
        if (folder->holds(*name)) (void)folder->remove(*name);
    if (!told) return base::fail(told.error());
    return eligibility::parse_document(*told);
}

}  // namespace uketsuke::desk
