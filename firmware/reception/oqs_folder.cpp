// SPDX-License-Identifier: Apache-2.0
#include "oqs_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <vector>

#include "firmware/base/descriptor.hpp"
#include "firmware/base/file.hpp"
#include "firmware/base/log.hpp"

namespace uketsuke::reception {
namespace {

using base::ErrorCode;

base::Unexpected<base::Error> undeliverable(std::string_view why) {
    return base::fail(ErrorCode::result_undeliverable, std::string(why));
}

base::Result<void> append_durably(const std::filesystem::path& file, std::string_view line) {
    const base::Descriptor out(::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640));
    if (!out) return undeliverable(fmt::format("{}: {}", file.string(), std::strerror(errno)));
    if (auto written = base::write_all(out.get(), line); !written) return undeliverable(written.error().detail);
    if (::fsync(out.get()) != 0) return undeliverable("fsync");
    return {};
}

}  // namespace

OqsFolder::OqsFolder(Places places, ports::CounterStore& counters, const ports::Clock& clock)
    : places_(std::move(places)), counters_(counters), clock_(clock) {}

base::Result<std::unique_ptr<OqsFolder>> OqsFolder::create(Places places, ports::CounterStore& counters,
                                                           const ports::Clock& clock) {
    const auto& code = places.facility_code;
    if (code.size() != 10 || code.find_first_not_of("0123456789") != std::string::npos)
        return base::fail(ErrorCode::config_invalid, "the facility code is not ten digits");
    std::error_code error;
    if (!std::filesystem::is_directory(places.folder, error))
        return undeliverable(fmt::format("{} is no folder", places.folder.string()));
    base::remove_part(places.folder);
    return std::unique_ptr<OqsFolder>(new OqsFolder(std::move(places), counters, clock));
}

base::Result<std::string> OqsFolder::next_name() {
    const auto last = counters_.read(kResultCounter);
    if (!last) return undeliverable(last.error().detail);
    const auto number = *last + 1;
    if (auto kept = counters_.write(kResultCounter, number); !kept)
        return undeliverable(fmt::format("counter: {}", kept.error().detail));
    return fmt::format("OQSsiquc01res_face_{}{}{:017}_{}.xml", places_.facility_code, kProcessCode, number,
                       base::to_yyyymmddhhmmss(clock_.wall()));
}

base::Result<void> OqsFolder::deliver(const domain::Eligibility& eligibility) {
    const auto name = next_name();
    if (!name) return base::fail(name.error());
    if (auto written = base::replace_file(places_.folder / *name, eligibility.document); !written)
        return undeliverable(fmt::format("{}: {}", places_.folder.string(), written.error().detail));
    return {};
}

namespace {

std::string remarks_of(const domain::DeskWords& words, domain::Remarks remarks) {
    std::vector<std::string> said;
    for (int i = 0; i < domain::kRemarks; ++i)
        if (remarks.has(static_cast<domain::Remark>(i))) said.push_back(words.remarks.at(static_cast<std::size_t>(i)));
    return fmt::format("{}", fmt::join(said, "。"));
}

}  // namespace

/// The next step, then what counts on that day in the order to ask for it.
std::string OqsFolder::words_for(const domain::DeskNote& note) const {
    const auto& words = places_.guide.words;
    if (note.kind == domain::DeskNote::Kind::call) return words.call;
    if (note.kind == domain::DeskNote::Kind::alert) return words.alert;
    if (!note.situation) return remarks_of(words, note.remarks);
    std::vector<std::string> papers;
    for (const auto fallback : domain::guidance(places_.guide.table, *note.situation, note.today))
        papers.push_back(words.papers.at(static_cast<std::size_t>(fallback)));
    const auto& step = words.steps.at(static_cast<std::size_t>(*note.situation));
    return papers.empty() ? step : fmt::format("{}：{}", step, fmt::join(papers, " → "));
}

base::Result<void> OqsFolder::tell_desk(const domain::DeskNote& note) {
    constexpr std::array kKinds{"call", "alert", "advice"};
    auto line = fmt::format("{} {}", kKinds.at(static_cast<std::size_t>(note.kind)), note.where);
    if (note.error) line += fmt::format(" 【{:03}】", base::line_of(*note.error).number);
    if (const auto words = words_for(note); !words.empty()) line += " " + words;
    base::warn("reception", "{}", line);
    return append_durably(places_.staff_calls, fmt::format("{} {}\n", base::to_iso8601(clock_.wall()), line));
}

}  // namespace uketsuke::reception
