// SPDX-License-Identifier: Apache-2.0
// Whether the kiosk itself believes a card's user-authentication certificate. The service is the authority and judges
// again; this turns away what nobody could accept before a PIN is typed or a face is filmed.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "public_key.hpp"
#include "revocation_file.hpp"

namespace uketsuke::drivers::mynumber {

/// In two halves, since a card does not wait for the network. Each is bound to one thread; the two may run at once.
class CertificateJudge {
public:
    /// What to do when neither list nor responder has a word that may still be relied on.
    enum class WhenStale { go_on, refuse };
    struct Options {
        std::filesystem::path authorities;  ///< PEM
        std::filesystem::path
            revocation_lists;  ///< DER or PEM, read anew when it changes (RevocationFile); empty: none
        /// Sends an OCSP request and brings the answer, within a short time; empty: no responder.
        std::function<base::Result<base::Bytes>(base::ByteView request)> ask_responder;
        WhenStale when_stale = WhenStale::go_on;
    };
    /// Errors: file_unreadable (authorities; lists that are cut off or not understood. Lists that are missing are noted
    /// instead, since it is somebody else's job to bring them, and so is a broken file that comes later).
    static base::Result<CertificateJudge> create(Options options);

    /// What the kiosk knows by itself: chain, beginning of validity, revocation lists. That a certificate has expired
    /// is not refused here: there is a grace period, and the flow and the service know it. Thread-bound to the card
    /// lane. Errors: certificate_untrusted (also, without a responder, when no list is fresh and that is to be
    /// refused); certificate_refused (revoked, also by a list that is stale: revocation does not end).
    base::Result<void> check(base::ByteView certificate_der, base::WallTime now);
    /// There is a responder, so that ask() has a word to say.
    [[nodiscard]] bool asks() const { return static_cast<bool>(options_.ask_responder); }
    /// What the responder says of a certificate that passed check(), within the time that it is given. Thread-bound to
    /// the net lane. Errors: certificate_refused (revoked); certificate_untrusted (nobody has a fresh word, and that is
    /// to be refused; no certificate of a known CA).
    base::Result<void> ask(base::ByteView certificate_der, base::WallTime now);
    /// Looks now whether the file of lists has changed, instead of in a while. Thread-safe.
    void look_at_lists();

private:
    CertificateJudge(Options options, Authorities authorities);
    [[nodiscard]] std::optional<Standing> by_list(const Certificate& certificate, const Certificate& authority,
                                                  base::WallTime now) const;
    std::optional<Standing> by_responder(const Certificate& certificate, const Certificate& authority,
                                         base::WallTime now, base::ByteView certificate_der);
    std::optional<Standing> asked_now(const Certificate& certificate, const Certificate& authority, base::WallTime now);
    [[nodiscard]] base::Result<void> without_a_fresh_word() const;
    [[nodiscard]] std::string cache_key(base::ByteView certificate_der) const;

    Options options_;
    Authorities authorities_;
    std::unique_ptr<RevocationFile> lists_;  ///< nullptr: none
    /// Whether the responder takes a nonce, as it was seen to do: from then on an answer without one is none.
    enum class Nonces { not_known, taken, refused };
    Nonces nonces_ = Nonces::not_known;
    /// Of the responder, by a hash under a key that is never stored, so that what is kept names nobody.
    std::map<std::string, Standing> answers_;
    Digest cache_salt_{};
};

}  // namespace uketsuke::drivers::mynumber
