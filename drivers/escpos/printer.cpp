// SPDX-License-Identifier: Apache-2.0
#include "printer.hpp"

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

Result<void> Printer::asked() {
    wire_->drop_received();
    for (const auto query : {Query::paper, Query::offline, Query::error, Query::printer}) {
        if (auto sent = wire_->send(question(query), kAnswer); !sent) return sent;
        const auto status = wire_->receive(kAnswer);
        if (!status) return base::fail(base::ErrorCode::slip_failed, "the printer does not answer");
        if (auto well = judge(query, *status); !well) return well;
    }
    return {};
}

/// Whatever went wrong with the wire itself, the next look opens it anew.
Result<void> Printer::check() {
    if (auto there = stand(); !there) return there;
    auto well = asked();
    if (!well && well.error().code == base::ErrorCode::slip_failed) wire_.reset();
    return well;
}

Result<void> Printer::print(const domain::Image& picture) {
    if (auto well = check(); !well) return well;
    if (auto sent = wire_->send(printed(picture, width_), kSlip); !sent) {
        wire_.reset();
        return sent;
    }
    return check();
}

}  // namespace uketsuke::drivers::escpos
