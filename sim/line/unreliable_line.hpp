// SPDX-License-Identifier: Apache-2.0
// A line that drops, doubles, delays, reorders and truncates what passes, by dice with a seed. It stands around another
// line (in process, or TLS), and counts what it did.
#pragma once

#include <array>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "firmware/eligibility/line.hpp"

namespace uketsuke::sim {

/// What becomes of one exchange.
enum class Fate {
    whole,
    request_lost,  ///< the service never hears of it
    answer_lost,   ///< the service does it, nobody hears so
    doubled,       ///< the service hears it twice; the second answer is the one that comes
    late,          ///< nobody hears of it in time; the service hears of it after some other request
    other_answer,  ///< the answer of the request before comes instead
    truncated,     ///< the answer breaks off somewhere
};
constexpr int kFates = static_cast<int>(Fate::truncated) + 1;
std::string_view name_of(Fate fate);

/// Thread-bound like the line that it stands around.
class UnreliableLine : public eligibility::Line {
public:
    /// `whole` of a hundred exchanges are left alone; the others share the fates alike.
    UnreliableLine(std::shared_ptr<eligibility::Line> line, std::uint32_t seed, int whole);
    base::Result<http::Response> post(std::string_view path, const std::string& key,
                                      const base::WipedText& body) override;

    /// What is still on its way arrives.
    void settle();
    [[nodiscard]] int count(Fate fate) const { return counts_.at(static_cast<std::size_t>(fate)); }
    /// Of all fates.
    [[nodiscard]] int exchanges() const;
    /// How many of the path's idempotency keys have come to the service, each however often.
    [[nodiscard]] int arrived(std::string_view path) const;

private:
    struct Sent {
        std::string path, key;
        base::WipedText body;
    };
    Fate draw();
    /// One of those on their way, sometimes, and in any order.
    void let_one_arrive();
    base::Result<http::Response> arrive(const Sent& sent);

    const std::shared_ptr<eligibility::Line> line_;
    std::mt19937 dice_;
    const int whole_;
    std::vector<Sent> on_the_way_;
    base::WipedText answer_before_;
    std::set<std::pair<std::string, std::string>> arrived_;
    std::array<int, kFates> counts_{};
};

}  // namespace uketsuke::sim
