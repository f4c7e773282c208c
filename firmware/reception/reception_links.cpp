// SPDX-License-Identifier: Apache-2.0
#include "reception_links.hpp"

namespace uketsuke::reception {

template <class Act>
base::Result<void> ReceptionLinks::each(Act act) {
    if (links_.empty()) return base::fail(base::ErrorCode::result_undeliverable, "no way to the clinic");
    base::Result<void> all;
    for (const auto& link : links_) {
        const auto done = act(*link);
        if (done) continue;
        all = all ? base::fail(done.error())
                  : base::fail(all.error().code, all.error().detail + "; " + done.error().detail);
    }
    return all;
}

base::Result<std::string> ReceptionLinks::deliver(const domain::Eligibility& eligibility, const Begin& begin) {
    std::string name;
    const auto delivered = each([&](ports::ReceptionLink& link) -> base::Result<void> {
        const auto one = link.deliver(eligibility, begin);
        if (!one) return base::fail(one.error());
        if (name.empty()) name = *one;
        return {};
    });
    if (!delivered) return base::fail(delivered.error());
    return name;
}

base::Result<void> ReceptionLinks::tell_desk(const domain::DeskNote& note) {
    return each([&](ports::ReceptionLink& link) { return link.tell_desk(note); });
}

base::Result<std::vector<domain::DeskNote>> ReceptionLinks::look_after() {
    std::vector<domain::DeskNote> news;
    const auto looked = each([&](ports::ReceptionLink& link) -> base::Result<void> {
        const auto told = link.look_after();
        if (!told) return base::fail(told.error());
        news.insert(news.end(), told->begin(), told->end());
        return {};
    });
    if (!looked && news.empty()) return base::fail(looked.error());
    return news;
}

}  // namespace uketsuke::reception
