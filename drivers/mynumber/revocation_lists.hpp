// SPDX-License-Identifier: Apache-2.0
// What the revocation lists of a file say of a certificate. Bytes in, answers out: no clock of its own, no network.
#pragma once

#include "authorities.hpp"
#include "revocation_list.hpp"
#include "standing.hpp"

namespace uketsuke::drivers::mynumber {

/// Immutable after load.
class RevocationLists {
public:
    /// One list in DER, or several in PEM. Those that none of these authorities issued are left out, and the log names
    /// them. Errors: file_unreadable, naming the list that is cut off or not understood.
    static base::Result<RevocationLists> load(const std::filesystem::path& file, const Authorities& authorities);

    /// Every list of the authority counts: revoked in any is revoked, whatever that list's scope and age; not revoked
    /// is relied on as long as the freshest list does that covers the certificate, or a delta list that continues it.
    /// nullopt when no list names it and none covers it.
    [[nodiscard]] std::optional<Standing> of(const Certificate& certificate, const Certificate& authority,
                                             base::WallTime now) const;
    /// For the log.
    [[nodiscard]] std::string summary() const;

private:
    struct Issued {
        RevocationList list;
        std::vector<Certificate> by;  ///< an authority may have several certificates for one key
        [[nodiscard]] bool is_by(const Certificate& authority) const;
    };
    base::Result<void> add(base::ByteView der, const Authorities& authorities);
    base::Result<void> add_pem(base::ByteView text, const Authorities& authorities);
    [[nodiscard]] std::optional<base::WallTime> relied_on_until(const RevocationList& list,
                                                                const Certificate& authority, base::WallTime now) const;

    std::vector<Issued> lists_;
};

}  // namespace uketsuke::drivers::mynumber
