// SPDX-License-Identifier: Apache-2.0
#include "certificate.hpp"

#include <fmt/format.h>

#include "desk/line/x509.hpp"
#include "firmware/base/file.hpp"
#include "subnet.hpp"

namespace uketsuke::desk {
namespace {

std::string spell(std::string_view hash) {
    std::string text;
    for (const char byte : hash)
        text += fmt::format("{}{:02X}", text.empty() ? "" : ":", static_cast<unsigned char>(byte));
    return text;
}

std::string alternatives(const std::vector<std::string>& hosts) {
    std::string list;
    for (const auto& host : hosts)
        list += fmt::format("{}{}:{}", list.empty() ? "" : ",", Address::parse(host) ? "IP" : "DNS", host);
    return list;
}

/// The key first: a certificate is there only with its key.
base::Result<void> make_in(const Certificate& files, const std::vector<std::string>& hosts) {
    const auto key = x509::make_key();
    const auto made =
        key ? x509::certify({"uketsuke-desk", alternatives(hosts), "serverAuth"}, *key, nullptr, *key) : nullptr;
    if (!made) return base::fail(base::ErrorCode::internal, "the desk's certificate");
    auto written = x509::save(*key, files.key);
    return written ? base::replace_file(files.certificate, x509::print(*made)) : written;
}

}  // namespace

base::Result<Certificate> certificate_in(const std::filesystem::path& folder, const std::vector<std::string>& hosts) {
    Certificate files{folder / "desk.crt", folder / "desk.key", {}};
    std::error_code error;
    if (!std::filesystem::exists(files.certificate, error))
        if (auto made = make_in(files, hosts); !made) return base::fail(made.error());
    const auto text = base::read_file(files.certificate);
    if (!text) return base::fail(text.error());
    const auto certificate = x509::certificate_of(*text);
    if (!certificate)
        return base::fail(base::ErrorCode::file_unreadable, files.certificate.string() + " is no certificate");
    files.fingerprint = spell(x509::fingerprint(*certificate));
    return files;
}

}  // namespace uketsuke::desk
