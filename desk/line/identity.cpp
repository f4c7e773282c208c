// SPDX-License-Identifier: Apache-2.0
#include "identity.hpp"

#include <fmt/format.h>

#include "firmware/base/file.hpp"
#include "firmware/toml_reader/toml_reader.hpp"
#include "names.hpp"

namespace uketsuke::desk::line {

base::Result<Identity> load_identity(const std::filesystem::path& folder) {
    auto file = toml_reader::File::load(folder / "line.toml");
    if (!file) return base::fail(file.error());
    Identity identity{{}, {}, folder / "authority.crt", folder / "line.crt", folder / "line.key"};
    auto root = file->root();
    root.read("name", identity.name);
    root.read("broker", identity.broker);
    if (!is_member_name(identity.name)) root.complain("name", "is not 1 to 32 ASCII letters, digits, - and _");
    root.end();
    if (auto right = file->judge(); !right) return base::fail(right.error());
    identity.days_left = days_left(identity.own);
    return identity;
}

int days_left(const std::filesystem::path& file) {
    const auto text = base::read_file(file);
    const auto certificate = text ? x509::certificate_of(*text) : nullptr;
    return certificate ? x509::days_left(*certificate) : -1;
}

/// line.toml last: with it the rest is there.
base::Result<void> save_identity(const std::filesystem::path& folder, EVP_PKEY& key, const Membership& membership) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) return base::fail(base::ErrorCode::file_unreadable, folder.string() + ": " + error.message());
    const auto line = fmt::format("name = \"{}\"\nbroker = \"{}\"\n", membership.name, membership.broker);
    auto done = x509::save(key, folder / "line.key");
    if (done) done = base::replace_file(folder / "line.crt", membership.own);
    if (done) done = base::replace_file(folder / "authority.crt", membership.authority);
    return done ? base::replace_file(folder / "line.toml", line) : done;
}

}  // namespace uketsuke::desk::line
