// SPDX-License-Identifier: Apache-2.0
#include "test_pki.hpp"

#include "firmware/base/file.hpp"

namespace uketsuke::sim {
namespace {

using drivers::mynumber::PublicKey;

base::Result<RecordIssuer> load_issuer(const std::filesystem::path& folder, const std::string& name) {
    auto certificate = base::read_bytes(folder / (name + ".cv"));
    if (!certificate) return base::fail(certificate.error());
    auto key = PrivateKey::load(folder / (name + ".key"));
    if (!key) return base::fail(key.error());
    return RecordIssuer{std::move(*certificate), *key};
}

/// The start of the file names of a person's CAs.
std::string hierarchy_of(const Person& person) {
    if (person.generation == CardGeneration::next) return "next_";
    return person.test_hierarchy ? "test_" : "";
}

base::Result<void> load_authorities(const std::filesystem::path& folder, const std::string& hierarchy, CardKeys& keys) {
    auto auth_ca = base::read_bytes(folder / (hierarchy + "auth_ca.der"));
    if (!auth_ca) return base::fail(auth_ca.error());
    auto sign_ca = base::read_bytes(folder / (hierarchy + "sign_ca.der"));
    if (!sign_ca) return base::fail(sign_ca.error());
    keys.auth_ca = std::move(*auth_ca);
    keys.sign_ca = std::move(*sign_ca);
    return {};
}

base::Result<void> load_signature(const std::filesystem::path& folder, CardKeys& keys) {
    const auto key = PrivateKey::load(folder / "sign.key");
    if (!key) return base::fail(key.error());
    auto certificate = base::read_bytes(folder / "sign.der");
    if (!certificate) return base::fail(certificate.error());
    keys.sign = *key;
    keys.sign_certificate = std::move(*certificate);
    return {};
}

}  // namespace

base::Result<TestPki> TestPki::load(const std::filesystem::path& folder) {
    auto issuer = load_issuer(folder, "face_record_issuer");
    if (!issuer) return base::fail(issuer.error());
    auto next_issuer = load_issuer(folder, "next_face_record_issuer");
    if (!next_issuer) return base::fail(next_issuer.error());
    const auto common = PrivateKey::load(folder / "common.key");
    if (!common) return base::fail(common.error());
    const auto root = PublicKey::load(folder / "face_record_root.pub");
    if (!root) return base::fail(root.error());
    const auto next_root = PublicKey::load(folder / "next_face_record_root.pub");
    if (!next_root) return base::fail(next_root.error());
    const auto terminal = PublicKey::load(folder / "terminal_ca.pub");
    if (!terminal) return base::fail(terminal.error());
    return TestPki{folder, std::move(*issuer), std::move(*next_issuer), *common, *root, *next_root, *terminal};
}

base::Result<CardKeys> CardKeys::load(const TestPki& pki, const Person& person) {
    const auto folder = person.key_folder(pki.folder);
    const auto auth = PrivateKey::load(folder / "auth.key");
    if (!auth) return base::fail(auth.error());
    const auto card_front = PrivateKey::load(folder / "card_front.key");
    if (!card_front) return base::fail(card_front.error());
    auto certificate = base::read_bytes(folder / "auth.der");
    if (!certificate) return base::fail(certificate.error());
    CardKeys keys{*auth, *card_front, std::nullopt, std::move(*certificate), {}, {}, {}};
    auto loaded = load_authorities(pki.folder, hierarchy_of(person), keys);
    if (loaded && person.signature_certificate) loaded = load_signature(folder, keys);
    if (!loaded) return base::fail(loaded.error());
    return keys;
}

}  // namespace uketsuke::sim
