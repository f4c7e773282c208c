// SPDX-License-Identifier: Apache-2.0
#include "printer.hpp"

#include <algorithm>

#include "commands.hpp"

namespace uketsuke::drivers::escpos {

using base::Result;

Result<void> Printer::stand() {
    if (wire_) return {};
    auto opened = open_();
    if (!opened) return base::fail(opened.error());
    wire_ = std::move(*opened);
    return {};
}

Result<void> Printer::asked(base::Duration patience) {
    wire_->drop_received();
    for (const auto query : {Query::paper, Query::offline, Query::error, Query::printer}) {
        if (auto sent = wire_->send(question(query), patience); !sent) return sent;
        const auto status = wire_->receive(patience);
        if (!status) return base::fail(base::ErrorCode::slip_failed, "the printer does not answer");
        if (auto well = judge(query, *status); !well) return well;
    }
    return {};
}

/// Whatever went wrong with the wire itself, the next look opens it anew.
Result<void> Printer::look(base::Duration patience) {
    auto well = asked(patience);
    if (!well && well.error().code == base::ErrorCode::slip_failed) wire_.reset();
    return well;
}

/// The answer after it comes when a slow line has carried all of it.
Result<void> Printer::put(const base::Bytes& bytes) {
    const auto needs = wire_->time_of(bytes.size());
    auto sent = wire_->send(bytes, std::max(kSlip, 2 * needs));
    broken_ = !sent;
    if (sent) return look(kAnswer + needs);
    wire_.reset();
    return sent;
}

/// In the midst of a picture a question would be dots.
Result<void> Printer::check() {
    if (auto there = stand(); !there) return there;
    return broken_ ? put(resync(width_)) : look(kAnswer);
}

Result<void> Printer::print(const domain::Image& picture) {
    if (auto well = check(); !well) return well;
    return put(printed(picture, width_));
}

}  // namespace uketsuke::drivers::escpos
