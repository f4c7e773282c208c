// SPDX-License-Identifier: Apache-2.0
#include "test_pki.hpp"

#include "firmware/base/file.hpp"

namespace uketsuke::sim {

using drivers::mynumber::RsaKey;

base::Result<TestPki> TestPki::load(const std::filesystem::path& folder) {
    auto auth_ca = base::read_bytes(folder / "auth_ca.der");
    if (!auth_ca) return base::fail(auth_ca.error());
    auto sign_ca = base::read_bytes(folder / "sign_ca.der");
    if (!sign_ca) return base::fail(sign_ca.error());
    auto certificate = base::read_bytes(folder / "surface_issuer.cv");
    if (!certificate) return base::fail(certificate.error());
    auto issuer = PrivateKey::load(folder / "surface_issuer.key");
    if (!issuer) return base::fail(issuer.error());
    auto root = RsaKey::load(folder / "surface_root.pub");
    if (!root) return base::fail(root.error());
    auto terminal = RsaKey::load(folder / "terminal_ca.pub");
    if (!terminal) return base::fail(terminal.error());
    return TestPki{folder,   std::move(*auth_ca), std::move(*sign_ca), std::move(*certificate), *issuer, *root,
                   *terminal};
}

base::Result<CardKeys> CardKeys::load(const TestPki& pki, const Person& person) {
    const auto folder = pki.folder / "people" / person.key;
    const auto auth = PrivateKey::load(folder / "auth.key");
    if (!auth) return base::fail(auth.error());
    const auto surface = PrivateKey::load(folder / "surface.key");
    if (!surface) return base::fail(surface.error());
    auto certificate = base::read_bytes(folder / "auth.der");
    if (!certificate) return base::fail(certificate.error());
    CardKeys keys{*auth, *surface, std::nullopt, std::move(*certificate), {}};
    if (!person.signature_certificate) return keys;
    const auto sign = PrivateKey::load(folder / "sign.key");
    if (!sign) return base::fail(sign.error());
    auto sign_certificate = base::read_bytes(folder / "sign.der");
    if (!sign_certificate) return base::fail(sign_certificate.error());
    keys.sign = *sign;
    keys.sign_certificate = std::move(*sign_certificate);
    return keys;
}

}  // namespace uketsuke::sim
