// SPDX-License-Identifier: Apache-2.0
#include "config.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <regex>

#include "firmware/base/file.hpp"
#include "firmware/toml_reader/toml_reader.hpp"
#include "schema.hpp"

namespace uketsuke::config {
namespace {

using toml_reader::Section;

/// Each costs a slow hash while somebody waits, and the journal too (app::EffectRunner::kJournalLimit).
constexpr std::size_t kMostCodes = 12;

/// No official length of an ArbitraryFileIdentifier is public; this is the longest of those that are (of a
/// ReferenceNumber).
constexpr std::size_t kLongestIdentifier = 50;
constexpr std::size_t kVisitDigits = 32;

/// Puts what stands in a file into a Config, row by row of the schema.
class Loader {
public:
    Loader(toml_reader::Section root, const std::filesystem::path& file)
        : root_(std::move(root)), folder_(std::filesystem::absolute(file).parent_path()) {}

    Config load() {
        for (const auto& row : schema())
            if (auto* table = table_of(row)) std::visit([&](auto member) { set(*table, row, member); }, row.member);
        hold_together();
        for (auto& [name, table] : tables_) table.end();
        root_.end();
        return std::move(config_);
    }

private:
    /// nullptr: the file has none.
    Section* table_of(const Row& row) {
        const auto name = row.key.substr(0, row.key.find('.'));
        if (!root_.has(name)) return nullptr;
        const auto found = tables_.find(name);
        return found == tables_.end() ? &tables_.emplace(name, root_.section(name)).first->second : &found->second;
    }

