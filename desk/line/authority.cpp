// SPDX-License-Identifier: Apache-2.0
#include "authority.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/sha.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/random.h>
#include <unistd.h>

#include <array>
#include <sstream>

#include "enrolment_code.hpp"
#include "firmware/base/bytes.hpp"
#include "firmware/base/descriptor.hpp"
#include "firmware/base/file.hpp"
#include "firmware/toml_reader/toml_reader.hpp"
#include "names.hpp"

namespace uketsuke::desk::line {
namespace {

using base::ErrorCode;
using Kind = Member::Kind;

constexpr std::array kKinds{std::pair{"kiosk", Kind::kiosk}, std::pair{"desk", Kind::desk},
                            std::pair{"keeper", Kind::keeper}};

std::string_view word_of(Kind kind) { return kKinds.at(static_cast<std::size_t>(kind)).first; }

base::Result<std::string> draw(std::size_t size) {
    base::Bytes random(size);
    if (::getrandom(random.data(), size, 0) != static_cast<ssize_t>(size))
        return base::fail(ErrorCode::internal, "no randomness");
    return base::to_hex(random);
}

std::string hash_of(std::string_view secret) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> hash{};
    SHA256(reinterpret_cast<const unsigned char*>(secret.data()), secret.size(), hash.data());
    return base::to_hex(hash);
}

/// One change at a time, of whichever program; until it is dropped.
base::Descriptor lock_in(const std::filesystem::path& folder) {
    base::Descriptor lock(::open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (lock) ::flock(lock.get(), LOCK_EX);
    return lock;
}

base::Result<void> make_folder(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (!error) std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
    if (error) return base::fail(ErrorCode::file_unreadable, folder.string() + ": " + error.message());
    return {};
}

/// A number that a broker left behind may be another program's by now.
void let_read_again(const std::filesystem::path& pid_file) {
    const auto text = base::read_file(pid_file);
    int pid = 0;
    if (!text || !(std::istringstream(*text) >> pid) || pid <= 1) return;
    const auto program = base::read_file(fmt::format("/proc/{}/comm", pid));
    if (program && program->starts_with("nats-server")) ::kill(pid, SIGHUP);
}

std::string print(const std::vector<Member>& members) {
    std::string text;
    for (const auto& one : members)
        text += fmt::format("[[member]]\nkind = \"{}\"\nname = \"{}\"\nuser = \"{}\"\n", word_of(one.kind), one.name,
                            one.user);
    return text;
}

}  // namespace

base::Result<Authority> Authority::open(const std::filesystem::path& folder, const std::string& listen) {
    Authority authority(folder, listen);
    for (const auto& one : {folder, folder / "codes"})
        if (auto made = make_folder(one); !made) return base::fail(made.error());
    {
        const auto lock = lock_in(folder);
        if (auto made = authority.make_keys(); !made) return base::fail(made.error());
    }
    if (auto made = authority.make_keeper(); !made) return base::fail(made.error());
    const auto lock = lock_in(folder);
    const auto members = authority.members();
    if (!members) return base::fail(members.error());
    if (auto written = authority.write(*members); !written) return base::fail(written.error());
    return authority;
}

BrokerFiles Authority::files() const {
    return {folder_ / "authority.crt", folder_ / "broker.crt", folder_ / "broker.key", folder_ / "nats.pid",
            folder_ / "store"};
}

base::Result<void> Authority::make_keys() const {
    std::error_code error;
    if (std::filesystem::exists(files().certificate, error)) return {};
    const auto root = x509::make_key(), broker = x509::make_key();
    if (!root || !broker) return base::fail(ErrorCode::internal, "the broker's keys");
    const auto authority = x509::certify({"uketsuke-desk line", {}, {}}, *root, nullptr, *root);
    const auto certificate = authority ? x509::certify({kBrokerHost, fmt::format("DNS:{}", kBrokerHost), "serverAuth"},
                                                       *broker, authority.get(), *root)
                                       : nullptr;
    if (!certificate) return base::fail(ErrorCode::internal, "the broker's certificates");
    auto done = x509::save(*root, folder_ / "authority.key");
    if (done) done = x509::save(*broker, files().key);
    if (done) done = base::replace_file(files().authority, x509::print(*authority));
    return done ? base::replace_file(files().certificate, x509::print(*certificate)) : done;
}

base::Result<void> Authority::make_keeper() const {
    std::error_code error;
    if (std::filesystem::exists(own_identity() / "line.toml", error)) {
        auto known = load_identity(own_identity());
        if (known && known->broker == listen_) return {};
    }
    const auto tag = draw(8);
    const auto key = x509::make_key();
    if (!tag || !key) return base::fail(ErrorCode::internal, "the desk's key on the line");
    const Member keeper{Kind::keeper, "keeper", fmt::format("keeper.{}.member.uketsuke", *tag)};
    const auto membership = sign(keeper, *key);
    if (!membership) return base::fail(membership.error());
    if (auto saved = save_identity(own_identity(), *key, *membership); !saved) return saved;
    return put(keeper);
}

base::Result<std::vector<Member>> Authority::members() const {
    std::error_code error;
    std::vector<Member> all;
    const auto name = folder_ / "members.toml";
    if (!std::filesystem::exists(name, error)) return all;
    auto file = toml_reader::File::load(name);
    if (!file) return base::fail(file.error());
    auto root = file->root();
    for (auto& row : root.rows("member")) {
        auto& one = all.emplace_back();
        row.read_word("kind", kKinds, one.kind);
        row.read("name", one.name);
        row.read("user", one.user);
        row.end();
    }
    root.end();
    if (auto right = file->judge(); !right) return base::fail(right.error());
    return all;
}

base::Result<void> Authority::write(const std::vector<Member>& members) const {
    auto done = base::replace_file(folder_ / "members.toml", print(members));
    if (done) done = base::replace_file(settings_file(), broker_settings(listen_, files(), members));
    if (done) let_read_again(files().pid);
    return done;
}

void Authority::refresh() const { let_read_again(files().pid); }

base::Result<void> Authority::put(const Member& member) const {
    const auto lock = lock_in(folder_);
    auto all = members();
    if (!all) return base::fail(all.error());
    std::erase_if(*all, [&](const Member& other) { return other.name == member.name; });
    all->push_back(member);
    return write(*all);
}

base::Result<void> Authority::expel(std::string_view name) const {
    const auto lock = lock_in(folder_);
    auto all = members();
    if (!all) return base::fail(all.error());
    if (std::erase_if(*all, [&](const Member& one) { return one.name == name && one.kind != Kind::keeper; }) == 0)
        return base::fail(ErrorCode::config_invalid, "nobody has joined by that name");
    return write(*all);
}

base::Result<std::string> Authority::invite(Kind kind, const std::string& name, base::WallTime now) const {
    if (!is_member_name(name) || name == "keeper")
        return base::fail(ErrorCode::config_invalid,
                          "the name is not 1 to 32 ASCII letters, digits, - and _, or is the desk's own (keeper)");
    auto secret = draw(EnrolmentCode::kSecret);
    if (!secret) return secret;
    const auto until = (now + kCodeCounts).time_since_epoch().count();
    const auto written =
        base::replace_file(folder_ / "codes" / hash_of(*secret), fmt::format("{} {} {}\n", word_of(kind), name, until));
    if (!written) return base::fail(written.error());
    return secret;
}

/// Whoever removes the file has the code: once.
std::optional<Member> Authority::redeem(std::string_view secret, base::WallTime now) const {
    const auto file = folder_ / "codes" / hash_of(secret);
    const auto text = base::read_file(file);
    if (!text || ::unlink(file.c_str()) != 0) return std::nullopt;
    std::istringstream words(*text);
    std::string kind;
    std::int64_t until = 0;
    Member member;
    if (!(words >> kind >> member.name >> until) || now.time_since_epoch().count() > until) return std::nullopt;
    member.kind = kind == word_of(Kind::desk) ? Kind::desk : Kind::kiosk;
    return member;
}

base::Result<Membership> Authority::admit(std::string_view secret, std::string_view request, base::WallTime now) const {
    std::error_code error;
    const auto wanted =
        std::filesystem::exists(folder_ / "codes" / hash_of(secret), error) ? x509::request_of(request) : nullptr;
    if (!wanted)
        return base::fail(ErrorCode::config_invalid, "the code does not count, or no certificate is asked for");
    auto member = redeem(secret, now);
    if (!member) return base::fail(ErrorCode::config_invalid, "the code does not count, or no longer");
    const auto tag = draw(8);
    if (!tag) return base::fail(tag.error());
    member->user = fmt::format("{}.{}.member.uketsuke", member->name, *tag);
    auto membership = sign(*member, *X509_REQ_get0_pubkey(wanted.get()));
    if (!membership) return membership;
    if (auto known = put(*member); !known) return base::fail(known.error());
    return membership;
}

base::Result<Membership> Authority::sign(const Member& member, EVP_PKEY& key) const {
    const auto root_key = x509::load_key(folder_ / "authority.key");
    if (!root_key) return base::fail(root_key.error());
    const auto text = base::read_file(files().authority);
    if (!text) return base::fail(text.error());
    const auto root = x509::certificate_of(*text);
    const auto made = root ? x509::certify({member.name, fmt::format("DNS:{}", member.user), "clientAuth"}, key,
                                           root.get(), **root_key)
                           : nullptr;
    if (!made) return base::fail(ErrorCode::internal, "a member's certificate");
    return Membership{member.name, listen_, x509::print(*made), *text};
}

}  // namespace uketsuke::desk::line
