// SPDX-License-Identifier: Apache-2.0
#include "revocation_lists.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "firmware/base/file.hpp"
#include "firmware/base/log.hpp"
#include "firmware/base/owned.hpp"

namespace uketsuke::drivers::mynumber {
namespace {

base::Unexpected<base::Error> unreadable(std::string why) {
    return base::fail(base::ErrorCode::file_unreadable, std::move(why));
}

/// One block of PEM, decoded. OpenSSL allocates; it is freed here.
struct Block {
    char *name = nullptr, *header = nullptr;
    unsigned char* data = nullptr;
    long size = 0;

    Block() = default;
    Block(const Block&) = delete;
    Block& operator=(const Block&) = delete;
    ~Block() {
        OPENSSL_free(name);
        OPENSSL_free(header);
        OPENSSL_free(data);
    }
    bool read(BIO* from) { return PEM_read_bio(from, &name, &header, &data, &size) == 1; }
    [[nodiscard]] bool is_list() const { return std::string_view(name) == PEM_STRING_X509_CRL; }
    [[nodiscard]] base::ByteView bytes() const { return {data, static_cast<std::size_t>(size)}; }
};

}  // namespace

bool RevocationLists::Issued::is_by(const Certificate& authority) const {
    return std::any_of(by.begin(), by.end(),
                       [&](const Certificate& one) { return X509_cmp(one.get(), authority.get()) == 0; });
}

base::Result<RevocationLists> RevocationLists::load(const std::filesystem::path& file, const Authorities& authorities) {
    const auto bytes = base::read_bytes(file);
    if (!bytes) return base::fail(bytes.error());
    RevocationLists made;
    const bool der = !bytes->empty() && bytes->front() == 0x30;  // no text begins with a zero in PEM's place
    const auto added = der ? made.add(*bytes, authorities) : made.add_pem(*bytes, authorities);
    ERR_clear_error();
    if (!added) return unreadable(file.string() + ": " + added.error().detail);
    return made;
}

base::Result<void> RevocationLists::add_pem(base::ByteView text, const Authorities& authorities) {
    const base::Owned<BIO, BIO_free_all> from(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
    ERR_clear_error();
    int count = 0;
    for (;;) {
        Block block;
        if (!from || !block.read(from.get())) break;
        if (!block.is_list()) return unreadable(fmt::format("holds a {}, which is no revocation list", block.name));
        if (auto added = add(block.bytes(), authorities); !added) return added;
        ++count;
    }
    if (ERR_GET_REASON(ERR_peek_last_error()) != PEM_R_NO_START_LINE)
        return unreadable(fmt::format("what follows list {} is cut off or no PEM", count));
    if (count == 0) return unreadable("no revocation list, DER or PEM");
    return {};
}

base::Result<void> RevocationLists::add(base::ByteView der, const Authorities& authorities) {
    auto list = RevocationList::read(der);
    if (!list) return unreadable(list.error());
    std::vector<Certificate> by;
    for (const auto& authority : authorities.all())
        if (list->issued_by(authority, der)) by.push_back(authority);
    if (by.empty())
        base::warn("card", "revocation lists: no authority of the settings issued {}", list->name());
    else
        lists_.push_back({std::move(*list), std::move(by)});
    return {};
}

std::optional<Standing> RevocationLists::of(const Certificate& certificate, const Certificate& authority,
                                            base::WallTime now) const {
    const auto serial = serial_of(certificate);
    std::optional<Standing> standing;
    for (const auto& issued : lists_) {
        if (!issued.is_by(authority)) continue;
        const auto until = relied_on_until(issued.list, authority, now);
        const bool covered = until && issued.list.covers(certificate), revoked = issued.list.names(serial);
        if (!covered && !revoked) continue;
        if (!standing) standing.emplace();
        standing->revoked = standing->revoked || revoked;
        if (covered) standing->next_update = std::max(standing->next_update, *until);
    }
    ERR_clear_error();
    return standing;
}

std::optional<base::WallTime> RevocationLists::relied_on_until(const RevocationList& list, const Certificate& authority,
                                                               base::WallTime now) const {
    const auto begun = [&](const RevocationList& one) { return one.head().this_update <= now + kIssuerClockSkew; };
    if (list.is_delta() || !begun(list)) return std::nullopt;
    auto until = list.head().next_update.value_or(list.head().this_update);
    for (const auto& other : lists_)
        if (other.is_by(authority) && other.list.continues(list) && begun(other.list))
            until = std::max(until, other.list.head().next_update.value_or(until));
    return until;
}

std::string RevocationLists::summary() const {
    const auto entries = std::accumulate(lists_.begin(), lists_.end(), std::size_t{0},
                                         [](std::size_t sum, const Issued& one) { return sum + one.list.size(); });
    return fmt::format("{} with {} certificates", lists_.size(), entries);
}

}  // namespace uketsuke::drivers::mynumber