    void set(Section& table, const Row& row, bool Config::*member) {
        table.read_if_there(key_in(row), config_.*member);
    }
    void set(Section& table, const Row& row, domain::Question question) {
        table.read_if_there(key_in(row), config_.asks[question]);
    }
    template <class Number>
    void set(Section& table, const Row& row, Number Config::*member) {
        const auto key = key_in(row);
        table.read_if_there(key, config_.*member);
        const auto value = static_cast<double>(config_.*member);
        const bool fits = value >= row.least && value <= row.most;  // also false for nan, which is in no range
        if (!fits) table.complain(key, fmt::format("is not {} to {}", row.least, row.most));
    }
    void set(Section& table, const Row& row, std::string Config::*member) {
        const auto key = key_in(row);
        if (!table.has(key)) return;
        table.read(key, config_.*member);
        if (!row.allowed.empty() && !std::regex_match(config_.*member, std::regex(std::string(row.allowed))))
            return table.complain(key, fmt::format("is not of the form {}", row.allowed));
        if (row.complaint == nullptr) return;
        if (const auto wrong = row.complaint(config_.*member); !wrong.empty()) table.complain(key, wrong);
    }
    void set(Section& table, const Row& row, std::filesystem::path Config::*member) {
        const auto key = key_in(row);
        if (!table.has(key)) return;
        std::string text;
        table.read(key, text);
        const bool may_be_empty = (Config{}.*member).empty();
        if (text.empty() && !may_be_empty) table.complain(key, "is not a path");
        config_.*member = text.empty() ? std::filesystem::path() : folder_ / text;
    }
    void set(Section& table, const Row& row, std::vector<StaffCode> Config::*member) {
        auto& codes = config_.*member;
        for (auto& entry : table.rows(key_in(row))) codes.push_back(read_code(entry, codes));
        if (codes.size() > kMostCodes) table.complain(key_in(row), fmt::format("holds more than {}", kMostCodes));
    }
    void set(Section& table, const Row& row, std::vector<std::string> Config::*member) {
        const auto key = key_in(row);
        table.read_if_there(key, config_.*member);
        for (const auto& one : config_.*member)
            if (!std::regex_match(one, std::regex(std::string(row.allowed))))
                table.complain(key, fmt::format("holds something that is not of the form {}", row.allowed));
    }
    static StaffCode read_code(Section& entry, const std::vector<StaffCode>& others) {
        StaffCode code;
        const auto read = [&](std::string_view key, std::string& into, const char* form) {
            entry.read(key, into);
            if (!std::regex_match(into, std::regex(form)))
                entry.complain(key, fmt::format("is not of the form {}", form));
        };
        read("name", code.name, "[a-z0-9][a-z0-9._-]{0,19}");
        read("hash", code.hash, "scrypt:1[5-9]:8:1:[0-9a-f]{32}:[0-9a-f]{64}");
        entry.read("expires", code.expires);
        entry.end();
        const bool twice = std::ranges::any_of(others, [&](const StaffCode& other) { return other.name == code.name; });
        if (twice || code.name == kOnePassword) entry.complain("name", "is taken: each has its own");
        return code;
    }
    /// Folders of the clinic's programs: what lies in one is taken for what belongs there.
    void need_own_folders() {
        const std::array<std::pair<const char*, std::filesystem::path>, 6> clinics{
            {{"results.folder", config_.results_folder},
             {"results.fhir_folder", config_.results_fhir_folder},
             {"requests.folder", config_.requests_folder},
             {"requests.answers", config_.requests_answers},
             {"reception.clinic_data", config_.reception_clinic_data},
             {"appointments.folder", config_.appointments_folder}}};
        for (auto one = clinics.begin() + 1; one != clinics.end(); ++one) {
            if (one->second.empty()) continue;
            const auto place = place_of(one->second);
            if (place == place_of(config_.state_folder))
                complain(one->first, "is state.folder, which is the kiosk's own");
            for (auto other = clinics.begin(); other != one; ++other)
                if (!other->second.empty() && place == place_of(other->second))
                    complain(one->first, fmt::format("is {}: it wants a folder of its own", other->first));
        }
    }
    /// What is right alone and cannot work together, told at the key that the file names.
    void hold_together() {
        const auto calls = place_of(config_.staff_calls_file), journal = place_of(config_.audit_journal);
        const auto results = place_of(config_.results_folder), state = place_of(config_.state_folder);
        if (calls.parent_path() == results)
            complain("staff_calls.file", "lies in results.folder, whose files are taken away");
        if (journal.parent_path() == results)
            complain("audit.journal", "lies in results.folder, whose files are taken away");
        if (state == results) complain("state.folder", "is results.folder, which the clinic's computer reads");
        if (!config_.metrics_file.empty() && config_.metrics_file.extension() != ".prom")
            complain("metrics.file", "does not end in .prom: the collector would not read it");
        need_own_folders();
        if (config_.requests_folder.empty() != config_.requests_answers.empty())
            complain(config_.requests_folder.empty() ? "requests.answers" : "requests.folder",
                     "is set without the other: a request wants a place for its answer");
        if (calls == journal) complain("staff_calls.file", "is audit.journal, which is no log");
        if (config_.results_remove_after_hours * 60 < config_.results_tell_after_minutes)
            complain("results.remove_after_hours", "is over before results.tell_after_minutes: nobody would be told");
        if (longest_identifier() > kLongestIdentifier)
            complain("results.identifier", fmt::format("comes to more than {} characters", kLongestIdentifier));
        if (config_.camera_device == config_.card_front_camera_device)
            complain("card_front_camera.device", "is camera.device: one camera cannot look at both");
        if (config_.card_front_camera_codes && config_.card_front_camera_device.empty())
            complain("card_front_camera.codes", "wants card_front_camera.device, which reads them");
        const auto& infrared = config_.infrared_camera_device;
        if (infrared == config_.camera_device)
            complain("infrared_camera.device", "is camera.device: one camera does not see both");
        if (!infrared.empty() && infrared == config_.card_front_camera_device)
            complain("infrared_camera.device", "is card_front_camera.device, which looks at the card");
        if (config_.phone_reader_name.empty() && !config_.phone_reader_port.empty())
            complain("phone_reader.port", "is of no reader: phone_reader.name is empty");
    }
    [[nodiscard]] std::size_t longest_identifier() const {
        const auto named =
            std::regex_replace(config_.results_identifier, std::regex("[{]kiosk[}]"), config_.results_kiosk);
        const auto visit = std::regex_replace(named, std::regex("[{]visit[}]"), std::string(kVisitDigits, '0'));
        return std::regex_replace(visit, std::regex("[{]number[}]"), std::string(longest_number(), '0')).size();
    }
    [[nodiscard]] std::size_t longest_number() const {
        constexpr std::size_t kDigits = 6;
        return config_.reception_number.empty() ? 0 : config_.reception_number.find('{') + kDigits;
    }
    /// One name for a place, however it was written, and links followed as far as they are there.
    static std::filesystem::path place_of(const std::filesystem::path& written) {
        std::error_code error;
        auto place = std::filesystem::weakly_canonical(written, error);
        if (error) place = written.lexically_normal();
        return place.has_filename() ? place : place.parent_path();  // "folder/" is "folder"
    }
    void complain(std::string_view key, std::string_view what) {
        const auto dot = key.find('.');
        if (const auto table = tables_.find(key.substr(0, dot)); table != tables_.end())
            table->second.complain(key.substr(dot + 1), what);
        else
            root_.complain(key.substr(0, dot), what);
    }
    static std::string_view key_in(const Row& row) { return row.key.substr(row.key.find('.') + 1); }

    Section root_;
    const std::filesystem::path folder_;
    std::map<std::string_view, Section> tables_;
    Config config_;
};

}  // namespace

base::Result<Config> load_config(const std::filesystem::path& file) {
    const auto text = base::read_file(file);
    if (!text) return base::fail(text.error());
    return parse_config(*text, file);
}

base::Result<Config> parse_config(std::string_view text, const std::filesystem::path& file) {
    auto parsed = toml_reader::File::parse(text, file);
    if (!parsed) return base::fail(parsed.error());
    auto config = Loader(parsed->root(), file).load();
    if (auto right = parsed->judge(); !right) return base::fail(right.error());
    return config;
}

}  // namespace uketsuke::config
