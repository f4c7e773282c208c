// SPDX-License-Identifier: Apache-2.0
#include "face_metrics.hpp"

#include <fmt/format.h>

namespace uketsuke::app {
namespace {

struct Row {
    std::string_view name, help;
    std::uint64_t FaceCounts::*member;
};
constexpr std::array kRows{
    Row{"attempts", "Looks into the camera that came to a decision or were given up", &FaceCounts::attempts},
    Row{"refusals", "Looks that were refused", &FaceCounts::refusals},
    Row{"accepted_people", "People whom the face check matched", &FaceCounts::accepted},
    Row{"false_rejects", "People whom the face check refused and whose PIN was right afterwards",
        &FaceCounts::rejected}};

template <class Value>
std::string metric(std::string_view name, std::string_view type, std::string_view help, Value value) {
    return fmt::format("# HELP {0} {2}.\n# TYPE {0} {1}\n{0} {3}\n", name, type, help, value);
}

}  // namespace

std::string face_metrics(const FaceDay::Counts& counts) {
    std::string text;
    for (const auto& row : kRows)
        text += metric(fmt::format("uketsuke_face_{}_total", row.name), "counter",
                       fmt::format("{}, since the counters began", row.help), counts.all.*row.member);
    for (const auto& row : kRows)
        text += metric(fmt::format("uketsuke_face_day_{}", row.name), "gauge",
                       fmt::format("{}, today in Japan", row.help), counts.day.*row.member);
    const auto people = counts.day.rejected_of_people();
    constexpr std::string_view kShare = "uketsuke_face_day_false_reject_share";
    text +=
        metric(fmt::format("{}_at_least", kShare), "gauge", "Lower 95 % bound of the false rejects among the people",
               fmt::format("{:.4f}", base::lower95(people)));
    text += metric(fmt::format("{}_at_most", kShare), "gauge", "Upper 95 % bound of the false rejects among the people",
                   fmt::format("{:.4f}", base::upper95(people)));
    return text;
}

}  // namespace uketsuke::app
