// SPDX-License-Identifier: Apache-2.0
#include "report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "advice.hpp"
#include "ui/locale/languages.hpp"

namespace uketsuke::tools::card {

Finding Finding::with(std::string name, Value value) && {
    facts.emplace_back(std::move(name), std::move(value));
    return std::move(*this);
}

Finding Finding::advise(std::string step) && {
    advice.push_back(std::move(step));
    return std::move(*this);
}

Finding note(std::string key, std::string words) { return {std::move(key), Verdict::note, std::move(words)}; }
Finding ok(std::string key, std::string words) { return {std::move(key), Verdict::ok, std::move(words)}; }
Finding warning(std::string key, std::string words) { return {std::move(key), Verdict::warning, std::move(words)}; }

Finding warning(std::string key, base::ErrorCode error, std::string words) {
    return {std::move(key), Verdict::warning, std::move(words), error, advice_for(error)};
}

Finding problem(std::string key, base::ErrorCode error, std::string words) {
    return {std::move(key), Verdict::problem, std::move(words), error, advice_for(error)};
}

Finding problem(std::string key, const base::Error& error) {
    // The command line is not the kiosk's business, so its screen has no words for it.
    if (error.code == base::ErrorCode::config_invalid || error.detail.ends_with('.'))
        return problem(std::move(key), error.code, error.detail);
    auto words = ui::languages().words("en").text(fmt::format("error.{}", base::name_of(error.code)));
    if (!error.detail.empty()) {
        words.pop_back();  // its full stop, or a colon before the screen's picture
        words += fmt::format(" ({}).", error.detail);
    }
    return problem(std::move(key), error.code, std::move(words));
}

int Report::count(Verdict verdict) const {
    return static_cast<int>(std::count_if(findings.begin(), findings.end(),
                                          [&](const Finding& finding) { return finding.verdict == verdict; }));
}

Exit Report::exit() const {
    const auto first = std::find_if(findings.begin(), findings.end(),
                                    [](const Finding& finding) { return finding.verdict == Verdict::problem; });
    return first == findings.end() ? kFine : exit_of(first->error.value_or(base::ErrorCode::internal));
}

}  // namespace uketsuke::tools::card
