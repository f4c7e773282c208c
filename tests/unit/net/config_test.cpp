// SPDX-License-Identifier: Apache-2.0
#include <fmt/ranges.h>
#include <sys/stat.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "firmware/base/enumeration.hpp"
#include "firmware/config/change_setting.hpp"
#include "firmware/config/config.hpp"
#include "firmware/config/schema.hpp"
#include "firmware/domain/reader_shape.hpp"
#include "firmware/flow/delay.hpp"
#include "tests/support/scratch.hpp"

using namespace uketsuke;
using base::ErrorCode;

namespace {

const std::string kPage = SOURCE_DIR "/docs/config.md";
const std::string kSample = SOURCE_DIR "/packaging/uketsuke.toml";

std::string read(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string complaint(std::string_view text) {
    const auto config = config::parse_config(text, "/etc/kiosk.toml");
    REQUIRE_FALSE(config.has_value());
    CHECK(config.error().code == ErrorCode::config_invalid);
    return config.error().detail;
}

}  // namespace

TEST_CASE("an empty file means the defaults") {
    const auto config = config::parse_config("", "/etc/kiosk.toml");
    REQUIRE(config.has_value());
    CHECK(*config == config::Config{});
}

TEST_CASE("values of each type are taken, paths from the folder of the file") {
    const auto config = config::parse_config(
        "[camera]\nrequired = false\n[service]\nurl = 'https://a:1'\ndeadline_ms = 100\nca = 'ca.pem'\nkey = '/k.pem'\n"
        "[panel]\ndiagonal_inch = 7\n",
        "/etc/kiosk.toml");
    REQUIRE(config.has_value());
    CHECK_FALSE(config->camera_required);
    CHECK(config->service_url == "https://a:1");
    CHECK(config->service_deadline_ms == 100);
    CHECK(config->service_ca == "/etc/ca.pem");
    CHECK(config->service_key == "/k.pem");
    CHECK(config->panel_diagonal_inch == 7);
}

TEST_CASE("mistakes are named with line and column") {
    CHECK(complaint("[camera]\n\nrequried = true\n") == "/etc/kiosk.toml:3:1: there is no key 'camera.requried'");
    CHECK(complaint("[camra]\n") == "/etc/kiosk.toml:1:1: there is no table [camra]");
    CHECK(complaint("required = true\n") == "/etc/kiosk.toml:1:1: there is no key 'required'");
    CHECK(complaint("[camera]\n  required = 'yes'\n") ==
          "/etc/kiosk.toml:2:14: 'camera.required' is not true or false");
    CHECK(complaint("[panel]\nwidth_px = 800.5\n") == "/etc/kiosk.toml:2:12: 'panel.width_px' is not a whole number");
    CHECK(complaint("[panel]\nwidth_px = 99999\n") == "/etc/kiosk.toml:2:12: 'panel.width_px' is not 320 to 7680");
    CHECK(complaint("[panel]\ndiagonal_inch = nan\n") == "/etc/kiosk.toml:2:17: 'panel.diagonal_inch' is not 3 to 60");
    CHECK(complaint("[service]\ndeadline_ms = 99\n") ==
          "/etc/kiosk.toml:2:15: 'service.deadline_ms' is not 100 to 14000");
    CHECK(complaint("[service]\nurl = 'http://a'\n") ==
          "/etc/kiosk.toml:2:7: 'service.url' is not of the form https://[^/ ]+");
    CHECK(complaint("[results]\nfacility_code = '123'\n").find(":2:17: 'results.facility_code'") != std::string::npos);
    CHECK(complaint("[results]\nfolder = ''\n") == "/etc/kiosk.toml:2:10: 'results.folder' is not a path");
    CHECK(complaint("[log]\nlevel = 'loud'\n").find(":2:9: 'log.level'") != std::string::npos);
    CHECK(complaint("[log]\nlevel = \n").starts_with("/etc/kiosk.toml:2:"));
    CHECK(complaint("[log]\nlevel = 'info'\nlevel = 'info'\n").starts_with("/etc/kiosk.toml:3:"));
}

TEST_CASE("the URI of a key in a token names a key and no PIN") {
    const auto uri = [](std::string_view text) { return fmt::format("[service]\nkey_uri = '{}'\n", text); };
    const auto good = config::parse_config(uri("pkcs11:token=kiosk;object=tls;type=private"), "/k.toml");
    REQUIRE(good);
    CHECK(good->service_key_uri == "pkcs11:token=kiosk;object=tls;type=private");
    CHECK(config::parse_config(uri("pkcs11:id=%a1"), "/k.toml"));
    CHECK(config::parse_config(uri(""), "/k.toml"));
    CHECK(complaint(uri("pkcs11:token=kiosk")).find("names no key") != std::string::npos);
    CHECK(complaint(uri("pkcs11:object=tls?pin-value=1234")).find("service.key_pin") != std::string::npos);
    CHECK(complaint(uri("pkcs11:object=tls?pin-source=file:/p")).find("service.key_pin") != std::string::npos);
    CHECK(complaint(uri("file:/k.pem")).find("not of the form") != std::string::npos);
    CHECK(complaint("[service]\nkey_source = 'tpm'\n").find("key_source") != std::string::npos);
}

namespace {

const std::string kHash = "scrypt:15:8:1:" + std::string(32, 'a') + ":" + std::string(64, '0');

std::string code(std::string_view name, std::string_view hash = kHash, std::string_view expires = "2027-03-31") {
    return fmt::format("{{ name = '{}', hash = '{}', expires = {} }}", name, hash, expires);
}
std::string codes(std::string_view list) { return fmt::format("[staff_check]\ncodes = [{}]\n", list); }

}  // namespace

TEST_CASE("each of the staff has a code with a name and an end") {
    const auto config =
        config::parse_config(codes(code("desk-1") + ", " + code("desk-2", kHash, "2026-12-01")), "/k.toml");
    REQUIRE(config);
    CHECK(config->staff_check_codes ==
          std::vector<config::StaffCode>{{"desk-1", kHash, {2027, 3, 31}}, {"desk-2", kHash, {2026, 12, 1}}});
    const auto tables = config::parse_config(
        fmt::format("[[staff_check.codes]]\nname = 'a'\nhash = '{}'\nexpires = 2027-03-31\n", kHash), "/k.toml");
    REQUIRE(tables);
    CHECK(tables->staff_check_codes.size() == 1);
}

TEST_CASE("settings of before, with one password for all, are taken") {
    const auto config = config::parse_config(
        fmt::format("[staff_check]\npassword_hash = '{}'\ntries = 5\nlock_minutes = 15\n", kHash), "/k.toml");
    REQUIRE(config);
    CHECK(config->staff_check_password_hash == kHash);
    CHECK(config->staff_check_codes.empty());
}

TEST_CASE("a code without a name, a hash or an end, or with another's name, is refused where it stands") {
    for (const auto* name : {"", "山田", "A", "a b", "-a", "a23456789012345678901", "facility"}) {
        INFO(name);
        CHECK(complaint(codes(code(name))).starts_with("/etc/kiosk.toml:2:"));
    }
    CHECK(complaint(codes(code("a", "hunter2"))).find("'staff_check.codes.hash' is not of the form scrypt:") !=
          std::string::npos);
    CHECK(complaint(codes(code("a", kHash, "'2027-03-31'"))).find("'staff_check.codes.expires' is not a date") !=
          std::string::npos);
    CHECK(complaint(codes("{ name = 'a', hash = '" + kHash + "' }")).find("is missing") != std::string::npos);
    CHECK(complaint(codes(code("a") + "," + code("a"))).find("is taken") != std::string::npos);
    CHECK(complaint("[staff_check]\ncodes = 'a'\n").find("is not a list of tables") != std::string::npos);
    std::string many;
    for (int i = 0; i < 13; ++i) many += code(fmt::format("a{}", i)) + ",";
    CHECK(complaint(codes(many)).find("holds more than 12") != std::string::npos);
}

TEST_CASE("an address that cannot work is refused where it stands") {
    for (const auto* url :
         {"https://a:99999", "https://a:0", "https://a:", "https://a:x", "https://a:-1", "https://a?b", "https://a#b",
          "https://資格確認.jp", "https://a..b", "https://-a", "https://a_b", "https://@a", "https://me@a",
          "https://1.2.3", "https://999.1.1.1", "https://[::1", "https://[x]:1", "https://a\tb", "https://:443"}) {
        INFO(url);
        CHECK(complaint(fmt::format("[service]\nurl = \"{}\"\n", url))
                  .starts_with("/etc/kiosk.toml:2:7: 'service.url' "));
    }
    for (const auto* url : {"https://a", "https://a.example.jp:8443", "https://xn--nckxa3g7cq2b5304djmxc.jp",
                            "https://10.0.0.1:1", "https://[2001:db8::1]:65535", "https://localhost"}) {
        INFO(url);
        CHECK(config::parse_config(fmt::format("[service]\nurl = \"{}\"\n", url), "/etc/kiosk.toml"));
    }
    CHECK(complaint("[service]\nurl = 'https://a:99999'\n") ==
          "/etc/kiosk.toml:2:7: 'service.url' has no port of 1 to 65535 in \"99999\"");
    for (const auto* url : {"http://a:99999/x", "http://a/x?y", "http://a/x#y", "http://認証局/", "ftp://a"}) {
        INFO(url);
        CHECK(complaint(fmt::format("[card]\nocsp_url = \"{}\"\n", url)).starts_with("/etc/kiosk.toml:2:12: "));
    }
    for (const auto* url : {"", "http://a/", "https://ocsp.example.jp:80/jpki/g5"}) {
        INFO(url);
        CHECK(config::parse_config(fmt::format("[card]\nocsp_url = \"{}\"\n", url), "/etc/kiosk.toml"));
    }
}

TEST_CASE("a question to the service ends before the visit stops waiting for it, the responder's before it included") {
    int longest = 0;
    for (const auto& row : config::schema())
        if (row.key == "service.deadline_ms" || row.key == "card.ocsp_deadline_ms")
            longest += static_cast<int>(row.most);
    CHECK(base::Duration(longest) < flow::row_of(flow::Delay::service_job).duration);
}

TEST_CASE("what cannot work together is refused") {
    CHECK(complaint("[staff_calls]\nfile = 'r/calls.log'\n[results]\nfolder = 'r'\n") ==
          "/etc/kiosk.toml:2:8: 'staff_calls.file' lies in results.folder, whose files are taken away");
    for (const auto* folder : {"./r", "r/", "x/../r", "r//"}) {
        INFO(folder);
        CHECK(complaint(fmt::format("[staff_calls]\nfile = 'r/calls.log'\n[results]\nfolder = '{}'\n", folder))
                  .starts_with("/etc/kiosk.toml:2:8: "));
        CHECK(complaint(fmt::format("[audit]\njournal = 'r/audit.jsonl'\n[results]\nfolder = '{}'\n", folder))
                  .starts_with("/etc/kiosk.toml:2:11: "));
        CHECK(complaint(fmt::format("[state]\nfolder = 'r'\n[results]\nfolder = '{}'\n", folder))
                  .starts_with("/etc/kiosk.toml:2:10: "));
    }
    CHECK(complaint("[results]\nremove_after_hours = 1\ntell_after_minutes = 61\n").starts_with("/etc/kiosk.toml:2:"));
    CHECK(complaint("[phone_reader]\nport = '1-1'\n").starts_with("/etc/kiosk.toml:2:8: "));
    CHECK(complaint("[staff_calls]\nfile = 'a'\n[audit]\njournal = 'a'\n").starts_with("/etc/kiosk.toml:2:8: "));
    CHECK(complaint("[camera]\ndevice = '/dev/video0'\n[card_front_camera]\ndevice = '/dev/video0'\n")
              .starts_with("/etc/kiosk.toml:4:10: "));
    CHECK(complaint("[card_front_camera]\ndevice = '/dev/video0'\n").starts_with("/etc/kiosk.toml:2:10: "));
    CHECK(complaint("[infrared_camera]\ndevice = '/dev/video0'\n").starts_with("/etc/kiosk.toml:2:10: "));
    CHECK(complaint("[card_front_camera]\ndevice = '/dev/video1'\n[infrared_camera]\ndevice = '/dev/video1'\n")
              .starts_with("/etc/kiosk.toml:4:10: "));
}

TEST_CASE("one place is one place, whichever link leads to it") {
    const test::Scratch scratch;
    std::filesystem::create_directory(scratch.path / "results");
    std::filesystem::create_directory_symlink("results", scratch.path / "other");
    const auto config = config::parse_config("[staff_calls]\nfile = 'other/calls.log'\n[results]\nfolder = 'results'\n",
                                             scratch.path / "kiosk.toml");
    REQUIRE_FALSE(config);
    CHECK(config.error().detail.find("kiosk.toml:2:8: 'staff_calls.file' lies in results.folder") != std::string::npos);
}

TEST_CASE("a marker is the name of a file, and not of what is in every folder") {
    for (const auto* marker : {".", "..", "...", "a/b"})
        CHECK(complaint(fmt::format("[results]\nmarker = '{}'\n", marker)).starts_with("/etc/kiosk.toml:2:10: "));
    for (const auto* marker : {"", "KIOSK", ".kiosk", "a.b"})
        CHECK(config::parse_config(fmt::format("[results]\nmarker = '{}'\n", marker), "/etc/kiosk.toml"));
}

TEST_CASE("a bare name is a file beside the settings, wherever the kiosk was started") {
    const auto config = config::parse_config("[staff_calls]\nfile = 'calls.log'\n", "kiosk.toml");
    REQUIRE(config);
    CHECK(config->staff_calls_file == std::filesystem::current_path() / "calls.log");
}

TEST_CASE("a missing file and a folder are unreadable") {
    CHECK(config::load_config("/nonexistent.toml").error().code == ErrorCode::file_unreadable);
    CHECK(config::load_config("/").error().code == ErrorCode::file_unreadable);
}

TEST_CASE("each default lies in its own range") {
    const auto config = config::parse_config(config::print_sample(), "/etc/kiosk.toml");
    INFO((config ? "" : config.error().detail));
    REQUIRE(config.has_value());
    CHECK(*config == config::Config{});
}

TEST_CASE("the setting of the reader's shape takes each shape there is") {
    for (const auto name : base::kNamesOf<domain::ReaderShape>) {
        INFO(name);
        const auto config = config::parse_config(fmt::format("[reader]\nshape = \"{}\"\n", name), "/etc/kiosk.toml");
        REQUIRE(config);
        CHECK(config->reader_shape == name);
    }
    CHECK_FALSE(config::parse_config("[reader]\nshape = \"round\"\n", "/etc/kiosk.toml"));
    const auto rows = config::schema();
    const auto row = std::find_if(rows.begin(), rows.end(), [](const auto& r) { return r.key == "reader.shape"; });
    REQUIRE(row != rows.end());
    CHECK(row->allowed == fmt::format("{}", fmt::join(base::kNamesOf<domain::ReaderShape>, "|")));
}

TEST_CASE("what names kiosk and visit in a result file has its form and its length") {
    const auto taken = [](std::string_view identifier, std::string_view kiosk) {
        return config::parse_config(fmt::format("[results]\nidentifier = \"{}\"\nkiosk = \"{}\"\n", identifier, kiosk),
                                    "/etc/kiosk.toml")
            .has_value();
    };
    for (const auto* identifier : {"{visit}", "{kiosk}-{visit}", "{kiosk}.{visit}", "desk", "a_{visit}"})
        CHECK(taken(identifier, "kiosk-1"));
    for (const auto* identifier : {"", "{patient}", "{visit", "visit}", "a b", "受付", "{visit}{visit}", "<{visit}>"})
        CHECK_FALSE(taken(identifier, "kiosk-1"));
    CHECK(taken("{kiosk}-{visit}", std::string(16, 'k')));
    CHECK_FALSE(taken("{kiosk}-{visit}", std::string(17, 'k')));
    CHECK_FALSE(taken("{kiosk}-{visit}", ""));
    CHECK_FALSE(taken("aa{kiosk}-{visit}", std::string(16, 'k')));
}

TEST_CASE("one setting is put into a text of settings and every other byte stays") {
    const auto put = [](std::string_view text) { return config::with_setting(text, "reader.port", "1-1.4"); };
    const std::string line = "port = \"1-1.4\"";
    CHECK(put("") == "[reader]\n" + line + "\n");
    CHECK(put("[log]\nlevel = \"info\"") == "[log]\nlevel = \"info\"\n\n[reader]\n" + line + "\n");
    CHECK(put("[reader]") == "[reader]\n" + line);
    CHECK(put("# a\n[reader] # b\nname = \"c\"\n") == "# a\n[reader] # b\n" + line + "\nname = \"c\"\n");
    CHECK(put("[reader]\nname = \"c\"\n port=\"2-1\"\n[log]\nport = 1\n") ==
          "[reader]\nname = \"c\"\n" + line + "\n[log]\nport = 1\n");
    CHECK(put("[phone_reader]\nport = \"2-1\"\n") == "[phone_reader]\nport = \"2-1\"\n\n[reader]\n" + line + "\n");
    CHECK(config::with_setting("[reader]\n", "reader.name", R"(a "b" \c)") ==
          "[reader]\nname = \"a \\\"b\\\" \\\\c\"\n");
    auto changed = config::parse_config(put(config::print_sample()), "/etc/kiosk.toml");
    REQUIRE(changed);
    CHECK(changed->reader_port == "1-1.4");
    changed->reader_port.clear();
    CHECK(*changed == config::Config{});
}

TEST_CASE("a whole number is written as one") {
    const auto put = [](std::string_view toml) { return config::with_setting(toml, "panel.brightness_percent", "40"); };
    CHECK(put("[panel]\nbrightness_percent = 100 # bright\nfullscreen = true\n") ==
          "[panel]\nbrightness_percent = 40\nfullscreen = true\n");
    auto changed = config::parse_config(put(config::print_sample()), "/etc/kiosk.toml");
    REQUIRE(changed);
    CHECK(changed->panel_brightness_percent == 40);
    changed->panel_brightness_percent = 100;
    CHECK(*changed == config::Config{});

    const auto file = std::filesystem::temp_directory_path() / "uketsuke-change-number.toml";
    std::ofstream(file, std::ios::binary) << "[sound]\nvolume_percent = 60\n";
    CHECK(config::change_setting(file, "sound.volume_percent", "0"));
    CHECK(read(file) == "[sound]\nvolume_percent = 0\n");
    for (const auto* wrong : {"101", "-1", "0x10", "007", "", "5\n[panel]"})
        CHECK_FALSE(config::change_setting(file, "sound.volume_percent", wrong));
    CHECK_FALSE(config::change_setting(file, "sound.no_such_key", "1"));
    CHECK(read(file) == "[sound]\nvolume_percent = 0\n");
    std::filesystem::remove(file);
}

TEST_CASE("a setting is written into its file only when nothing else would change, and the file keeps its mode") {
    const auto file = std::filesystem::temp_directory_path() / "uketsuke-change-setting.toml";
    const auto write = [&](std::string_view text) { std::ofstream(file, std::ios::binary) << text; };
    write("[reader]\nname = \"SONY\"\n");
    ::chmod(file.c_str(), 0604);
    CHECK(config::change_setting(file, "reader.port", "1-1.4"));
    CHECK(read(file) == "[reader]\nport = \"1-1.4\"\nname = \"SONY\"\n");
    CHECK((std::filesystem::status(file).permissions() & std::filesystem::perms::mask) == std::filesystem::perms(0604));
    for (const std::string text : {"reader = {name = \"SONY\"}\n", "reader.name = \"SONY\"\n",
                                   "[ reader ]\nname = \"SONY\"\n", "[reader]\nname = \"\"\"\nport = \"\"\"\n"}) {
        write(text);
        const auto refused = config::change_setting(file, "reader.port", "1-1.4");
        CHECK_FALSE(refused);
        CHECK(read(file) == text);
    }
    write("");
    CHECK_FALSE(config::change_setting(file, "reader.port", "/dev/ttyS0"));  // not of the form
    std::filesystem::remove(file);
    CHECK_FALSE(config::change_setting(file, "reader.port", "1-1"));
}

TEST_CASE("languages are a list of codes, and no other word is one") {
    const auto config =
        config::parse_config("[language]\noffered = [\"ja\", \"ja-x-easy\", \"zh-Hant\"]\n", "/etc/kiosk.toml");
    REQUIRE(config);
    CHECK(config->language_offered == std::vector<std::string>{"ja", "ja-x-easy", "zh-Hant"});
    for (const auto* list : {"\"ja\"", "[1]", "[\"Japanese!\"]", "[\"ja\", \"\"]"})
        CHECK(complaint(fmt::format("[language]\noffered = {}\n", list)).starts_with("/etc/kiosk.toml:2:"));
}

TEST_CASE("a USB port is written as the kernel names it") {
    for (const auto* port : {"", "1-1", "1-1.4", "12-3.10.2"})
        CHECK(config::parse_config(fmt::format("[reader]\nport = \"{}\"\n", port), "/etc/kiosk.toml"));
    for (const auto* port : {"usb1", "1", "1-", "1-1.", "1.4", "/sys/bus/usb/devices/1-1", "1-1:1.0"})
        CHECK_FALSE(config::parse_config(fmt::format("[reader]\nport = \"{}\"\n", port), "/etc/kiosk.toml"));
}

TEST_CASE("the reference page and the sample are printed from the schema (write them with the tag [write])") {
    CHECK(read(kPage) == config::print_reference());
    CHECK(read(kSample) == config::print_sample());
}

TEST_CASE("writes the reference page and the sample", "[.write]") {
    std::ofstream(kPage, std::ios::binary) << config::print_reference();
    std::ofstream(kSample, std::ios::binary) << config::print_sample();
    SUCCEED();
}

TEST_CASE("a changed setting goes where the settings' file really is, when a link leads to it") {
    const test::Scratch folder;
    const auto real = folder.path / "kiosk7.toml", link = folder.path / "uketsuke.toml";
    std::ofstream(real) << "[reader]\nname = \"\"\n";
    std::filesystem::create_symlink(real, link);
    CHECK(config::change_setting(link, "reader.port", "1-1.4"));
    CHECK(std::filesystem::is_symlink(link));
    std::ifstream in(real);
    const std::string text(std::istreambuf_iterator<char>(in), {});
    CHECK(text.find("1-1.4") != std::string::npos);
}
