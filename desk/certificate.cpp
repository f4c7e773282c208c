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

/// The addresses and names that it stands for, as OpenSSL writes them.
std::string written_for(const X509& certificate) {
    const int place = X509_get_ext_by_NID(&certificate, NID_subject_alt_name, -1);
    const auto* value = place < 0 ? nullptr : X509_EXTENSION_get_data(X509_get_ext(&certificate, place));
    if (value == nullptr) return {};
    return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(value)),
            static_cast<std::size_t>(ASN1_STRING_length(value))};
}

/// Held against one that is made for these and thrown away.
bool is_for(const X509& certificate, const std::vector<std::string>& hosts) {
    const auto key = x509::make_key();
    const auto wanted =
        key ? x509::certify({"uketsuke-desk", alternatives(hosts), "serverAuth"}, *key, nullptr, *key) : nullptr;
    return wanted && written_for(certificate) == written_for(*wanted);
}

base::Result<x509::Certificate> read_in(const std::filesystem::path& file) {
    const auto text = base::read_file(file);
    if (!text) return base::fail(text.error());
    auto certificate = x509::certificate_of(*text);
    if (!certificate) return base::fail(base::ErrorCode::file_unreadable, file.string() + " is no certificate");
    return certificate;
}

}  // namespace

base::Result<Certificate> certificate_in(const std::filesystem::path& folder, const std::vector<std::string>& hosts) {
    Certificate files{folder / "desk.crt", folder / "desk.key", {}};
    std::error_code error;
    bool make_one = !std::filesystem::exists(files.certificate, error);
    if (!make_one) {
        const auto there = read_in(files.certificate);
        if (!there) return base::fail(there.error());
        make_one = !is_for(**there, hosts);
    }
    if (make_one)
        if (auto made = make_in(files, hosts); !made) return base::fail(made.error());
    const auto read = read_in(files.certificate);
    if (!read) return base::fail(read.error());
    files.fingerprint = spell(x509::fingerprint(**read));
    return files;
}

}  // namespace uketsuke::desk
