// SPDX-License-Identifier: Apache-2.0
#include "compare.hpp"

#include <algorithm>
#include <unordered_map>

namespace uketsuke::tools::eval {
namespace {

using Templates = std::vector<models::face::Template>;

/// Keeps the first few of very many in an order.
template <class Before>
class Few {
public:
    explicit Few(Before before) : before_(before) {}
    void add(const ScoredPair& pair) {
        kept_.push_back(pair);
        if (kept_.size() >= 100 * Compared::kWorst) cut();
    }
    std::vector<ScoredPair> take() {
        cut();
        return std::move(kept_);
    }

private:
    void cut() {
        std::stable_sort(kept_.begin(), kept_.end(), before_);
        kept_.resize(std::min(kept_.size(), Compared::kWorst));
    }
    Before before_;
    std::vector<ScoredPair> kept_;
};

class Comparer {
public:
    Comparer(const std::vector<Picture>& pictures, const Templates& firsts, const Templates& seconds)
        : firsts_(firsts), seconds_(seconds) {
        SubjectIndex index(out_.scores);
        for (std::size_t i = 0; i < pictures.size(); ++i) {
            places_.emplace(pictures[i].file.string(), i);
            subjects_.push_back(index(pictures[i].subject));
        }
    }

    [[nodiscard]] std::size_t place_of(const Picture& picture) const { return places_.at(picture.file.string()); }
    [[nodiscard]] bool same_person(std::size_t first, std::size_t second) const {
        return subjects_[first] == subjects_[second];
    }

    Comparison score(std::size_t first, std::size_t second) const {
        const auto &one = firsts_[first], &other = seconds_[second];
        const bool both = !one.empty() && !other.empty();
        return {subjects_[first], subjects_[second], both ? static_cast<float>(one.cosine(other)) : kNotCompared};
    }

    void add(std::size_t first, std::size_t second, const Comparison& comparison, bool genuine) {
        (genuine ? out_.scores.genuine : out_.scores.impostors).push_back(comparison);
        if (comparison.score == kNotCompared) return;
        const ScoredPair pair{first, second, comparison.score};
        if (genuine)
            lowest_.add(pair);
        else
            highest_.add(pair);
    }

    Compared finish(std::vector<Scores> folds) {
        if (folds.size() >= 2) out_.folds = std::move(folds);
        out_.lowest_genuine = lowest_.take();
        out_.highest_impostors = highest_.take();
        return std::move(out_);
    }

private:
    static bool lower(const ScoredPair& a, const ScoredPair& b) { return a.score < b.score; }
    static bool higher(const ScoredPair& a, const ScoredPair& b) { return a.score > b.score; }

    const Templates &firsts_, &seconds_;
    std::unordered_map<std::string, std::size_t> places_;
    std::vector<std::uint32_t> subjects_;
    Compared out_;
    Few<decltype(&lower)> lowest_{&lower};
    Few<decltype(&higher)> highest_{&higher};
};

}  // namespace

Compared compare(const PairList& list, const std::vector<Picture>& pictures, const Templates& firsts,
                 const Templates& seconds, bool all_impostors) {
    Comparer comparer(pictures, firsts, seconds);
    std::vector<Scores> folds(static_cast<std::size_t>(list.folds));
    for (const auto& pair : list.pairs) {
        const auto first = comparer.place_of(pair.first), second = comparer.place_of(pair.second);
        const auto comparison = comparer.score(first, second);
        auto& fold = folds[static_cast<std::size_t>(pair.fold)];
        (pair.genuine ? fold.genuine : fold.impostors).push_back(comparison);
        if (pair.genuine || !all_impostors) comparer.add(first, second, comparison, pair.genuine);
    }
    for (std::size_t i = 0; all_impostors && i < pictures.size(); ++i)
        for (std::size_t j = i + 1; j < pictures.size(); ++j)
            if (!comparer.same_person(i, j)) comparer.add(i, j, comparer.score(i, j), false);
    return comparer.finish(std::move(folds));
}

}  // namespace uketsuke::tools::eval
