// SPDX-License-Identifier: Apache-2.0
#include "site.hpp"


#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "firmware/config/config.hpp"

namespace uketsuke::test {

namespace fs = std::filesystem;

Site::Site() : text_(config::print_sample()) {
    const fs::path card_pki = CARD_PKI, service_pki = SERVICE_PKI;
    for (const auto* name : {"results", "state"}) fs::create_directory(folder_ / name);
    set("camera.device", folder_ / "no_camera");
    set("face.models", MODELS);
    set("face.decoder", DECODER);
    set("card.trusted_issuer", card_pki / "face_record_root.pub");
    set("card.authorities", card_pki / "auth_ca.crt");
    set("service.ca", service_pki / "ca.crt");
    set("service.certificate", service_pki / "client.crt");
    set("service.key", service_pki / "client.key");
    set("guidance.file", GUIDANCE);
    set("results.folder", "results");
    set("staff_calls.file", "staff_calls.log");
    set("audit.journal", "audit.jsonl");
    set("state.folder", "state");
    set("log.level", "info");
}

void Site::set(std::string_view key, const fs::path& value) {
    const auto dot = key.find('.');
    const auto table = text_.find("[" + std::string(key.substr(0, dot)) + "]\n");
    REQUIRE(table != std::string::npos);
    const auto line = text_.find("\n" + std::string(key.substr(dot + 1)) + " = ", table);
    REQUIRE(line != std::string::npos);
    const auto start = text_.find('=', line) + 2, end = text_.find('\n', start);
    const bool is_text = text_[start] == '"';
    text_.replace(start, end - start, is_text ? "\"" + value.string() + "\"" : value.string());
    std::ofstream(settings(), std::ios::binary) << text_;
}

fs::path Site::write(std::string_view name, std::string_view content) const {
    const auto file = folder_ / name;
    std::ofstream(file, std::ios::binary) << content;
    return file;
}

int Site::records(std::string_view words, std::string_view more) const {
    std::istringstream lines(read_text(journal()));
    int count = 0;
    for (std::string line; std::getline(lines, line);)
        count += line.find(words) != std::string::npos && line.find(more) != std::string::npos;
    return count;
}

}  // namespace uketsuke::test
