// SPDX-License-Identifier: Apache-2.0
#include "known_devices.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>

#include "firmware/base/enumeration.hpp"
#include "firmware/base/file.hpp"
#include "firmware/base/log.hpp"
#include "firmware/toml_reader/toml_reader.hpp"

namespace uketsuke::drivers::store {
namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;
using DevicesOfRoles = std::map<DeviceRole, Names>;

fs::path accepted_file(const fs::path& folder) { return folder / "devices.toml"; }
std::string counter_of(DeviceRole role) { return fmt::format("known_{}", base::enumerator_name(role)); }
fs::path found_file(const fs::path& folder) { return folder / "devices.found.toml"; }

/// A device may call itself anything; this stands in a TOML text, a log and a terminal.
std::string plain(std::string_view identity) {
    std::string text;
    for (const unsigned char c : identity) {
        const bool as_it_is = c >= ' ' && c < 0x7F && c != '"' && c != '\\' && c != '%';
        text += as_it_is ? std::string(1, static_cast<char>(c)) : fmt::format("%{:02X}", c);
    }
    return text;
}

Names plain(const Names& identities) {
    Names all;
    for (const auto& one : identities) all.push_back(plain(one));
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

/// As the journal takes it (audit/journal.hpp): a short word, other characters as "_". Whole it stands in the log.
std::string word_of(std::string_view identity) {
    constexpr std::size_t kLongest = 64;
    constexpr std::string_view kOthers = ".,_-";
    std::string word(identity.substr(0, kLongest));
    for (auto& c : word)
        if (std::isalnum(static_cast<unsigned char>(c)) == 0 && kOthers.find(c) == std::string_view::npos) c = '_';
    return word;
}

bool holds(const Names& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string print(const DevicesOfRoles& devices, std::string_view about) {
    auto text = fmt::format("# SPDX-License-Identifier: Apache-2.0\n# {}\n", about);
    for (const auto& [role, names] : devices)
        if (!names.empty())
            text += fmt::format("{} = [\"{}\"]\n", base::enumerator_name(role), fmt::join(names, "\", \""));
    return text;
}

/// Nothing where there is no file.
base::Result<DevicesOfRoles> read_devices(const fs::path& file) {
    DevicesOfRoles devices;
    if (::access(file.c_str(), F_OK) != 0) return devices;
    auto read = toml_reader::File::load(file, base::ErrorCode::file_unreadable);
    if (!read) return base::fail(read.error());
    auto root = read->root();
    for (const auto role : base::kValuesOf<DeviceRole>)
        if (const auto name = base::enumerator_name(role); root.has(name)) root.read(name, devices[role]);
    root.end();
    if (auto right = read->judge(); !right) return base::fail(right.error());
    return devices;
}

/// Whoever accepts may be another user than the kiosk, which must be able to read it.
void give_to_owner_of(const fs::path& folder, const fs::path& file) {
    struct stat owner {};
    if (::geteuid() == 0 && ::stat(folder.c_str(), &owner) == 0)
        if (::lchown(file.c_str(), owner.st_uid, owner.st_gid) != 0)
            base::warn("kiosk", "{} cannot be given to the owner of its folder", file.string());
}

constexpr std::string_view kAboutAccepted =
    "The readers and cameras of this kiosk. Changed by: uketsuke --config FILE --accept-devices";
constexpr std::string_view kAboutFound =
    "What the kiosk found, when it last was not what devices.toml says. Written by the kiosk.";

}  // namespace

base::Result<std::unique_ptr<KnownDevices>> KnownDevices::create(const fs::path& folder,
                                                                 ports::CounterStore& counters) {
    auto accepted = read_devices(accepted_file(folder));
    if (!accepted) return base::fail(accepted.error());
    std::unique_ptr<KnownDevices> known(new KnownDevices(folder, counters));
    known->accepted_ = std::move(*accepted);
    for (const auto& [role, names] : known->accepted_)
        if (!names.empty() && !known->begun(role)) known->note_begun(role);
    if (auto found = read_devices(found_file(folder))) known->found_ = std::move(*found);
    return known;
}

bool KnownDevices::begun(DeviceRole role) {
    const auto noted = counters_.read(counter_of(role));
    return !noted || *noted > 0;
}

void KnownDevices::note_begun(DeviceRole role) {
    if (const auto noted = counters_.write(counter_of(role), 1); !noted)
        base::warn("kiosk", "that a {} is known cannot be noted: {}", base::enumerator_name(role),
                   noted.error().detail);
}

Names KnownDevices::admit(DeviceRole role, const Names& there) {
    const std::scoped_lock lock(mutex_);
    const auto now = plain(there);
    if (accepted_[role].empty() && !now.empty() && !begun(role)) take_up(role, now);
    const auto stranger = [&](const std::string& one) { return !holds(accepted_[role], plain(one)); };
    const bool differs = std::any_of(now.begin(), now.end(), stranger);
    note_found(role, differs ? now : Names());
    if (differs) look_at_accepted();
    auto admitted = there;
    std::erase_if(admitted, stranger);
    return admitted;
}

void KnownDevices::take_up(DeviceRole role, const Names& there) {
    accepted_[role] = there;
    tell("devices_taken_up", role, there);
    const auto written = base::replace_file(accepted_file(folder_), print(accepted_, kAboutAccepted));
    if (written) return note_begun(role);
    base::warn("kiosk", "which devices stand here is forgotten at the next start: {}", written.error().detail);
}

void KnownDevices::note_found(DeviceRole role, const Names& there) {
    if (found_[role] == there) return;
    found_[role] = there;
    if (!there.empty())
        base::warn("kiosk", "{}: {} is not what was accepted ({}); uketsuke --accept-devices accepts it",
                   base::enumerator_name(role), fmt::join(there, ", "), fmt::join(accepted_[role], ", "));
    if (const auto written = base::replace_file(found_file(folder_), print(found_, kAboutFound)); !written)
        base::warn("kiosk", "it cannot be accepted: {}", written.error().detail);
}

void KnownDevices::look_at_accepted() {
    auto accepted = read_devices(accepted_file(folder_));
    if (!accepted) return base::warn("kiosk", "{}", accepted.error().detail);
    for (const auto& [role, names] : *accepted) {
        if (names == accepted_[role]) continue;
        accepted_[role] = names;
        tell("devices_accepted", role, names);
    }
}

void KnownDevices::tell(std::string_view event, DeviceRole role, const Names& which) {
    const auto name = base::enumerator_name(role);
    base::warn("kiosk", "{}: {} {}", event, name, fmt::join(which, ", "));
    const std::scoped_lock lock(news_mutex_);
    for (const auto& one : which) news_.push_back({event, 0, {{"role", std::string(name)}, {"device", word_of(one)}}});
}

std::vector<domain::AuditRecord> KnownDevices::take_news() {
    const std::scoped_lock lock(news_mutex_);
    return std::exchange(news_, {});
}

base::Result<std::vector<std::string>> accept_devices(const fs::path& folder) {
    auto accepted = read_devices(accepted_file(folder));
    if (!accepted) return base::fail(accepted.error());
    const auto found = read_devices(found_file(folder));
    if (!found) return base::fail(found.error());
    std::vector<std::string> sentences;
    for (const auto& [role, names] : *found) {
        auto& known = (*accepted)[role];
        const auto say = [&](const Names& of, const Names& against, std::string_view what) {
            for (const auto& one : of)
                if (!holds(against, one))
                    sentences.push_back(fmt::format("{} {}: {}", base::enumerator_name(role), what, one));
        };
        say(names, known, "accepted");
        say(known, names, "no longer accepted");
        known = names;
    }
    if (sentences.empty()) return sentences;
    const auto file = accepted_file(folder);
    if (auto written = base::replace_file(file, print(*accepted, kAboutAccepted)); !written)
        return base::fail(written.error());
    give_to_owner_of(folder, file);
    return sentences;
}

}  // namespace uketsuke::drivers::store
