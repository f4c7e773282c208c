// SPDX-License-Identifier: Apache-2.0
#include "unreliable_line.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "firmware/base/enumeration.hpp"

namespace uketsuke::sim {

using base::ErrorCode;

std::string_view name_of(Fate fate) { return base::enumerator_name(fate); }

UnreliableLine::UnreliableLine(std::shared_ptr<eligibility::Line> line, std::uint32_t seed, int whole)
    : line_(std::move(line)), dice_(seed), whole_(whole) {}

Fate UnreliableLine::draw() {
    const auto fate = static_cast<int>(dice_() % 100) < whole_ ? Fate::whole : Fate(1 + dice_() % (kFates - 1));
    ++counts_.at(static_cast<std::size_t>(fate));
    return fate;
}

base::Result<http::Response> UnreliableLine::arrive(const Sent& sent) {
    arrived_.insert({sent.path, sent.key});
    return line_->post(sent.path, sent.key, sent.body);
}

void UnreliableLine::let_one_arrive() {
    if (on_the_way_.empty() || dice_() % 2 == 0) return;
    const auto one = on_the_way_.begin() + static_cast<std::ptrdiff_t>(dice_() % on_the_way_.size());
    (void)arrive(*one);
    on_the_way_.erase(one);
}

void UnreliableLine::settle() {
    std::shuffle(on_the_way_.begin(), on_the_way_.end(), dice_);
    for (const auto& one : std::exchange(on_the_way_, {})) (void)arrive(one);
}

base::Result<http::Response> UnreliableLine::post(std::string_view path, const std::string& key,
                                                  const base::WipedText& body) {
    Sent sent{std::string(path), key, body};
    const auto fate = draw();
    if (fate == Fate::request_lost) return base::fail(ErrorCode::service_unreachable, "simulated: the request is lost");
    if (fate == Fate::late) {
        on_the_way_.push_back(std::move(sent));
        return base::fail(ErrorCode::service_timeout, "simulated: the request is late");
    }
    let_one_arrive();
    if (fate == Fate::doubled) (void)arrive(sent);
    auto answer = arrive(sent);
    if (!answer) return answer;
    const auto before = std::exchange(answer_before_, answer->body);
    if (fate == Fate::answer_lost) return base::fail(ErrorCode::service_timeout, "simulated: the answer is lost");
    if (fate == Fate::other_answer) answer->body = before;
    if (fate == Fate::truncated && !answer->body.empty()) answer->body.resize(dice_() % answer->body.size());
    return answer;
}

int UnreliableLine::exchanges() const { return std::accumulate(counts_.begin(), counts_.end(), 0); }

int UnreliableLine::arrived(std::string_view path) const {
    return static_cast<int>(std::ranges::count_if(arrived_, [&](const auto& one) { return one.first == path; }));
}

}  // namespace uketsuke::sim
