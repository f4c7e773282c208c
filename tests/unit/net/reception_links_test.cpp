// SPDX-License-Identifier: Apache-2.0
#include "firmware/reception/reception_links.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

using namespace uketsuke;
using base::ErrorCode;

namespace {

struct Got {
    int results = 0, notes = 0;
};

/// Counts what it gets, and fails with `why` unless that is empty.
class Link : public ports::ReceptionLink {
public:
    Link(Got& got, std::string why) : got_(got), why_(std::move(why)) {}
    base::Result<std::string> deliver(const domain::Eligibility&, const Begin&) override {
        ++got_.results;
        if (const auto done = end(); !done) return base::fail(done.error());
        return fmt::format("file {}", got_.results);
    }
    base::Result<void> tell_desk(const domain::DeskNote&) override {
        ++got_.notes;
        return end();
    }

private:
    [[nodiscard]] base::Result<void> end() const {
        if (why_.empty()) return {};
        return base::fail(ErrorCode::result_undeliverable, why_);
    }
    Got& got_;
    std::string why_;
};

reception::ReceptionLinks links(std::array<Got, 3>& got, const std::array<std::string, 3>& why) {
    std::vector<std::unique_ptr<ports::ReceptionLink>> all;
    for (std::size_t i = 0; i < got.size(); ++i) all.push_back(std::make_unique<Link>(got.at(i), why.at(i)));
    return reception::ReceptionLinks(std::move(all));
}

}  // namespace

TEST_CASE("every link gets everything, and whichever fails is reported") {
    const std::array<std::string, 3> why =
        GENERATE(std::array<std::string, 3>{"", "", ""}, std::array<std::string, 3>{"a", "", ""},
                 std::array<std::string, 3>{"", "b", ""}, std::array<std::string, 3>{"a", "", "c"});
    std::array<Got, 3> got;
    auto all = links(got, why);
    std::string told;
    for (const auto& one : why) told += (told.empty() || one.empty() ? "" : "; ") + one;
    const auto as_told = [&](const auto& done) {
        CHECK(done.has_value() == told.empty());
        if (!done) CHECK(done.error() == base::Error{ErrorCode::result_undeliverable, told});
    };
    const auto delivered = all.deliver({}, {});
    as_told(delivered);
    if (delivered) CHECK(*delivered == "file 1");
    as_told(all.tell_desk({}));
    for (const auto& one : got) CHECK((one.results == 1 && one.notes == 1));
}

TEST_CASE("without a link nothing is delivered, and that is an error") {
    CHECK(reception::ReceptionLinks({}).deliver({}, {}).error().code == ErrorCode::result_undeliverable);
}
