// SPDX-License-Identifier: Apache-2.0
#include "errands.hpp"

#include <utility>

namespace uketsuke::sim {

std::string Errands::ask(Work work) {
    std::future<std::string> answer;
    {
        const std::scoped_lock lock(mutex_);
        if (closed_) return {};
        waiting_.push_back({std::move(work), {}});
        answer = waiting_.back().answer.get_future();
    }
    asked_.notify_one();
    return answer.get();
}

void Errands::carry_out(base::Duration limit) {
    std::deque<Errand> all;
    {
        std::unique_lock lock(mutex_);
        asked_.wait_for(lock, limit, [&] { return !waiting_.empty(); });
        all.swap(waiting_);
    }
    for (auto& errand : all) errand.answer.set_value(errand.work());
}

void Errands::close() {
    const std::scoped_lock lock(mutex_);
    closed_ = true;
    for (auto& errand : waiting_) errand.answer.set_value({});
    waiting_.clear();
}

}  // namespace uketsuke::sim
