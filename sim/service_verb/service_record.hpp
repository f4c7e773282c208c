// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <mutex>
#include <string>

#include "firmware/base/descriptor.hpp"
#include "firmware/base/error.hpp"
#include "sim/eligibility/request_handler.hpp"

namespace uketsuke::sim {

/// What the simulated service was asked, one JSON object a request; docs/simulated-service.md tells the fields. Of what
/// a card signs with, nothing: no nonce, no certificate, no signature. Thread-safe.
class ServiceRecord {
public:
    /// Of older ones a file alone knows.
    static constexpr std::size_t kKept = 10'000;

    /// `file`: gets each line at once, and is emptied first. Empty: no file. Errors: file_unreadable.
    base::Result<void> write_to(const std::string& file);
    /// The registry tells the time, and whose visit it is.
    void note(const RequestHandler::Handled& handled, const Registry& registry);
    /// All that are kept, as a JSON array in one line.
    [[nodiscard]] std::string all() const;
    [[nodiscard]] std::size_t size() const;
    /// Begins anew, with number 1; a file is emptied.
    void forget();

private:
    mutable std::mutex mutex_;
    std::deque<std::string> lines_;
    int count_ = 0;
    base::Descriptor file_;
};

}  // namespace uketsuke::sim
