// SPDX-License-Identifier: Apache-2.0
#include "settings.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "firmware/base/file.hpp"
#include "firmware/reception/password_hash.hpp"
#include "firmware/toml_reader/toml_reader.hpp"
#include "subnet.hpp"
#include "totp.hpp"

namespace uketsuke::desk {
namespace {

constexpr std::array kRoles{std::pair{"clerk", Role::clerk}, std::pair{"manager", Role::manager}};

void read_path(toml_reader::Section& section, std::string_view key, std::filesystem::path& into) {
    auto text = into.string();
    section.read_if_there(key, text);
    into = text;
    if (!into.is_absolute()) section.complain(key, "is no absolute path");
}

void read_number(toml_reader::Section& section, std::string_view key, int least, int most, int& into) {
    section.read_if_there(key, into);
    if (into < least || into > most) section.complain(key, fmt::format("is not from {} to {}", least, most));
}

bool is_label(std::string_view text) {
    return !text.empty() && text.size() <= 32 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

Account read_account(toml_reader::Section& section) {
    Account account;
    section.read("name", account.name);
    if (!is_label(account.name)) section.complain("name", "is not 1 to 32 ASCII letters, digits, - and _");
    section.read_word("role", kRoles, account.role);
    section.read("password", account.password);
    if (!reception::PasswordHash::parse(account.password))
        section.complain("password", "is no password hash (uketsuke-desk --new-account makes one)");
    section.read_if_there("totp", account.totp);
    if (!account.totp.empty() && !Totp::parse(account.totp)) section.complain("totp", "is no base32 of 20 to 40 bytes");
    section.end();
    return account;
}

void read_desk(toml_reader::Section section, Settings& settings) {
    section.read_if_there("address", settings.address);
    const auto address = Address::parse(settings.address);
    if (!address || is_any(*address)) section.complain("address", "is no IP address of an interface");
    read_number(section, "port", 0, 65535, settings.port);
    section.read_if_there("hosts", settings.hosts);
    section.read_if_there("subnet", settings.subnet);
    if (!settings.subnet.empty() && !Subnet::parse(settings.subnet))
        section.complain("subnet", "is no subnet (write 192.0.2.0/24)");
    read_number(section, "keep_names_minutes", 1, 720, settings.keep_names_minutes);
    read_path(section, "socket", settings.socket);
    read_path(section, "state_folder", settings.state_folder);
    if (section.has("line")) read_path(section, "line", settings.line);
    section.end();
}

/// "192.0.2.10:4222", "[2001:db8::1]:4222"
bool is_place(std::string_view text) {
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos || colon + 1 == text.size()) return false;
    auto host = text.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    const auto address = Address::parse(std::string(host));
    return address && !is_any(*address) && text.size() - colon <= 6 &&
           text.substr(colon + 1).find_first_not_of("0123456789") == std::string_view::npos;
}

void read_broker(toml_reader::Section section, Settings& settings) {
    section.read("listen", settings.broker);
    if (!is_place(settings.broker)) section.complain("listen", "is no address of an interface with a port");
    if (!settings.line.empty()) section.complain("listen", "is for a desk that has not joined another's (desk.line)");
    section.end();
}

/// Of the look-ups, where there are any.
void read_lookup(toml_reader::Section section, Settings& settings) {
    auto requests = settings.lookup_requests.string(), answers = settings.lookup_answers.string();
    section.read_if_there("requests", requests);
    section.read_if_there("answers", answers);
    section.read_if_there("facility_code", settings.facility_code);
    settings.lookup_requests = requests;
    settings.lookup_answers = answers;
    const auto& code = settings.facility_code;
    const bool digits = code.size() == 10 && code.find_first_not_of("0123456789") == std::string::npos;
    if (!settings.lookup_requests.is_absolute()) section.complain("requests", "is no absolute path");
    if (!settings.lookup_answers.is_absolute()) section.complain("answers", "is no absolute path");
    if (!digits) section.complain("facility_code", "is not of ten digits");
    section.end();
}

void read_accounts(toml_reader::Section& root, std::vector<Account>& accounts) {
    for (auto& row : root.rows("account")) {
        auto account = read_account(row);
        const auto same = [&](const Account& other) { return other.name == account.name; };
        if (std::any_of(accounts.begin(), accounts.end(), same)) row.complain("name", "has an account already");
        accounts.push_back(std::move(account));
    }
}

}  // namespace

base::Result<Settings> parse_settings(std::string_view text, const std::filesystem::path& name) {
    auto file = toml_reader::File::parse(text, name);
    if (!file) return base::fail(file.error());
    Settings settings;
    auto root = file->root();
    read_desk(root.section("desk"), settings);
    if (root.has("broker")) read_broker(root.section("broker"), settings);
    if (root.has("lookup")) read_lookup(root.section("lookup"), settings);
    read_accounts(root, settings.accounts);
    root.end();
    if (auto right = file->judge(); !right) return base::fail(right.error());
    return settings;
}

base::Result<Settings> load_settings(const std::filesystem::path& file) {
    const auto text = base::read_file(file);
    if (!text) return base::fail(text.error());
    return parse_settings(*text, file);
}

}  // namespace uketsuke::desk
