// SPDX-License-Identifier: Apache-2.0
// What is wrong with settings and files is said in one sentence, and the exit code tells which kind it is.
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "program.hpp"
#include "site.hpp"

using namespace uketsuke::test;
namespace fs = std::filesystem;

namespace {

/// What it says on its way out, which must be with this code. The line about the face way is not about the end.
std::string last_words(const Arguments& arguments, int code, const Arguments& environment = {}) {
    Program program(arguments, environment);
    CHECK(program.exit_code() == code);
    const auto all = program.err();
    const auto start = all.rfind("uketsuke: ");
    return start == std::string::npos ? all : all.substr(start);
}

std::string refusal(const Site& site) { return last_words(site.run(), 3); }

}  // namespace

TEST_CASE("the command line is explained") {
    CHECK(last_words({}, 2) == "uketsuke: --config FILE is missing; see uketsuke --help\n");
    CHECK(last_words({"--confg", "x"}, 2) == "uketsuke: --confg is not known here; see uketsuke --help\n");
    CHECK(last_words({"--verify-audit"}, 2).find("--config") != std::string::npos);
    CHECK(last_words({"--print", "poems"}, 2).find("poems not in {errors,") != std::string::npos);
    // Somebody may type a password where it is asked for only later.
    CHECK(last_words({"--hash-password", "123456"}, 2).find("123456") == std::string::npos);
    Program help({"--help"});
    CHECK(help.exit_code() == 0);
    CHECK(help.out().find("Exit codes:") != std::string::npos);
}

TEST_CASE("the version comes with what became of the environment") {
    Program clean({"--version"}, {"SSLKEYLOGFILE=/nowhere/keys"});
    CHECK(clean.exit_code() == 0);
    CHECK(clean.out().starts_with("uketsuke "));
    CHECK(clean.out().find("\nenvironment: taken out: ") != std::string::npos);
    CHECK(clean.out().find("SSLKEYLOGFILE") != std::string::npos);
    Program as_is({"--version", "--environment", "as-is"}, {"SSLKEYLOGFILE=/nowhere/keys"});
    CHECK(as_is.exit_code() == 0);
    CHECK(as_is.out().find("\nenvironment: as it is (--environment as-is); in it: ") != std::string::npos);
    CHECK(as_is.out().find("SSLKEYLOGFILE") != std::string::npos);
    CHECK(last_words({"--environment", "dirty"}, 2).find("dirty not in {clean,as-is}") != std::string::npos);
}

TEST_CASE("a mistake in the settings is named with line and column") {
    const Site site;
    const auto file = site.write("wrong.toml", "[camera]\ndevice = \"/dev/video0\"\nrequried = true\n");
    CHECK(last_words({"--config", file}, 2) ==
          "uketsuke: " + file.string() + ":3:1: there is no key 'camera.requried'\n");
    const auto none = (site.folder() / "none.toml").string();
    CHECK(last_words({"--config", none}, 2) == "uketsuke: " + none + ": No such file or directory\n");
}

TEST_CASE("a file that is missing is named with its setting") {
    for (const auto* key : {"face.models", "face.decoder", "card.trusted_issuer", "card.authorities", "service.ca",
                            "service.certificate", "service.key", "guidance.file", "results.folder", "state.folder"}) {
        Site site;
        site.set(key, site.folder() / "nothing");
        const auto words = refusal(site);
        INFO(key << ": " << words);
        const auto table = std::string(key).substr(0, std::string(key).find('.'));
        CHECK(words.find("uketsuke: " + table) == 0);
        CHECK(words.find((site.folder() / "nothing").string()) != std::string::npos);
        CHECK(std::count(words.begin(), words.end(), '\n') == 1);
    }
}

TEST_CASE("a file that is not what it should be is named with its setting") {
    for (const auto* key :
         {"card.trusted_issuer", "card.authorities", "service.ca", "service.certificate", "service.key"}) {
        Site site;
        site.set(key, site.write("garbage.pem", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"));
        const auto words = refusal(site);
        INFO(key << ": " << words);
        CHECK(words.find("garbage.pem") != std::string::npos);
        CHECK(std::count(words.begin(), words.end(), '\n') == 1);
    }
}

TEST_CASE("several issuers may be trusted, and a file that breaks off is refused") {
    const auto one = read_text(fs::path(CARD_PKI) / "face_record_root.pub");
    const auto two = one + "\n" + read_text(fs::path(CARD_PKI) / "terminal_ca.pub");
    Site site;
    site.set("face.decoder", "/nothing");  // comes after the issuers
    site.set("card.trusted_issuer", site.write("two.pem", two));
    CHECK(refusal(site).find("uketsuke: face.decoder: ") == 0);
    site.set("card.trusted_issuer", site.write("broken.pem", two.substr(0, two.size() - 40)));
    CHECK(refusal(site).find("uketsuke: card.trusted_issuer: ") == 0);
}

TEST_CASE("a key that does not belong to the certificate is refused") {
    Site site;
    site.set("service.key", fs::path(SERVICE_PKI) / "wrong_client.key");
    CHECK(refusal(site).find("is not the certificate of the private key") != std::string::npos);
}

TEST_CASE("a network that is missing is named, though there is no face way that would open it") {
    Site site;
    fs::copy(MODELS, site.folder() / "models");
    site.set("face.models", site.folder() / "models");
    fs::remove(site.folder() / "models" / "fr_liveness.onnx");
    const auto words = refusal(site);
    INFO(words);
    CHECK(words.find("uketsuke: face.models: ") == 0);
    CHECK(words.find("fr_liveness.onnx cannot be read") != std::string::npos);
}

TEST_CASE("a journal that cannot be written is named") {
    Site site;
    site.set("audit.journal", site.folder() / "nowhere" / "audit.jsonl");
    CHECK(refusal(site).find("uketsuke: audit.journal: ") == 0);
}

TEST_CASE("guidance with a mistake is named with its setting, line and column") {
    Site site;
    site.set("guidance.file", site.write("guidance.toml", "[[row]]\nfallback = \"card_alone\"\n"));
    CHECK(refusal(site).find("uketsuke: guidance.file: " + (site.folder() / "guidance.toml").string() + ":1:1: ") == 0);
}

TEST_CASE("two readers of one name are refused") {
    Site site;
    site.set("phone_reader.name", "Second");
    CHECK(refusal(site).find("uketsuke: phone_reader.name: ") == 0);
    for (const auto* first : {"Second", "Second 00", "econ"}) {
        site.set("reader.name", first);
        CHECK(refusal(site).find("parts of each other") != std::string::npos);
    }
}

TEST_CASE("a facility password is turned into what the settings hold, and nothing else is taken") {
    Program right({"--hash-password"}, {}, "246810\n");
    CHECK(right.exit_code() == 0);
    CHECK(right.out().starts_with("scrypt:15:8:1:"));
    CHECK(right.out().find("246810") == std::string::npos);
    Site site;
    site.set("staff_check.password_hash", right.out().substr(0, right.out().size() - 1));
    site.set("face.decoder", "/nothing");  // comes after the staff check
    CHECK(refusal(site).find("uketsuke: face.decoder: ") == 0);
    for (const auto* wrong : {"123\n", "123456789\n", "12a456\n", "\n", ""}) {
        Program refused({"--hash-password"}, {}, wrong);
        CHECK(refused.exit_code() == 2);
        CHECK(refused.out().empty());
    }
}

TEST_CASE("a person's code is printed as the settings hold it, and a name or a day that cannot be is refused unasked") {
    const Arguments whose{"--hash-password", "--name", "desk-1", "--expires", "2027-03-31"};
    Program right(whose, {}, "246810\n");
    CHECK(right.exit_code() == 0);
    CHECK(right.out().starts_with("{ name = \"desk-1\", hash = \"scrypt:15:8:1:"));
    CHECK(right.out().ends_with("\", expires = 2027-03-31 }\n"));
    CHECK(right.out().find("246810") == std::string::npos);
    const Site site;
    const auto with = [&](std::string_view name, std::string_view line) {
        return site.write(name, "[staff_check]\ncodes = [" + std::string(line) + "]\n[face]\ndecoder = 3\n");
    };
    const auto file = with("codes.toml", right.out());  // it is the face that is wrong
    CHECK(last_words({"--config", file}, 2).find("'face.decoder' is not a text") != std::string::npos);
    CHECK(last_words({"--hash-password", "--name", "desk-1"}, 2).find("--expires") != std::string::npos);
    CHECK(last_words({"--name", "desk-1", "--expires", "2027-03-31"}, 2).find("--hash-password") != std::string::npos);
    for (const auto& [name, day] : {std::pair{"Desk 1", "2027-03-31"},
                                    {"desk-1", "tomorrow"},
                                    {"desk-1", "2027-02-30"},
                                    {"x\", y = \"", "2027-03-31"}}) {
        INFO(name << " " << day);
        Program refused({"--hash-password", "--name", name, "--expires", day}, {}, "246810\n");
        CHECK(refused.exit_code() == 2);
        CHECK(refused.out().empty());
    }
}

TEST_CASE("one password for all of the staff is taken up with a warning") {
    Site site;
    const auto hash = "scrypt:15:8:1:" + std::string(32, 'a') + ":" + std::string(64, '0');
    site.set("staff_check.password_hash", hash);
    site.set("face.decoder", "/nothing");  // comes after the staff check
    Program program(site.run());
    CHECK(program.exit_code() == 3);
    CHECK(program.err().find("staff_check.password_hash is one password for all of the staff") != std::string::npos);
    CHECK(program.err().find("uketsuke: face.decoder: ") != std::string::npos);
}

TEST_CASE("a screen that is too small, or none at all, is named") {
    Site site;
    site.set("panel.diagonal_inch", "5");
    CHECK(refusal(site) == "uketsuke: panel: 108 x 67 mm; the screens need 150 x 85 mm, upright 110 x 180 mm\n");
    const Site whole;
    CHECK(last_words(whole.run(), 3, {"SDL_VIDEODRIVER=none_such"}).find("uketsuke: panel: SDL_Init: ") == 0);
}
